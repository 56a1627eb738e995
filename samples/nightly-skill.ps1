#Requires -Version 7.6

<#
.SYNOPSIS
Sets the ratio of an outbound skill unattended: history, ratio search, comparison with the rules on abandoned calls, one write.
.DESCRIPTION
The script reads the dialer history of the skill, finds the highest ratio whose abandonment stays within the limit, and compares the setting
with the rule set before it writes. The ratio changes by at most -MaximumStep per run. It is not raised while the abandonment rate of the
campaign over 30 days is at least 75 % of the limit of the rule set, and lowered by one step from 90 % on, whatever the simulation
recommends. Changes of other clients are kept. An immediate second run may take the next step; with the same history it ends where the
search recommends.

The connection comes from CXONE_CLIENT_ID, CXONE_CLIENT_SECRET and CXONE_BASE_URL, CXONE_ORG_ID or CXONE_DOMAIN. On a tenant every input
must be given, as a parameter or in the file of -SettingsPath. No input has a default, because a default would be written to the tenant.
With -Sandbox the script runs on a sandbox tenant in this process, and inputs that are not given come from the sample.

Exit codes: 0: set, or nothing to do. 1: a step was refused, or the run was stopped. 2: not started: no connection, or an input is missing.
.PARAMETER Stage
Tune writes. Simulate only reads, simulates and checks. Verify fails if Tune would change something.
.PARAMETER SettingsPath
A PowerShell data file (.psd1) that holds inputs by the names of the parameters; see samples/skill.psd1. A parameter that is given as well
takes precedence.
.PARAMETER Skill
The skill, by its exact id or name.
.PARAMETER Agents
The number of agents that take the calls of the skill.
.PARAMETER HistoryDays
The number of days of history that the simulation uses.
.PARAMETER AhtUnit
The unit in which the tenant reports handle times: Seconds, Minutes or Hours.
.PARAMETER MaxAbandonmentRate
The limit of the simulation, a share such as 0.02. Stay below the limit of the rule set: days differ from those of the history.
.PARAMETER MaximumStep
The largest change of maximumRatio per run.
.PARAMETER HighestRatio
The highest ratio of the search, in calls per available agent.
.PARAMETER RuleSet
UsTsr, Ofcom, Crtc or None; see Set-CxSkillDialer.
.PARAMETER Sandbox
Runs on a sandbox tenant, whatever connection the environment specifies.
.PARAMETER ReportPath
The path of a test report in JUnit format, with one test case per step.
.EXAMPLE
pwsh ./samples/nightly-skill.ps1 -Sandbox
.EXAMPLE
pwsh ./samples/nightly-skill.ps1 -SettingsPath /etc/cxone/skill.psd1 -Stage Simulate -ReportPath simulate.xml
#>
[Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSReviewUnusedParameter', '', Justification = 'The steps, which the rule does not analyse, use them.')]
[CmdletBinding()]
param(
    # Numbers have no type here: pwsh would read 20,5 as 205 and round 1.5 to 2 before anything could refuse them.
    [ValidateSet('Tune', 'Simulate', 'Verify')] [string] $Stage = 'Tune',
    [string] $SettingsPath,
    [string] $Skill,
    [ValidatePattern('^\d+$', ErrorMessage = "'{0}' is not a whole number.")] $Agents,
    [ValidatePattern('^\d+$', ErrorMessage = "'{0}' is not a whole number.")] $HistoryDays,
    [ValidateSet('', 'Seconds', 'Minutes', 'Hours')] [string] $AhtUnit,
    [ValidatePattern('^\d+(\.\d+)?(E-?\d+)?$', ErrorMessage = "'{0}' is not a number with a point before its decimals.")] $WrapSec,
    [ValidatePattern('^\d+(\.\d+)?(E-?\d+)?$', ErrorMessage = "'{0}' is not a number with a point before its decimals.")] $MaxAbandonmentRate,
    [ValidatePattern('^\d+(\.\d+)?(E-?\d+)?$', ErrorMessage = "'{0}' is not a number with a point before its decimals.")] $MaximumStep,
    [ValidatePattern('^\d+(\.\d+)?(E-?\d+)?$', ErrorMessage = "'{0}' is not a number with a point before its decimals.")] $HighestRatio,
    [ValidateSet('', 'UsTsr', 'Ofcom', 'Crtc', 'None')] [string] $RuleSet,
    [string] $TranscriptPath = (Join-Path ([IO.Path]::GetTempPath()) "cxone-skill-$([datetime]::UtcNow.ToString('yyyyMMdd-HHmmss', [cultureinfo]::InvariantCulture))-$PID.log"),
    [string] $ReportPath,
    [switch] $Sandbox
)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'
$ProgressPreference = [Console]::IsOutputRedirected ? 'SilentlyContinue' : $ProgressPreference

$steps = [Collections.Generic.List[object]]::new()
$current = @{ Step = $null }
$summary = [ordered]@{
    Outcome = 'Refused'; Tenant = $null; Skill = $Skill; Stage = $Stage; Calls = $null; Recommended = $null; AbandonmentUpperBound = $null
    Verdict = $null; AbandonmentRate30Days = $null; Change = $null; AuditId = $null; Error = $null; Transcript = $TranscriptPath
}

# Every input, with the value that a run on the sandbox uses if it is not given. A tenant gets none of these values.
$sandboxInputs = [ordered]@{
    Skill = 'Renewals-East'; Agents = 20; HistoryDays = 14; AhtUnit = 'Minutes'; WrapSec = 20; MaxAbandonmentRate = 0.02; MaximumStep = 0.2
    HighestRatio = 3; RuleSet = 'UsTsr'
}

function Read-Setting([string] $Path, [Collections.IDictionary] $Given) {
    $settings = Import-PowerShellDataFile -LiteralPath $Path
    $unknown = @($settings.Keys | Where-Object { $_ -notin $sandboxInputs.Keys })
    if ($unknown) { throw "$Path contains unknown settings: $($unknown -join ', '). Known are $($sandboxInputs.Keys -join ', ')." }
    foreach ($name in $settings.Keys | Where-Object { -not $Given.ContainsKey($_) -and "$($settings[$_])" -ne '' }) {
        Set-Variable $name $settings[$name] -Scope Script
    }
}

# Completes the inputs for the sandbox, and refuses a run on a tenant that lacks one.
function Confirm-Input {
    $missing = @($sandboxInputs.Keys | Where-Object { "$(Get-Variable $_ -Scope Script -ValueOnly)" -eq '' })
    if ($missing -and -not $Sandbox) {
        throw "Every input must be given for a tenant. Missing: $(($missing | ForEach-Object { "-$_" }) -join ', '). Pass them, or a file that contains them with -SettingsPath."
    }
    foreach ($name in $missing) { Set-Variable $name $sandboxInputs[$name] -Scope Script }
    $summary.Skill = $Skill
}

function Format-Change($Changes) {
    $text = @($Changes | Where-Object { $_ } | ForEach-Object { "$($_.Field -replace '^.*\.') $($_.Before ?? '(none)') → $($_.After ?? '(none)')" }) -join '; '
    $text ? $text : 'no change'
}

# Numbers with a point before their decimals, whatever the culture is.
function Format-Line([string] $Format) { [string]::Format([cultureinfo]::InvariantCulture, $Format, [object[]]$args) }

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
        $steps.Add([pscustomobject]@{ Name = $Name; Seconds = $watch.Elapsed.TotalSeconds; Failure = "$($_.FullyQualifiedErrorId): $($_.Exception.Message)" })
        Write-Host "${Name}: $($_.Exception.Message)"
        throw
    }
}

