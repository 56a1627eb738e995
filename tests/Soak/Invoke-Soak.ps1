#Requires -Version 7.6

<#
.SYNOPSIS
Chaos soak: many writes over all areas, under faults, restarts and a killed client, compared with a model of the tenant.
.DESCRIPTION
The sandbox server runs in its own process with a state file and adds faults to a fifth of all requests. Two client processes with
eight runspaces each run a plan that depends on the seed. During the run the server is stopped and restarted, one client process is
killed and restarted, and the server is killed and restarted. At the end the state of the tenant and the number of changes of each object
must be exactly those of the plan, and the audit log must be valid and contain every change.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)] [string] $Module,
    [Parameter(Mandatory)] [string] $SandboxServer,
    [Parameter(Mandatory)] [string] $Result,
    [int] $Seed = 1,
    [ValidateRange(160, 1000000)] [int] $Writes = 10000,
    [int] $TimeoutSec = 1800,
    # The folder for the files of the run. It is kept if the run failed.
    [string] $Folder = (Join-Path ([IO.Path]::GetTempPath()) "cxone-soak-$PID")
)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'
Import-Module $PSScriptRoot/Model.psm1
Import-Module $PSScriptRoot/../../samples/PwshCommand.psm1
$pwsh = Get-PwshCommand
$workers = 16
# Together a fifth of all requests; stale versions and revoked tokens affect only requests that have one.
$share = 0.0275
$kinds = 'latency', '429', '500', '503', 'reset-before', 'reset-after', 'truncate', 'stale-etag', 'expire-token'
if (Test-Path $Folder) { Remove-Item $Folder -Recurse }
$null = New-Item $Folder -ItemType Directory
$Folder = (Resolve-Path $Folder).Path
$Module = (Resolve-Path $Module).Path
# The environment of the computer must not affect the run.
Get-ChildItem Env: | Where-Object Name -match '^(CXONE_(?!TEST_)|TARGET_CAMPAIGN_ID|WORKFORCE_CALLBACK_URL|ML_WEBHOOK_URL)' | Remove-Item
$problems = [Collections.Generic.List[string]]::new()
$started = [Collections.Generic.List[Diagnostics.Process]]::new()
$served = [Collections.Generic.List[object]]::new()

function Start-Child([string] $File, [string[]] $Arguments, [switch] $Read) {
    $start = [Diagnostics.ProcessStartInfo]::new($File)
    $start.RedirectStandardOutput = $Read
    foreach ($argument in $Arguments) { $start.ArgumentList.Add($argument) }
    $process = [Diagnostics.Process]::Start($start)
    $started.Add($process)
    $process
}

# Each start of the server draws different faults, all from the seed.
function Start-Server([int] $Port, [int] $Life) {
    $faults = foreach ($kind in $kinds) { '--fault', ('{0}={1}' -f $kind, $share.ToString([cultureinfo]::InvariantCulture)) }
    $process = Start-Child dotnet (@($SandboxServer, '--parent', "$PID", '--port', "$Port", '--state', "$Folder/tenant.json",
        '--rate-limit', '100000000', '--data-actions', '463', '--seed', "$($Seed * 10 + $Life)") + $faults) -Read
    $line = $process.StandardOutput.ReadLine()
    if ($line -notmatch '^listening (http://127\.0\.0\.1:(\d+))$') { throw "The sandbox server wrote an unexpected line: '$line'." }
    @{ Process = $process; Uri = $Matches[1]; Port = [int]$Matches[2] }
}

# The answered requests since the start of the server. A killed server loses the last requests.
function Save-Requests { $served.AddRange(@((Invoke-RestMethod "$($server.Uri)/sandbox/requests").requests)) }

function Start-Client([int[]] $Own) {
    Start-Child $pwsh.FilePath ($pwsh.ArgumentList + '-NoProfile', '-NonInteractive', '-File', (Join-Path $PSScriptRoot Client.ps1),
        '-Module', $Module, '-Uri', $server.Uri, '-Folder', $Folder, '-Seed', "$Seed", '-Own', ($Own -join ','), '-Workers', "$workers",
        '-Writes', "$perWorker")
}

