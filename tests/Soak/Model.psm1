Set-StrictMode -Version Latest

# The plan of each worker, and the state that the tenant must have at the end. Both depend only on the seed and on the first state of
# the tenant; nothing here uses the module or the tenant.

$zones = 'America/New_York', 'Europe/Berlin', 'Asia/Kolkata', 'Australia/Adelaide'
$campaigns = @(
    @{
        Id = '12345678-1234-1234-1234-123456789012'
        Weights = 'answer_rate', 'call_rate', 'predictive_factor', 'max_concurrent', 'agent_efficiency'
    }
    @{ Id = 'campaign-idle'; Weights = 'answer_rate', 'call_rate', 'predictive_factor', 'max_concurrent', 'agent_efficiency' }
    @{ Id = 'campaign-sensitive'; Weights = 'answer_rate', 'call_rate', 'predictive_factor', 'max_concurrent', 'agent_efficiency' }
)

# The objects that only one worker changes. All workers change the configuration dialer-east, each its own rule.
function Get-SoakProperty {
    param([int] $Worker, [int] $Workers, [object] $State)
    $weights = foreach ($campaign in $campaigns) { foreach ($name in $campaign.Weights) { @{ CampaignId = $campaign.Id; Name = $name } } }
    $mine = { param($All) for ($index = $Worker; $index -lt $All.Count; $index += $Workers) { $All[$index] } }
    @{
        Configs = @(& $mine @($State.dialerConfigs.id | Where-Object { $_ -notin 'dialer-east', 'dialer-legacy' } | Sort-Object))
        Actions = @(& $mine @($State.dataActions.id | Where-Object { [int]($_ -replace '\D') -gt 63 } | Sort-Object))
        Weights = @(& $mine @($weights))
        Definitions = @(& $mine @(1..54 | ForEach-Object { 'ivr-def-{0:000}' -f $_ }))
    }
}

