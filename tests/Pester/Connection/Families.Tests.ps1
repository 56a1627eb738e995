BeforeAll {
    Import-Module $PSScriptRoot/../Support.psm1 -Force
    Import-Module $env:CXONE_TEST_MODULE
    $auditPath = $env:CXONE_AUDIT_PATH
    $env:CXONE_AUDIT_PATH = Join-Path (Convert-Path TestDrive:) audit
    $server = Start-Sandbox

    # A tenant that offers the published calls only.
    function Connect-Published {
        Add-SandboxFault $server @{ method = 'GET'; path = '/api/v2/tenant'; status = 404; count = 1 }
        Connect-CxOne -AccessKey -BaseUri $server.Uri -Credential (Get-Secret sandbox-key) -PassThru
    }
    function Get-Count { (Invoke-RestMethod "$($server.Uri)/sandbox/requests").requests.Count }

    # The family that a cmdlet declares; $null if it declares none.
    function Get-Family($Command) {
        $declared = $Command.ImplementingType.GetCustomAttributes($false) | Where-Object { $_.GetType().Name -eq 'ApiFamilyAttribute' }
        if ($declared) { "$($declared.GetType().GetProperty('Family').GetValue($declared))" }
    }
    $commands = Get-Command -Module CxOne
}
AfterAll { Disconnect-CxOne; Stop-Sandbox $server; $env:CXONE_AUDIT_PATH = $auditPath }

Describe 'The family of calls' {
    It 'is declared by every cmdlet' {
        $commands | Where-Object { -not (Get-Family $_) } | Should -BeNullOrEmpty
        ($commands | Where-Object { (Get-Family $_) -eq 'Seed' }).Count | Should -BeGreaterThan 20
    }

    It 'is needed only by cmdlets that take a connection' {
        $commands | Where-Object { (Get-Family $_) -ne 'Unknown' -and -not $_.Parameters.ContainsKey('Connection') } | Should -BeNullOrEmpty
    }

    It 'has counterparts that name only existing cmdlets and parameters' {
        if ('Get-CxSkill' -notin $commands.Name) { Set-ItResult -Skipped -Because 'this build has no cmdlets of the published family' }
        $assembly = (Connect-CxOne -Sandbox -PassThru).GetType().Assembly
        $words = $assembly.GetType('CxOne.Errors.CxVocabulary').GetProperty('Current').GetValue($null)
        foreach ($command in $commands | Where-Object { (Get-Family $_) -ne 'Unknown' }) {
            $text = $words.Words([Activator]::CreateInstance($assembly.GetType('CxOne.Errors.CxHint'), [object[]]($assembly.GetType('CxOne.Errors.CxHintId')::ApiCounterpart, $command.Name)))
            foreach ($name in [regex]::Matches($text, '\w+-Cx\w+').Value) { $commands.Name | Should -Contain $name -Because $command.Name }
            foreach ($name in [regex]::Matches($text, '(?<![\w-])-([A-Z]\w+)')) { $commands.Parameters.Keys | Should -Contain $name.Groups[1].Value -Because $command.Name }
        }
    }

    It 'is shown by Get-CxConnection, in the list and as text in JSON' {
        $null = Connect-CxOne -Sandbox -ApiVersion 31
        (Get-CxConnection).Api | Should -Be Seed
        Get-CxConnection | Format-List | Out-String | Should -Match '(?s)Api +: .*Seed.*ApiVersion +: .*v31\.0'
        $json = Get-CxConnection | ConvertTo-Json -Depth 2 -WarningAction Ignore | ConvertFrom-Json
        $json.Api, $json.EndpointStyle | Should -Be 'Seed', 'Environment'
        (Connect-Published).Api | Should -Be Unknown
    }
}