function Read-Journal {
    foreach ($worker in 0..($workers - 1)) {
        $path = Join-Path $Folder ('worker-{0:00}.journal' -f $worker)
        if (-not (Test-Path $path)) { continue }
        $reader = [IO.StreamReader]::new([IO.FileStream]::new($path, 'Open', 'Read', 'ReadWrite'))
        try { $text = $reader.ReadToEnd() } finally { $reader.Dispose() }
        foreach ($line in $text.Split("`n")) {
            # A killed process may have written a line partly.
            if ($line.TrimEnd() -notmatch '^\{.*\}$') { continue }
            try { $entry = $line | ConvertFrom-Json -AsHashtable } catch { continue }
            $entry.worker = $worker
            $entry
        }
    }
}

function Get-Progress {
    $count = 0
    foreach ($file in Get-ChildItem $Folder -Filter *.journal) {
        $reader = [IO.StreamReader]::new([IO.FileStream]::new($file.FullName, 'Open', 'Read', 'ReadWrite'))
        try { $text = $reader.ReadToEnd() } finally { $reader.Dispose() }
        foreach ($match in [regex]::Matches($text, '(?m)^\{(?=[^\n]*"kind":"E")[^\n]*"writes":(\d+)')) {
            $count += [int]$match.Groups[1].Value
        }
    }
    $count
}

$watch = [Diagnostics.Stopwatch]::StartNew()
$perWorker = [int][Math]::Ceiling($Writes / $workers)
$total = $perWorker * $workers
$happened = [Collections.Generic.List[object]]::new()
try {
    $server = Start-Server 0 0
    $first = (Invoke-WebRequest "$($server.Uri)/sandbox/state").Content
    [IO.File]::WriteAllText("$Folder/first-state.json", $first)
    $firstState = $first | ConvertFrom-Json
    $plans = @(foreach ($worker in 0..($workers - 1)) { , (New-SoakPlan $Seed $worker $workers $perWorker $firstState) })
    $clients = @((Start-Client (0..7)), (Start-Client (8..15)))

    $events = [Collections.Generic.Queue[object]]::new()
    $events.Enqueue(@{ At = 0.2; What = 'the server is stopped and restarted' })
    $events.Enqueue(@{ At = 0.45; What = 'a client process is killed and restarted' })
    $events.Enqueue(@{ At = 0.7; What = 'the server is killed and restarted' })
    $life = 0
    while ($clients | Where-Object { -not $_.HasExited }) {
        if ($watch.Elapsed.TotalSeconds -gt $TimeoutSec) { $problems.Add("Not done in $TimeoutSec s."); break }
        $null = $clients[0].WaitForExit(250)
        if ($events.Count -eq 0) {
            $null = $clients | Where-Object { -not $_.HasExited } | Select-Object -First 1 | ForEach-Object { $_.WaitForExit(500) }
            continue
        }
        $progress = Get-Progress
        if ($progress -lt $events.Peek().At * $total) { continue }
        $event = $events.Dequeue()
        $at = $watch.Elapsed.TotalSeconds
        if ($event.What -like 'a client*') {
            $clients[0].Kill($true); $clients[0].WaitForExit()
            $clients[0] = Start-Client (0..7)
        } else {
            Save-Requests
            $isGraceful = $event.What -like '*stopped*' -and -not $IsWindows
            if ($isGraceful) { & kill -TERM $server.Process.Id } else { $server.Process.Kill($true) }
            if (-not $server.Process.WaitForExit(20000)) { throw 'The server did not end.' }
            $server = Start-Server $server.Port (++$life)
        }
        $happened.Add([ordered]@{
            what = $event.What
            writes = $progress
            second = [Math]::Round($at, 1)
            seconds = [Math]::Round($watch.Elapsed.TotalSeconds - $at, 1)
        })
        Write-Host ('  {0,5:0.0} s, {1,5} of {2} writes: {3}' -f $at, $progress, $total, $event.What)
    }
    if ($events.Count -gt 0 -and -not $problems.Count) { $problems.Add('The clients ended before all events had occurred.') }
    foreach ($client in $clients) {
        if ($client.HasExited -and $client.ExitCode -ne 0) { $problems.Add("A client process ended with exit code $($client.ExitCode).") }
    }
    $seconds = [Math]::Round($watch.Elapsed.TotalSeconds, 1)
    Save-Requests
    $lastState = (Invoke-WebRequest "$($server.Uri)/sandbox/state").Content
    [IO.File]::WriteAllText("$Folder/last-state.json", $lastState)
} finally {
    foreach ($process in $started) { if (-not $process.HasExited) { $process.Kill($true); $process.WaitForExit() } }
}

