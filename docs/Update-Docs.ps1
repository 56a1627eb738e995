#Requires -Version 7.6
# Writes the pages that are made from the code: docs/errors.md.
[CmdletBinding()]
param([Parameter(Mandatory)] [string] $Module)

$ErrorActionPreference = 'Stop'
Import-Module $Module
Connect-CxOne -Sandbox
$definitions = (Get-CxConnection).GetType().Assembly.GetType('CxOne.Errors.CxErrors').GetProperty('All').GetValue($null)

$page = [Collections.Generic.List[string]]::new()
$page.Add('# Errors')
$page.Add('')
$page.Add('Every error id of the module. An id is the first part of `FullyQualifiedErrorId`, stays the same over versions, and may be')
$page.Add('compared with in scripts. This page is written by `./build.sh Docs` from the list in the code; a test holds one against the other.')
foreach ($definition in $definitions) {
    $page.Add('')
    $page.Add("### $($definition.Id)")
    $page.Add('')
    $page.Add("$($definition.Meaning) Kind: $($definition.Kind).")
    $page.Add('')
    $page.Add("What to do: $($definition.RecommendedAction)")
}
[IO.File]::WriteAllText((Join-Path $PSScriptRoot 'errors.md'), ($page -join "`n") + "`n")
Write-Host "docs/errors.md: $($definitions.Count) errors"
