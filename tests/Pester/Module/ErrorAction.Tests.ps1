BeforeAll {
    Import-Module $PSScriptRoot/../Support.psm1 -Force
    Import-Module $env:CXONE_TEST_MODULE
    $server = Start-Sandbox
    Connect-CxOne $server.Uri -Credential (Get-Secret) -RequestsPerMinute 100000
}
AfterAll { Disconnect-CxOne; Stop-Sandbox $server }

Describe 'An error of one item, <cmdlet>' -ForEach @(
    @{
        Cmdlet = 'Get-CxDialerConfig'
        Run = { 'nope', 'dialer-west' | Get-CxDialerConfig @Args }
        Id = 'ObjectNotFound,*'
        Good = 'dialer-west'
    }
    @{
        Cmdlet = 'Get-CxCampaign'
        Run = { 'nope', 'campaign-idle' | Get-CxCampaign @Args }
        Id = 'ObjectNotFound,*'
        Good = 'campaign-idle'
    }
    @{
        Cmdlet = 'Get-CxIvrDefinition'
        Run = { Get-CxIvrDefinition -Id nope, ivr-def-001 @Args }
        Id = 'ObjectNotFound,*'
        Good = 'ivr-def-001'
    }
    @{
        Cmdlet = 'Set-CxDialerConfig'
        Run = { 'nope', 'dialer-west' | Set-CxDialerConfig -MaxQueueDepth 77 -PassThru @Args }
        Id = 'ObjectNotFound,*'
        Good = 'dialer-west'
    }
    @{
        Cmdlet = 'Measure-CxDialerPacing'
        Run = { 0, 5 | Measure-CxDialerPacing ErlangB -OfferedLoad 3 @Args }
        Id = 'ParameterInvalid,*'
        Good = '5'
    }
) {
    It 'is recorded and does not stop the command under SilentlyContinue' {
        $Error.Clear()
        $output = @(. $Run -ErrorAction SilentlyContinue -ErrorVariable failure)
        $output.Count | Should -Be 1
        $output[0].Id ?? $output[0].Agents | Should -Be $Good
        @($failure).Count | Should -Be 1
        $failure[0].FullyQualifiedErrorId | Should -BeLike $Id
        $failure[0].CategoryInfo.Category | Should -Not -Be NotSpecified
        $failure[0].ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        $Error.Count | Should -Be 1
    }

    It 'leaves no trace under Ignore' {
        $Error.Clear()
        @(& $Run -ErrorAction Ignore).Count | Should -Be 1
        $Error.Count | Should -Be 0
    }

    It 'stops the command under Stop, and can be caught by type' {
        $caught = $null
        $output = [Collections.Generic.List[object]]::new()
        try { & $Run -ErrorAction Stop | ForEach-Object { $output.Add($_) } } catch { $caught = $_ }
        $caught.FullyQualifiedErrorId | Should -BeLike $Id
        $caught.Exception.GetType().FullName | Should -BeLike 'CxOne.Errors.Cx*'
        $output.Count | Should -Be 0
    }

    It 'follows $ErrorActionPreference' {
        $ErrorActionPreference = 'Stop'
        { & $Run } | Should -Throw -ErrorId $Id
        $ErrorActionPreference = 'SilentlyContinue'
        @(& $Run).Count | Should -Be 1
    }

    It 'sets $? and does not stop the command under Continue' {
        $text = "$Run".Trim() -replace '@Args', ''
        $said = Invoke-Pwsh -Command "
            Import-Module '$env:CXONE_TEST_MODULE'; Connect-CxOne $($server.Uri) -Credential ([pscredential]::new('sandbox', (ConvertTo-SecureString 'sandbox-secret' -AsPlainText -Force)))
            `$o = @($text -ErrorAction Continue 2>`$null); `"after: `$?, `$(`$o.Count)`""
        # An assignment leaves $? as the pipeline has set it.
        $said | Should -Be 'after: False, 1'
    }
}

Describe 'A non-interactive session' {
    It 'does not prompt, and reports an error instead' {
        $text = Invoke-Pwsh -Command "
            Import-Module '$env:CXONE_TEST_MODULE'
            try { Get-CxDialerConfig -ErrorAction Stop } catch { `$_.FullyQualifiedErrorId }
            try { Connect-CxOne $($server.Uri) -ErrorAction Stop } catch { `$_.FullyQualifiedErrorId }" *>&1
        $text[0] | Should -BeLike 'NotConnected,*'
        $text[1] | Should -BeLike 'CredentialMissing,*'
    }

    It 'writes no Azure Pipelines commands and no progress to its output' {
        $text = Invoke-Pwsh -Command "
            `$env:TF_BUILD = 'True'; Import-Module '$env:CXONE_TEST_MODULE'; Connect-CxOne -Sandbox
            Publish-CxIvrDeployment ivr-def-001 staging -TestInput 1; Invoke-CxDialerSimulation -Agents 50 -AnswerRate 0.38 -Ratio 1.1 -Days 500" *>&1
        $text | Should -Not -Match '##vso|##\['
        $text | Should -Not -Match 'Simulating|`e\['
    }
}