# The journals of the workers.
$entries = @(Read-Journal)
$known = [ordered]@{ answered = 0; recognised = 0; lookedUp = 0; afterKill = 0 }
$perArea = [ordered]@{}
$jobs = @{}
$steps = @{}
foreach ($entry in $entries | Where-Object kind -eq E) {
    foreach ($name in @($known.Keys)) { $known[$name] += $entry.known[$name] }
    $perArea[$entry.area] = $entry.writes + [int]$perArea[$entry.area]
    $key = "$($entry.worker)/$($entry.step)"
    if ($steps.ContainsKey($key)) { $problems.Add("Step $key was completed twice.") }
    $steps[$key] = $entry
    if ($entry.ContainsKey('job')) { $jobs[$key] = $entry.job }
}
foreach ($entry in $entries | Where-Object kind -in V, X) { $problems.Add("Worker $($entry.worker): $($entry.what)") }
$ended = @($entries | Where-Object kind -eq D | ForEach-Object { $_.worker } | Sort-Object -Unique).Count
if ($ended -ne $workers) { $problems.Add("$ended of $workers workers completed their plan.") }
$cost = [ordered]@{
    requests = 0
    unanswered = 0
    retries = 0
    waits = 0
    waitSeconds = 0.0
    tokens = 0
    conflicts = 0
    errors = [ordered]@{}
}
foreach ($group in $entries | Where-Object kind -eq C | Group-Object { "$($_.worker)/$($_.process)" }) {
    $last = $group.Group[-1].cost
    foreach ($name in 'requests', 'unanswered', 'retries', 'waits', 'waitSeconds', 'tokens', 'conflicts') { $cost[$name] += $last[$name] }
    foreach ($name in $last.errors.Keys) { $cost.errors[$name] = $last.errors[$name] + [int]$cost.errors[$name] }
}
$cost.waitSeconds = [Math]::Round($cost.waitSeconds, 1)

