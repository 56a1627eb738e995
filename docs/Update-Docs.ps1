#Requires -Version 7.6
# Writes the pages that are made from the code, docs/errors.md, and the help that is made from the pages: the MAML and the about texts.
[CmdletBinding()]
param([Parameter(Mandatory)] [string] $Module)

$ErrorActionPreference = 'Stop'
Import-Module $Module
Connect-CxOne -Sandbox
$core = (Get-CxConnection).GetType().Assembly
$definitions = $core.GetType('CxOne.Errors.CxErrors').GetProperty('All').GetValue($null)
$words = $core.GetType('CxOne.Errors.CxVocabulary').GetProperty('Current').GetValue($null)

$page = [Collections.Generic.List[string]]::new()
$page.Add('# Errors')
$page.Add('')
$page.Add('Every error id of the module. An id is the first part of `FullyQualifiedErrorId`, does not change between versions, and can be used')
$page.Add('in scripts. `./build.sh Docs` generates this page from the list in the code; a test compares the two.')
foreach ($definition in $definitions) {
    $page.Add('')
    $page.Add("### $($definition.Id)")
    $page.Add('')
    $page.Add("$($words.Meaning($definition)) Kind: $($definition.Kind).")
    $page.Add('')
    $page.Add("What to do: $($words.RecommendedAction($definition))")
}
[IO.File]::WriteAllText((Join-Path $PSScriptRoot 'errors.md'), ($page -join "`n") + "`n")
Write-Host "docs/errors.md: $($definitions.Count) errors"

Import-Module (Join-Path $PSScriptRoot 'Help.psm1')
$help = Join-Path $PSScriptRoot '../src/CxOne.PowerShell/en-US'
$null = New-Item $help -ItemType Directory -Force
foreach ($about in Get-ChildItem $PSScriptRoot -Filter about_*.md) {
    [IO.File]::WriteAllText((Join-Path $help "$($about.BaseName).help.txt"), (ConvertTo-AboutHelp $about.FullName))
}
Write-Host "en-US: $(@(Get-ChildItem $help -Filter about_*.help.txt).Count) about pages"

$beside = New-Item (Join-Path (Split-Path $Module) 'en-US') -ItemType Directory -Force
$pages = Join-Path $PSScriptRoot 'cmdlets'
if (-not (Get-Module Microsoft.PowerShell.PlatyPS -ListAvailable)) {
    Copy-Item (Join-Path $help *) $beside
    Write-Host 'The help of the cmdlets stays as it is: Microsoft.PowerShell.PlatyPS is not installed (Install-PSResource Microsoft.PowerShell.PlatyPS).'
    return
}
Import-Module Microsoft.PowerShell.PlatyPS
$wrong = @(Get-ChildItem $pages -Filter *.md | Test-MarkdownCommandHelp | Where-Object { -not $_ })
if ($wrong) { throw "$($wrong.Count) pages in docs/cmdlets are not built as PlatyPS wants them; Test-MarkdownCommandHelp -DetailView says why." }
[IO.File]::WriteAllText((Join-Path $help 'CxOne.PowerShell.dll-Help.xml'), (ConvertTo-CmdletHelp $pages $Module))
Copy-Item (Join-Path $help *) $beside
Write-Host "en-US/CxOne.PowerShell.dll-Help.xml: $(@(Get-ChildItem $pages -Filter *.md).Count) cmdlets"
