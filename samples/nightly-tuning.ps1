#Requires -Version 7.6
<#
.SYNOPSIS
Tunes a campaign unattended: answer simulation, dialer simulation, predictive weights, dialer configuration, date values.
.DESCRIPTION
Everything is simulated and checked before anything is written. A write that is refused takes back what this run has written
before it; what others have written stays. Run again at once, it changes nothing.

Without a variable CXONE_… of a tenant it runs on a sandbox tenant in this process. With CXONE_CLIENT_ID, CXONE_CLIENT_SECRET and
CXONE_BASE_URL, CXONE_ORG_ID or CXONE_DOMAIN it runs on that tenant, unless -Sandbox is given. ML_WEBHOOK_URL and
WORKFORCE_CALLBACK_URL name receivers, TARGET_CAMPAIGN_ID the campaign.

Exit code 0: tuned, or nothing to do. 1: something was refused, or the run was stopped; nothing is left half done unless the summary says so. 2: no connection.
.PARAMETER Stage
Tune writes. Simulate only simulates and checks. Verify fails where a run of Tune would change something.
.PARAMETER Date
The day whose midnight (UTC) is the timestamp of the date values, as yyyy-MM-dd or as a DateTime; today where it is absent.
.PARAMETER Delimiter
What separates the values in the three files: a comma, or a semicolon as spreadsheets write it in many countries.
.PARAMETER IgnoreColumn
Columns of the three files to leave out. Any other column that is not known ends the run before anything is written.
.PARAMETER ReportPath
Where to write a test report in the form of JUnit: a test case a step.
.EXAMPLE
pwsh ./samples/nightly-tuning.ps1
.EXAMPLE
pwsh ./samples/nightly-tuning.ps1 -Stage Simulate -ReportPath simulate.xml
#>
[Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSReviewUnusedParameter', '', Justification = 'They are used in the steps, which the rule does not look into.')]
[CmdletBinding()]
param(
    [ValidateSet('Tune', 'Simulate', 'Verify')] [string] $Stage = 'Tune',
    [string] $CampaignId = ($env:TARGET_CAMPAIGN_ID ? $env:TARGET_CAMPAIGN_ID : '12345678-1234-1234-1234-123456789012'),
    [string] $DialerConfigId = 'dialer-east',
    [string] $HistoryPath = (Join-Path $PSScriptRoot 'data/call-history.csv'),
    [string] $WeightPath = (Join-Path $PSScriptRoot 'data/weights.csv'),
    [string] $DatePath = (Join-Path $PSScriptRoot 'data/dates.csv'),
    [char] $Delimiter = ',',
    [string[]] $IgnoreColumn = @(),
    [double] $AnswerRate = 0.38,
    [double] $AgentEfficiency = 0.82,
    [int] $WindowMinutes = 120,
    [double] $ComplianceThreshold = 0.10,
    [ValidateSet('Bucket', 'Attempts')] [string] $Weighting = 'Bucket',
    [double] $MaxAbandonmentRate = 0.03,
    [double] $WrapSec = 20,
    [string] $AlgorithmId = 'CXONE_PREDICTIVE_V3',
    [double] $MinimumAccuracy = 0.80,
    [int] $SimulationDurationSec = 300,
    # Not [datetime]: text such as 12/11/2026 would be read by the rules of one country.
    [object] $Date = [datetime]::UtcNow.Date,
    [string] $WebhookUri = $env:ML_WEBHOOK_URL,
    [string] $CallbackUri = $env:WORKFORCE_CALLBACK_URL,
    [string] $TranscriptPath = (Join-Path ([IO.Path]::GetTempPath()) "cxone-tuning-$([datetime]::UtcNow.ToString('yyyyMMdd-HHmmss', [cultureinfo]::InvariantCulture))-$PID.log"),
    [string] $ReportPath,
    [int] $LockTimeoutSec = 900,
    [switch] $Sandbox
)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'
$ProgressPreference = [Console]::IsOutputRedirected ? 'SilentlyContinue' : $ProgressPreference

$steps = [Collections.Generic.List[object]]::new()
$undo = [Collections.Generic.Stack[object]]::new()
$under = @{ Way = $null }
$summary = [ordered]@{
    Outcome = 'Refused'; Tenant = $null; CampaignId = $CampaignId; Stage = $Stage
    AnswerVerdict = $null; SimulatedAnswerRate = $null; Ratio = $null; AbandonmentUpperBound = $null
    Weights = $null; Accuracy = $null; Dialer = $null; Dates = $null; Webhook = $null
    Error = $null; PutBack = @(); NotPutBack = @(); Transcript = $TranscriptPath
}

# A step is a line of the transcript and a test case of the report.
function Invoke-Step([string] $Name, [scriptblock] $Action) {
    $under.Way = $Name
    $watch = [Diagnostics.Stopwatch]::StartNew()
    try {
        $result = & $Action
        $steps.Add([pscustomobject]@{ Name = $Name; Seconds = $watch.Elapsed.TotalSeconds; Failure = $null })
        Write-Host "${Name}: done"
        $under.Way = $null
        $result
    } catch {
        $steps.Add([pscustomobject]@{ Name = $Name; Seconds = $watch.Elapsed.TotalSeconds; Failure = "$($_.FullyQualifiedErrorId): $($_.Exception.Message)" })
        Write-Host "${Name}: $($_.Exception.Message)"
        throw
    }
}

# What takes a write back is kept from the moment in which the write is known. No closures: one would run outside this script, without
# its functions and without its error action, so that a refused put-back would pass for one that was made.
function Add-Undo([string] $Name, [object[]] $Argument, [scriptblock] $Action) { $undo.Push([pscustomobject]@{ Name = $Name; Argument = $Argument; Action = $Action }) }

function Undo-Write {
    while ($undo.Count -gt 0) {
        $item = $undo.Pop()
        try {
            $arguments = $item.Argument
            $null = & $item.Action @arguments
            $summary.PutBack += $item.Name
            Write-Host "$($item.Name): put back"
        } catch {
            $summary.NotPutBack += "$($item.Name): $($_.Exception.Message)"
            Write-Host "$($item.Name): could NOT be put back: $($_.Exception.Message)"
        }
    }
}

# The same for each spelling of a column's name.
function Get-ColumnKey([string] $Name) { ($Name -replace '[\s_-]').ToUpperInvariant() }

# The rows of a file. A column that the run itself reads gets its usual name, however it is spelled; the others stay as they are, for the
# cmdlets to accept or refuse. A file with another delimiter would be a table with one column.
function Read-Table([string] $Path, [string[]] $Column, [string[]] $Optional = @()) {
    $rows = @(Import-Csv $Path -Delimiter $Delimiter)
    if (-not $rows) { throw "$Path has no row, so that there is nothing to work with." }
    $names = @($rows[0].PSObject.Properties.Name)
    foreach ($other in [char[]](";,`t|".Replace([string]$Delimiter, ''))) {
        if ($names.Count -eq 1 -and $names[0].Contains($other)) {
            throw "The values in $Path are separated by '$other', not by '$Delimiter'. Pass -Delimiter '$other', or save the file with '$Delimiter'."
        }
    }
    $map = @{}
    foreach ($name in $names) {
        $known = @($Column) + $Optional | Where-Object { (Get-ColumnKey $_) -eq (Get-ColumnKey $name) }
        if (-not $known) { continue }
        if ($map.Values -contains $known) { throw "$Path has the column $known twice." }
        $map[$name] = $known
    }
    foreach ($name in $Column) { if ($map.Values -notcontains $name) { throw "$Path has no column $name; its columns are $($names -join ', ')." } }
    foreach ($row in $rows) {
        $table = [ordered]@{}
        foreach ($name in $names) { $table[($map.ContainsKey($name) ? $map[$name] : $name)] = $row.$name }
        [pscustomobject]$table
    }
}

# The weights by key. A column beside Key and Value would be passed over.
function Read-Weight([string] $Path) {
    $weight = [ordered]@{}
    foreach ($line in @(Read-Table $Path Key, Value)) {
        $other = @($line.PSObject.Properties.Name | Where-Object { $_ -notin 'Key', 'Value' -and (Get-ColumnKey $_) -notin ($IgnoreColumn | ForEach-Object { Get-ColumnKey $_ }) })
        if ($other) { throw "Column '$($other[0])' of $Path is not known; the columns are Key, Value. To leave it out on purpose, name it with -IgnoreColumn." }
        $key = "$($line.Key)".Trim()
        if ($weight.Contains($key)) { throw "The weight '$key' stands twice in $Path." }
        $weight[$key] = $line.Value
    }
    $weight
}

# Midnight of a day, read the same in every culture.
function Get-Midnight([object] $Day) {
    $value = [datetime]::MinValue
    if ($Day -is [datetime]) { $value = $Day }
    elseif (-not [datetime]::TryParseExact("$Day".Trim(), 'yyyy-MM-dd', [cultureinfo]::InvariantCulture, 'None', [ref]$value)) {
        throw "The date '$Day' is not written as yyyy-MM-dd, such as 2026-11-12."
    }
    $value.ToString('yyyy-MM-dd', [cultureinfo]::InvariantCulture) + 'T00:00:00.000Z'
}

# A path as pwsh reads it: ~ is the home folder, and a relative one begins at the current location.
function Resolve-FilePath([string] $Path) { $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($Path) }

# One run at a time for a campaign on this machine; between machines the versions of the objects decide.
function Enter-Run {
    $folder = (New-Item (Get-CxConnection).AuditPath -ItemType Directory -Force).FullName
    $path = Join-Path $folder "tuning-$($CampaignId -replace '[^\w-]', '_').lock"
    $watch = [Diagnostics.Stopwatch]::StartNew()
    $isTold = $false
    while ($true) {
        try { return [IO.File]::Open($path, 'OpenOrCreate', 'ReadWrite', 'None') } catch [IO.IOException] {
            if ($watch.Elapsed.TotalSeconds -gt $LockTimeoutSec) { throw "Another run has held $path for more than $LockTimeoutSec s." }
            if (-not $isTold) { Write-Host "Another run for this campaign is under way; waiting for it at most $LockTimeoutSec s."; $isTold = $true }
            Start-Sleep -Milliseconds 200
        }
    }
}

# What the run has written stands in the record of its own audit log; without it there is nothing to go back by.
function Get-WrittenRecord([string] $AuditId) {
    $record = Get-CxAuditRecord -AuditId $AuditId
    if (-not $record) { throw "The audit log no longer holds record $AuditId." }
    $record
}

# The values of before, on the object as it was written: what somebody else has set since is a conflict and stays.
function Restore-DialerValue($Update) {
    if ($Update.Changes | Where-Object { $null -eq $_.Before }) {
        # A member that was not there cannot be set back, only the whole state restored.
        Get-WrittenRecord $Update.AuditId | Restore-CxDialerConfig $Update.Id
        return
    }
    $former = @{}
    foreach ($change in $Update.Changes) { $former[$change.Field] = [double]::Parse($change.Before, [cultureinfo]::InvariantCulture) }
    $Update.Config | Set-CxDialerConfig @former -Force:($former['agentRatio'] -gt 3)
}

# Only the date values go back; whatever else somebody has changed in the action meanwhile stays.
function Restore-DateProcessing($Former, [string] $Written) {
    $path = "/api/v2/dataactions/$([uri]::EscapeDataString($Former.Id))"
    $now = Invoke-CxRestMethod $path
    if ($now.configuration.dateProcessing.computedValue -ne $Written) { throw 'Somebody else has changed the date since.' }
    if ($Former.Configuration.PSObject.Properties['dateProcessing']) {
        $now.configuration.dateProcessing = $Former.Configuration.dateProcessing
    } else {
        $now.configuration.PSObject.Properties.Remove('dateProcessing')
    }
    Invoke-CxRestMethod $path -Method PUT -Body $now
}

function Write-Report([string] $Path) {
    $invariant = [cultureinfo]::InvariantCulture
    $seconds = ($steps | Measure-Object Seconds -Sum).Sum
    $writer = [Xml.XmlWriter]::Create((Resolve-FilePath $Path), [Xml.XmlWriterSettings]@{ Indent = $true })
    try {
        $writer.WriteStartElement('testsuites')
        $writer.WriteStartElement('testsuite')
        $writer.WriteAttributeString('name', "nightly-tuning $Stage")
        $writer.WriteAttributeString('tests', "$($steps.Count)")
        $writer.WriteAttributeString('failures', "$(@($steps | Where-Object Failure).Count)")
        $writer.WriteAttributeString('errors', '0')
        $writer.WriteAttributeString('time', ([double]$seconds).ToString('0.000', $invariant))
        $writer.WriteAttributeString('timestamp', [datetime]::UtcNow.ToString('yyyy-MM-ddTHH:mm:ss', $invariant))
        foreach ($step in $steps) {
            $writer.WriteStartElement('testcase')
            $writer.WriteAttributeString('classname', "nightly-tuning.$Stage")
            $writer.WriteAttributeString('name', $step.Name)
            $writer.WriteAttributeString('time', $step.Seconds.ToString('0.000', $invariant))
            if ($step.Failure) {
                $writer.WriteStartElement('failure')
                $writer.WriteAttributeString('message', ($step.Failure -split "`n")[0].Trim())
                $writer.WriteString($step.Failure)
                $writer.WriteEndElement()
            }
            $writer.WriteEndElement()
        }
        $writer.WriteEndElement()
        $writer.WriteEndElement()
    } finally { $writer.Dispose() }
}

# pwsh -File hands a list on as one text.
$IgnoreColumn = @($IgnoreColumn | ForEach-Object { $_ -split ',' } | ForEach-Object { $_.Trim() } | Where-Object { $_ })
$exitCode = 1
$run = $null
$hasEnded = $false
# Before anything is written: a run that cannot say how it ended shall not begin.
if ($ReportPath) { $null = New-Item ([IO.Path]::GetDirectoryName((Resolve-FilePath $ReportPath))) -ItemType Directory -Force }
$null = Start-Transcript -Path $TranscriptPath -UseMinimalHeader
try {
    $built = Join-Path $PSScriptRoot '../out/CxOne/CxOne.psd1'
    Import-Module ((Test-Path $built) ? $built : 'CxOne')
    $onTenant = -not $Sandbox -and (Get-ChildItem Env: | Where-Object { $_.Name -in 'CXONE_CLIENT_ID', 'CXONE_CLIENT_SECRET', 'CXONE_BASE_URL', 'CXONE_ORG_ID', 'CXONE_DOMAIN' -and $_.Value })
    try {
        Invoke-Step 'Connect' { if ($onTenant) { Connect-CxOne } else { Connect-CxOne -Sandbox } }
    } catch {
        $exitCode = 2
        throw
    }
    $summary.Tenant = "$(Get-CxConnection)"

    $history, $weight, $rows = Invoke-Step 'Read the data' {
        $history = @(Read-Table $HistoryPath @())
        $weight = Read-Weight $WeightPath
        # A timestamp that stays the same all day: the next run of the day finds its work done.
        # By the invariant culture: the calendars of some others are years ahead or behind.
        $midnight = Get-Midnight $Date
        $rows = @(Read-Table $DatePath Name Timestamp | ForEach-Object { $_.PSObject.Properties['Timestamp'] ? $_ : ($_ | Select-Object *, @{ Name = 'Timestamp'; Expression = { $midnight } }) })
        $history, $weight, $rows
    }

    # Simulations and checks: nothing is written up to the end of this part.
    if ($Stage -eq 'Tune') { $under.Way = 'Wait for another run'; $run = Enter-Run }
    $campaign = Invoke-Step 'Read the campaign' { Get-CxCampaign $CampaignId }
    $answer = Invoke-Step 'Answer simulation' {
        $callback = $CallbackUri ? @{ CallbackUri = $CallbackUri } : @{}
        $answer = $history | Invoke-CxAnswerSimulation $CampaignId $AnswerRate $AgentEfficiency $WindowMinutes -ComplianceThreshold $ComplianceThreshold -Weighting $Weighting -IgnoreColumn $IgnoreColumn @callback -ErrorAction SilentlyContinue -ErrorVariable refused
        if ($answer) {
            $summary.AnswerVerdict, $summary.SimulatedAnswerRate = $answer.Verdict, $answer.SimulatedAnswerRate
            Write-Host ($answer | Format-List | Out-String).Trim()
        }
        if ($refused) { throw $refused[0] }
        if ("$($answer.Verdict)" -ne 'Pass') { throw "The answer simulation is $($answer.Verdict): the history has too few calls to tune by." }
        $answer
    }
    $best = Invoke-Step 'Dialer simulation' {
        $found = $history | Invoke-CxDialerSimulation -FindRatio -HighestRatio 3 -Agents $campaign.AgentCount -AnswerRate $answer.SimulatedAnswerRate -WrapSec $WrapSec -MaxAbandonmentRate $MaxAbandonmentRate -IgnoreColumn $IgnoreColumn
        if ($null -eq $found.Ratio) { throw "No ratio keeps abandonment at or below $MaxAbandonmentRate." }
        $found
    }
    $summary.Ratio, $summary.AbandonmentUpperBound = $best.Ratio, $best.AbandonmentUpperBound
    $dialer = @{ AgentRatio = $best.Ratio; MaxAbandonmentRate = $MaxAbandonmentRate; CampaignId = $CampaignId }
    $dialerCheck = Invoke-Step 'Check the dialer configuration' {
        $check = Test-CxDialerConfig $DialerConfigId @dialer
        if (-not $check.IsValid) { throw ($check.Violations -join ' ') }
        $check
    }
    $tuning = @{ AlgorithmId = $AlgorithmId; Weight = $weight }
    $weightCheck = Invoke-Step 'Check the weights' {
        $check = $campaign | Test-CxPredictiveWeight @tuning
        if (-not $check.IsValid) { throw ($check.Violations -join ' ') }
        $check
    }
    $actions = @{}
    $staleDates = Invoke-Step 'Check the dates' {
        foreach ($action in Get-CxDataAction @($rows.Name | Select-Object -Unique)) { $actions[$action.Name] = $action }
        $rows | ForEach-Object {
            $wanted = ($_ | ConvertTo-CxDataActionDate -IgnoreColumn $IgnoreColumn).Value
            $processing = $actions[$_.Name].Configuration.PSObject.Properties['dateProcessing']
            if (-not $processing -or $processing.Value.computedValue -ne $wanted) { "$($_.Name): $wanted" }
        }
    }

    if ($Stage -eq 'Simulate') {
        $summary.Outcome = 'Simulated'
    } elseif ($Stage -eq 'Verify') {
        Invoke-Step 'Verify' {
            $open = @($dialerCheck.Changes) + @($weightCheck.Changes) + @($staleDates) | Where-Object { $_ }
            if ($open) { throw "The tenant does not hold what was to be tuned: $($open -join '; ')" }
        }
        $summary.Outcome = 'Verified'
    } else {
        # The weights come first: their simulation is the one judge that can only be asked after the write, and takes its own write back.
        if ($WebhookUri) {
            $hooks = @(Invoke-Step 'Webhook' {
                $hooks = @(Register-CxWebhook $WebhookUri campaign.predictive.tuned)
                $hooks | Where-Object IsNew | ForEach-Object { Add-Undo "Webhook $($_.Id)" $_ { param($new) $new | Unregister-CxWebhook } }
                $hooks
            })
            $summary.Webhook = $hooks.Id -join ', '
        }
        $weights = Invoke-Step 'Set the weights' {
            $update = $campaign | Set-CxPredictiveWeight @tuning -MinimumAccuracy $MinimumAccuracy -SimulationDurationSec $SimulationDurationSec -PassThru -ErrorAction SilentlyContinue -ErrorVariable refused
            if ($update) {
                $summary.Weights, $summary.Accuracy = $update.Status, $update.Accuracy
                if ($update.Status -eq 'RevertFailed') { $summary.NotPutBack += "Weights: $($refused[0].Exception.Message)" }
                if ($update.Status -in 'Changed', 'Recognised') {
                    Add-Undo 'Weights' $update.AuditId { param($id) Get-WrittenRecord $id | Restore-CxPredictiveWeight }
                }
            }
            if ($refused) { throw $refused[0] }
            $update
        }
        $config = Invoke-Step 'Set the dialer configuration' {
            $update = Set-CxDialerConfig $DialerConfigId @dialer -PassThru
            if ($update.Status -in 'Changed', 'Recognised') {
                Add-Undo 'Dialer configuration' $update { param($written) Restore-DialerValue $written }
            }
            $update
        }
        $summary.Dialer = $config.Status
        $dates = @(Invoke-Step 'Update the dates' {
            $updates = @($rows | Update-CxDataActionDate -IgnoreColumn $IgnoreColumn -PassThru -ErrorAction SilentlyContinue -ErrorVariable refused)
            foreach ($update in $updates | Where-Object Status -in 'Changed', 'Recognised') {
                Add-Undo "Date of $($update.Name)" $actions[$update.Name], $update.Value { param($former, $written) Restore-DateProcessing $former $written }
            }
            if ($refused) { throw $refused[0] }
            $updates
        })
        $summary.Dates = ($dates | Group-Object Status | ForEach-Object { "$($_.Count) $($_.Name)" }) -join ', '
        $changed = @($weights.Status; $config.Status; $dates.Status) -ne 'Unchanged'
        $summary.Outcome = $changed ? 'Tuned' : 'Unchanged'
    }
    $exitCode = 0
    $hasEnded = $true
} catch {
    $summary.Error = "$($_.FullyQualifiedErrorId): $($_.Exception.Message)"
    Undo-Write
    if ($exitCode -eq 2) { $summary.Outcome = 'NotConnected' }
    $hasEnded = $true
} finally {
    if (-not $hasEnded) {
        # Ctrl+C: whoever stops a run wants it to stop at once, and to know what it leaves.
        $left = @($undo | ForEach-Object Name)
        if ($under.Way -in 'Webhook', 'Set the weights', 'Set the dialer configuration', 'Update the dates') { $left += "what '$($under.Way)' had written" }
        $summary.Outcome, $summary.Error = 'Stopped', "Stopped in step '$($under.Way)'."
        $summary.NotPutBack += $left
        $steps.Add([pscustomobject]@{ Name = "$($under.Way)"; Seconds = 0; Failure = $summary.Error })
        Write-Host "Stopped. Written and left in place: $($left ? ($left -join ', ') : 'nothing'); Get-CxAuditRecord shows each write."
    }
    if ($run) { $run.Dispose() }
    if ($ReportPath) {
        # The run has ended as it has; a full disk makes no other end of it.
        try { Write-Report $ReportPath } catch { Write-Host "The report could not be written: $($_.Exception.Message)" }
    }
    if ($hasEnded) {
        [pscustomobject]$summary
    } else {
        # A stopped pipeline takes no objects and no exit code; a session of somebody's own is not to be closed.
        Write-Host ([pscustomobject]$summary | Format-List | Out-String).Trim()
        if ([Environment]::GetCommandLineArgs() -match '^--?(f|c|noni)|\.ps1$') { $Host.SetShouldExit(1) }
    }
    $null = Stop-Transcript
}
exit $exitCode
