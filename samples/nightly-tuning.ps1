#Requires -Version 7.6

<#
.SYNOPSIS
Tunes a campaign unattended: answer simulation, dialer simulation, predictive weights, dialer configuration, date values.
.DESCRIPTION
The script simulates and checks everything before it writes anything. If a write is refused, the script takes back its earlier writes;
changes of other clients are kept. An immediate second run changes nothing.

The connection comes from CXONE_CLIENT_ID, CXONE_CLIENT_SECRET and CXONE_BASE_URL, CXONE_ORG_ID or CXONE_DOMAIN. On a tenant every input
must be given, as a parameter or in the file of -SettingsPath: the campaign and its dialer configuration, the files of history, weights and
dates, the rates, the algorithm. No input has a default, because a default would be written to the tenant. With -Sandbox the script runs on
a sandbox tenant in this process, and inputs that are not given come from samples/data. ML_WEBHOOK_URL and WORKFORCE_CALLBACK_URL specify
receivers, TARGET_CAMPAIGN_ID the campaign.

Exit codes: 0: tuned, or nothing to do. 1: a step was refused, or the run was stopped; nothing is left half done unless the summary says so.
2: not started: no connection, or an input is missing.
.PARAMETER Stage
Tune writes. Simulate only simulates and checks. Verify fails if Tune would change something.
.PARAMETER SettingsPath
A PowerShell data file (.psd1) that holds inputs by the names of the parameters; see samples/tuning.psd1. Paths in it are relative to its
folder. A parameter that is given as well takes precedence.
.PARAMETER Sandbox
Runs on a sandbox tenant, whatever connection the environment specifies.
.PARAMETER Date
The day whose midnight (UTC) is the timestamp of the date values, as yyyy-MM-dd or a DateTime. The default is today.
.PARAMETER Delimiter
The delimiter of the three files. The default is a comma; spreadsheets write semicolons in many countries.
.PARAMETER IgnoreColumn
Columns of the three files to leave out. Any other unknown column ends the run before anything is written.
.PARAMETER ReportPath
The path of a test report in JUnit format, with one test case per step.
.EXAMPLE
pwsh ./samples/nightly-tuning.ps1 -Sandbox
.EXAMPLE
pwsh ./samples/nightly-tuning.ps1 -SettingsPath /etc/cxone/tuning.psd1 -Stage Simulate -ReportPath simulate.xml
#>
[Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSReviewUnusedParameter', '',
    Justification = 'The steps, which the rule does not analyse, use them.')]
