# One worker: runs its plan with the cmdlets of the module and keeps a journal, so that the next process can continue after a killed
# one. B: a step starts. E: a step is completed, and how that is known. V: a violation. C: the cost so far. D: the plan is completed.
# X: the worker failed.
param([string] $Module, [string] $Uri, [string] $Folder, [int] $Seed, [int] $Worker, [int] $Workers, [int] $Writes)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Continue'
Import-Module $Module
Import-Module $PSScriptRoot/Model.psm1
$state = [IO.File]::ReadAllText("$Folder/first-state.json") | ConvertFrom-Json
$plan = New-SoakPlan $Seed $Worker $Workers $Writes $state
$path = Join-Path $Folder ('worker-{0:00}.journal' -f $Worker)
$cost = @{ requests = 0; unanswered = 0; retries = 0; waits = 0; waitSeconds = 0.0; tokens = 0; errors = @{}; conflicts = 0 }

# The last step of the previous process.
$begun = -1; $done = -1
$jobs = @{}; $hooks = @{}
if ([IO.File]::Exists($path)) {
    foreach ($line in [IO.File]::ReadAllLines($path)) {
        # A killed process may have written a line partly.
        if (-not $line) { continue }
        try { $entry = $line | ConvertFrom-Json -AsHashtable -ErrorAction Stop } catch { continue }
        if ($entry.kind -eq 'B') { $begun = $entry.step }
        if ($entry.kind -eq 'E') {
            $done = $entry.step
            if ($entry.ContainsKey('job')) { $jobs[[int]$entry.step] = $entry.job }
            if ($entry.ContainsKey('hook')) { $hooks[$entry.uri] = $entry.hook }
        }
    }
}
$stream = [IO.FileStream]::new($path, 'Append', 'Write', 'ReadWrite')
$journal = [IO.StreamWriter]::new($stream)
$journal.AutoFlush = $true
# Start a new line after whatever the killed process left.
$journal.WriteLine()
function Note([hashtable] $Entry) { $journal.WriteLine(($Entry | ConvertTo-Json -Compress -Depth 5)) }

# Runs a command, counts its requests and waits, and returns its output and its errors.
function Invoke-Counted([scriptblock] $Command) {
    $result = @{ Output = [Collections.Generic.List[object]]::new(); Errors = [Collections.Generic.List[object]]::new() }
    $VerbosePreference = 'Continue'
    try {
        & $Command *>&1 | ForEach-Object {
            if ($_ -is [Management.Automation.VerboseRecord]) {
                switch -Regex ($_.Message) {
                    ' -> (\d{3}|no answer) ' {
                        $cost.requests++
                        if ($Matches[1] -eq 'no answer') { $cost.unanswered++ }
                        if ($Matches[1] -in '409', '412') { $cost.conflicts++ }
                        if ($_ -like 'POST */oauth/token*') { $cost.tokens++ }
                        break
                    }
                    'sending .*once more' { $cost.retries++; break }
                    'waiting ([\d.]+) s .*before attempt' {
                        $cost.retries++
                        $cost.waits++
                        $cost.waitSeconds += [double]::Parse($Matches[1], [cultureinfo]::InvariantCulture)
                        break
                    }
                }
            } elseif ($_ -is [Management.Automation.ErrorRecord]) { $result.Errors.Add($_) }
            elseif ($_ -isnot [Management.Automation.WarningRecord] -and $_ -isnot [Management.Automation.InformationRecord]) {
                $result.Output.Add($_)
            }
        }
    } catch { $result.Errors.Add($_) }
    foreach ($failure in $result.Errors) {
        $id = $failure.FullyQualifiedErrorId.Split(',')[0]
        $cost.errors[$id] = 1 + $(if ($cost.errors.ContainsKey($id)) { $cost.errors[$id] } else { 0 })
    }
    $result
}

