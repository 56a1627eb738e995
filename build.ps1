#Requires -Version 7.6

<#
.SYNOPSIS
Builds, tests, documents, packs, demonstrates and measures the module.
.EXAMPLE
pwsh ./build.ps1 Demo
#>
[CmdletBinding()]
param(
    [Parameter(Position = 0)]
    [ValidateSet('Build', 'Test', 'Docs', 'Pack', 'Demo', 'Bench', 'Soak')]
    [string] $Task = 'Build',

    # Test: everything, with statistics, soaks and long matrices. Without it, what takes at most five minutes.
    [switch] $Full,

    # Test: one part alone, without a build: unit, or pester-<n>-of-<m>.
    [string] $Part,

    # Soak: what the run follows from, and how many writes it makes.
    [int] $Seed = 1,
    [int] $Writes = 10000
)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'
$PSNativeCommandUseErrorActionPreference = $false
# PowerShell and MSBuild read brackets in a path as a pattern.
if ($PSScriptRoot -match '[\[\]*?%;]') { Write-Host "Move the project to a folder without the characters [ ] * ? % ; in its path (is $PSScriptRoot)."; exit 2 }
Import-Module (Join-Path $PSScriptRoot 'samples/PwshCommand.psm1')
$out = Join-Path $PSScriptRoot 'out'
$module = Join-Path $out 'CxOne'
$results = Join-Path $out 'TestResults'
$readyToRun = Join-Path $PSScriptRoot 'src/CxOne.ReadyToRun/CxOne.ReadyToRun.csproj'
# The compiler for both platforms is had on Linux (x64) only.
$canCompileAhead = $IsLinux -and [Runtime.InteropServices.RuntimeInformation]::ProcessArchitecture -eq 'X64'
$env:DOTNET_NOLOGO = '1'
$env:DOTNET_CLI_TELEMETRY_OPTOUT = '1'

# A clean child of the very pwsh that runs this script; gives its exit code.
function Invoke-Script([string] $File, [string[]] $Arguments = @()) {
    Invoke-Pwsh -File $File @Arguments | Out-Host
    $LASTEXITCODE
}

function Invoke-Build {
    dotnet build (Join-Path $PSScriptRoot 'CxOne.slnx') --configuration Release --nologo --verbosity quiet | Out-Host
    if ($LASTEXITCODE -ne 0) { throw "The build failed (exit code $LASTEXITCODE)." }
    # So that nothing after the build needs the network.
    if ($canCompileAhead -and -not (Test-Path (Join-Path $PSScriptRoot 'src/CxOne.ReadyToRun/obj/project.assets.json'))) {
        dotnet restore $readyToRun --verbosity quiet | Out-Host
        if ($LASTEXITCODE -ne 0) { throw "The compiler for code ahead of time could not be restored (exit code $LASTEXITCODE)." }
    }
}

# Runs the unit tests: those of the tier Full carry the trait Tier=Full, those of Pester the tag Full.
function Invoke-UnitTest {
    $trx = Join-Path $results 'unit.trx'
    # The result of an earlier run must not count as one of this run.
    if (Test-Path $trx) { Remove-Item $trx }
    $filter = $Full ? @() : @('--filter', 'Tier!=Full')
    # A run that hangs is ended, and the tests that were running are named.
    dotnet test (Join-Path $PSScriptRoot 'tests/Unit/Unit.csproj') --configuration Release --no-build --nologo @filter --results-directory $results `
        --blame-hang --blame-hang-timeout 10m --blame-hang-dump-type none `
        --logger "trx;LogFileName=$(Split-Path $trx -Leaf)" --logger 'console;verbosity=minimal' | Out-Host
    $code = $LASTEXITCODE
    if (-not (Test-Path $trx)) { throw 'The unit tests did not run.' }
    $counters = ([xml](Get-Content $trx -Raw)).TestRun.ResultSummary.Counters
    $passed, $failed, $total = [int]$counters.passed, [int]$counters.failed, [int]$counters.total
    if ($total -eq 0) { throw 'The unit tests did not run.' }
    # An aborted run counts the tests that it had finished, none of them failed; only its exit code shows it.
    if ($code -ne 0 -and $failed -eq 0) { $failed = 1; Write-Host "The unit test run ended with exit code $code before all tests had run." }
    [pscustomobject]@{ Name = 'xunit'; Passed = $passed; Failed = $failed; Skipped = [math]::Max(0, $total - $passed - [int]$counters.failed) }
}