[CmdletBinding()]
param(
    # Numbers have no type here: pwsh would read 20,5 as 205 and round 1.5 to 2 before anything could refuse them.
    [ValidateSet('Tune', 'Simulate', 'Verify')] [string] $Stage = 'Tune',
    [string] $SettingsPath,
    [string] $CampaignId = $env:TARGET_CAMPAIGN_ID,
    [string] $DialerConfigId,
    [string] $HistoryPath,
    [string] $WeightPath,
    [string] $DatePath,
    [ValidatePattern('^\d+(\.\d+)?(E-?\d+)?$', ErrorMessage = "'{0}' is not a number with a point before its decimals.")] $AnswerRate,
    [ValidatePattern('^\d+(\.\d+)?(E-?\d+)?$', ErrorMessage = "'{0}' is not a number with a point before its decimals.")] $AgentEfficiency,
    [ValidatePattern('^\d+$', ErrorMessage = "'{0}' is not a whole number.")] $WindowMinutes,
    [ValidatePattern('^\d+(\.\d+)?(E-?\d+)?$',
        ErrorMessage = "'{0}' is not a number with a point before its decimals.")] $MaxAbandonmentRate,
    [ValidatePattern('^\d+(\.\d+)?(E-?\d+)?$', ErrorMessage = "'{0}' is not a number with a point before its decimals.")] $WrapSec,
    [string] $AlgorithmId,
    [char] $Delimiter = ',',
    [string[]] $IgnoreColumn = @(),
    [ValidatePattern('^\d+(\.\d+)?(E-?\d+)?$',
        ErrorMessage = "'{0}' is not a number with a point before its decimals.")] $ComplianceThreshold = 0.10,
    [ValidateSet('Bucket', 'Attempts')] [string] $Weighting = 'Bucket',
    [ValidatePattern('^\d+(\.\d+)?(E-?\d+)?$',
        ErrorMessage = "'{0}' is not a number with a point before its decimals.")] $MinimumAccuracy = 0.80,
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

# Every input, with the value that a run on the sandbox uses if it is not given. A tenant gets none of these values.
$sandboxInputs = [ordered]@{
    CampaignId = '12345678-1234-1234-1234-123456789012'; DialerConfigId = 'dialer-east'
    HistoryPath = "$PSScriptRoot/data/call-history.csv"; WeightPath = "$PSScriptRoot/data/weights.csv"
    DatePath = "$PSScriptRoot/data/dates.csv"
    AnswerRate = 0.38; AgentEfficiency = 0.82; WindowMinutes = 120; MaxAbandonmentRate = 0.03; WrapSec = 20
    AlgorithmId = 'CXONE_PREDICTIVE_V3'
}

# Reads inputs that are not given as parameters from the file of -SettingsPath.
function Read-Setting([string] $Path, [Collections.IDictionary] $Given) {
    $settings = Import-PowerShellDataFile -LiteralPath $Path
    $allowed = @($sandboxInputs.Keys) + 'ComplianceThreshold', 'Weighting', 'MinimumAccuracy', 'SimulationDurationSec', 'Delimiter',
        'IgnoreColumn'
    $unknown = @($settings.Keys | Where-Object { $_ -notin $allowed })
    if ($unknown) { throw "$Path contains unknown settings: $($unknown -join ', '). Known are $($allowed -join ', ')." }
    foreach ($name in $settings.Keys | Where-Object { -not $Given.ContainsKey($_) }) {
        $value = $settings[$name]
        if ("$value" -eq '') { continue }
        if ($name -like '*Path') { $value = [IO.Path]::GetFullPath($value, (Split-Path (Convert-Path -LiteralPath $Path))) }
        Set-Variable $name $value -Scope Script
    }
}

# Completes the inputs for the sandbox, and refuses a run on a tenant that lacks one.
function Confirm-Input {
    $missing = @($sandboxInputs.Keys | Where-Object { "$(Get-Variable $_ -Scope Script -ValueOnly)" -eq '' })
    if ($missing -and -not $Sandbox) {
        throw "Every input must be given for a tenant. Missing: $(($missing | ForEach-Object { "-$_" }) -join ', '). Pass them, or a file that contains them with -SettingsPath."
    }
    foreach ($name in $missing) { Set-Variable $name $sandboxInputs[$name] -Scope Script }
    $summary.CampaignId = $CampaignId
}

# Changes as one text: the member, its old and its new value.
function Format-Change($Changes) {
    $text = @($Changes | Where-Object { $_ } | ForEach-Object {
        "$($_.Field -replace '^.*\.') $($_.Before ?? '(none)') → $($_.After ?? '(none)')"
    }) -join '; '
    $text ? $text : 'no change'
}

# Numbers with a point before their decimals, whatever the culture is.
function Format-Line([string] $Format) { [string]::Format([cultureinfo]::InvariantCulture, $Format, [object[]]$args) }

# A date value as text, also where a conversion from JSON has made a date of it.
function ConvertTo-DateText($Value) {
    $Value -is [datetime] ? $Value.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ss.fff'Z'", [cultureinfo]::InvariantCulture) : "$Value"
}

# A step writes one line to the transcript, with what it found or changed, and a test case to the report.
function Invoke-Step([string] $Name, [scriptblock] $Action, [scriptblock] $Describe) {
    $current.Step = $Name
    $watch = [Diagnostics.Stopwatch]::StartNew()
    try {
        $result = & $Action
        $steps.Add([pscustomobject]@{ Name = $Name; Seconds = $watch.Elapsed.TotalSeconds; Failure = $null })
        Write-Host "${Name}: $($Describe ? (& $Describe $result) : 'done')"
        $current.Step = $null
        $result
    } catch {
        $steps.Add([pscustomobject]@{
            Name = $Name
            Seconds = $watch.Elapsed.TotalSeconds
            Failure = "$($_.FullyQualifiedErrorId): $($_.Exception.Message)"
        })
        Write-Host "${Name}: $($_.Exception.Message)"
        throw
    }
}

# Registers how to take a write back as soon as the write is known. Actions are not closures: a closure would run outside this script,
# without its functions and its error action, so that a refused restore would count as successful.
function Add-Undo([string] $Name, [object[]] $Argument, [scriptblock] $Action) {
    $undo.Push([pscustomobject]@{ Name = $Name; Argument = $Argument; Action = $Action })
}

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
    foreach ($name in $Column) {
        if ($map.Values -notcontains $name) { throw "$Path has no column $name; its columns are $($names -join ', ')." }
    }
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
        $other = @($line.PSObject.Properties.Name | Where-Object {
            $_ -notin 'Key', 'Value' -and (Get-ColumnKey $_) -notin ($IgnoreColumn | ForEach-Object { Get-ColumnKey $_ })
        })
        if ($other) {
            throw "Column '$($other[0])' of $Path is not known; the columns are Key and Value. To leave it out, name it with -IgnoreColumn."
        }
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
            if ($watch.Elapsed.TotalSeconds -gt [int]$LockTimeoutSec) {
                throw "Another run has held $path for more than $LockTimeoutSec s."
            }
            if (-not $isReported) {
                Write-Host "Another run for this campaign is in progress; waiting for at most $LockTimeoutSec s."
                $isReported = $true
            }
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
    $given = $PSBoundParameters
    try {
        # Before anything is sent.
        Invoke-Step 'Check the inputs' {
            $variables = 'CXONE_CLIENT_ID', 'CXONE_CLIENT_SECRET', 'CXONE_BASE_URL', 'CXONE_ORG_ID', 'CXONE_DOMAIN'
            if (-not $Sandbox -and -not (Get-ChildItem Env: | Where-Object { $_.Name -in $variables -and $_.Value })) {
                throw "There is no connection: none of $($variables -join ', ') is set. Set them, or pass -Sandbox to run on a sandbox tenant."
            }
            if ($SettingsPath) { Read-Setting $SettingsPath $given }
            Confirm-Input
        } { "campaign $CampaignId, dialer configuration $DialerConfigId" }
        Invoke-Step 'Connect' { if ($Sandbox) { Connect-CxOne -Sandbox } else { Connect-CxOne } } { "$(Get-CxConnection)" }
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
        $rows = @(Read-Table $DatePath Name Timestamp | ForEach-Object {
            $_.PSObject.Properties['Timestamp'] ? $_ : ($_ | Select-Object *, @{ Name = 'Timestamp'; Expression = { $midnight } })
        })
        $history, $weight, $rows
    } { "rows: $(@($args[0][0]).Count) of history, $($args[0][1].Count) of weights, $(@($args[0][2]).Count) of dates" }

    # Simulations and checks: this part writes nothing.
    if ($Stage -eq 'Tune') { $current.Step = 'Wait for another run'; $run = Enter-Run }
    $campaign = Invoke-Step 'Read the campaign' { Get-CxCampaign $CampaignId } { "$($args[0].Name), $($args[0].AgentCount) agents" }
    $answer = Invoke-Step 'Answer simulation' {
        $callback = $CallbackUri ? @{ CallbackUri = $CallbackUri } : @{}
        $answer = $history | Invoke-CxAnswerSimulation $CampaignId $AnswerRate $AgentEfficiency $WindowMinutes -ComplianceThreshold $ComplianceThreshold -Weighting $Weighting -IgnoreColumn $IgnoreColumn @callback -ErrorAction SilentlyContinue -ErrorVariable refused
        if ($answer) {
            $summary.AnswerVerdict, $summary.SimulatedAnswerRate = $answer.Verdict, $answer.SimulatedAnswerRate
        }
        if ($refused) { throw $refused[0] }
        if ("$($answer.Verdict)" -ne 'Pass') {
            throw "The answer simulation is $($answer.Verdict): the history has too few calls for tuning."
        }
        $answer
    } {
        Format-Line '{0}: answer rate {1:0.####} simulated, {2:0.####} in the history; deviation {3:0.####}, at most {4:0.####}' $args[0].Verdict $args[0].SimulatedAnswerRate $args[0].HistoricalMeanRate $args[0].Variance $args[0].ComplianceThreshold
    }
    $best = Invoke-Step 'Dialer simulation' {
        $found = $history | Invoke-CxDialerSimulation -FindRatio -HighestRatio 3 -Agents $campaign.AgentCount -AnswerRate $answer.SimulatedAnswerRate -WrapSec $WrapSec -MaxAbandonmentRate $MaxAbandonmentRate -IgnoreColumn $IgnoreColumn
        if ($null -eq $found.Ratio) { throw "No ratio keeps abandonment at or below $MaxAbandonmentRate." }
        $found
    } {
        Format-Line 'ratio {0:0.###}: abandonment at most {1:0.####}, limit {2}' $args[0].Ratio $args[0].AbandonmentUpperBound $MaxAbandonmentRate
    }
    $summary.Ratio, $summary.AbandonmentUpperBound = $best.Ratio, $best.AbandonmentUpperBound
    $dialer = @{ AgentRatio = $best.Ratio; MaxAbandonmentRate = $MaxAbandonmentRate; CampaignId = $CampaignId }
    $dialerCheck = Invoke-Step 'Check the dialer configuration' {
        $check = Test-CxDialerConfig $DialerConfigId @dialer
        if (-not $check.IsValid) { throw ($check.Violations -join ' ') }
        $check
    } { Format-Change $args[0].Changes }
    $tuning = @{ AlgorithmId = $AlgorithmId; Weight = $weight }
    $weightCheck = Invoke-Step 'Check the weights' {
        $check = $campaign | Test-CxPredictiveWeight @tuning
        if (-not $check.IsValid) { throw ($check.Violations -join ' ') }
        $check
    } { Format-Change $args[0].Changes }
    $actions = @{}
    $staleDates = Invoke-Step 'Check the dates' {
        foreach ($action in Get-CxDataAction @($rows.Name | Select-Object -Unique)) { $actions[$action.Name] = $action }
        $rows | ForEach-Object {
            $wanted = ($_ | ConvertTo-CxDataActionDate -IgnoreColumn $IgnoreColumn).Value
            $processing = $actions[$_.Name].Configuration.PSObject.Properties['dateProcessing']
            $present = $processing ? (ConvertTo-DateText $processing.Value.computedValue) : '(none)'
            if ($present -ne $wanted) { "$($_.Name) $present → $wanted" }
        }
    } { @($args[0]).Count ? (@($args[0]) -join '; ') : 'no change' }

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
            } { (@($args[0]) | ForEach-Object { "$($_.Id) $($_.IsNew ? 'registered' : 'is registered already')" }) -join '; ' })
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
        } {
            "$($args[0].Status): $(Format-Change $args[0].Changes)$($null -eq $args[0].Accuracy ? '' : (Format-Line '; accuracy {0:0.####}' $args[0].Accuracy))"
        }
        $config = Invoke-Step 'Set the dialer configuration' {
            $update = Set-CxDialerConfig $DialerConfigId @dialer -PassThru
            if ($update.Status -in 'Changed', 'Recognised') {
                Add-Undo 'Dialer configuration' $update { param($written) Restore-DialerValue $written }
            }
            $update
        } { "$($args[0].Status): $(Format-Change $args[0].Changes)" }
        $summary.Dialer = $config.Status
        $dates = @(Invoke-Step 'Update the dates' {
            $updates = @($rows | Update-CxDataActionDate -IgnoreColumn $IgnoreColumn -PassThru -ErrorAction SilentlyContinue -ErrorVariable refused)
            foreach ($update in $updates | Where-Object Status -in 'Changed', 'Recognised') {
                Add-Undo "Date of $($update.Name)" $update.AuditId { param($id) Get-WrittenRecord $id | Restore-CxDataActionDate }
            }
            if ($refused) { throw $refused[0] }
            $updates
        } {
            (@($args[0]) | ForEach-Object {
                $_.Status -eq 'Unchanged' ? "$($_.Name) unchanged" : "$($_.Name) $(ConvertTo-DateText ($_.PreviousValue ?? '(none)')) → $($_.Value)"
            }) -join '; '
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
    if ($exitCode -eq 2) { $summary.Outcome = $current.Step -eq 'Connect' ? 'NotConnected' : 'NotStarted' }
    $hasEnded = $true
} finally {
    if (-not $hasEnded) {
        # Ctrl+C: stop immediately, and report which writes are left in place.
        $left = @($undo | ForEach-Object Name)
        if ($current.Step -in 'Webhook', 'Set the weights', 'Set the dialer configuration', 'Update the dates') {
            $left += "the writes of '$($current.Step)'"
        }
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