# The state of the tenant, including the objects that no step changes.
$expected = Get-SoakExpectation $first $plans
$last = [Text.Json.Nodes.JsonNode]::Parse($lastState)
$compared = 0
foreach ($kind in 'dialerConfigs', 'campaigns', 'dataActions') {
    foreach ($resource in $last[$kind].GetEnumerator()) {
        $key = "$kind/$($resource['id'])"
        $wanted = $expected.Resources[$key]
        $compared++
        $number, $right = [long]$resource['version'], [long]$wanted['version']
        if ($number -ne $right) {
            $problems.Add("$key was changed $($number - $right + $expected.Changes[$key]) times instead of $($expected.Changes[$key]) times.")
        }
        if (-not [Text.Json.Nodes.JsonNode]::DeepEquals($resource['body'], $wanted['body'])) {
            $problems.Add("$key is $($resource['body'].ToJsonString()) instead of $($wanted['body'].ToJsonString()).")
        }
    }
    if ($last[$kind].Count -ne ([Text.Json.Nodes.JsonNode]::Parse($first))[$kind].Count) {
        $problems.Add("The number of $kind has changed.")
    }
}
foreach ($kind in 'tenant', 'voices', 'queues', 'ivrDefinitions', 'skills', 'agents') {
    if (-not [Text.Json.Nodes.JsonNode]::DeepEquals($last[$kind], ([Text.Json.Nodes.JsonNode]::Parse($first))[$kind])) {
        $problems.Add("No step changes $kind, but they have changed.")
    }
}
$tenant = $lastState | ConvertFrom-Json
$urls = @($tenant.webhooks.url)
if (Compare-Object @($expected.Webhooks) $urls) {
    $problems.Add("Webhooks: $($urls -join ' ') instead of $($expected.Webhooks -join ' ').")
}
$markers = @($tenant.auditLogs | Where-Object eventType -eq SOAK | ForEach-Object { $_.details.marker })
if (Compare-Object @($expected.Events) $markers) { $problems.Add("Events: $($markers.Count) instead of $($expected.Events.Count).") }
$deployed = @($tenant.auditLogs | Where-Object eventType -eq IVR_DEPLOYMENT | ForEach-Object { $_.details.jobId })
if (@($deployed | Sort-Object -Unique).Count -ne $deployed.Count) { $problems.Add("The tenant's audit log contains a deployment twice.") }
if ($tenant.deployments.Count -ne $expected.Jobs.Count) {
    $problems.Add("There are $($tenant.deployments.Count) deployments instead of $($expected.Jobs.Count).")
}
$jobById = @{}; foreach ($job in $tenant.deployments) { $jobById[$job.jobId] = $job }
foreach ($key in $expected.Jobs.Keys) {
    $job = $jobs.ContainsKey($key) ? $jobById[$jobs[$key]] : $null
    $wanted = $expected.Jobs[$key]
    if (-not $job -or $job.status -ne $wanted.Status -or $job.targetEnvironment -ne $wanted.Environment -or "$($job.ivrDefinitionIds)" -ne
        $wanted.Definition) {
        $problems.Add("Deployment $key is $($job | ConvertTo-Json -Compress -Depth 4) instead of $($wanted | ConvertTo-Json -Compress).")
    }
}
# The live versions: the latest deployment per environment and definition that was not rolled back.
$latest = @{}
foreach ($job in $tenant.deployments | Where-Object status -eq COMPLETED | Sort-Object completedAt) {
    $latest["$($job.targetEnvironment)/$($job.ivrDefinitionIds[0])"] = $job.jobId
}
$live = @{}
foreach ($place in $tenant.live.psobject.Properties) {
    foreach ($definition in $place.Value.psobject.Properties) { $live["$($place.Name)/$($definition.Name)"] = $definition.Value.jobId }
}
foreach ($key in @($latest.Keys) + @($live.Keys) | Sort-Object -Unique) {
    if ($latest[$key] -ne $live[$key]) { $problems.Add("The live version of $key is '$($live[$key])' instead of '$($latest[$key])'.") }
}
$exports = @($tenant.eventExports | Group-Object resourceId, payloadHash, timestamp | Where-Object Count -gt 1)
if ($exports) { $problems.Add("The event stream contains twice: $($exports[0].Name).") }

# Repeated requests: a write without a version may be repeated only after an answer that it was not applied. The state of the tenant would
# not show a repetition, because the tenant recognizes an Idempotency-Key.
$once = '/api/v2/audit/logs', '/api/v2/ivr/deployments', '/api/v2/webhooks', '/api/v2/eventstreams/exports'
foreach ($group in $served | Where-Object {
    $_.method -eq 'POST' -and $_.path -in $once -and $_.idempotencyKey
} | Group-Object idempotencyKey) {
    if ($group.Count -eq 1) { continue }
    $lost = @($group.Group | Select-Object -SkipLast 1 | Where-Object {
        $_.status -notin 401, 429, 503 -or ($_.status -eq 503 -and -not $_.psobject.Properties['retryAfter']) -or
            "$($_.psobject.Properties['fault']?.Value)" -match 'reset|truncate'
    })
    if ($lost) {
        $problems.Add("POST $($lost[0].path) was sent $($group.Count) times, also after $($lost[0].status) ($($lost[0].psobject.Properties['fault']?.Value)).")
    }
}

