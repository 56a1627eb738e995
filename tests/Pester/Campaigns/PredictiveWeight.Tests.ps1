BeforeAll {
    Import-Module $PSScriptRoot/../Support.psm1 -Force
    Import-Module $env:CXONE_TEST_MODULE
    $server = Start-Sandbox
    $campaign = '12345678-1234-1234-1234-123456789012'
    $change = @{
        CampaignId = $campaign
        AlgorithmId = 'CXONE_PREDICTIVE_V3'
        Weight = @{ answer_rate = 0.12; call_rate = -0.08; predictive_factor = 0.2; max_concurrent = 0.05 }
    }
    function Connect-Server {
        Connect-CxOne $server.Uri -Credential (Get-Secret) -RequestsPerMinute 100000 -AuditPath (Join-Path (Convert-Path TestDrive:) ([guid]::NewGuid()))
    }
    # The very bytes, as any other program would get them, but for the version, which only ever grows.
    function Get-Raw {
        $token = (Invoke-RestMethod "$($server.Uri)/oauth/token" -Method Post -Body @{
            grant_type = 'client_credentials'
            client_id = 'sandbox'
            client_secret = 'sandbox-secret'
        }).access_token
        (Invoke-WebRequest "$($server.Uri)/api/v2/outbound/campaigns/$campaign" -Headers @{
            Authorization = "Bearer $token"
        }).Content -replace '"version":\d+', '"version":*'
    }
}
AfterAll { Stop-Sandbox $server }

Describe 'Test-CxPredictiveWeight' {
    BeforeEach { Reset-Sandbox $server; Connect-Server }

    It 'shows changes and significance compared with the current weights without writing' {
        $check = Test-CxPredictiveWeight @change
        $check.IsValid, $check.IsChange, $check.Version, $check.MaxDeviation | Should -Be $true, $true, 4, 0.25
        $check.Changes.Field -replace '.*\.' | Should -Be 'answer_rate', 'call_rate', 'predictive_factor', 'max_concurrent'
        # |Δ| are 0.03, 0.03, 0.02: mean 0.026667, standard deviation 0.004714.
        [math]::Round($check.Significance.Score, 6), [math]::Round($check.Significance.MeanChange, 6), $check.Significance.LargestChange,
            $check.Significance.ComparedWeights | Should -Be 5.656854, 0.026667, 0.03, 3
        Get-SandboxRequest $server -Method P* | Should -BeNullOrEmpty
    }

    It 'reports all violations together' {
        $check = Test-CxPredictiveWeight $campaign V3 @{
            answer_rate = 0.4
            predictive_factor = -0.1
            speed = 0.1
            call_rate = 'x'
        } -ValidationSplit 1
        $check.IsValid | Should -BeFalse
        $check.Violations -match 'answer_rate.*was 0.4' | Should -Not -BeNullOrEmpty
        $check.Violations -match 'predictive_factor.*from 0.22 to -0.1' | Should -Not -BeNullOrEmpty
        $check.Violations -match "'speed'" | Should -Not -BeNullOrEmpty
        $check.Violations -match "call_rate.*'x'" | Should -Not -BeNullOrEmpty
        $check.Violations -match 'ValidationSplit must be between 0.1 and 0.9 \(was 1\)' | Should -Not -BeNullOrEmpty
    }
}

