BeforeAll {
    Import-Module $PSScriptRoot/../Support.psm1 -Force
    Import-Module $env:CXONE_TEST_MODULE
    $server = Start-Sandbox
    function Complete([string] $Line) { (TabExpansion2 $Line $Line.Length).CompletionMatches | Where-Object ResultType -EQ ParameterValue }
    function Connect-Server { Connect-CxOne $server.Uri -Credential (Get-Secret) -RequestsPerMinute 100000 }
}
AfterAll { Disconnect-CxOne; Stop-Sandbox $server }

Describe 'Completion' {
    BeforeEach { Reset-Sandbox $server; Connect-Server }

    It 'offers <what> after <line>' -ForEach @(
        @{ What = 'definitions'; Line = 'Get-CxIvrDefinition -Id '; Value = 'ivr-def-001'; Tip = 'Main menu' }
        @{ What = 'definitions'; Line = 'Publish-CxIvrDeployment ivr-def-00'; Value = 'ivr-def-002'; Tip = 'Support menu' }
        @{ What = 'definitions'; Line = 'Invoke-CxIvrSimulation '; Value = 'ivr-def-001'; Tip = 'Main menu' }
        @{ What = 'environments'; Line = 'Publish-CxIvrDeployment ivr-def-001 '; Value = 'staging'; Tip = 'usual' }
        @{ What = 'configurations'; Line = 'Set-CxDialerConfig '; Value = 'dialer-east'; Tip = 'predictive, rate 2, ratio 1.8' }
        @{ What = 'configurations'; Line = 'Restore-CxDialerConfig dialer-w'; Value = 'dialer-west'; Tip = 'progressive' }
        @{ What = 'campaigns'; Line = 'Test-CxDialerConfig dialer-east -CampaignId '; Value = '12345678-1234-1234-1234-123456789012'; Tip = 'Autumn renewals, 50 agents' }
        @{ What = 'campaigns by a word of their name'; Line = 'Invoke-CxDialerSimulation -CampaignId renew'; Value = '12345678-1234-1234-1234-123456789012'; Tip = 'Autumn renewals' }
        @{ What = 'data actions by name'; Line = 'Get-CxDataAction Production'; Value = 'Production_Date_Processor'; Tip = 'data-action' }
        @{ What = 'data actions by id'; Line = 'Get-CxDataAction -Id '; Value = 'data-action-001'; Tip = 'Crm_Account_Lookup' }
        @{ What = 'hours profiles'; Line = 'Test-CxHoursOfOperation Off'; Value = 'Office'; Tip = 'Weekdays' }
        @{ What = 'dispositions'; Line = 'Get-CxDisposition Right'; Value = "'Right party, paid'"; Tip = '2101' }
        @{ What = 'call lists'; Line = 'Get-CxCallList Coll'; Value = "'Collections 2026'"; Tip = 'Active, 400 records' }
        @{ What = 'do-not-call groups'; Line = 'Find-CxDncRecord -Group Comp'; Value = "'Company list'"; Tip = '4401' }
        @{ What = 'outbound skills'; Line = 'Get-CxDialerHistory Collections-E'; Value = 'Collections-East'; Tip = '880101' }
        @{ What = 'skills'; Line = 'Get-CxSkill Collections-E'; Value = 'Collections-East'; Tip = '880101' }
        @{ What = 'points of contact'; Line = 'Set-CxPointOfContact +15550100'; Value = "'+15550100'"; Tip = 'Main' }
        @{ What = 'scripts'; Line = 'Set-CxPointOfContact +15550100 -ScriptName PROD'; Value = "'PROD\Main'"; Tip = 'Main' }
        @{ What = 'algorithms'; Line = 'Set-CxPredictiveWeight 12345678-1234-1234-1234-123456789012 '; Value = 'CXONE_PREDICTIVE_V3'; Tip = 'used by' }
        @{ What = 'events'; Line = 'Register-CxWebhook https://monitor.example/x '; Value = 'campaign.predictive.tuned'; Tip = 'weights' }
        @{ What = 'zones'; Line = 'ConvertTo-CxDataActionDate 2026-01-01T00:00:00Z Europe/Ber'; Value = 'Europe/Berlin'; Tip = '^UTC\+0[12]:00 now$' }
        @{ What = 'rule sets'; Line = 'Set-CxDialerConfig dialer-east -RuleSet '; Value = 'UsTsr'; Tip = 'UsTsr' }
        @{ What = 'pacing types'; Line = 'Set-CxDialerConfig dialer-east -PacingType '; Value = 'predictive'; Tip = 'dials ahead' }
    ) {
        # An answer that takes longer than 0.2 s is there for the next Tab.
        $found = @{}
        Wait-Until { $found.Entry = Complete $Line | Where-Object CompletionText -EQ $Value; $found.Entry }
        $found.Entry.ToolTip | Should -Match $Tip
    }

    It 'offers the remaining weights inside -Weight @{ }' {
        $line = 'Set-CxPredictiveWeight x CXONE_PREDICTIVE_V3 -Weight @{ call_rate = 0.1; '
        (TabExpansion2 "$line }" $line.Length).CompletionMatches.CompletionText | Should -Be 'agent_efficiency', 'answer_rate', 'max_concurrent', 'predictive_factor'
        $line = 'Test-CxPredictiveWeight x CXONE_PREDICTIVE_V3 @{ ans'
        (TabExpansion2 "$line }" $line.Length).CompletionMatches.CompletionText | Should -Be 'answer_rate'
    }

    It 'offers a job after the first deployment' {
        Complete 'Wait-CxIvrDeployment ' | Should -BeNullOrEmpty
        $job = Publish-CxIvrDeployment ivr-def-001 staging -SkipSimulation -Confirm:$false
        Wait-Until { (Complete 'Wait-CxIvrDeployment ').CompletionText -contains $job.JobId }
        Wait-Until { (Complete 'Get-CxIvrDeployment ').ToolTip -match 'COMPLETED, ivr-def-001 → staging' }
    }

    It 'reads once for repeated key presses' {
        1..5 | ForEach-Object { $null = Complete 'Get-CxCampaign ' }
        @(Get-SandboxRequest $server -Method GET | Where-Object Path -Like '/api/v2/outbound/campaigns*').Count | Should -Be 1
    }

    It 'offers nothing without a connection, and never connects' {
        Disconnect-CxOne
        $Error.Clear()
        Complete 'Get-CxCampaign ' | Should -BeNullOrEmpty
        Complete 'Get-CxIvrDefinition -Id ' | Should -BeNullOrEmpty
        $Error.Count | Should -Be 0
        # A client whose tokens live 61 s renews on every use.
        Connect-CxOne $server.Uri -Credential (Get-Secret short) -RequestsPerMinute 100000
        $all = { (Invoke-RestMethod "$($server.Uri)/sandbox/requests").requests.Count }
        $received = & $all
        Complete 'Get-CxCampaign ' | Should -BeNullOrEmpty
        & $all | Should -Be $received
    }

    It 'does not wait for a slow tenant, and offers the values at the next key press' {
        Add-SandboxFault $server @{ fault = 'latency'; method = 'GET'; path = '/api/v2/ivr/definitions*'; latencyMs = 600000 }
        # The answer is held: a completion that waited for it would not return.
        Complete 'Get-CxIvrDefinition -Id ' | Should -BeNullOrEmpty
        Remove-SandboxFault $server
        Wait-Until { Complete 'Get-CxIvrDefinition -Id ' }
    }

    It 'offers nothing if the tenant fails' {
        Add-SandboxFault $server @{ status = 403; method = 'GET'; path = '/api/v2/ivr/definitions*' }
        Complete 'Get-CxIvrDefinition -Id ' | Should -BeNullOrEmpty
    }

    It 'uses the specified connection' {
        $other = Connect-CxOne -Sandbox -PassThru
        Disconnect-CxOne
        Connect-Server
        $null = $other
        { Complete 'Get-CxCampaign -Connection $other ' } | Should -Not -Throw
    }
}