# Temporary errors: nothing was changed, and the same command can be run again.
$passing = 'ConnectionFailed', 'ServiceUnavailable', 'RateLimited', 'RequestTimeout', 'ConflictRetriesExhausted', 'TokenRefused'

# Repeats a read until it succeeds.
function Read-Tenant([scriptblock] $Command) {
    for ($try = 1; ; $try++) {
        $read = Invoke-Counted $Command
        if (-not $read.Errors) { return $read.Output }
        if ($try -ge 60 -or $read.Errors[0].FullyQualifiedErrorId.Split(',')[0] -notin $passing) {
            throw "The tenant could not be read: $($read.Errors[0])"
        }
    }
}

function Get-JobOf([object] $Step) {
    $known = @($jobs.Values)
    @(Read-Tenant { Get-CxIvrDeployment -Environment $Step.Environment } | Where-Object {
        $_.IvrDefinitionId -contains $Step.Definition -and $_.JobId -notin $known
    })
}

# The part of a step that the tenant has: the lookup that a user makes after an unknown outcome.
function Get-Made([object] $Step) {
    switch ($Step.Area) {
        'Dates' {
            foreach ($row in $Step.Rows) {
                $now = @(Read-Tenant { Get-CxDataAction -Id $row.Id })[0]
                if ($now.Configuration.dateProcessing.computedValue -eq $row.Timestamp) { $row }
            }
        }
        'Dialer' {
            $now = @(Read-Tenant { Get-CxDialerConfig $Step.Id })[0]
            if ($now.MaxQueueDepth -eq $Step.MaxQueueDepth -and $now.DialRate -eq $Step.DialRate) { $Step }
        }
        'SharedRule' {
            $now = @(Read-Tenant { Get-CxDialerConfig dialer-east })[0]
            if ($now.ComplianceRules.psobject.Properties[$Step.Rule]?.Value -eq $Step.Value) { $Step }
        }
        'Weight' {
            $now = @(Read-Tenant { Get-CxCampaign $Step.CampaignId })[0]
            if ($now.PredictiveDialerSettings.parameterWeights.psobject.Properties[$Step.Name]?.Value -eq $Step.Value) { $Step }
        }
        'Register' {
            $found = @(Read-Tenant { Get-CxWebhook } | Where-Object Url -eq $Step.Uri)
            if ($found.Count -gt 1) { Note @{ kind = 'V'; step = $Step.Number; what = "$($found.Count) webhooks for $($Step.Uri)" } }
            if ($found) { $hooks[$Step.Uri] = $found[0].Id; $Step }
        }
        'Unregister' { if (-not @(Read-Tenant { Get-CxWebhook } | Where-Object Url -eq $Step.Uri)) { $Step } }
        'Publish' {
            $found = @(Get-JobOf $Step)
            if ($found.Count -gt 1) {
                Note @{ kind = 'V'; step = $Step.Number; what = "$($found.Count) jobs for one publish: $($found.JobId)" }
            }
            if ($found) {
                $jobs[[int]$Step.Number] = $found[0].JobId
                # The next step may roll it back.
                $null = Read-Tenant { Wait-CxIvrDeployment $found[0].JobId }
                $Step
            }
        }
        'Undo' {
            $now = @(Read-Tenant { Get-CxIvrDeployment $jobs[[int]$Step.Publish] })[0]
            if ($now.Status -in 'ROLLING_BACK', 'ROLLED_BACK') { $Step }
        }
        'Event' {
            if (@(Read-Tenant {
                Invoke-CxRestMethod '/api/v2/audit/logs?eventType=SOAK' -AllPages
            } | Where-Object { $_.details.marker -eq $Step.Marker })) {
                $Step
            }
        }
        'Rest' {
            $now = @(Read-Tenant { Invoke-CxRestMethod "/api/v2/dataactions/$($Step.Id)" })[0]
            if ($now.psobject.Properties['soakNote']?.Value -eq $Step.Value) { $Step }
        }
    }
}

