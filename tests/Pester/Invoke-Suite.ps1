#Requires -Version 7.6
# Runs the Pester suite against a built module in this process, which is meant to be a clean child.
[CmdletBinding()]
param(
    [Parameter(Mandatory)] [string] $Pester,
    [Parameter(Mandatory)] [string] $Module,
    [Parameter(Mandatory)] [string] $Result,
    [string[]] $Path = $PSScriptRoot
)

$ErrorActionPreference = 'Stop'
Import-Module $Pester
$env:CXONE_TEST_MODULE = (Resolve-Path $Module).Path
# What the machine has set must not decide a test.
Get-ChildItem Env: | Where-Object Name -match '^(CXONE_(?!TEST_)|TARGET_CAMPAIGN_ID|WORKFORCE_CALLBACK_URL|ML_WEBHOOK_URL)' | Remove-Item
$env:CXONE_AUDIT_PATH = Join-Path ([IO.Path]::GetTempPath()) "cxone-pester-$PID"

$configuration = New-PesterConfiguration
$configuration.Run.Path = $Path
$configuration.Run.PassThru = $true
$configuration.Output.Verbosity = 'Normal'
$configuration.Output.RenderMode = 'PlainText'
try {
    $run = Invoke-Pester -Configuration $configuration
} finally {
    if (Test-Path $env:CXONE_AUDIT_PATH) { Remove-Item $env:CXONE_AUDIT_PATH -Recurse -Force }
}

# A container that could not even be read counts as a failure.
$failed = $run.FailedCount + $run.FailedContainersCount + $run.FailedBlocksCount
@{ Passed = $run.PassedCount; Failed = $failed; Skipped = $run.SkippedCount + $run.NotRunCount } | ConvertTo-Json | Set-Content $Result
exit [int]($failed -gt 0)
