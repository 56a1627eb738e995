BeforeAll {
    Import-Module $PSScriptRoot/../Support.psm1 -Force
    Import-Module $env:CXONE_TEST_MODULE
    $server = Start-Sandbox
    $good = Get-Secret
}
AfterAll { Stop-Sandbox $server }

Describe 'Connect-CxOne' {
    BeforeEach { Reset-Sandbox $server; Disconnect-CxOne }

    It 'connects to the sandbox without a credential and without output' {
        Connect-CxOne -Sandbox *>&1 | Should -BeNullOrEmpty
        (Get-CxConnection).TenantId | Should -Be 'tenant-123'
        (Get-CxConnection).TenantName | Should -Be 'Sandbox Contact Centre'
        (Get-CxConnection).RequestsPerMinute | Should -Be 6000
        (Get-CxConnection).IsSandbox | Should -BeTrue
    }

    It 'connects in the style <Style> and requests the token at <Path>' -ForEach @(
        @{ Style = 'Environment'; Parameter = @{}; Path = '/oauth/token' }
        @{ Style = 'Organization'; Parameter = @{ OrganizationId = 'acme' }; Path = '/api/v2/oauth/token' }
        @{ Style = 'Domain'; Parameter = @{ Domain = 'cx.example.com' }; Path = '/api/v2/oauth/token' }
        @{ Style = 'Region'; Parameter = @{ Region = 'us' }; Path = '/api/v2/oauth2/token' }
    ) {
        $connection = Connect-CxOne -BaseUri $server.Uri -Credential $good @Parameter -PassThru
        $connection.EndpointStyle | Should -Be $Style
        $connection.RequestsPerMinute | Should -Be 100
        (Invoke-RestMethod "$($server.Uri)/sandbox/requests").requests.path | Should -Be $Path, '/api/v2/tenant'
    }

    It 'connects with an access key and discovers the address of the API' {
        $connection = Connect-CxOne -AccessKey -Area na1 -BaseUri $server.Uri -Credential (Get-Secret sandbox-key) -PassThru
        $connection.EndpointStyle | Should -Be AccessKey
        $connection.TenantId | Should -Be 'tenant-123'
        (Invoke-RestMethod "$($server.Uri)/sandbox/requests").requests.path | Should -Contain '/.well-known/cxone-configuration'
        @(Invoke-CxRestMethod '/inContactAPI/services/v30.0/skills' -AllPages).Count | Should -Be 230
    }

    It 'stops the pipeline with an error if the secret is wrong' {
        {
            Connect-CxOne -BaseUri $server.Uri -Credential (Get-Secret sandbox 'not-the-secret')
        } | Should -Throw -ErrorId 'CredentialRefused,*'
        $Error[0].CategoryInfo.Category | Should -Be AuthenticationError
        $Error[0].ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        "$($Error[0] | Out-String)$($Error[0].Exception)" | Should -Not -Match 'not-the-secret'
        Get-CxConnection | Should -BeNullOrEmpty
    }

    It 'names what is missing and what sets it when <Missing> is missing' -ForEach @(
        @{ Missing = 'everything'; Set = @{}; Expected = '-Credential.*CXONE_CLIENT_ID and CXONE_CLIENT_SECRET' }
        @{ Missing = 'the secret'; Set = @{ CXONE_CLIENT_ID = 'sandbox' }; Expected = 'CXONE_CLIENT_SECRET is not' }
        @{ Missing = 'the id'; Set = @{ CXONE_CLIENT_SECRET = 'sandbox-secret' }; Expected = 'CXONE_CLIENT_ID is not' }
    ) {
        try {
            foreach ($name in $Set.Keys) { Set-Item "env:$name" $Set[$name] }
            { Connect-CxOne -BaseUri $server.Uri } | Should -Throw -ErrorId 'CredentialMissing,*'
            "$($Error[0].Exception.Message) $($Error[0].ErrorDetails.RecommendedAction)" | Should -Match $Expected
        } finally { Remove-Item env:CXONE_CLIENT_ID, env:CXONE_CLIENT_SECRET -ErrorAction Ignore }
    }

    It 'reads all values from the environment' {
        try {
            $env:CXONE_CLIENT_ID = 'sandbox'; $env:CXONE_CLIENT_SECRET = 'sandbox-secret'; $env:CXONE_BASE_URL = $server.Uri
            $connection = Connect-CxOne -PassThru
            $connection.EndpointStyle | Should -Be Platform
            $connection.ClientId | Should -Be sandbox
        } finally { Remove-Item env:CXONE_CLIENT_ID, env:CXONE_CLIENT_SECRET, env:CXONE_BASE_URL -ErrorAction Ignore }
    }

    It 'refuses plain HTTP except to loopback' {
        { Connect-CxOne -BaseUri http://cxone.example.com -Credential $good } | Should -Throw -ErrorId 'EndpointInsecure,*'
    }

    It 'refuses an invalid address: <_>' -ForEach 'not a uri', 'ftp://host', 'https://user:pw@host', 'https://host/?a=b' {
        { Connect-CxOne -BaseUri $_ -Credential $good } | Should -Throw -ErrorId 'EndpointInvalid,*'
    }

    It 'uses the specified attempts, time and budget, or the documented defaults' {
        $usual = Connect-CxOne $server.Uri -Credential $good -PassThru
        $usual.MaximumRetryCount, $usual.Timeout.TotalSeconds, $usual.RequestsPerMinute | Should -Be 4, 300, 100
        $own = Connect-CxOne $server.Uri -Credential $good -MaximumRetryCount 0 -TimeoutSec 7 -RequestsPerMinute 33 -PassThru
        $own.MaximumRetryCount, $own.Timeout.TotalSeconds, $own.RequestsPerMinute | Should -Be 0, 7, 33
        (Connect-CxOne -Sandbox -RequestsPerMinute 33 -PassThru).RequestsPerMinute | Should -Be 33
    }

    It 'names the violations of -SandboxOption' {
        { Connect-CxOne -Sandbox -SandboxOption @{ Colour = 'red'; Fault = @{ fire = 0.5 } } } | Should -Throw -ErrorId 'ParameterInvalid,*'
        $Error[0].Exception.Violations.Count | Should -Be 2
    }
}

Describe 'A connection' {
    It 'belongs to its runspace: two runspaces on two tenants never mix' {
        Connect-CxOne -Sandbox
        $other = New-OtherPipeline 'Get-CxConnection; Connect-CxOne $uri -Credential $credential; (Get-CxConnection).ClientId' @{
            uri = $server.Uri
            credential = Get-Secret reader
        }
        $other.Invoke() | Should -Be 'reader'
        (Get-CxConnection).IsSandbox | Should -BeTrue
        $other.Runspace.Dispose()
    }

    It 'can be passed to parallel runspaces' {
        $connection = Connect-CxOne -Sandbox -PassThru
        $names = 1..8 | ForEach-Object -Parallel {
            Import-Module $env:CXONE_TEST_MODULE
            (Get-CxIvrDefinition -Id ivr-def-001 -Connection $using:connection).Name
        } -ThrottleLimit 4
        $names | Should -Be (@('Main menu') * 8)
    }

    It 'is required: without one, the error says what to do' {
        Disconnect-CxOne
        { Get-CxIvrDefinition } | Should -Throw -ErrorId 'NotConnected,*'
        $Error[0].ErrorDetails.RecommendedAction | Should -Match 'Connect-CxOne'
    }

    It 'sends nothing after it is closed' {
        $connection = Connect-CxOne -Sandbox -PassThru
        $connection | Disconnect-CxOne
        { Get-CxIvrDefinition -Connection $connection } | Should -Throw -ErrorId 'ConnectionClosed,*'
        Get-CxConnection | Should -BeNullOrEmpty
    }

    It 'names the scope that is missing' {
        Connect-CxOne $server.Uri -Credential (Get-Secret reader)
        Publish-CxIvrDeployment ivr-def-001 staging -TestInput 1 -ErrorAction SilentlyContinue -ErrorVariable failure
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'PermissionDenied,*'
        $failure[0].CategoryInfo.Category | Should -Be PermissionDenied
        $failure[0].Exception.Message | Should -Match 'ivr:deploy'
    }
}

Describe 'Secrets' {
    It 'appear in no stream, error, object or audit record' {
        $audit = Join-Path TestDrive: audit
        # Made outside, because an error shows the line of the script that it is about.
        $planted = Get-Secret sandbox "planted-$(1)secret"
        $text = & {
            $DebugPreference = 'Continue'
            Connect-CxOne $server.Uri -Credential $good -AuditPath $audit -Verbose -Debug -PassThru | Format-List * -Force |
                Out-String -Width 500
            Publish-CxIvrDeployment ivr-def-001 staging -TestInput 1 -Verbose -Debug | Format-List * -Force | Out-String -Width 500
            Publish-CxIvrDeployment ivr-def-overlap staging -SkipSimulation -Verbose -Debug -ErrorAction Continue
            try { Connect-CxOne $server.Uri -Credential $planted -Verbose -Debug } catch { $_ }
        } *>&1 | ForEach-Object {
            $_ | Out-String
            if ($_ -is [System.Management.Automation.ErrorRecord]) { $_ | Get-Error | Out-String; "$($_.Exception)" }
        }
        $text = "$text$(Get-Content (Join-Path $audit audit.jsonl) -Raw)"
        $text | Should -Match 'POST .*/api/v2/ivr/deployments'
        $text | Should -Not -Match 'sandbox-secret|planted-1secret|Bearer|access_token'
    }
}