# The steps of a worker, in order. A step of dates has up to ten writes, every other step one.
function New-SoakPlan {
    param([int] $Seed, [int] $Worker, [int] $Workers, [int] $Writes, [object] $State)
    $random = [Random]::new($Seed * 1009 + $Worker)
    $own = Get-SoakProperty $Worker $Workers $State
    $plan = [Collections.Generic.List[object]]::new()
    $open = [Collections.Generic.List[string]]::new()
    $jobs = [Collections.Generic.List[int]]::new()
    $count = @{}
    $total = 0
    while ($total -lt $Writes) {
        $number = $plan.Count
        $draw = $random.Next(100)
        $area = if ($draw -lt 12) { 'Dates' } elseif ($draw -lt 42) { 'Dialer' } elseif ($draw -lt 62) { 'SharedRule' } elseif ($draw -lt 70) { 'Weight' } `
            elseif ($draw -lt 79) { 'Webhook' } elseif ($draw -lt 85) { 'Deployment' } elseif ($draw -lt 88) { 'Event' } else { 'Rest' }
        if ($area -eq 'Weight' -and -not $own.Weights) { $area = 'Dialer' }
        # The n-th change of a kind: its value differs from the previous one and from that of the sample tenant.
        $count[$area] = $n = 1 + $(if ($count.ContainsKey($area)) { $count[$area] } else { 0 })
        $step = @{ Number = $number; Area = $area; Worker = $Worker }
        switch ($area) {
            'Dates' {
                $rows = [Math]::Min(10, $Writes - $total)
                $first = $random.Next($own.Actions.Count)
                $step.Rows = @(for ($row = 0; $row -lt [Math]::Min($rows, $own.Actions.Count); $row++) {
                    @{
                        Id = $own.Actions[($first + $row) % $own.Actions.Count]
                        Timestamp = [datetime]::new(2030, 1, 1).AddHours($n).AddMilliseconds(37 *
                            $number).ToString('yyyy-MM-ddTHH:mm:ss.fffZ', [cultureinfo]::InvariantCulture)
                        TimeZone = $zones[$random.Next($zones.Count)]
                    }
                })
            }
            'Dialer' {
                $step.Id = $own.Configs[$random.Next($own.Configs.Count)]
                $step.MaxQueueDepth = 1 + $n % 500
                $step.DialRate = [double](([decimal](1 + $n % 97)) / 10)
            }
            'SharedRule' { $step.Rule = 'soak{0:00}' -f $Worker; $step.Value = $n }
            'Weight' {
                $weight = $own.Weights[0]
                $step.CampaignId = $weight.CampaignId
                $step.Name = $weight.Name
                $step.Value = [double]([decimal](7 * $n % 11) / 100)
            }
            'Webhook' {
                if ($open.Count -lt 3 -and ($open.Count -eq 0 -or $random.Next(2) -eq 0)) {
                    $step.Area = 'Register'; $step.Uri = "https://hooks.example/soak/$Worker/$number"; $open.Add($step.Uri)
                } else {
                    $step.Area = 'Unregister'; $step.Uri = $open[0]; $open.RemoveAt(0)
                }
            }
            'Deployment' {
                if ($jobs.Count -gt 0 -and $random.Next(3) -eq 0) {
                    # The latest deployment that was not rolled back, so that the roll-back restores what was live before it.
                    $step.Area = 'Undo'; $step.Publish = $jobs[-1]; $jobs.RemoveAt($jobs.Count - 1)
                } else {
                    $step.Area = 'Publish'; $step.Definition = $own.Definitions[$random.Next($own.Definitions.Count)]
                    $step.Environment = @('development', 'test', 'staging', 'production')[$random.Next(4)]; $jobs.Add($number)
                }
            }
            'Event' { $step.Marker = "$Worker-$number" }
            'Rest' { $step.Id = $own.Actions[$random.Next($own.Actions.Count)]; $step.Value = $number + 1 }
        }
        $total += $step.Area -eq 'Dates' ? $step.Rows.Count : 1
        $plan.Add($step)
    }
    , $plan
}

function Set-Member([Text.Json.Nodes.JsonObject] $Object, [string] $Name, $Value) {
    $Object[$Name] = [Text.Json.Nodes.JsonNode]::Parse((ConvertTo-Json $Value -Compress -Depth 9))
}

# The state after all steps: the first state with the changes of the steps, and the number of changes of each object.
function Get-SoakExpectation {
    param([string] $FirstState, [object[]] $Plans)
    $state = [Text.Json.Nodes.JsonNode]::Parse($FirstState)
    $index = @{}
    $changes = @{}
    foreach ($kind in 'dialerConfigs', 'campaigns', 'dataActions') {
        foreach ($resource in $state[$kind].GetEnumerator()) {
            $index["$kind/$($resource['id'])"] = $resource
            $changes["$kind/$($resource['id'])"] = 0
        }
    }
    $webhooks = [Collections.Generic.HashSet[string]]::new()
    $events = [Collections.Generic.HashSet[string]]::new()
    $jobs = @{}
    foreach ($step in $Plans | ForEach-Object { $_ }) {
        switch ($step.Area) {
            'Dates' {
                foreach ($row in $step.Rows) {
                    $key = "dataActions/$($row.Id)"; $changes[$key]++
                    $date = $index[$key]['body']['configuration']['dateProcessing']
                    Set-Member $date computedValue $row.Timestamp; Set-Member $date timezone $row.TimeZone
                    Set-Member $date dstAdjustment $true; Set-Member $date precision 3
                    Set-Member $date sourceField input_datetime; Set-Member $date targetField processed_datetime
                }
            }
            'Rest' { $key = "dataActions/$($step.Id)"; $changes[$key]++; Set-Member $index[$key]['body'] soakNote $step.Value }
            'Dialer' {
                $key = "dialerConfigs/$($step.Id)"
                $changes[$key]++
                Set-Member $index[$key]['body'] maxQueueDepth $step.MaxQueueDepth
                Set-Member $index[$key]['body'] dialRate $step.DialRate
            }
            'SharedRule' {
                $key = 'dialerConfigs/dialer-east'
                $changes[$key]++
                Set-Member $index[$key]['body']['complianceRules'] $step.Rule $step.Value
            }
            'Weight' {
                $key = "campaigns/$($step.CampaignId)"; $changes[$key]++
                Set-Member $index[$key]['body']['predictiveDialerSettings']['parameterWeights'] $step.Name $step.Value
                $tuning = $index[$key]['body']['configuration']
                Set-Member $tuning enablePredictiveTuning $true; Set-Member $tuning simulationTrigger automatic
                Set-Member $tuning driftProtection $true
            }
            'Register' { $null = $webhooks.Add($step.Uri) }
            'Unregister' { $null = $webhooks.Remove($step.Uri) }
            'Event' { $null = $events.Add($step.Marker) }
            'Publish' {
                $jobs["$($step.Worker)/$($step.Number)"] = @{
                    Definition = $step.Definition
                    Environment = $step.Environment
                    Status = 'COMPLETED'
                }
            }
            'Undo' { $jobs["$($step.Worker)/$($step.Publish)"].Status = 'ROLLED_BACK' }
        }
    }
    # The tenant increments the version of an object by one per change.
    foreach ($key in $changes.Keys) {
        $resource = $index[$key]
        $version = [long]$resource['version'] + $changes[$key]
        Set-Member $resource version $version
        if ($key -like 'campaigns/*') { Set-Member $resource['body'] version $version }
    }
    @{ Resources = $index; Changes = $changes; Webhooks = $webhooks; Events = $events; Jobs = $jobs }
}

Export-ModuleMember -Function New-SoakPlan, Get-SoakExpectation