# Name: the suite's name in out/TestResults. Tier: Quick, Full or Package.
function Invoke-PesterSuite([string] $Manifest, [string] $Name, [string] $Tier, [int] $Shard = 1, [int] $ShardCount = 1) {
    $result = Join-Path $results "$Name.json"
    if (Test-Path $result) { Remove-Item $result }
    $null = Invoke-Script (Join-Path $PSScriptRoot 'tests/Pester/Invoke-Suite.ps1') '-Pester', (Join-Path $out 'Pester/Pester.psd1'), '-Module', $Manifest,
        '-Tier', $Tier, '-Result', $result, '-Shard', "$Shard", '-ShardCount', "$ShardCount"
    if (-not (Test-Path $result)) { throw "The Pester suite '$Name' did not run." }
    $run = Get-Content $result -Raw | ConvertFrom-Json
    if ($run.Passed -eq 0) { throw "No test of the Pester suite '$Name' passed." }
    [pscustomobject]@{ Name = $Name; Passed = $run.Passed; Failed = $run.Failed; Skipped = $run.Skipped }
}

# Runs one part of the tests in a process of its own, with its output in out/TestResults.
function Start-Part([string] $Part) {
    $log = Join-Path $results "$Part.log"
    $arguments = @('-Part', $Part) + ($Full ? '-Full' : @())
    Start-ThreadJob -Name $Part { Import-Module (Join-Path $using:PSScriptRoot 'samples/PwshCommand.psm1'); Invoke-Pwsh -File (Join-Path $using:PSScriptRoot 'build.ps1') Test @using:arguments *> $using:log; $LASTEXITCODE }
}

# Every test with its seconds, the slowest first.
function Write-Timing {
    $rows = foreach ($file in Get-ChildItem $results -Filter *.trx) {
        foreach ($test in ([xml](Get-Content $file -Raw)).TestRun.Results.UnitTestResult) {
            [pscustomobject]@{ Seconds = [timespan]::Parse($test.duration, [cultureinfo]::InvariantCulture).TotalSeconds; Suite = $file.BaseName; Test = $test.testName }
        }
    }
    $rows += foreach ($file in Get-ChildItem $results -Filter *.xml) {
        foreach ($test in ([xml](Get-Content $file -Raw)).SelectNodes('//test-case')) {
            [pscustomobject]@{ Seconds = [double]::Parse("0$($test.time)", [cultureinfo]::InvariantCulture); Suite = $file.BaseName; Test = $test.name }
        }
    }
    $rows | Sort-Object Seconds -Descending | ForEach-Object { "$($_.Seconds.ToString('0.000', [cultureinfo]::InvariantCulture))`t$($_.Suite)`t$($_.Test)" } |
        Set-Content (Join-Path $results 'timing.tsv')
    Write-Host 'The time of each test, slowest first: out/TestResults/timing.tsv'
}

# Compiles the assemblies of the module ahead of time for each platform that the loader knows, into deps of the given copy of it.
function Add-CompiledAssembly([string] $Path) {
    if (-not $canCompileAhead) {
        Write-Host 'The package holds IL alone: the compiler for linux-x64 and win-x64 is had on Linux (x64) only. A release is packed there.'
        return
    }
    foreach ($platform in 'linux-x64', 'win-x64') {
        dotnet publish $readyToRun --configuration Release --no-restore --nologo --verbosity quiet "-p:RuntimeIdentifier=$platform" --output (Join-Path $Path "deps/$platform") | Out-Host
        if ($LASTEXITCODE -ne 0) { throw "The assemblies could not be compiled for $platform (exit code $LASTEXITCODE)." }
    }
}

