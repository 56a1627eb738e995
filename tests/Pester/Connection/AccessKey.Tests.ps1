BeforeAll {
    Import-Module $PSScriptRoot/../Support.psm1 -Force
    Import-Module $env:CXONE_TEST_MODULE
    $server = Start-Sandbox
    $key = Get-Secret sandbox-key
    $app = Get-Secret sandbox-app 'sandbox+app/secret='
    $variables = 'CXONE_CLIENT_ID', 'CXONE_CLIENT_SECRET', 'CXONE_ACCESS_KEY_ID', 'CXONE_ACCESS_KEY_SECRET', 'CXONE_AREA'
    $values = @{
        CXONE_CLIENT_ID = 'sandbox'; CXONE_CLIENT_SECRET = 'sandbox-secret'; CXONE_AREA = 'na1'
        CXONE_ACCESS_KEY_ID = 'sandbox-key'; CXONE_ACCESS_KEY_SECRET = 'sandbox-key-secret'
    }
    function Set-Variables([string[]] $Name) { foreach ($each in $Name) { Set-Item "env:$each" $values[$each] } }
    function Get-Path { (Invoke-RestMethod "$($server.Uri)/sandbox/requests").requests.path }
}
AfterAll { Disconnect-CxOne; Stop-Sandbox $server }

Describe 'Connect-CxOne -AccessKey' {
    BeforeEach { Reset-Sandbox $server; Disconnect-CxOne }

    It 'requests the token with the key alone, or with a client in -ClientCredential: <Style>' -ForEach @(
        @{ Style = 'AccessKey'; Parameter = @{}; Path = '/authentication/v1/token/access-key' }
        @{ Style = 'OpenId'; Parameter = @{ ClientCredential = 'app' }; Path = '/auth/token' }
    ) {
        if ($Parameter.Count) { $Parameter = @{ ClientCredential = $app } }
        $connection = Connect-CxOne -AccessKey -BaseUri $server.Uri -Credential $key @Parameter -PassThru
        $connection.EndpointStyle, $connection.ClientId, $connection.TenantId | Should -Be $Style, 'sandbox-key', 'tenant-123'
        Get-Path | Should -Be $Path, '/.well-known/cxone-configuration', '/api/v2/tenant'
        @(Invoke-CxRestMethod '/inContactAPI/services/v30.0/skills' -AllPages).Count | Should -Be 230
    }

    It 'reports a refused <Name> without its secret' -ForEach @(
        @{ Name = 'client'; Credential = { $key }; Client = { Get-Secret sandbox-app "planted-$(1)secret" } }
        @{ Name = 'key'; Credential = { Get-Secret sandbox-key "planted-$(1)secret" }; Client = { $app } }
    ) {
        { Connect-CxOne -AccessKey -BaseUri $server.Uri -Credential (& $Credential) -ClientCredential (& $Client) } | Should -Throw -ErrorId 'CredentialRefused,*'
        "$($Error[0] | Get-Error | Out-String)$($Error[0].Exception)" | Should -Not -Match 'planted-1secret|Basic '
        Get-Path | Should -Be '/auth/token'
    }

    It 'refuses a client id with a colon, and a client credential in another style' {
        { Connect-CxOne -AccessKey -BaseUri $server.Uri -Credential $key -ClientCredential (Get-Secret 'a:b') -ErrorAction Stop } | Should -Throw -ErrorId 'ParameterInvalid,*'
        { Connect-CxOne -BaseUri $server.Uri -Region na1 -Credential $key -ClientCredential $app } | Should -Throw -ErrorId 'AmbiguousParameterSet,*'
        Get-Path | Should -BeNullOrEmpty
    }

    It 'is refused with an area that is more than a name' {
        { Connect-CxOne -AccessKey -Area 'evil.example/' -Credential $key } | Should -Throw -ErrorId 'EndpointInvalid,*'
    }

    It 'takes the secret of -ClientId from the variables of an access key' {
        try {
            Set-Variables CXONE_ACCESS_KEY_SECRET, CXONE_CLIENT_SECRET
            (Connect-CxOne -AccessKey -ClientId sandbox-key -BaseUri $server.Uri -PassThru).ClientId | Should -Be sandbox-key
            $env:CXONE_ACCESS_KEY_ID = 'another-key'; Remove-Item env:CXONE_CLIENT_SECRET
            { Connect-CxOne -AccessKey -ClientId sandbox-key -BaseUri $server.Uri } | Should -Throw '*CXONE_ACCESS_KEY_SECRET*'
        } finally { Remove-Item ($variables -replace '^', 'env:') -ErrorAction Ignore }
    }
}

