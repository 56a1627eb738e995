BeforeAll { Import-Module $PSScriptRoot/../Support.psm1 -Force }

Describe 'The soak test' -Tag Full {
    # The short form of ./build.sh Soak: see tests/Soak/Invoke-Soak.ps1 for what is held against what.
    It 'loses no write, makes none twice and records each, under faults, restarts and a killed client' {
        $result = Join-Path $TestDrive soak.json
        $shown = Invoke-Pwsh -File $PSScriptRoot/../../Soak/Invoke-Soak.ps1 -Module $env:CXONE_TEST_MODULE `
            -SandboxServer $PSScriptRoot/../../../out/SandboxServer/CxOne.Sandbox.Server.dll -Result $result -Writes 320 -TimeoutSec 180 -Folder (Join-Path $TestDrive run) *>&1
        # The report of a failure is XML, which has no control characters.
        $LASTEXITCODE | Should -Be 0 -Because ($shown -join [Environment]::NewLine -replace '\e\[[0-9;]*m')
        $report = Get-Content $result -Raw | ConvertFrom-Json
        $report.problems | Should -BeNullOrEmpty
        $report.happened.Count | Should -Be 3
        $report.server.faults | Should -BeGreaterThan 100
        ($report.known.psobject.Properties.Value | Measure-Object -Sum).Sum | Should -Be 320
        $report.audit.isValid | Should -BeTrue
    }
}
