#Requires -Version 7.6
<#
.SYNOPSIS
Tunes a campaign unattended: answer simulation, dialer simulation, predictive weights, dialer configuration, date values.
.DESCRIPTION
The script simulates and checks everything before it writes anything. If a write is refused, the script takes back its earlier writes;
changes of other clients are kept. An immediate second run changes nothing.

If no CXONE_… variable of a tenant is set, the script runs on a sandbox tenant in this process. With CXONE_CLIENT_ID, CXONE_CLIENT_SECRET
and CXONE_BASE_URL, CXONE_ORG_ID or CXONE_DOMAIN it runs on that tenant, unless -Sandbox is specified. ML_WEBHOOK_URL and
WORKFORCE_CALLBACK_URL specify receivers, TARGET_CAMPAIGN_ID the campaign.

Exit codes: 0: tuned, or nothing to do. 1: a step was refused, or the run was stopped; nothing is left half done unless the summary says so.
2: no connection.
.PARAMETER Stage
Tune writes. Simulate only simulates and checks. Verify fails if Tune would change something.
.PARAMETER Date
The day whose midnight (UTC) is the timestamp of the date values, as yyyy-MM-dd or a DateTime. The default is today.
.PARAMETER Delimiter
The delimiter of the three files. The default is a comma; spreadsheets write semicolons in many countries.
.PARAMETER IgnoreColumn
Columns of the three files to leave out. Any other unknown column ends the run before anything is written.
.PARAMETER ReportPath
The path of a test report in JUnit format, with one test case per step.
.EXAMPLE
pwsh ./samples/nightly-tuning.ps1
.EXAMPLE
pwsh ./samples/nightly-tuning.ps1 -Stage Simulate -ReportPath simulate.xml
#>
[Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSReviewUnusedParameter', '', Justification = 'The steps, which the rule does not analyse, use them.')]
[CmdletBinding()]
param(
    # Numbers have no type here: pwsh would read 20,5 as 205 and round 1.5 to 2 before anything could refuse them.
    [ValidateSet('Tune', 'Simulate', 'Verify')] [string] $Stage = 'Tune',
    [string] $CampaignId = ($env:TARGET_CAMPAIGN_ID ? $env:TARGET_CAMPAIGN_ID : '12345678-1234-1234-1234-123456789012'),
    [string] $DialerConfigId = 'dialer-east',
    [string] $HistoryPath = (Join-Path $PSScriptRoot 'data/call-history.csv'),
    [string] $WeightPath = (Join-Path $PSScriptRoot 'data/weights.csv'),
    [string] $DatePath = (Join-Path $PSScriptRoot 'data/dates.csv'),
    [char] $Delimiter = ',',
    [string[]] $IgnoreColumn = @(),
    [ValidatePattern('^\d+(\.\d+)?(E-?\d+)?$', ErrorMessage = "'{0}' is not a number with a point before its decimals.")] $AnswerRate = 0.38,
    [ValidatePattern('^\d+(\.\d+)?(E-?\d+)?$', ErrorMessage = "'{0}' is not a number with a point before its decimals.")] $AgentEfficiency = 0.82,
    [ValidatePattern('^\d+$', ErrorMessage = "'{0}' is not a whole number.")] $WindowMinutes = 120,
    [ValidatePattern('^\d+(\.\d+)?(E-?\d+)?$', ErrorMessage = "'{0}' is not a number with a point before its decimals.")] $ComplianceThreshold = 0.10,
    [ValidateSet('Bucket', 'Attempts')] [string] $Weighting = 'Bucket',
    [ValidatePattern('^\d+(\.\d+)?(E-?\d+)?$', ErrorMessage = "'{0}' is not a number with a point before its decimals.")] $MaxAbandonmentRate = 0.03,
    [ValidatePattern('^\d+(\.\d+)?(E-?\d+)?$', ErrorMessage = "'{0}' is not a number with a point before its decimals.")] $WrapSec = 20,
    [string] $AlgorithmId = 'CXONE_PREDICTIVE_V3',
    [ValidatePattern('^\d+(\.\d+)?(E-?\d+)?$', ErrorMessage = "'{0}' is not a number with a point before its decimals.")] $MinimumAccuracy = 0.80,
    [ValidatePattern('^\d+$', ErrorMessage = "'{0}' is not a whole number.")] $SimulationDurationSec = 300,
    # Not [datetime], which would accept text such as 12/11/2026.
    [object] $Date = [datetime]::UtcNow.Date,
    [string] $WebhookUri = $env:ML_WEBHOOK_URL,
    [string] $CallbackUri = $env:WORKFORCE_CALLBACK_URL,
    [string] $TranscriptPath = (Join-Path ([IO.Path]::GetTempPath()) "cxone-tuning-$([datetime]::UtcNow.ToString('yyyyMMdd-HHmmss', [cultureinfo]::InvariantCulture))-$PID.log"),
    [string] $ReportPath,
    [ValidatePattern('^\d+$', ErrorMessage = "'{0}' is not a whole number.")] $LockTimeoutSec = 900,
    [switch] $Sandbox
)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'
$ProgressPreference = [Console]::IsOutputRedirected ? 'SilentlyContinue' : $ProgressPreference

$steps = [Collections.Generic.List[object]]::new()
$undo = [Collections.Generic.Stack[object]]::new()
$current = @{ Step = $null }
$summary = [ordered]@{
    Outcome = 'Refused'; Tenant = $null; CampaignId = $CampaignId; Stage = $Stage
    AnswerVerdict = $null; SimulatedAnswerRate = $null; Ratio = $null; AbandonmentUpperBound = $null
    Weights = $null; Accuracy = $null; Dialer = $null; Dates = $null; Webhook = $null
    Error = $null; PutBack = @(); NotPutBack = @(); Transcript = $TranscriptPath
}

# A step writes a line to the transcript and a test case to the report.
function Invoke-Step([string] $Name, [scriptblock] $Action) {
    $current.Step = $Name
    $watch = [Diagnostics.Stopwatch]::StartNew()
    try {
        $result = & $Action
        $steps.Add([pscustomobject]@{ Name = $Name; Seconds = $watch.Elapsed.TotalSeconds; Failure = $null })
        Write-Host "${Name}: done"
        $current.Step = $null
        $result
    } catch {
        $steps.Add([pscustomobject]@{ Name = $Name; Seconds = $watch.Elapsed.TotalSeconds; Failure = "$($_.FullyQualifiedErrorId): $($_.Exception.Message)" })
        Write-Host "${Name}: $($_.Exception.Message)"
        throw
    }
}

# Registers how to take a write back as soon as the write is known. Actions are not closures: a closure would run outside this script,
# without its functions and its error action, so that a refused restore would count as successful.
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

# Returns the same key for each spelling of a column name.
function Get-ColumnKey([string] $Name) { ($Name -replace '[\s_-]').ToUpperInvariant() }

# Reads the rows of a file. Columns that the script uses get their usual names; the cmdlets accept or refuse the others. With the wrong
# delimiter, the file would be a table with one column.
function Read-Table([string] $Path, [string[]] $Column, [string[]] $Optional = @()) {
    $rows = @(Import-Csv $Path -Delimiter $Delimiter)
    if (-not $rows) { throw "$Path has no rows." }
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

# Reads the weights by key and refuses other columns than Key and Value.
function Read-Weight([string] $Path) {
    $weight = [ordered]@{}
    foreach ($line in @(Read-Table $Path Key, Value)) {
        $other = @($line.PSObject.Properties.Name | Where-Object { $_ -notin 'Key', 'Value' -and (Get-ColumnKey $_) -notin ($IgnoreColumn | ForEach-Object { Get-ColumnKey $_ }) })
        if ($other) { throw "Column '$($other[0])' of $Path is not known; the columns are Key and Value. To leave it out, name it with -IgnoreColumn." }
        $key = "$($line.Key)".Trim()
        if ($weight.Contains($key)) { throw "$Path contains the weight '$key' twice." }
        $weight[$key] = $line.Value
    }
    $weight
}

# Returns midnight of a day, independent of the culture.
function Get-Midnight([object] $Day) {
    $value = [datetime]::MinValue
    if ($Day -is [datetime]) { $value = $Day }
    elseif (-not [datetime]::TryParseExact("$Day".Trim(), 'yyyy-MM-dd', [cultureinfo]::InvariantCulture, 'None', [ref]$value)) {
        throw "The date '$Day' is not written as yyyy-MM-dd, such as 2026-11-12."
    }
    $value.ToString('yyyy-MM-dd', [cultureinfo]::InvariantCulture) + 'T00:00:00.000Z'
}

# Resolves a path like pwsh: ~ is the home folder, and a relative path starts at the current location.
function Resolve-FilePath([string] $Path) { $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($Path) }

# Allows one run at a time for a campaign on this machine; between machines, the versions of the objects prevent conflicts.
function Enter-Run {
    $folder = (New-Item (Get-CxConnection).AuditPath -ItemType Directory -Force).FullName
    $path = Join-Path $folder "tuning-$($CampaignId -replace '[^\w-]', '_').lock"
    $watch = [Diagnostics.Stopwatch]::StartNew()
    $isReported = $false
    while ($true) {
        try { return [IO.File]::Open($path, 'OpenOrCreate', 'ReadWrite', 'None') } catch [IO.IOException] {
            if ($watch.Elapsed.TotalSeconds -gt [int]$LockTimeoutSec) { throw "Another run has held $path for more than $LockTimeoutSec s." }
            if (-not $isReported) { Write-Host "Another run for this campaign is in progress; waiting for at most $LockTimeoutSec s."; $isReported = $true }
            Start-Sleep -Milliseconds 200
        }
    }
}

# Returns the audit record of a write of this run; without it, the write cannot be taken back.
function Get-WrittenRecord([string] $AuditId) {
    $record = Get-CxAuditRecord -AuditId $AuditId
    if (-not $record) { throw "The audit log no longer holds record $AuditId." }
    $record
}

# Restores the former values, based on the object as this run wrote it: a value that another client has set since is a conflict and is kept.
function Restore-DialerValue($Update) {
    if ($Update.Changes | Where-Object { $null -eq $_.Before }) {
        # A member that did not exist cannot be set to a former value; the whole state must be restored.
        Get-WrittenRecord $Update.AuditId | Restore-CxDialerConfig $Update.Id
        return
    }
    $former = @{}
    foreach ($change in $Update.Changes) { $former[$change.Field] = [double]::Parse($change.Before, [cultureinfo]::InvariantCulture) }
    $Update.Config | Set-CxDialerConfig @former -Force:($former['agentRatio'] -gt 3)
}

# Restores only the date values; other changes of the action are kept.
function Restore-DateProcessing($Former, [string] $Written) {
    $path = "/api/v2/dataactions/$([uri]::EscapeDataString($Former.Id))"
    $now = Invoke-CxRestMethod $path
    if ($now.configuration.dateProcessing.computedValue -ne $Written) { throw 'Another client has changed the date since.' }
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

# pwsh -File passes a list as one string.
$IgnoreColumn = @($IgnoreColumn | ForEach-Object { $_ -split ',' } | ForEach-Object { $_.Trim() } | Where-Object { $_ })
$exitCode = 1
$run = $null
$hasEnded = $false
# Created before anything is written: a run that cannot report its outcome must not start.
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
        # The timestamp is the same all day, so that a second run on the same day changes nothing.
        $midnight = Get-Midnight $Date
        $rows = @(Read-Table $DatePath Name Timestamp | ForEach-Object { $_.PSObject.Properties['Timestamp'] ? $_ : ($_ | Select-Object *, @{ Name = 'Timestamp'; Expression = { $midnight } }) })
        $history, $weight, $rows
    }

    # Simulations and checks: this part writes nothing.
    if ($Stage -eq 'Tune') { $current.Step = 'Wait for another run'; $run = Enter-Run }
    $campaign = Invoke-Step 'Read the campaign' { Get-CxCampaign $CampaignId }
    $answer = Invoke-Step 'Answer simulation' {
        $callback = $CallbackUri ? @{ CallbackUri = $CallbackUri } : @{}
        $answer = $history | Invoke-CxAnswerSimulation $CampaignId $AnswerRate $AgentEfficiency $WindowMinutes -ComplianceThreshold $ComplianceThreshold -Weighting $Weighting -IgnoreColumn $IgnoreColumn @callback -ErrorAction SilentlyContinue -ErrorVariable refused
        if ($answer) {
            $summary.AnswerVerdict, $summary.SimulatedAnswerRate = $answer.Verdict, $answer.SimulatedAnswerRate
            Write-Host ($answer | Format-List | Out-String).Trim()
        }
        if ($refused) { throw $refused[0] }
        if ("$($answer.Verdict)" -ne 'Pass') { throw "The answer simulation is $($answer.Verdict): the history has too few calls for tuning." }
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
            if ($open) { throw "The tenant does not have the tuned values: $($open -join '; ')" }
        }
        $summary.Outcome = 'Verified'
    } else {
        # The weights come first: they can be simulated only after the write, and Set-CxPredictiveWeight takes that write back by itself.
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
        # Ctrl+C: stop immediately, and report which writes are left in place.
        $left = @($undo | ForEach-Object Name)
        if ($current.Step -in 'Webhook', 'Set the weights', 'Set the dialer configuration', 'Update the dates') { $left += "the writes of '$($current.Step)'" }
        $summary.Outcome, $summary.Error = 'Stopped', "Stopped in step '$($current.Step)'."
        $summary.NotPutBack += $left
        $steps.Add([pscustomobject]@{ Name = "$($current.Step)"; Seconds = 0; Failure = $summary.Error })
        Write-Host "Stopped. Written and left in place: $($left ? ($left -join ', ') : 'nothing'); Get-CxAuditRecord shows each write."
    }
    if ($run) { $run.Dispose() }
    if ($ReportPath) {
        # The outcome of the run is final; a failure to write the report, such as a full disk, does not change it.
        try { Write-Report $ReportPath } catch { Write-Host "The report could not be written: $($_.Exception.Message)" }
    }
    if ($hasEnded) {
        [pscustomobject]$summary
    } else {
        # A stopped pipeline accepts no objects and no exit code. An interactive session must not be closed.
        Write-Host ([pscustomobject]$summary | Format-List | Out-String).Trim()
        if ([Environment]::GetCommandLineArgs() -match '^--?(f|c|noni)|\.ps1$') { $Host.SetShouldExit(1) }
    }
    $null = Stop-Transcript
}
exit $exitCode