function Resolve-FilePath([string] $Path) { $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($Path) }

function Write-Report([string] $Path) {
    $invariant = [cultureinfo]::InvariantCulture
    $writer = [Xml.XmlWriter]::Create((Resolve-FilePath $Path), [Xml.XmlWriterSettings]@{ Indent = $true })
    try {
        $writer.WriteStartElement('testsuites')
        $writer.WriteStartElement('testsuite')
        $writer.WriteAttributeString('name', "nightly-skill $Stage")
        $writer.WriteAttributeString('tests', "$($steps.Count)")
        $writer.WriteAttributeString('failures', "$(@($steps | Where-Object Failure).Count)")
        $writer.WriteAttributeString('errors', '0')
        $writer.WriteAttributeString('time', ([double]($steps | Measure-Object Seconds -Sum).Sum).ToString('0.000', $invariant))
        foreach ($step in $steps) {
            $writer.WriteStartElement('testcase')
            $writer.WriteAttributeString('classname', "nightly-skill.$Stage")
            $writer.WriteAttributeString('name', $step.Name)
            $writer.WriteAttributeString('time', $step.Seconds.ToString('0.000', $invariant))
            if ($step.Failure) { $writer.WriteElementString('failure', $step.Failure) }
            $writer.WriteEndElement()
        }
        $writer.WriteEndElement()
        $writer.WriteEndElement()
    } finally { $writer.Dispose() }
}

