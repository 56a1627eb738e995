BeforeAll {
    Import-Module $PSScriptRoot/../Support.psm1 -Force
    Import-Module $env:CXONE_TEST_MODULE
    $server = Start-Sandbox
    # A runspace without a user, as that of a scheduled job.
    function Invoke-Unattended([string] $Script) {
        $other = New-OtherPipeline $Script @{ uri = $server.Uri; secret = Get-Secret }
        try { $null = $other.Invoke() } catch { $_.Exception.InnerException.ErrorRecord } finally { $other.Runspace.Dispose() }
        $other.Streams.Error
    }
}
AfterAll { Stop-Sandbox $server }

Describe 'Publish-CxIvrDeployment to production without a user' {
    BeforeEach { Reset-Sandbox $server }

    It 'ends with ConfirmationRequired before anything is sent: <Name>' -ForEach @(
        @{ Name = 'production in any case'; Environment = 'Production'; Variable = $null }
        @{ Name = 'prod'; Environment = 'prod'; Variable = $null }
        @{ Name = 'a name of the variable'; Environment = 'staging'; Variable = 'blue, Staging' }
    ) {
        $env:CXONE_PRODUCTION_ENVIRONMENT = $Variable
        try {
            $failure = Invoke-Unattended "Connect-CxOne `$uri -Credential `$secret; Publish-CxIvrDeployment ivr-def-001 $Environment -TestInput 1"
        } finally { $env:CXONE_PRODUCTION_ENVIRONMENT = $null }
        $failure.FullyQualifiedErrorId | Should -Be 'ConfirmationRequired,CxOne.PowerShell.Ivr.PublishCxIvrDeploymentCommand'
        $failure.ErrorDetails.RecommendedAction | Should -Match '-Confirm:\$false'
        Get-SandboxRequest $server -Path '/api/v2/ivr/*' | Should -BeNullOrEmpty
    }

    It 'deploys with <Switch>' -ForEach @{ Switch = '-Force' }, @{ Switch = '-Confirm:$false' } {
        Invoke-Unattended "Connect-CxOne `$uri -Credential `$secret; Publish-CxIvrDeployment ivr-def-001 production -SkipSimulation -NoWait $Switch" | Should -BeNullOrEmpty
        @(Get-SandboxRequest $server -Method POST -Path '/api/v2/ivr/deployments').Count | Should -Be 1
    }

    It 'needs no confirmation for a preview, a dry run or another environment' {
        Invoke-Unattended 'Connect-CxOne $uri -Credential $secret
            Publish-CxIvrDeployment ivr-def-001 production -SkipSimulation -WhatIf
            Publish-CxIvrDeployment ivr-def-001 production -SkipSimulation -NoWait -DryRun
            Publish-CxIvrDeployment ivr-def-001 staging -SkipSimulation -NoWait' | Should -BeNullOrEmpty
    }
}

Describe 'Expectations beside -TestInput' {
    BeforeAll { Connect-CxOne $server.Uri -Credential (Get-Secret) -RequestsPerMinute 6000 }

    It 'splits one text like a test case, and takes an end and time-outs' {
        $call = Invoke-CxIvrSimulation ivr-def-001 '1, timeout' -ExpectEnd agent-transfer -AllowTimeout sales-dept
        $call.Input | Should -Be '1', 'timeout'
        $call.IsValid | Should -BeTrue
        (Invoke-CxIvrSimulation ivr-def-001 '1 > timeout' -AllowTimeout *).IsValid | Should -BeTrue
    }

    It 'shows why a call is not valid in the table' {
        $call = Invoke-CxIvrSimulation ivr-def-001 9
        $call.FailureText | Should -Be ($call.Expectation.Failures -join ' ')
        ($call | Format-Table | Out-String -Width 200) | Should -Match 'no transition'
    }

    It 'refuses an expectation without input' {
        { Publish-CxIvrDeployment ivr-def-001 staging -ExpectEnd x -ErrorAction Stop } | Should -Throw -ErrorId 'ParameterInvalid,*'
    }
}
