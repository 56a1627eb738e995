#Requires -Version 7.6
<#
.SYNOPSIS
The front door: builds, tests, documents, packs, shows and measures the module.
.EXAMPLE
pwsh ./build.ps1 Demo
#>
[CmdletBinding()]
param(
    [Parameter(Position = 0)]
    [ValidateSet('Build', 'Test', 'Docs', 'Pack', 'Demo', 'Bench', 'Soak')]
    [string] $Task = 'Build',

    # Soak: what the run follows from, and how many writes it makes.
    [int] $Seed = 1,
    [int] $Writes = 10000
)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'
$PSNativeCommandUseErrorActionPreference = $false
$PesterVersion = '5.9.0'
$out = Join-Path $PSScriptRoot 'out'
$module = Join-Path $out 'CxOne'
$results = Join-Path $out 'TestResults'
$env:DOTNET_NOLOGO = '1'
$env:DOTNET_CLI_TELEMETRY_OPTOUT = '1'

# Always the very pwsh that runs this script, clean: no profile, nobody to ask.
function Invoke-CleanPwsh([string] $File, [string[]] $Arguments = @()) {
    & ([Environment]::ProcessPath) -NoProfile -NonInteractive -File $File @Arguments | Out-Host
    $LASTEXITCODE
}

function Invoke-Build {
    dotnet build (Join-Path $PSScriptRoot 'CxOne.slnx') --configuration Release --nologo --verbosity quiet | Out-Host
    if ($LASTEXITCODE -ne 0) { throw "The build failed (exit code $LASTEXITCODE)." }
}

function Invoke-UnitTest {
    $trx = Join-Path $results 'unit.trx'
    if (Test-Path $trx) { Remove-Item $trx }
    dotnet test (Join-Path $PSScriptRoot 'tests/Unit/Unit.csproj') --configuration Release --no-build --nologo --results-directory $results --logger 'trx;LogFileName=unit.trx' --logger 'console;verbosity=minimal' | Out-Host
    $code = $LASTEXITCODE
    if (-not (Test-Path $trx)) { throw 'The unit tests did not run.' }
    $counters = ([xml](Get-Content $trx -Raw)).TestRun.ResultSummary.Counters
    $passed, $failed, $total = [int]$counters.passed, [int]$counters.failed, [int]$counters.total
    if ($total -eq 0) { throw 'The unit tests did not run.' }
    # A run that was aborted counts what it had finished and calls none of it failed; its exit code tells.
    if ($code -ne 0 -and $failed -eq 0) { $failed = 1; Write-Host "The unit test run ended with exit code $code before all tests had run." }
    [pscustomobject]@{ Passed = $passed; Failed = $failed; Skipped = [math]::Max(0, $total - $passed - [int]$counters.failed) }
}

# Pester from the module path, else from the gallery into out/; $null where neither has it.
function Find-Pester {
    $found = Get-Module Pester -ListAvailable | Where-Object Version -ge $PesterVersion | Sort-Object Version -Descending | Select-Object -First 1
    if ($found) { return $found.Path }
    $modules = Join-Path $out 'Modules'
    $manifest = Join-Path $modules "Pester/$PesterVersion/Pester.psd1"
    if (-not (Test-Path $manifest)) {
        try {
            New-Item $modules -ItemType Directory -Force | Out-Null
            Save-PSResource Pester -Version $PesterVersion -Path $modules -TrustRepository -ErrorAction Stop
        } catch {
            Write-Host "Pester $PesterVersion is not installed and could not be fetched ($($_.Exception.Message)); the Pester suite is not run."
            return
        }
    }
    $manifest
}

function Invoke-PesterSuite([string] $Manifest, [string] $Name) {
    $pester = Find-Pester
    if (-not $pester) { return [pscustomobject]@{ Passed = 0; Failed = 0; Skipped = 0 } }
    $result = Join-Path $results "$Name.json"
    if (Test-Path $result) { Remove-Item $result }
    $null = Invoke-CleanPwsh (Join-Path $PSScriptRoot 'tests/Pester/Invoke-Suite.ps1') '-Pester', $pester, '-Module', $Manifest, '-Result', $result
    if (-not (Test-Path $result)) { throw 'The Pester suite did not run.' }
    Get-Content $result -Raw | ConvertFrom-Json
}

function Invoke-Pack {
    $manifest = Test-ModuleManifest (Join-Path $module 'CxOne.psd1')
    $package = New-Item (Join-Path $out 'Package') -ItemType Directory -Force
    Get-ChildItem $package -Filter *.nupkg | Remove-Item
    Compress-PSResource -Path $module -DestinationPath $package
    Get-ChildItem $package -Filter *.nupkg | ForEach-Object { Write-Host "out/Package/$($_.Name), $([math]::Round($_.Length / 1KB)) KB" }
    if ("$($manifest.ProjectUri)" -like '*.example/*') { Write-Host 'The project address in CxOne.psd1 is still a reserved name; set it, the licence and the icon before publishing.' }
}