$exitCode = 1
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
        } { "skill $Skill, $Agents agents" }
        Invoke-Step 'Connect' { if ($Sandbox) { Connect-CxOne -Sandbox } else { Connect-CxOne } } { "$(Get-CxConnection)" }
    } catch {
        $exitCode = 2
        throw
    }
    $summary.Tenant = "$(Get-CxConnection)"

    # This part writes nothing.
    $history = @(Invoke-Step 'Read the history' {
        # The days before this one: the present day is not over.
        $end = [datetime]::UtcNow.Date
        $rows = @(Get-CxDialerHistory $Skill -After $end.AddDays(-[int]$HistoryDays) -Before $end -AhtUnit $AhtUnit -WarningAction Ignore)
        if (-not $rows) { throw "Skill $Skill has no history in the last $HistoryDays days: there is nothing to simulate." }
        $rows
    } { "$(@($args[0]).Count) intervals, $((@($args[0]) | Measure-Object CallsAttempted -Sum).Sum) calls" })
    $summary.Calls = ($history | Measure-Object CallsAttempted -Sum).Sum
    $best = Invoke-Step 'Ratio search' {
        # A skill counts calls per available agent, which is the rule IdleRatio.
        $search = @{ Pacing = 'IdleRatio'; HighestRatio = $HighestRatio; RatioStep = 0.1; MaxAbandonmentRate = $MaxAbandonmentRate; WrapSec = $WrapSec }
        $found = $history | Invoke-CxDialerSimulation -FindRatio -Agents $Agents -Days 100 @search -WarningAction Ignore
        if ($null -eq $found.Ratio) { throw "No ratio keeps abandonment at or below ${MaxAbandonmentRate}: $found" }
        $found
    } { Format-Line '{0:0.##} calls per available agent: abandonment at most {1:0.####}, limit {2}' $args[0].Ratio $args[0].AbandonmentUpperBound $MaxAbandonmentRate }
    $summary.Recommended, $summary.AbandonmentUpperBound = $best.Ratio, $best.AbandonmentUpperBound
    $setting = @{ Recommendation = $best; MaximumStep = $MaximumStep; RuleSet = $RuleSet }
    $check = Invoke-Step 'Compare with the rules' {
        $check = Test-CxSkillDialer $Skill @setting
        $summary.Verdict = $check.Verdict
        if ($check.Guard) { $summary.AbandonmentRate30Days = $check.Guard.AbandonmentRate }
        if (-not $check.IsValid) { throw ($check.Violations -join ' ') }
        $check
    } { "$($args[0].Guard ? "$($args[0].Guard)" : 'no rule set'); $(Format-Change $args[0].Changes)" }
    $summary.Change = Format-Change $check.Changes

    if ($Stage -eq 'Simulate') {
        $summary.Outcome = 'Simulated'
    } elseif ($Stage -eq 'Verify') {
        Invoke-Step 'Verify' { if ($check.Changes) { throw "The skill does not have the ratio: $(Format-Change $check.Changes)" } }
        $summary.Outcome = 'Verified'
    } else {
        $update = Invoke-Step 'Set the ratio' { Set-CxSkillDialer $Skill @setting -PassThru -WarningAction Ignore -Confirm:$false } { "$($args[0].Status): $(Format-Change $args[0].Changes)" }
        $summary.AuditId = $update.AuditId
        $summary.Outcome = $update.Status -eq 'Unchanged' ? 'Unchanged' : 'Tuned'
    }
    $exitCode = 0
    $hasEnded = $true
} catch {
    $summary.Error = "$($_.FullyQualifiedErrorId): $($_.Exception.Message)"
    if ($exitCode -eq 2) { $summary.Outcome = $current.Step -eq 'Connect' ? 'NotConnected' : 'NotStarted' }
    $hasEnded = $true
} finally {
    if (-not $hasEnded) {
        # Ctrl+C: one write at most, which the audit log has.
        $summary.Outcome, $summary.Error = 'Stopped', "Stopped in step '$($current.Step)'."
        $steps.Add([pscustomobject]@{ Name = "$($current.Step)"; Seconds = 0; Failure = $summary.Error })
        Write-Host 'Stopped. Get-CxAuditRecord SkillDialer.* shows whether the ratio was written.'
    }
    if ($ReportPath) {
        # The outcome of the run is final; a failure to write the report, such as a full disk, does not change it.
        try { Write-Report $ReportPath } catch { Write-Host "The report could not be written: $($_.Exception.Message)" }
    }
    if ($hasEnded) {
        [pscustomobject]$summary
    } else {
        Write-Host ([pscustomobject]$summary | Format-List | Out-String).Trim()
        if ([Environment]::GetCommandLineArgs() -match '^--?(f|c|noni)|\.ps1$') { $Host.SetShouldExit(1) }
    }
    $null = Stop-Transcript
}
exit $exitCode
