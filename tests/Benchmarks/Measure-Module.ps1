#Requires -Version 7.6
# Measurements of whole processes, each alternating with its baseline in the same run, so that both have the same noise.
[CmdletBinding()]
param(
    [Parameter(Mandatory)] [string] $Module,
    [Parameter(Mandatory)] [string] $Result,
    [int] $Rounds = 11
)

$ErrorActionPreference = 'Stop'
Import-Module $PSScriptRoot/../../samples/PwshCommand.psm1
$env:CXONE_AUDIT_PATH = Join-Path ([IO.Path]::GetTempPath()) "cxone-bench-$PID"

function Get-Median([double[]] $Value) { ($Value | Sort-Object)[[int][math]::Floor($Value.Count / 2)] }

# The child process measures itself if only a part of its run counts; otherwise its whole run counts.
function Measure-Child([string] $Script) {
    $watch = [Diagnostics.Stopwatch]::StartNew()
    $said = Invoke-Pwsh -Command $Script
    $whole = $watch.Elapsed.TotalMilliseconds
    if ($LASTEXITCODE -ne 0) { throw "A measured process failed: $said" }
    if ($said) { [double]$said } else { $whole }
}

$import = "Import-Module '$Module'"
$timed = {
    param($Before, $What) "$Before; `$w = [Diagnostics.Stopwatch]::StartNew(); $What; `$w.Elapsed.TotalMilliseconds.ToString([cultureinfo]::InvariantCulture)"
}
$cases = [ordered]@{
    'bare pwsh (process)'                        = '$null = 1'
    'pwsh with the module imported (process)'    = $import
    'first Connect-CxOne -Sandbox'               = & $timed $import 'Connect-CxOne -Sandbox'
    'first Get-CxIvrDefinition, all pages'       = & $timed "$import; Connect-CxOne -Sandbox" '$null = Get-CxIvrDefinition'
    'second Get-CxIvrDefinition, all pages'      = & $timed "$import; Connect-CxOne -Sandbox; `$null = Get-CxIvrDefinition" '$null = Get-CxIvrDefinition'
    'Publish-CxIvrDeployment, one definition'    = & $timed "$import; Connect-CxOne -Sandbox" '$null = Publish-CxIvrDeployment ivr-def-001 staging -TestInput 1'
}
$times = @{}
foreach ($name in $cases.Keys) { $times[$name] = [Collections.Generic.List[double]]::new(); $null = Measure-Child $cases[$name] }
for ($round = 0; $round -lt $Rounds; $round++) {
    foreach ($name in $cases.Keys) { $times[$name].Add((Measure-Child $cases[$name])) }
}

$rows = foreach ($name in $cases.Keys) {
    [pscustomobject]@{
        Case = $name
        MedianMs = [math]::Round((Get-Median $times[$name]), 1)
        MinMs = [math]::Round(($times[$name] | Measure-Object -Minimum).Minimum, 1)
        Rounds = $Rounds
    }
}
# The pairs of one round have the same noise: use the median of the differences, not the difference of the medians.
$pairs = for ($round = 0; $round -lt $Rounds; $round++) {
    $times['pwsh with the module imported (process)'][$round] - $times['bare pwsh (process)'][$round]
}
$rows += [pscustomobject]@{
    Case = 'import over bare pwsh (difference)'
    MedianMs = [math]::Round((Get-Median $pairs), 1)
    MinMs = [math]::Round(($pairs | Measure-Object -Minimum).Minimum, 1)
    Rounds = $Rounds
}
$rows | Format-Table | Out-Host
@{
    pwsh = "$($PSVersionTable.PSVersion)"
    processors = [Environment]::ProcessorCount
    rows = $rows
} | ConvertTo-Json -Depth 4 | Set-Content $Result
Write-Host "Written to $Result."
if (Test-Path $env:CXONE_AUDIT_PATH) { Remove-Item $env:CXONE_AUDIT_PATH -Recurse }