# The very package, installed as a user installs it; $null where this pwsh has no PSResourceGet, which every released one has.
function Install-PackedModule {
    if (-not (Get-Command Install-PSResource -ErrorAction Ignore)) {
        Write-Host 'This pwsh has no Microsoft.PowerShell.PSResourceGet; the package is not tested.'
        return
    }
    Invoke-Pack
    $place = New-Item (Join-Path $out 'PackageHome') -ItemType Directory -Force
    $result = Join-Path $results 'package.txt'
    if (Test-Path $result) { Remove-Item $result }
    # Where modules and repositories of a user are kept; the user's own stay as they are.
    $former = $env:XDG_DATA_HOME, $env:HOME
    $env:XDG_DATA_HOME, $env:HOME = $place.FullName, $place.FullName
    try {
        $code = Invoke-CleanPwsh (Join-Path $PSScriptRoot 'tests/Pester/Install-Package.ps1') '-Package', (Join-Path $out 'Package'), '-Result', $result
    } finally {
        $env:XDG_DATA_HOME, $env:HOME = $former
    }
    if ($code -ne 0 -or -not (Test-Path $result)) { throw 'The package could not be installed.' }
    Get-Content $result
}

switch ($Task) {
    'Build' {
        Invoke-Build
        Write-Host 'The module is in out/CxOne, the sandbox server in out/SandboxServer.'
    }
    'Test' {
        Invoke-Build
        New-Item $results -ItemType Directory -Force | Out-Null
        $unit = Invoke-UnitTest
        $pester = Invoke-PesterSuite (Join-Path $module 'CxOne.psd1') 'pester'
        $installed = Install-PackedModule
        if ($installed) {
            $packed = Invoke-PesterSuite $installed 'pester-package'
            Write-Host ('Pester against the installed package: {0} passed, {1} failed, {2} skipped' -f $packed.Passed, $packed.Failed, $packed.Skipped)
            $pester = [pscustomobject]@{ Passed = $pester.Passed + $packed.Passed; Failed = $pester.Failed + $packed.Failed; Skipped = $pester.Skipped + $packed.Skipped }
        }
        Write-Host ('xunit: {0} passed, {1} failed, {2} skipped; Pester: {3} passed, {4} failed, {5} skipped' -f $unit.Passed, $unit.Failed, $unit.Skipped, $pester.Passed, $pester.Failed, $pester.Skipped)
        Write-Host ('{0} passed, {1} failed, {2} skipped' -f ($unit.Passed + $pester.Passed), ($unit.Failed + $pester.Failed), ($unit.Skipped + $pester.Skipped))
        exit [int]($unit.Failed + $pester.Failed -gt 0)
    }
    'Docs' {
        Invoke-Build
        exit (Invoke-CleanPwsh (Join-Path $PSScriptRoot 'docs/Update-Docs.ps1') '-Module', (Join-Path $module 'CxOne.psd1'))
    }
    'Pack' {
        Invoke-Build
        Invoke-Pack
    }
    'Demo' {
        Invoke-Build
        if (-not $env:CXONE_AUDIT_PATH) { $env:CXONE_AUDIT_PATH = Join-Path $out 'audit' }
        $code = Invoke-CleanPwsh (Join-Path $PSScriptRoot 'samples/deploy-ivr.ps1')
        if ($code -eq 0) { $code = Invoke-CleanPwsh (Join-Path $PSScriptRoot 'samples/nightly-tuning.ps1') '-Sandbox', '-TranscriptPath', (Join-Path $out 'nightly-tuning.log') }
        exit $code
    }
    'Bench' {
        Invoke-Build
        dotnet (Join-Path $PSScriptRoot 'tests/Benchmarks/Pacing/bin/Release/net10.0/Pacing.dll') --result (Join-Path $out 'bench-pacing.json') | Out-Host
        if ($LASTEXITCODE -ne 0) { throw "The pacing benchmark failed (exit code $LASTEXITCODE)." }
        dotnet (Join-Path $PSScriptRoot 'tests/Benchmarks/Requests/bin/Release/net10.0/Requests.dll') --server (Join-Path $out 'SandboxServer/CxOne.Sandbox.Server.dll') --result (Join-Path $out 'bench-requests.json') | Out-Host
        if ($LASTEXITCODE -ne 0) { throw "The benchmark of requests failed (exit code $LASTEXITCODE)." }
        exit (Invoke-CleanPwsh (Join-Path $PSScriptRoot 'tests/Benchmarks/Measure-Module.ps1') '-Module', (Join-Path $module 'CxOne.psd1'), '-Result', (Join-Path $out 'bench.json'))
    }
    'Soak' {
        Invoke-Build
        exit (Invoke-CleanPwsh (Join-Path $PSScriptRoot 'tests/Soak/Invoke-Soak.ps1') '-Module', (Join-Path $module 'CxOne.psd1'), '-SandboxServer', (Join-Path $out 'SandboxServer/CxOne.Sandbox.Server.dll'), '-Result', (Join-Path $out 'soak.json'), '-Seed', "$Seed", '-Writes', "$Writes")
    }
}
