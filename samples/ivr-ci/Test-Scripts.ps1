#Requires -Version 7.6
<#
.SYNOPSIS
Tests the scripts of a folder; ends with exit code 1 if a test case fails or a file cannot be read.
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
foreach ($failed in $results | Where-Object Passed -EQ $false) {
    Write-Host "FAILED  $($failed.Script): $($failed.Name)"
    foreach ($reason in $failed.Failures) { Write-Host "        $reason" }
}
Write-Host "$(@($results | Where-Object Passed).Count) of $(@($results).Count) test cases passed."
exit [int]($unread.Count -gt 0 -or @($results).Count -eq 0 -or $results.Passed -contains $false)
