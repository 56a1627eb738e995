#Requires -Version 7.6

<#
.SYNOPSIS
Runs the Pester suite against a built module in this process, which is meant to be a clean child.
.PARAMETER Tier
Quick leaves out the tests with the tag Full; Full runs all; Package runs those with the tag Package.
.PARAMETER Result
The file for the counts, as JSON. The NUnit report is written beside it, with the extension .xml.
.PARAMETER Shard
Runs one share of the test files: number Shard (from 1) of ShardCount shares of about the same time. The default is one share with all files.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)] [string] $Pester,
    [Parameter(Mandatory)] [string] $Module,
    [Parameter(Mandatory)] [string] $Result,
    [ValidateSet('Quick', 'Full', 'Package')] [string] $Tier = 'Quick',
    [string[]] $Path = $PSScriptRoot,
    [int] $Shard = 1,
    [int] $ShardCount = 1
)

$ErrorActionPreference = 'Stop'
Import-Module (Resolve-Path $Pester).Path
$env:CXONE_TEST_MODULE = (Resolve-Path $Module).Path
# What the machine has set must not decide a test.
Get-ChildItem Env: | Where-Object Name -match '^(CXONE_(?!TEST_)|TARGET_CAMPAIGN_ID|WORKFORCE_CALLBACK_URL|ML_WEBHOOK_URL)' | Remove-Item
$folder = [IO.Directory]::CreateTempSubdirectory('cxone-pester-').FullName
$env:CXONE_AUDIT_PATH = Join-Path $folder audit
# The state folder of the user, in which an outcome is kept that no log takes.
$env:XDG_STATE_HOME = $env:LOCALAPPDATA = Join-Path $folder state

if ($ShardCount -gt 1) {
    # The slowest file first, each to the share that holds least. A file takes about a second per 1.4 KB, and these take longer. A wrong
    # number costs balance only.
    $slow = @{
        'Dialer.Tests.ps1' = 24; 'ErrorAction.Tests.ps1' = 14; 'Examples.Tests.ps1' = 15; 'Fuzz.Tests.ps1' = 20; 'Ivr.Tests.ps1' = 32
        'Memory.Tests.ps1' = 11; 'Nightly.Tests.ps1' = 48; 'Secrets.Tests.ps1' = 20; 'WhatIf.Tests.ps1' = 21
    }
    $seconds = { $slow[$_.Name] ?? $_.Length / 1.4KB }
    $shares = foreach ($number in 1..$ShardCount) {
        [pscustomobject]@{ Number = $number; Seconds = 0.0; Files = [Collections.Generic.List[string]]::new() }
    }
    foreach ($file in Get-ChildItem $Path -Filter *.Tests.ps1 -Recurse | Sort-Object @{
        Expression = $seconds
        Descending = $true
    }, FullName) {
        $share = ($shares | Sort-Object Seconds, Number)[0]
        $share.Files.Add($file.FullName)
        $share.Seconds += $file | ForEach-Object $seconds
    }
    $Path = $shares[$Shard - 1].Files
}

$configuration = New-PesterConfiguration
$configuration.Run.Path = $Path
$configuration.Run.PassThru = $true
$configuration.Output.Verbosity = 'Normal'
$configuration.Output.RenderMode = 'PlainText'
$configuration.TestResult.Enabled = $true
$configuration.TestResult.OutputFormat = 'NUnitXml'
$configuration.TestResult.OutputPath = [IO.Path]::ChangeExtension($Result, '.xml')
switch ($Tier) {
    'Quick' { $configuration.Filter.ExcludeTag = 'Full' }
    'Package' { $configuration.Filter.Tag = 'Package' }
}
try {
    $run = Invoke-Pester -Configuration $configuration
    # A report that could not be written ends Pester without a result.
    if (-not $run -or $null -eq $run.PassedCount) { throw 'Pester ended without a result.' }
} finally {
    # A process that ends late may still write here; that is not a failure of the suite.
    Remove-Item $folder -Recurse -Force -ErrorAction Ignore
}

# A container that could not be read, or a block that could not be set up, counts as a failure. Tests that the tier leaves out do not count.
$failed = $run.FailedCount + $run.FailedContainersCount + $run.FailedBlocksCount
@{ Passed = $run.PassedCount; Failed = $failed; Skipped = $run.SkippedCount } | ConvertTo-Json | Set-Content $Result
exit [int]($failed -gt 0)