function Invoke-Step([object] $Step, [object[]] $Rows) {
    switch ($Step.Area) {
        'Dates' { Invoke-Counted { $Rows | ForEach-Object { [pscustomobject]$_ } | Update-CxDataActionDate -ThrottleLimit 4 -PassThru } }
        'Dialer' {
            Invoke-Counted {
                Set-CxDialerConfig $Step.Id -MaxQueueDepth $Step.MaxQueueDepth -DialRate $Step.DialRate -RuleSet None -ConflictRetryCount 20 -PassThru
            }
        }
        'SharedRule' {
            Invoke-Counted {
                Set-CxDialerConfig dialer-east -ComplianceRules @{ $Step.Rule = $Step.Value } -RuleSet None -ConflictRetryCount 100 -PassThru
            }
        }
        'Weight' {
            Invoke-Counted {
                Set-CxPredictiveWeight $Step.CampaignId CXONE_PREDICTIVE_V3 @{ $Step.Name = $Step.Value } -Force -NoWait -ConflictRetryCount 20 -PassThru
            }
        }
        'Register' { Invoke-Counted { Register-CxWebhook $Step.Uri campaign.simulation.failed } }
        'Unregister' { Invoke-Counted { Unregister-CxWebhook $hooks[$Step.Uri] } }
        'Publish' {
            Invoke-Counted {
                Publish-CxIvrDeployment $Step.Definition $Step.Environment -SkipSimulation -Concurrent -Confirm:$false -PollingIntervalSec 0.2
            }
        }
        'Undo' { Invoke-Counted { Undo-CxIvrDeployment $jobs[[int]$Step.Publish] -PollingIntervalSec 0.2 } }
        'Event' { Invoke-Counted { Write-CxAuditLog SOAK @{ marker = $Step.Marker } -PassThru } }
        'Rest' {
            $whole = @(Read-Tenant { Invoke-CxRestMethod "/api/v2/dataactions/$($Step.Id)" })[0]
            $whole | Add-Member soakNote $Step.Value -Force
            Invoke-Counted { Invoke-CxRestMethod "/api/v2/dataactions/$($Step.Id)" -Method PUT -Body $whole }
        }
    }
}

# After these errors the write may have been made, and the message says so.
$open = @{
    Weight = @('WeightSimulationFailed')
    Publish = @('DeploymentTimeout', 'MetricExportFailed')
    Undo = @('DeploymentTimeout', 'RollbackConflict')
}

