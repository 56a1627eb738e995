BeforeAll {
    Import-Module $PSScriptRoot/../Support.psm1 -Force
    Import-Module $env:CXONE_TEST_MODULE
    $server = Start-Sandbox
    Connect-CxOne $server.Uri -Credential (Get-Secret) -RequestsPerMinute 6000
    $campaign = '12345678-1234-1234-1234-123456789012'
}
AfterAll { Disconnect-CxOne; Stop-Sandbox $server }

Describe 'Cmdlets that read' {
    It '<Command> takes an id, a name and a pattern by position and from the pipe' -ForEach @(
        @{ Command = 'Get-CxIvrDefinition'; Id = 'ivr-def-002'; Name = 'Support menu'; Pattern = 'ivr-def-00*', 'support*' }
        @{
            Command = 'Get-CxCampaign'
            Id = '12345678-1234-1234-1234-123456789012'
            Name = 'Autumn renewals'
            Pattern = '12345678*', '*RENEWALS'
        }
        @{ Command = 'Get-CxDataAction'; Id = 'data-action-001'; Name = 'Crm_Account_Lookup'; Pattern = 'data-action-00*', 'crm_account*' }
        @{ Command = 'Get-CxDialerConfig'; Id = 'dialer-east'; Name = $null; Pattern = @('dialer-e*') }
    ) {
        $all = & $Command
        foreach ($text in @($Id; $Name) -ne $null) {
            (& $Command $text).Id | Should -Be $Id
            ($text | & $Command).Id | Should -Be $Id
        }
        foreach ($text in $Pattern) {
            $expected = $all | Where-Object { $_.Id -like $text -or $_.Name -like $text }
            (& $Command $text).Id | Should -Be $expected.Id
            ($text | & $Command).Id | Should -Be $expected.Id
        }
        (& $Command ($all | Where-Object Id -EQ $Id)).Id | Should -Be $Id
        { & $Command 'no such thing' -ErrorAction Stop } | Should -Throw -ErrorId 'ObjectNotFound,*'
    }

    It 'Get-CxIvrDeployment takes the result of a deployment by position and from the pipe' {
        $deployment = Publish-CxIvrDeployment ivr-def-001 staging -SkipSimulation -NoWait
        (Get-CxIvrDeployment $deployment).JobId | Should -Be $deployment.JobId
        ($deployment | Get-CxIvrDeployment).JobId | Should -Be $deployment.JobId
    }

    It 'suggests the name that was probably meant' {
        Get-CxIvrDefinition mainmenu -ErrorAction SilentlyContinue -ErrorVariable failure
        "$failure" | Should -Match "'Main menu'"
    }
}

Describe 'Cmdlets that act' {
    It 'take an exact name: <Name>' -ForEach @(
        @{ Name = 'simulation'; Run = { (Invoke-CxIvrSimulation 'Main menu' 1).IvrDefinitionId }; Expected = 'ivr-def-001' }
        @{
            Name = 'deployment'
            Run = { (Publish-CxIvrDeployment 'Main menu' staging -TestInput 1 -NoWait).IvrDefinitionId }
            Expected = 'ivr-def-001'
        }
        @{ Name = 'diagram'; Run = { [bool](ConvertTo-CxIvrDiagram 'Main menu') }; Expected = $true }
        @{
            Name = 'weights'
            Run = { (Test-CxPredictiveWeight 'Autumn renewals' CXONE_PREDICTIVE_V3 @{ answer_rate = 0.1 }).CampaignId }
            Expected = '12345678-1234-1234-1234-123456789012'
        }
        @{
            Name = 'campaign of a configuration'
            Run = { (Test-CxDialerConfig dialer-east -DialRate 2 -CampaignId 'Autumn renewals').CampaignId }
            Expected = '12345678-1234-1234-1234-123456789012'
        }
        @{
            Name = 'date by id'
            Run = { (Update-CxDataActionDate data-action-012 2026-01-01T00:00:00Z Europe/Berlin -PassThru).Id }
            Expected = 'data-action-012'
        }
    ) {
        & $Run | Should -Be $Expected
    }

    It 'refuse a name that two objects have, and list both' {
        Update-CxDataActionDate Duplicate_Date_Processor 2026-01-01T00:00:00Z Europe/Berlin -ErrorAction SilentlyContinue -ErrorVariable failure
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'NameAmbiguous,*'
        "$failure" | Should -Match 'data-action-012'
        "$failure" | Should -Match 'data-action-041'
    }

    It 'take no wildcards' {
        { Invoke-CxIvrSimulation 'Main*' 1 -ErrorAction Stop } | Should -Throw -ErrorId 'ObjectNotFound,*'
    }
}

Describe 'Piped campaigns' {
    It 'are simulated' {
        $history = [pscustomobject]@{ TimeBucket = '09:00-10:00'; CallsAttempted = 500; CallsAnswered = 190; AvgTalkTimeSeconds = 145 }
        $answers = Get-CxCampaign $campaign | Invoke-CxAnswerSimulation -AnswerRate 0.38 -AgentEfficiency 0.8 -WindowMinutes 60 -History $history
        $answers.CampaignId | Should -Be $campaign
        $simulation = Get-CxCampaign $campaign | Invoke-CxDialerSimulation -AnswerRate 0.3 -Ratio 1.5 -Days 2 -Hours 1
        $simulation.Agents | Should -Be (Get-CxCampaign $campaign).AgentCount
    }
}
