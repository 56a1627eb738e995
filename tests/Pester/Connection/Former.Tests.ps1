BeforeAll {
    Import-Module $PSScriptRoot/../Support.psm1 -Force
    Import-Module $env:CXONE_TEST_MODULE
}
AfterAll { Disconnect-CxOne }

Describe 'Connect-CxOne with a connection in use' {
    BeforeEach { Disconnect-CxOne; Connect-CxOne -Sandbox }

    It 'says after a failure that the former connection stays in use: <Name>' -ForEach @(
        @{ Name = 'invalid address'; Run = { Connect-CxOne 'ftp://nowhere' -Credential (Get-Secret) -ErrorAction Stop } }
        @{ Name = 'no answer'; Run = { Connect-CxOne http://127.0.0.1:9 -Credential (Get-Secret) -MaximumRetryCount 0 -ErrorAction Stop } }
        @{ Name = 'no secret'; Run = { Connect-CxOne -Region na1 -ClientId q -ErrorAction Stop } }
    ) {
        $former = Get-CxConnection
        $said = & { try { & $Run } catch { $script:failure = $_ } } 3>&1
        $failure | Should -Not -BeNullOrEmpty
        "$said" | Should -Match $former.TenantId
        [object]::ReferenceEquals((Get-CxConnection), $former) | Should -BeTrue
    }

    It 'says that a new sandbox replaces the former one' {
        "$(Connect-CxOne -Sandbox 3>&1)" | Should -Match 'sandbox'
        Disconnect-CxOne
        "$(Connect-CxOne -Sandbox 3>&1)" | Should -BeNullOrEmpty
    }

    It 'refuses a credential together with a client id' {
        { Connect-CxOne -Sandbox -Credential (Get-Secret) -ClientId x } | Should -Throw -ErrorId 'ParameterInvalid,*'
    }
}
