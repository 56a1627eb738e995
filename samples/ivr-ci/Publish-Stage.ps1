#Requires -Version 7.6
<#
.SYNOPSIS
Publishes the scripts of a folder to one stage of the tenant, verifies them there, and rolls back what it published if a check fails.
.DESCRIPTION
A stage is a folder of scripts on the tenant: DEMO\Front becomes TEST\Front. The folder belongs to the pipeline, so that its last version
wins; what was changed by hand is shown first, and stays in the history of the script. The connection comes from the environment, see
Connect-CxOne. The exit code is 0 if the stage has the scripts, 1 if it has its former ones, or the log says what it has, 2 without a
connection.
.EXAMPLE
./Publish-Stage.ps1 -Stage TEST -PointOfContact '+15550123'
.EXAMPLE
./Publish-Stage.ps1 -Stage TEST -Sandbox
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)] [string] $Stage,
    [string] $ScriptPath = (Join-Path $PSScriptRoot scripts),
    [string] $TestPath = (Join-Path $PSScriptRoot tests),
    # The script that the points of contact lead to, by its name without the folder.
    [string] $EntryScript = 'Front',
    [string[]] $PointOfContact,
    [string] $Module = 'CxOne',
    [switch] $Sandbox
)

$ErrorActionPreference = 'Stop'
Import-Module $Module
try { if ($Sandbox) { Connect-CxOne -Sandbox } else { Connect-CxOne } } catch {
    Write-Host "$($_.FullyQualifiedErrorId): $($_.Exception.Message)"
    exit 2
}

# A script that others call must be there before them.
$files = Get-ChildItem $ScriptPath -Recurse -Filter *.json |
    Sort-Object { [regex]::Matches((Get-Content $_ -Raw), '"name": "RUN(SUB|SCRIPT)"').Count }, Name
$tested = @(Get-ChildItem $TestPath -Filter *.tests.yaml | Select-String '\bscript: *([^\s,}]+)' -AllMatches |
    ForEach-Object { $_.Matches.ForEach({ $_.Groups[1].Value }) })
$published = [System.Collections.Generic.List[object]]::new()
$failure = foreach ($file in $files) {
    $name = "$Stage\$($file.BaseName)"
    $known = Get-CxScript $name -ErrorAction SilentlyContinue
    if ($known) { Compare-CxScript -Name $name -DifferencePath $file | Where-Object IsSame -EQ $false | Out-Host }
    $more = @{}
    if (@($tested | Where-Object { $_.EndsWith("\$($file.BaseName)") })) { $more.TestPath = $TestPath }
    if ($PointOfContact -and $file.BaseName -eq $EntryScript) { $more.PointOfContact = $PointOfContact }
    $result = Publish-CxScript $file -Name $name -ScriptFolder $ScriptPath -Force -Confirm:$false @more -WarningAction Continue `
        -ErrorAction SilentlyContinue -ErrorVariable problem
    Write-Host "$name`: $($result.Status)"
    if ($result.Status -eq 'Published') { $published.Add($result) }
    if ($problem) { $problem; break }
}

# What the tenant has now, with its own skills, prompts and hours.
if (-not $failure) {
    $failure = Test-CxScript -Name "$Stage\*" -WarningAction Continue | Where-Object { -not $_.Passed -and $_.Script -in $published.Name }
}
if (-not $failure) {
    Write-Host "$Stage has $($files.Count) scripts, $($published.Count) of them new versions."
    exit 0
}

$failure | ForEach-Object { Write-Host "FAILED  $_" }
foreach ($result in $published[($published.Count - 1)..0] | Where-Object { $_ }) {
    foreach ($change in $result.PointsOfContact) {
        Get-CxAuditRecord -AuditId $change.AuditId | Restore-CxPointOfContact -Confirm:$false -ErrorAction Continue
    }
    if ($result.IsNew) { Write-Host "$($result.Name) is new, and stays: no contact leads to it."; continue }
    $restored = Restore-CxScript $result.Name -ScriptId $result.PreviousMasterId -Confirm:$false -ErrorAction Continue
    Write-Host "$($result.Name): $($restored.Status)"
}
exit 1