# The audit log: it must be valid and contain every change once.
Import-Module $Module
$check = Test-CxAuditLog (Join-Path $Folder audit) -ErrorAction Continue
if (-not $check.IsValid) { $problems.Add("The audit log is broken at line $($check.FirstBrokenLine): $($check.Reason)") }
$operations = @{}
foreach ($line in [IO.File]::ReadLines("$Folder/audit/audit.jsonl")) {
    # An incomplete line of a killed process was moved to a file by the next record. These lines have passed the verification above.
    if ($line -notmatch '"action":"([^"]+)","outcome":"([^"]+)","operationId":"([^"]+)"') { continue }
    $action, $outcome, $operation = $Matches[1..3]
    if (-not $operations.ContainsKey($operation)) {
        $operations[$operation] = @{
            Action = $action
            Target = ($line -match '"target":\["([^"]*)"' ? $Matches[1] : '')
            Outcomes = [Collections.Generic.List[string]]::new()
        }
    }
    $operations[$operation].Outcomes.Add($outcome)
}
$ends = @{}
foreach ($operation in $operations.Values) {
    # Weights have a record between start and outcome: they are in effect, and their simulation has not run yet.
    $sequence = $operation.Outcomes -join ', '
    if ($sequence -notmatch '^(Started(, Accepted)?, )?\w+$') {
        $problems.Add("The audit log contains these records of one operation: $sequence ($($operation.Action) $($operation.Target)).")
    }
    $end = $operation.Outcomes[-1]
    $end = $end -in 'Succeeded', 'Accepted', 'RolledBack' ? 'Recorded' : $end -in 'Failed', 'Refused' ? 'Failed' : $end
    foreach ($key in "$($operation.Action)/$end", "$($operation.Action)/$end/$($operation.Target)") { $ends[$key] = 1 + [int]$ends[$key] }
}
$targetOf = @{
    'DialerConfig.Set' = { param($Step) $Step.Area -eq 'SharedRule' ? 'dialer-east' : $Step.Id }
    'DataAction.UpdateDate' = { param($Step) $Step.Rows.Id }
    'PredictiveWeight.Set' = { param($Step) $Step.CampaignId }
    'IvrDeployment.Publish' = { param($Step) $Step.Definition }
}
$audited = [ordered]@{}
foreach ($pair in @(
        @{ Action = 'DialerConfig.Set'; Areas = 'Dialer', 'SharedRule' }, @{ Action = 'DataAction.UpdateDate'; Areas = @('Dates') },
            @{ Action = 'PredictiveWeight.Set'; Areas = @('Weight') }
        @{ Action = 'Webhook.Register'; Areas = @('Register') }, @{ Action = 'Webhook.Unregister'; Areas = @('Unregister') },
            @{ Action = 'IvrDeployment.Publish'; Areas = @('Publish') }
        @{ Action = 'IvrDeployment.Undo'; Areas = @('Undo') }, @{ Action = 'Rest.Write'; Areas = @('Rest') },
            @{ Action = 'SOAK'; Areas = @('Event') })) {
    $action = $pair.Action
    $done = [ordered]@{
        made = 0
        recorded = [int]$ends["$action/Recorded"]
        open = [int]$ends["$action/Started"]
        unknown = [int]$ends["$action/Unknown"]
        failed = [int]$ends["$action/Failed"]
    }
    $sure = 0
    foreach ($entry in $steps.Values) {
        if ($entry.area -notin $pair.Areas) { continue }
        $done.made += $entry.writes
        $sure += $entry.known.answered + $entry.known.recognised
    }
    # A write that was looked up has an unknown outcome, and a write of a killed process may have no outcome. Write-CxAuditLog has one
    # record, at its end, which a killed process may not have written.
    $lost = $action -eq 'SOAK' ? ($steps.Values | Where-Object { $_.area -eq 'Event' } | ForEach-Object { $_.known.afterKill } |
        Measure-Object -Sum).Sum : 0
    if ($done.recorded -lt $sure -or $done.recorded -gt $done.made -or $done.recorded + $done.open + $done.unknown + $lost -lt $done.made) {
        $problems.Add("${action}: $($done.made) changes were made ($sure confirmed), but the audit log contains $($done.recorded), $($done.open) without an outcome, $($done.unknown) with an unknown outcome.")
    }
    if ($targetOf.ContainsKey($action)) {
        $made = @{}
        foreach ($plan in $plans) {
            foreach ($step in $plan) {
                if ($step.Area -in $pair.Areas) {
                    foreach ($target in & $targetOf[$action] $step) { $made[$target] = 1 + [int]$made[$target] }
                }
            }
        }
        foreach ($target in $made.Keys) {
            $recorded = [int]$ends["$action/Recorded/$target"]
            if ($recorded -gt $made[$target] -or $recorded + [int]$ends["$action/Started/$target"] +
                [int]$ends["$action/Unknown/$target"] -lt $made[$target]) {
                $problems.Add("$action of ${target}: $($made[$target]) changes were made, but the audit log contains $recorded.")
            }
        }
    }
    $audited[$action] = $done
}

