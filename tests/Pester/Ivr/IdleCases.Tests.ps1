BeforeAll {
    Import-Module $PSScriptRoot/../Support.psm1 -Force
    Import-Module $env:CXONE_TEST_MODULE
    Connect-CxOne -Sandbox -AuditPath (Join-Path (Convert-Path TestDrive:) audit)
}
AfterAll { Disconnect-CxOne }

Describe 'A test case that runs nowhere' {
    It 'is an error of Invoke-CxIvrSimulation, and a definition without a test case a warning' {
        $case = @{ Name = 'lost'; IvrDefinitionId = 'ivr-def-999'; Input = '1' }
        Invoke-CxIvrSimulation ivr-def-001 -TestCase $case -ErrorAction SilentlyContinue -ErrorVariable failure -WarningAction SilentlyContinue -WarningVariable warning | Should -BeNullOrEmpty
        $failure[0].FullyQualifiedErrorId | Should -Match '^ParameterInvalid,'
        $failure[0].Exception.Message | Should -Match "'lost' is for 'ivr-def-999'"
        $warning | Should -Match "'ivr-def-001' was not simulated"
    }

    It 'is absent if the definition comes later in the pipe' {
        $cases = @{ IvrDefinitionId = 'ivr-def-001'; Input = '0' }, @{ IvrDefinitionId = 'ivr-def-002'; Input = '1' }
        @('ivr-def-001', 'ivr-def-002' | Invoke-CxIvrSimulation -TestCase $cases -ErrorAction Stop).Count | Should -Be 2
    }
}
