# The runner of these tests itself: a suite that could not run must not pass for one that ran.
BeforeAll {
    Import-Module $PSScriptRoot/../Support.psm1 -Force
    $suite = (Resolve-Path $PSScriptRoot/../Invoke-Suite.ps1).Path
    $pester = (Get-Module Pester).Path
    function Invoke-Other([string] $Pester, [string] $Test) {
        $result = Join-Path $TestDrive "$([guid]::NewGuid()).json"
        $file = Join-Path $TestDrive "$([guid]::NewGuid()).Tests.ps1"
        Set-Content $file $Test
        $text = Invoke-Pwsh -File $suite -Pester $Pester -Module $env:CXONE_TEST_MODULE -Result $result -Path $file *>&1 | Out-String
        [pscustomobject]@{
            ExitCode = $LASTEXITCODE
            Text = $text
            Result = (Test-Path $result) ? (Get-Content $result -Raw | ConvertFrom-Json) : $null
        }
    }
}

Describe 'A suite' {
    It 'fails with a reason if there is no Pester' {
        $run = Invoke-Other (Join-Path $TestDrive nowhere/Pester.psd1) 'Describe x { It y { 1 | Should -Be 1 } }'
        $run.ExitCode | Should -Be 1
        $run.Text | Should -Match 'nowhere'
        $run.Result | Should -BeNullOrEmpty
    }

    It 'fails if a file cannot be read' {
        $run = Invoke-Other $pester "BeforeDiscovery { throw 'broken discovery' }`nDescribe x { It y { 1 | Should -Be 1 } }"
        $run.ExitCode | Should -Be 1
        $run.Result.Failed | Should -BeGreaterThan 0
    }
}

Describe 'The command that starts this pwsh' {
    It 'starts the same PowerShell, and passes on arguments and exit code' {
        $said = Invoke-Pwsh -Command "`$PSHOME; 'a  b'; exit 7"
        $LASTEXITCODE | Should -Be 7
        $said | Should -Be $PSHOME, 'a  b'
    }

    It 'consists of full paths, so that it needs no PATH' {
        $pwsh = Get-PwshCommand
        @($pwsh.FilePath) + $pwsh.ArgumentList | ForEach-Object { [IO.Path]::IsPathFullyQualified($_) | Should -BeTrue; $_ | Should -Exist }
    }
}