try {
    $secret = [pscredential]::new('short', (ConvertTo-SecureString short-secret -AsPlainText -Force))
    for ($try = 1; ; $try++) {
        $connect = Invoke-Counted { Connect-CxOne $Uri -Credential $secret -RequestsPerMinute 1000000 -AuditPath (Join-Path $Folder audit) }
        if (-not $connect.Errors) { break }
        if ($try -ge 60) { throw "No connection: $($connect.Errors[0])" }
    }
    foreach ($step in $plan) {
        if ($step.Number -le $done) { continue }
        $all = $step.Area -eq 'Dates' ? $step.Rows : @($step)
        $left = $all
        $known = @{ answered = 0; recognised = 0; lookedUp = 0; afterKill = 0 }
        if ($step.Number -eq $begun) {
            $made = @(Get-Made $step)
            $known.afterKill = $made.Count
            $left = @($all | Where-Object { $_ -notin $made })
        } else { Note @{ kind = 'B'; step = $step.Number } }
        for ($try = 1; $left; $try++) {
            if ($try -gt 60) { throw "Step $($step.Number) ($($step.Area)) did not succeed in 60 attempts." }
            $ran = Invoke-Step $step $left
            if (-not $ran.Errors) {
                if ($step.Area -eq 'Publish') { $jobs[[int]$step.Number] = $ran.Output[0].JobId }
                if ($step.Area -eq 'Register') { $hooks[$step.Uri] = $ran.Output[0].Id }
                $recognised = @($ran.Output | Where-Object {
                    $_ -is [object] -and $_.psobject.Properties['Status'] -and $_.Status -eq 'Recognised'
                }).Count
                $known.recognised += $recognised
                $known.answered += $left.Count - $recognised
                break
            }
            $ids = @($ran.Errors | ForEach-Object { $_.FullyQualifiedErrorId.Split(',')[0] } | Sort-Object -Unique)
            $made = @(Get-Made $step | Where-Object { $_ -in $left })
            $mayBeMade = @('OutcomeUnknown') + @($open[$step.Area])
            $strange = @($ids | Where-Object { $_ -notin $passing + $mayBeMade })
            if ($strange) {
                Note @{
                    kind = 'V'
                    step = $step.Number
                    what = "$($step.Area): $($ran.Errors | Where-Object { $_.FullyQualifiedErrorId -like "$($strange[0])*" } | Select-Object -First 1)"
                }
            }
            if ($step.Area -eq 'Dates') {
                # Each row has its own outcome; only an ended session reports one error for all rows that were not started.
                $delivered = @{}; foreach ($update in $ran.Output) { $delivered[$update.Id] = $update.Status }
                $failed = @{}
                foreach ($failure in $ran.Errors) { $failed["$($failure.TargetObject)"] = $failure.FullyQualifiedErrorId.Split(',')[0] }
                $isDead = $ids -contains 'TokenRefused'
                foreach ($row in $left) {
                    $isMade = $row -in $made
                    if ($delivered.ContainsKey($row.Id)) {
                        if (-not $isMade) {
                            Note @{
                                kind = 'V'
                                step = $step.Number
                                what = "Dates: $($row.Id) was reported as written, but the tenant does not have it"
                            }
                        }
                        if ($delivered[$row.Id] -eq 'Recognised') { $known.recognised++ } else { $known.answered++ }
                    } elseif ($failed.ContainsKey($row.Id)) {
                        if ($isMade) {
                            $known.lookedUp++
                            if ($failed[$row.Id] -notin $mayBeMade) {
                                Note @{
                                    kind = 'V'
                                    step = $step.Number
                                    what = "Dates: $($row.Id) was written, but the error was $($failed[$row.Id])"
                                }
                            }
                        }
                    } elseif ($isMade) {
                        Note @{ kind = 'V'; step = $step.Number; what = "Dates: $($row.Id) was written, but has no outcome" }
                    }
                    elseif (-not $isDead) {
                        Note @{ kind = 'V'; step = $step.Number; what = "Dates: $($row.Id) was not written and has no error" }
                    }
                }
            } elseif ($made) {
                $known.lookedUp++
                if (-not ($ids | Where-Object { $_ -in $mayBeMade })) {
                    Note @{ kind = 'V'; step = $step.Number; what = "$($step.Area) was written, but the error was: $($ran.Errors[0])" }
                }
            } elseif ($step.Area -eq 'Weight' -and $ids -contains 'WeightSimulationFailed') {
                Note @{
                    kind = 'V'
                    step = $step.Number
                    what = "Weight: reported as written, but the tenant does not have it: $($ran.Errors[0])"
                }
            }
            $left = @($left | Where-Object { $_ -notin $made })
        }
        $entry = @{ kind = 'E'; step = $step.Number; writes = $all.Count; area = $step.Area; known = $known; tries = $try }
        if ($step.Area -eq 'Publish') { $entry.job = $jobs[[int]$step.Number] }
        if ($step.Area -eq 'Register') { $entry.uri = $step.Uri; $entry.hook = $hooks[$step.Uri] }
        Note $entry
        # A killed process loses what it has not written: so the sum is written after every step.
        Note @{ kind = 'C'; process = $PID; cost = $cost }
    }
    Note @{ kind = 'D' }
} catch {
    Note @{ kind = 'X'; what = "$_ $($_.ScriptStackTrace)" }
    throw
} finally {
    $journal.Dispose()
}