Describe 'On a tenant without /api/v2' {
    BeforeAll { $null = Connect-Published }

    It '<Name> is refused before any request, with its counterpart' -ForEach @(
        @{ Name = 'Get-CxDialerConfig'; Run = { Get-CxDialerConfig }; Counterpart = 'Get-CxSkillDialer' }
        @{ Name = 'Get-CxDialerConfig from the pipe'; Run = { 'a', 'b' | Get-CxDialerConfig }; Counterpart = 'Get-CxSkillDialer' }
        @{ Name = 'Set-CxDialerConfig'; Run = { Set-CxDialerConfig dialer-east -DialRate 2 }; Counterpart = 'Set-CxSkillDialer' }
        @{ Name = 'Set-CxDialerConfig -WhatIf'; Run = { Set-CxDialerConfig dialer-east -DialRate 2 -WhatIf }; Counterpart = 'Set-CxSkillDialer' }
        @{ Name = 'Test-CxDialerConfig'; Run = { Test-CxDialerConfig dialer-east -DialRate 2 }; Counterpart = 'Test-CxSkillDialer' }
        @{ Name = 'Restore-CxDialerConfig'; Run = { Restore-CxDialerConfig dialer-east }; Counterpart = 'Restore-CxSkillDialer' }
        @{ Name = 'Get-CxCampaign'; Run = { Get-CxCampaign }; Counterpart = 'Get-CxSkill' }
        @{ Name = 'Invoke-CxAnswerSimulation'; Run = { [pscustomobject]@{ TimeBucket = '09:00-10:00'; CallsAttempted = 100; CallsAnswered = 40; AvgTalkTimeSeconds = 100 } | Invoke-CxAnswerSimulation c 0.4 0.8 60 }; Counterpart = 'no counterpart' }
        @{ Name = 'Test-CxPredictiveWeight'; Run = { Test-CxPredictiveWeight c a @{ answer_rate = 0.1 } }; Counterpart = 'no counterpart' }
        @{ Name = 'Set-CxPredictiveWeight'; Run = { Set-CxPredictiveWeight c a @{ answer_rate = 0.1 } }; Counterpart = 'no counterpart' }
        @{ Name = 'Get-CxIvrDefinition'; Run = { Get-CxIvrDefinition ivr-def-001 }; Counterpart = 'Get-CxPointOfContact.*Test-CxScript' }
        @{ Name = 'Get-CxIvrDeployment'; Run = { Get-CxIvrDeployment }; Counterpart = 'Set-CxPointOfContact' }
        @{ Name = 'Publish-CxIvrDeployment'; Run = { Publish-CxIvrDeployment ivr-def-001 staging }; Counterpart = 'Set-CxPointOfContact' }
        @{ Name = 'Wait-CxIvrDeployment'; Run = { Wait-CxIvrDeployment -JobId x }; Counterpart = 'Set-CxPointOfContact' }
        @{ Name = 'Undo-CxIvrDeployment'; Run = { Undo-CxIvrDeployment -JobId x -Confirm:$false }; Counterpart = 'Restore-CxPointOfContact' }
        @{ Name = 'Export-CxDeploymentMetric'; Run = { Export-CxDeploymentMetric -JobId x }; Counterpart = 'Set-CxPointOfContact' }
        @{ Name = 'Invoke-CxIvrSimulation'; Run = { Invoke-CxIvrSimulation ivr-def-001 1 }; Counterpart = 'Invoke-CxScriptSimulation' }
        @{ Name = 'ConvertTo-CxIvrDiagram'; Run = { ConvertTo-CxIvrDiagram ivr-def-001 }; Counterpart = '-ScriptPath' }
        @{ Name = 'Invoke-CxDialerSimulation -CampaignId'; Run = { Invoke-CxDialerSimulation -CampaignId c -AnswerRate 0.4 }; Counterpart = '-Agents' }
        @{ Name = 'Get-CxDataAction'; Run = { Get-CxDataAction }; Counterpart = 'no counterpart' }
        @{ Name = 'Update-CxDataActionDate'; Run = { Update-CxDataActionDate n 2026-01-01T00:00:00Z UTC }; Counterpart = 'no counterpart' }
        @{ Name = 'Get-CxWebhook'; Run = { Get-CxWebhook }; Counterpart = 'no counterpart' }
        @{ Name = 'Register-CxWebhook'; Run = { Register-CxWebhook http://127.0.0.1:9/h campaign.updated }; Counterpart = 'no counterpart' }
        @{ Name = 'Unregister-CxWebhook'; Run = { Unregister-CxWebhook w -Confirm:$false }; Counterpart = 'no counterpart' }
        @{ Name = 'Write-CxAuditLog'; Run = { Write-CxAuditLog NOTE }; Counterpart = '-LocalOnly' }
    ) {
        $before = Get-Count
        $Run | Should -Throw -ErrorId 'ApiNotOffered,*'
        $Error[0].CategoryInfo.Category | Should -Be ObjectNotFound
        $Error[0].TargetObject | Should -Not -BeNullOrEmpty
        "$($Error[0])" | Should -Match '/api/v2'
        "$($Error[0])" | Should -Match $Counterpart
        $Error[0].ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        Get-Count | Should -Be $before
    }

    It 'cmdlets that need no family work' {
        @(Invoke-CxRestMethod '/inContactAPI/services/v30.0/skills?top=5&skip=0').Count | Should -BeGreaterThan 0
        Write-CxAuditLog NOTE -LocalOnly
        (Get-CxAuditRecord NOTE).Count | Should -BeGreaterThan 0
        (Invoke-CxDialerSimulation -Agents 5 -AnswerRate 0.4 -Ratio 1.2 -Days 2 -WarningAction Ignore).Count | Should -Be 1
        (ConvertTo-CxDataActionDate 2026-01-01T00:00:00Z Europe/Berlin).Count | Should -Be 1
    }

    It 'completion sends nothing and offers nothing' {
        $before = Get-Count
        (TabExpansion2 'Get-CxDialerConfig ' 19).CompletionMatches | Where-Object ResultType -EQ ParameterValue | Should -BeNullOrEmpty
        Get-Count | Should -Be $before
    }

    It 'a report is written without its diagrams, which sends nothing' {
        $sandbox = Connect-CxOne -Sandbox -PassThru
        $call = Invoke-CxIvrSimulation ivr-def-001 -TestInput 1 -Connection $sandbox
        $published = Connect-Published
        $before = Get-Count
        $file = Join-Path (Convert-Path TestDrive:) report.html
        $call | Export-CxReport $file -Connection $published -WarningVariable said -WarningAction SilentlyContinue
        $file | Should -Exist
        "$said" | Should -Match '/api/v2'
        Get-Count | Should -Be $before
    }
}

Describe 'A client on a tenant without /api/v2' {
    It 'cannot connect, because nothing else names the tenant' {
        Add-SandboxFault $server @{ method = 'GET'; path = '/api/v2/tenant'; status = 404; count = 1 }
        { Connect-CxOne $server.Uri -Credential (Get-Secret) -ErrorAction Stop } | Should -Throw -ErrorId 'ObjectNotFound,*'
    }
}
