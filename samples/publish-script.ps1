#Requires -Version 7.6

<#
.SYNOPSIS
Shows a change of a Studio script on a sandbox tenant: lint and test, a fault that is refused, publish, cut over, roll back.
.EXAMPLE
pwsh ./samples/publish-script.ps1
#>
[CmdletBinding()]
param(
    # A folder for the exported scripts.
    [string] $Path = (Join-Path ([IO.Path]::GetTempPath()) "cxone-scripts-$PID")
)

$ErrorActionPreference = 'Stop'
$built = Join-Path $PSScriptRoot '../out/CxOne/CxOne.psd1'
Import-Module ((Test-Path $built) ? $built : 'CxOne')
$tests = Join-Path $PSScriptRoot 'ivr-ci/tests/front.tests.yaml'
$point = '730001'

function Write-Step([string] $Text) { Write-Host "`n-- $Text" }
function Edit-Script([string] $File, [string] $From, [string] $To) {
    $text = Get-Content $File -Raw
    if (-not $text.Contains($From)) { throw "The script does not contain: $From" }
    $text.Replace($From, $To) | Set-Content $File -NoNewline
}

Connect-CxOne -Sandbox
try {
    Write-Step 'The script comes from the tenant; linter and test cases pass'
    Export-CxScript DEMO\* -Path $Path -WarningAction Ignore
    $file = Join-Path $Path 'DEMO/Front.json'
    $checks = Test-CxScript $file -ScriptFolder $Path -TestPath $tests
    Write-Host "$(@($checks | Where-Object Outcome -EQ Passed).Count) test cases passed," `
        "$(@($checks | Where-Object Passed -EQ $false).Count) errors."

    Write-Step 'A wire of the main menu is cut: nothing is sent'
    $good = Get-Content $file -Raw
    $wire = '{"to":16,"label":"","type":"default","index":0},'
    Edit-Script $file $wire ''
    Publish-CxScript $file -ScriptFolder $Path -TestPath $tests -ErrorAction SilentlyContinue -ErrorVariable refused | Format-Table
    $refused | ForEach-Object { Write-Host "$($_.FullyQualifiedErrorId -split ',' | Select-Object -First 1): $($_.Exception.Message)" }
    if (-not $refused) { throw 'The broken script was not refused.' }

    Write-Step 'The wire is mended and a prompt changed; what would it do?'
    $good | Set-Content $file -NoNewline
    Edit-Script $file 'This number cannot' 'Sorry, this number cannot'
    Publish-CxScript $file -ScriptFolder $Path -TestPath $tests -WhatIf

    Write-Step "Published, and point of contact $point cut over to it"
    $result = Publish-CxScript $file -ScriptFolder $Path -TestPath $tests -PointOfContact $point -Confirm:$false
    $result | Format-Table
    Get-CxPointOfContact $point | Format-Table Address, ScriptName

    Write-Step 'Rolled back: first the point of contact, then the script'
    Restore-CxPointOfContact $point -Confirm:$false
    Restore-CxScript $result.Name -Confirm:$false | Format-Table
    Get-CxScriptHistory $result.Name | Format-Table
    if ((Get-CxScript $result.Name -Body).Hash -ne $result.PreviousHash) { throw 'The former script is not in place.' }
    Get-CxAuditRecord -Action Script.*, PointOfContact.* | Select-Object -Last 8 | Format-Table Action, Outcome, Target
} catch {
    Write-Host "$($_.FullyQualifiedErrorId): $($_.Exception.Message)"
    exit 1
} finally {
    Disconnect-CxOne
    Remove-Item $Path -Recurse -ErrorAction Ignore
}