$met = [ordered]@{}
foreach ($group in $served | Where-Object { $_.psobject.Properties['fault'] } | Group-Object fault | Sort-Object Name) {
    $met[$group.Name] = $group.Count
}
$report = [ordered]@{
    seed = $Seed; writes = $total; workers = $workers; seconds = $seconds; passed = $problems.Count -eq 0
    writesPerSecond = [Math]::Round($total / $seconds, 1)
    client = $cost; known = $known; areas = $perArea; happened = $happened
    server = [ordered]@{
        requests = $served.Count
        faults = ($met.Values | Measure-Object -Sum).Sum
        faultShare = [Math]::Round(($met.Values | Measure-Object -Sum).Sum / [Math]::Max(1, $served.Count), 3)
        byKind = $met
    }
    tenant = [ordered]@{
        resourcesCompared = $compared
        webhooks = $urls.Count
        deployments = $tenant.deployments.Count
        events = $markers.Count
        eventExports = @($tenant.eventExports).Count
        stateBytes = (Get-Item "$Folder/tenant.json").Length
    }
    audit = [ordered]@{ records = $check.RecordCount; isValid = $check.IsValid; actions = $audited }
    problems = $problems
}
$null = New-Item (Split-Path $Result) -ItemType Directory -Force
$report | ConvertTo-Json -Depth 6 | Set-Content $Result
Write-Host ('  {0} writes in {1} s: {2} requests, {3} retries, {4} waits of {5} s together; a fault in {6:P1} of the requests' -f $total,
    $seconds, $cost.requests, $cost.retries, $cost.waits, $cost.waitSeconds, $report.server.faultShare)
Write-Host ('  {0} answered, {1} recognised after a lost answer, {2} looked up, {3} found after a kill' -f $known.answered,
    $known.recognised, $known.lookedUp, $known.afterKill)
Write-Host ('  {0} audit records, {1}' -f $check.RecordCount, ($check.IsValid ? 'valid' : 'INVALID'))
if ($problems.Count) {
    Write-Host ('  {0} problems (files in {1}):' -f $problems.Count, $Folder)
    $problems | Select-Object -First 20 | ForEach-Object { Write-Host "    $($_.Length -gt 500 ? $_.Substring(0, 500) : $_)" }
    exit 1
}
Remove-Item $Folder -Recurse
Write-Host '  The tenant agrees with the model: no write was lost or made twice.'