Describe 'Set-CxPredictiveWeight' {
    BeforeEach { Reset-Sandbox $server; Connect-Server }

    It 'writes the whole campaign with its version, has it simulated, and records the outcome' {
        $before = Get-Raw
        $update = Set-CxPredictiveWeight @change -PassThru
        $update.Status, $update.Version, $update.SimulationStatus | Should -Be 'Changed', 5, 'COMPLETED'
        $update.Accuracy | Should -BeGreaterThan 0.5
        (Get-Raw) | Should -Be ($before -replace '"answer_rate":0.15', '"answer_rate":0.12' -replace '"call_rate":-0.05',
            '"call_rate":-0.08' -replace '"predictive_factor":0.22', '"predictive_factor":0.2,"max_concurrent":0.05')
        $record = Get-CxAuditRecord -AuditId $update.AuditId
        $record.Outcome, $record.Details.accuracy | Should -Be 'Succeeded', $update.Accuracy
        $record.Details.latencyMs | Should -BeGreaterThan 0
        $record.Before.predictiveDialerSettings.parameterWeights.answer_rate,
            $record.After.predictiveDialerSettings.parameterWeights.answer_rate | Should -Be 0.15, 0.12
    }

    It 'writes no output without -PassThru, and no request if nothing changes' {
        Set-CxPredictiveWeight @change | Should -BeNullOrEmpty
        $again = Set-CxPredictiveWeight @change -PassThru
        $again.Status, $again.Version | Should -Be 'Unchanged', 5
        @(Get-SandboxRequest $server -Method PUT).Count | Should -Be 1
        @(Get-SandboxRequest $server -Method POST -Path */simulations).Count | Should -Be 1
    }

    It 'restores exactly the former weights if the accuracy is below the minimum' {
        $before = Get-Raw
        $update = Set-CxPredictiveWeight @change -ValidationSplit 0.7 -MaxDeviation 0.3 -MinimumAccuracy 0.99999 -PassThru -ErrorAction SilentlyContinue -ErrorVariable failure
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'AccuracyTooLow,*'
        $failure[0].TargetObject.Accuracy | Should -Be $update.Accuracy
        $update.Status, $update.Version | Should -Be 'Reverted', 6
        Get-Raw | Should -Be $before
        @(Get-CxAuditRecord PredictiveWeight.Set).Outcome | Should -Be 'Started', 'Accepted', 'RolledBack'
    }

    It 'sends no write under -WhatIf' {
        Set-CxPredictiveWeight @change -WebhookUri http://127.0.0.1:9/hook -WhatIf
        Get-SandboxRequest $server -Method P* | Should -BeNullOrEmpty
    }

    It 'reports all violations before it sends anything' {
        {
            Set-CxPredictiveWeight $campaign V3 @{ speed = 3; answer_rate = 0.3 } -MaxDeviation 0.2 -SimulationDurationSec 1 -NoWait -MinimumAccuracy 2 -ErrorAction Stop
        } | Should -Throw -ErrorId 'ParameterInvalid,*'
        $Error[0].Exception.Violations.Count | Should -Be 5
        Get-SandboxRequest $server -Path *campaigns* | Should -BeNullOrEmpty
    }

    It 'requires -Force for an insignificant change' {
        {
            Set-CxPredictiveWeight $campaign CXONE_PREDICTIVE_V3 @{ answer_rate = 0.16 } -ErrorAction Stop
        } | Should -Throw -ErrorId 'WeightChangeInsignificant,*'
        Get-SandboxRequest $server -Method P* | Should -BeNullOrEmpty
        (Set-CxPredictiveWeight $campaign CXONE_PREDICTIVE_V3 @{ answer_rate = 0.16 } -Force -NoWait -PassThru).Status | Should -Be Changed
    }

    It 'does not wait with -NoWait' {
        $update = Set-CxPredictiveWeight @change -NoWait -PassThru
        $update.SimulationId | Should -Not -BeNullOrEmpty
        $update.Accuracy | Should -BeNullOrEmpty
        Get-SandboxRequest $server -Method GET -Path */simulations/* | Should -BeNullOrEmpty
    }

    It 'merges another administrator''s changes, and reports a conflict for the same weight' {
        $mine = Get-CxCampaign $campaign
        Set-CxPredictiveWeight $campaign CXONE_PREDICTIVE_V3 @{ call_rate = 0.05 } -Force -NoWait
        $mine | Set-CxPredictiveWeight -AlgorithmId CXONE_PREDICTIVE_V3 -Weight @{ answer_rate = 0.05; predictive_factor = 0.2 } -NoWait
        $weights = (Get-CxCampaign $campaign).PredictiveDialerSettings.parameterWeights
        $weights.answer_rate, $weights.call_rate, $weights.predictive_factor | Should -Be 0.05, 0.05, 0.2
        $mine | Set-CxPredictiveWeight -AlgorithmId CXONE_PREDICTIVE_V3 -Weight @{
            call_rate = -0.15
            predictive_factor = 0.1
        } -NoWait -ErrorAction SilentlyContinue -ErrorVariable failure
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'EditConflict,*'
        $conflict = $failure[0].Exception.Conflicts | Where-Object Field -like *call_rate
        $conflict.Base, $conflict.Theirs, $conflict.Yours | Should -Be '-0.05', '0.05', '-0.15'
    }

    It 'recognises a write whose response was lost, and stops after three attempts' {
        Add-SandboxFault $server @{ method = 'PUT'; path = '/api/v2/outbound/*'; fault = 'reset-after'; count = 1 }
        (Set-CxPredictiveWeight @change -NoWait -PassThru).Status | Should -Be Recognised
        Add-SandboxFault $server @{ method = 'PUT'; path = '/api/v2/outbound/*'; status = 409; count = 9 }
        $before = @(Get-SandboxRequest $server -Method PUT).Count
        {
            Set-CxPredictiveWeight $campaign CXONE_PREDICTIVE_V3 @{ answer_rate = 0.2 } -ErrorAction Stop
        } | Should -Throw -ErrorId 'ConflictRetriesExhausted,*'
        @(Get-SandboxRequest $server -Method PUT).Count - $before | Should -Be 3
    }

    It 'registers the webhook once, before the write, so that the receiver is notified of this change' {
        $receiver = Start-Receiver
        try {
            $first = Set-CxPredictiveWeight @change -WebhookUri $receiver.Uri -PassThru
            $second = Set-CxPredictiveWeight @change -WebhookUri $receiver.Uri -PassThru
            $second.Webhook.Id | Should -Be $first.Webhook.Id
            @(Get-CxWebhook).Count | Should -Be 1
            Wait-Until { @($receiver.Received).Count -gt 0 }
            @($receiver.Received)[0].Headers.Keys | Should -Not -Contain Authorization
            (@($receiver.Received)[0].Body | ConvertFrom-Json).eventType | Should -Be campaign.predictive.tuned
        } finally { Stop-Receiver $receiver }
    }

    It 'reports which weights are in place if the simulation fails' {
        Set-CxPredictiveWeight campaign-idle CXONE_PREDICTIVE_V3 @{
            answer_rate = 0.05
            call_rate = 0.1
        } -ErrorAction SilentlyContinue -ErrorVariable failure
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'WeightSimulationFailed,*'
        "$($failure[0])" | Should -Match 'NO_AGENTS.*The new weights are in place \(version 2\)'
    }

    It 'reports which weights are in place if the wait is stopped, and the former weights can be restored' {
        $before = Get-Raw
        Add-SandboxFault $server @{ method = 'GET'; path = '/api/v2/outbound/campaigns/simulations/*'; fault = '503'; count = 1000 }
        $audit = Join-Path (Convert-Path TestDrive:) stopped
        $shell = New-OtherPipeline 'Connect-CxOne $uri -Credential $secret -RequestsPerMinute 100000 -MaximumRetryCount 0 -AuditPath $audit -PassThru | Out-Null; Set-CxPredictiveWeight @change -WarningAction SilentlyContinue' @{
            uri = $server.Uri
            secret = (Get-Secret)
            audit = $audit
            change = $change
        }
        $running = $shell.BeginInvoke()
        Wait-Until { Get-SandboxRequest $server -Path */simulations/* }
        $shell.Stop()
        Connect-CxOne $server.Uri -Credential (Get-Secret) -RequestsPerMinute 100000 -AuditPath $audit
        @(Get-CxAuditRecord PredictiveWeight.Set).Outcome | Should -Be 'Started', 'Accepted', 'Interrupted'
        Get-Raw | Should -Not -Be $before
        (Get-CxAuditRecord PredictiveWeight.Set)[-1] | Restore-CxPredictiveWeight
        Get-Raw | Should -Be $before
    }

    It 'names the scope that is missing' {
        Connect-CxOne $server.Uri -Credential (Get-Secret reader)
        { Set-CxPredictiveWeight @change -ErrorAction Stop } | Should -Throw '*outbound:campaign:write*'
    }
}

Describe 'Restore-CxPredictiveWeight' {
    BeforeEach { Reset-Sandbox $server; Connect-Server }

    It 'restores the members that a record changed, and keeps later changes of others' {
        $before = Get-Raw
        $update = Set-CxPredictiveWeight @change -NoWait -PassThru
        Get-CxAuditRecord -AuditId $update.AuditId | Restore-CxPredictiveWeight -WhatIf
        Get-Raw | Should -Not -Be $before
        (Get-CxAuditRecord -AuditId $update.AuditId | Restore-CxPredictiveWeight -PassThru).Status | Should -Be Changed
        Get-Raw | Should -Be $before
        (Get-CxAuditRecord -AuditId $update.AuditId | Restore-CxPredictiveWeight -PassThru).Status | Should -Be Unchanged
    }

    It 'keeps a weight that another client has set since, and reports a conflict' {
        $update = Set-CxPredictiveWeight @change -NoWait -PassThru
        Set-CxPredictiveWeight $campaign CXONE_PREDICTIVE_V3 @{ answer_rate = 0.02 } -NoWait
        {
            Get-CxAuditRecord -AuditId $update.AuditId | Restore-CxPredictiveWeight -ErrorAction Stop
        } | Should -Throw -ErrorId 'EditConflict,*'
        {
            Write-CxAuditLog NOTE -LocalOnly | Out-Null
            (Get-CxAuditRecord)[-1] | Restore-CxPredictiveWeight -ErrorAction Stop
        } | Should -Throw -ErrorId 'AuditRecordNotFound,*'
    }
}