function Invoke-Pack {
    $manifest = Test-ModuleManifest (Join-Path $module 'CxOne.psd1')
    $package = New-Item (Join-Path $out 'Package') -ItemType Directory -Force
    Get-ChildItem $package -Filter *.nupkg | Remove-Item
    # A copy, so that what Build made stays IL.
    $content = Join-Path $out 'PackageContent/CxOne'
    if (Test-Path $content) { Remove-Item $content -Recurse }
    $null = New-Item (Split-Path $content) -ItemType Directory -Force
    Copy-Item $module $content -Recurse
    Add-CompiledAssembly $content
    Compress-PSResource -Path $content -DestinationPath $package
    Get-ChildItem $package -Filter *.nupkg | ForEach-Object { Write-Host "out/Package/$($_.Name), $([math]::Round($_.Length / 1KB)) KB" }
    if ("$($manifest.ProjectUri)" -like '*.example/*') { Write-Host 'The project address in CxOne.psd1 is still a reserved name; set it, the licence and the icon before publishing.' }
}

# Packs the module and unpacks the package as PSResourceGet does for a user, into a folder of its own; gives the path of its manifest.
function Install-PackedModule {
    Invoke-Pack
    $result = Join-Path $results 'package.txt'
    $place = Join-Path $out 'PackageHome'
    if (Test-Path $place) { Remove-Item $place -Recurse -Force }
    $null = New-Item $place -ItemType Directory
    # The folder in which PSResourceGet keeps the list of repositories, except on Windows; that of this user stays untouched.
    $former = $env:XDG_DATA_HOME, $env:HOME
    $env:XDG_DATA_HOME = $env:HOME = $place
    try {
        $code = Invoke-Script (Join-Path $PSScriptRoot 'tests/Pester/Install-Package.ps1') '-Package', (Join-Path $out 'Package'),
            '-Destination', (Join-Path $place 'Modules'), '-Result', $result
    } finally {
        $env:XDG_DATA_HOME, $env:HOME = $former
    }
    if ($code -ne 0 -or -not (Test-Path $result)) { throw 'The package could not be installed.' }
    Get-Content $result
}

# One part of the tests; its counts go to out/TestResults/<part>.counts.json.
function Invoke-Part([string] $Name) {
    $tier = $Full ? 'Full' : 'Quick'
    $runs = switch -Regex ($Name) {
        '^unit$' {
            Invoke-UnitTest
            # The package holds the same binaries, so only what packing and installing can change is tested again.
            try { Invoke-PesterSuite (Install-PackedModule) 'pester-package' 'Package' } catch {
                # The counts of the tests before remain.
                Write-Host "$_"
                [pscustomobject]@{ Name = 'pester-package'; Passed = 0; Failed = 1; Skipped = 0 }
            }
        }
        '^pester-(\d+)-of-(\d+)$' { Invoke-PesterSuite (Join-Path $module 'CxOne.psd1') $Name $tier $Matches[1] $Matches[2] }
        default { throw "There is no part '$Name' of the tests." }
    }
    ConvertTo-Json @($runs) | Set-Content (Join-Path $results "$Name.counts.json")
}

# Side by side, because each part spends some of its time in waits that the others can use.
function Invoke-Test {
    if (Test-Path $results) { Remove-Item $results -Recurse }
    # Most processes of the tests are short: profiles for the compiler take a sixth of their processor time and are hardly used.
    $env:DOTNET_TieredPGO = '0'
    $null = New-Item $results -ItemType Directory
    $shards = [math]::Clamp([Environment]::ProcessorCount, 2, 4)
    $jobs = @(Start-Part 'unit') + @(1..$shards | ForEach-Object { Start-Part "pester-$_-of-$shards" })
    Write-Host "Running $($jobs.Name -join ', ') side by side; each shows its output when it has ended, and writes it to out/TestResults/<part>.log."
    $runs = while ($jobs) {
        $job = Wait-Job $jobs -Any
        $jobs = @($jobs -ne $job)
        $null = $job | Receive-Job -AutoRemoveJob -Wait
        Get-Content (Join-Path $results "$($job.Name).log") | Out-Host
        $counts = Join-Path $results "$($job.Name).counts.json"
        if (Test-Path $counts) {
            Get-Content $counts -Raw | ConvertFrom-Json
        } else {
            # The reason is in the log above.
            [pscustomobject]@{ Name = $job.Name; Passed = 0; Failed = 1; Skipped = 0 }
        }
    }
    Write-Timing
    foreach ($run in $runs) { Write-Host ('{0}: {1} passed, {2} failed, {3} skipped' -f $run.Name, $run.Passed, $run.Failed, $run.Skipped) }
    $sum = @{}
    foreach ($count in 'Passed', 'Failed', 'Skipped') { $sum[$count] = ($runs | Measure-Object $count -Sum).Sum }
    Write-Host ('{0} passed, {1} failed, {2} skipped' -f $sum.Passed, $sum.Failed, $sum.Skipped)
    [int]($sum.Failed -gt 0)
}

