#Requires -Version 7.6
<#
.SYNOPSIS
Checks and tests the scripts of a folder; ends with exit code 1 if a finding is an error, a test case fails or a file cannot be read.
.EXAMPLE
./Test-Scripts.ps1 -ReportPath ./out/scripts.xml
#>
[CmdletBinding()]
param(
    [string] $ScriptPath = (Join-Path $PSScriptRoot scripts),
    [string] $TestPath = (Join-Path $PSScriptRoot tests),
    [string] $ReportPath,
    [string] $Module = 'CxOne'
)

$ErrorActionPreference = 'Stop'
Import-Module $Module
$report = $ReportPath ? @{ ReportPath = $ReportPath } : @{}
$results = Test-CxScript $ScriptPath -TestPath $TestPath @report -ErrorAction Continue -ErrorVariable unread
$findings, $cases = $results.Where({ $_.PSObject.Properties['Rule'] }, 'Split')
foreach ($finding in $findings | Where-Object Severity -NE Information) { Write-Host "$($finding.Script): $finding" }
foreach ($failed in $cases | Where-Object Passed -EQ $false) {
    Write-Host "FAILED  $($failed.Script): $($failed.Name)"
    foreach ($reason in $failed.Failures) { Write-Host "        $reason" }
}
$errors = @($findings | Where-Object Passed -EQ $false).Count
Write-Host "$errors errors found; $(@($cases | Where-Object Passed).Count) of $(@($cases).Count) test cases passed."
exit [int]($unread.Count -gt 0 -or @($cases).Count -eq 0 -or $results.Passed -contains $false)