Describe 'Environment variables' {
    BeforeEach { Reset-Sandbox $server; Disconnect-CxOne }
    AfterEach { Remove-Item ($variables -replace '^', 'env:') -ErrorAction Ignore }

    It 'of <Name> select the style <Style>' -ForEach @(
        @{ Name = 'a client'; Set = 'CXONE_CLIENT_ID', 'CXONE_CLIENT_SECRET'; Parameter = @{}; Style = 'Environment'; Id = 'sandbox' }
        @{ Name = 'an access key'; Set = 'CXONE_ACCESS_KEY_ID', 'CXONE_ACCESS_KEY_SECRET', 'CXONE_AREA'; Parameter = @{}; Style = 'AccessKey'; Id = 'sandbox-key' }
        @{ Name = 'both with -AccessKey'; Set = 'CXONE_CLIENT_ID', 'CXONE_CLIENT_SECRET', 'CXONE_ACCESS_KEY_ID', 'CXONE_ACCESS_KEY_SECRET'; Parameter = @{ AccessKey = $true }; Style = 'AccessKey'; Id = 'sandbox-key' }
        @{ Name = 'both with -ClientId'; Set = 'CXONE_CLIENT_ID', 'CXONE_CLIENT_SECRET', 'CXONE_ACCESS_KEY_ID', 'CXONE_ACCESS_KEY_SECRET'; Parameter = @{ ClientId = 'sandbox' }; Style = 'Environment'; Id = 'sandbox' }
        @{ Name = 'both with -Region'; Set = 'CXONE_CLIENT_ID', 'CXONE_CLIENT_SECRET', 'CXONE_ACCESS_KEY_ID', 'CXONE_ACCESS_KEY_SECRET'; Parameter = @{ Region = 'na1' }; Style = 'Region'; Id = 'sandbox' }
    ) {
        Set-Variables $Set
        $connection = Connect-CxOne -BaseUri $server.Uri @Parameter -PassThru
        $connection.EndpointStyle, $connection.ClientId | Should -Be $Style, $Id
    }

    It 'of a client and an access key without a deciding parameter are an error that names them' {
        Set-Variables CXONE_CLIENT_ID, CXONE_CLIENT_SECRET, CXONE_ACCESS_KEY_ID, CXONE_ACCESS_KEY_SECRET
        { Connect-CxOne -BaseUri $server.Uri } | Should -Throw -ErrorId 'CredentialAmbiguous,*'
        foreach ($name in 'CXONE_CLIENT_ID', 'CXONE_CLIENT_SECRET', 'CXONE_ACCESS_KEY_ID', 'CXONE_ACCESS_KEY_SECRET', '-AccessKey', '-ClientId') { "$($Error[0])" | Should -Match $name }
        "$($Error[0])" | Should -Not -Match 'sandbox-secret|sandbox-key-secret'
        Get-Path | Should -BeNullOrEmpty
        (Connect-CxOne -Sandbox -PassThru).IsSandbox | Should -BeTrue
    }

    It 'of one half of an access key are an error that names <Missing>' -ForEach @(
        @{ Set = 'CXONE_ACCESS_KEY_ID'; Missing = 'CXONE_ACCESS_KEY_SECRET' }
        @{ Set = 'CXONE_ACCESS_KEY_SECRET'; Missing = 'CXONE_ACCESS_KEY_ID' }
    ) {
        Set-Variables $Set
        { Connect-CxOne -BaseUri $server.Uri } | Should -Throw -ErrorId 'CredentialMissing,*'
        "$($Error[0])" | Should -Match "$Missing is not"
        Get-Path | Should -BeNullOrEmpty
    }
}

Describe 'Connect-CxOne -ApiVersion' {
    BeforeAll { Connect-CxOne -Sandbox }

    It 'reads <Text> as <Version>' -ForEach @(
        @{ Text = '30'; Version = 'v30.0' }, @{ Text = 30; Version = 'v30.0' }, @{ Text = '31.0'; Version = 'v31.0' }
        @{ Text = 'v33.0'; Version = 'v33.0' }, @{ Text = 99; Version = 'v99.0' }
    ) {
        (Connect-CxOne -Sandbox -ApiVersion $Text -PassThru -WarningAction Ignore).ApiVersion | Should -Be $Version
    }

    It 'refuses <_> and keeps the former connection' -ForEach 'v30', '30.1', '0', '100', 'latest', '30,0', '-1' {
        $former = Get-CxConnection
        { Connect-CxOne -Sandbox -ApiVersion $_ -WarningAction Ignore } | Should -Throw -ErrorId 'ParameterInvalid,*'
        "$($Error[0])" | Should -Match ([regex]::Escape("'$_'"))
        [object]::ReferenceEquals((Get-CxConnection), $former) | Should -BeTrue
    }
}