switch ($Task) {
    'Build' {
        Invoke-Build
        Write-Host 'The module is in out/CxOne, the sandbox server in out/SandboxServer.'
    }
    'Test' {
        if ($Part) { Invoke-Part $Part; break }
        Invoke-Build
        exit (Invoke-Test)
    }
    'Docs' {
        Invoke-Build
        exit (Invoke-Script (Join-Path $PSScriptRoot 'docs/Update-Docs.ps1') '-Module', (Join-Path $module 'CxOne.psd1'))
    }
    'Pack' {
        Invoke-Build
        Invoke-Pack
    }
    'Demo' {
        Invoke-Build
        if (-not $env:CXONE_AUDIT_PATH) { $env:CXONE_AUDIT_PATH = Join-Path $out 'audit' }
        $code = Invoke-Script (Join-Path $PSScriptRoot 'samples/deploy-ivr.ps1')
        if ($code -eq 0) { $code = Invoke-Script (Join-Path $PSScriptRoot 'samples/publish-script.ps1') }
        if ($code -eq 0) { $code = Invoke-Script (Join-Path $PSScriptRoot 'samples/nightly-tuning.ps1') '-Sandbox', '-TranscriptPath', (Join-Path $out 'nightly-tuning.log') }
        exit $code
    }
    'Bench' {
        Invoke-Build
        dotnet (Join-Path $PSScriptRoot 'tests/Benchmarks/Pacing/bin/Release/net10.0/Pacing.dll') --result (Join-Path $out 'bench-pacing.json') | Out-Host
        if ($LASTEXITCODE -ne 0) { throw "The pacing benchmark failed (exit code $LASTEXITCODE)." }
        dotnet (Join-Path $PSScriptRoot 'tests/Benchmarks/Requests/bin/Release/net10.0/Requests.dll') --server (Join-Path $out 'SandboxServer/CxOne.Sandbox.Server.dll') --result (Join-Path $out 'bench-requests.json') | Out-Host
        if ($LASTEXITCODE -ne 0) { throw "The benchmark of requests failed (exit code $LASTEXITCODE)." }
        dotnet (Join-Path $PSScriptRoot 'tests/Benchmarks/Studio/bin/Release/net10.0/Studio.dll') --result (Join-Path $out 'bench-studio.json') | Out-Host
        if ($LASTEXITCODE -ne 0) { throw "The benchmark of Studio scripts failed (exit code $LASTEXITCODE)." }
        if ((Invoke-Script (Join-Path $PSScriptRoot 'tests/Benchmarks/Measure-Dates.ps1') '-Module', (Join-Path $module 'CxOne.psd1'), '-Result', (Join-Path $out 'bench-dates.json')) -ne 0) { throw 'The benchmark of dates failed.' }
        exit (Invoke-Script (Join-Path $PSScriptRoot 'tests/Benchmarks/Measure-Module.ps1') '-Module', (Join-Path $module 'CxOne.psd1'), '-Result', (Join-Path $out 'bench.json'))
    }
    'Soak' {
        Invoke-Build
        exit (Invoke-Script (Join-Path $PSScriptRoot 'tests/Soak/Invoke-Soak.ps1') '-Module', (Join-Path $module 'CxOne.psd1'), '-SandboxServer', (Join-Path $out 'SandboxServer/CxOne.Sandbox.Server.dll'), '-Result', (Join-Path $out 'soak.json'), '-Seed', "$Seed", '-Writes', "$Writes")
    }
}
