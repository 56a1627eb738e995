BeforeAll {
    Import-Module $PSScriptRoot/../Support.psm1 -Force
    Import-Module $env:CXONE_TEST_MODULE
    $server = Start-Sandbox
    $campaign = '12345678-1234-1234-1234-123456789012'
    $rows = "time_bucket,calls_attempted,calls_answered,avg_talk_time_seconds`n09:00-10:00,500,190,145`n10:00-11:00,620,245,138`n11:00-12:00,480,175,152" | ConvertFrom-Csv
    function Connect-Server {
        Connect-CxOne $server.Uri -Credential (Get-Secret) -RequestsPerMinute 100000 -AuditPath (Join-Path (Convert-Path TestDrive:) ([guid]::NewGuid()))
    }
}
AfterAll { Stop-Sandbox $server }

Describe 'Invoke-CxAnswerSimulation' {
    BeforeEach { Reset-Sandbox $server; Connect-Server }

    It 'passes the example''s history at 0.38 with the expected numbers' {
        $result = $rows | Invoke-CxAnswerSimulation $campaign -AnswerRate 0.38 -AgentEfficiency 0.82 -WindowMinutes 120
        "$($result.Verdict)", $result.Status | Should -Be 'Pass', 'COMPLETED'
        [math]::Round($result.HistoricalMeanRate, 10) | Should -Be 0.3799148746
        [math]::Round($result.Variance, 10) | Should -Be 0.0002240645
        $result.PooledRate, $result.RequestedAnswerRate, $result.SimulatedAnswerRate, $result.ComplianceThreshold | Should -Be 0.38125,
            0.38, 0.38, 0.1
        [math]::Round($result.PooledInterval.Lower, 10), [math]::Round($result.PooledInterval.Upper, 10) | Should -Be 0.3577626842,
            0.4053061666
        [math]::Round($result.Homogeneity.ChiSquare, 9), $result.Homogeneity.DegreesOfFreedom,
            [math]::Round($result.Homogeneity.PValue, 10) | Should -Be 1.077156191, 2, 0.5835774542
        $result.PredictedAccuracy | Should -BeGreaterThan 0
        $result.LatencyMs | Should -BeGreaterThan 0
        (Get-CxAuditRecord -AuditId $result.AuditId).Outcome | Should -Be Succeeded
    }

    It 'accepts objects and hashtables with the cmdlet''s names: <Kind>' -ForEach @(
        @{
            Kind = 'objects'
            Convert = {
                [pscustomobject]@{
                    TimeBucket = $_.time_bucket
                    CallsAttempted = [int]$_.calls_attempted
                    CallsAnswered = [int]$_.calls_answered
                    AvgTalkTimeSeconds = [double]$_.avg_talk_time_seconds
                }
            }
        }
        @{
            Kind = 'hashtables'
            Convert = {
                @{
                    timeBucket = $_.time_bucket
                    callsAttempted = $_.calls_attempted
                    callsAnswered = $_.calls_answered
                    avgTalkTimeSeconds = $_.avg_talk_time_seconds
                }
            }
        }
    ) {
        $result = $rows | ForEach-Object $Convert | Invoke-CxAnswerSimulation $campaign 0.38 0.82 120
        [math]::Round($result.Variance, 10) | Should -Be 0.0002240645
    }

    It 'fails 0.4185 at 0.10 by Bucket with a result and an error, and passes it by Attempts' {
        $result = $rows | Invoke-CxAnswerSimulation $campaign 0.4185 0.82 120 -ErrorAction SilentlyContinue -ErrorVariable failure
        "$($result.Verdict)" | Should -Be Fail
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'SimulationNotCompliant,*'
        $failure[0].TargetObject | Should -Be $result
        $failure[0].ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        $byAttempts = $rows | Invoke-CxAnswerSimulation $campaign 0.4185 0.82 120 -Weighting Attempts -ErrorAction Stop
        "$($byAttempts.Verdict)" | Should -Be Pass
        $byAttempts.Variance | Should -Be $byAttempts.PooledVariance
        $result.Variance | Should -Be $byAttempts.BucketVariance
    }

    It 'keeps a rejected simulation in the audit log: <Name>' -ForEach @(
        @{ Name = 'by the threshold'; Campaign = '12345678-1234-1234-1234-123456789012'; Rate = 0.4185; More = @{}; Verdict = 'Fail' }
        @{ Name = 'by the tenant'; Campaign = 'campaign-sensitive'; Rate = 0.38; More = @{ NoAdjustment = $true }; Verdict = $null }
        @{ Name = 'by the inputs'; Campaign = 'campaign-sensitive'; Rate = 0.99; More = @{}; Verdict = $null }
        @{ Name = 'without the campaign'; Campaign = 'nope'; Rate = 0.38; More = @{}; Verdict = $null; Outcome = 'Failed' }
    ) {
        $null = $rows | Invoke-CxAnswerSimulation $Campaign $Rate 0.82 120 @More -ErrorAction SilentlyContinue
        $record = @(Get-CxAuditRecord Campaign.SimulateAnswers)[-1]
        $record.Outcome | Should -Be ($_['Outcome'] ? $_['Outcome'] : 'Refused')
        $record.Target | Should -Be $Campaign
        $record.Details.requestedAnswerRate | Should -Be $Rate
        $record.Details.error | Should -Not -BeNullOrEmpty
        $record.Details.PSObject.Properties['verdict'].Value | Should -Be $Verdict
        (Test-CxAuditLog).IsValid | Should -BeTrue
    }

    It 'lowers the rate until the tenant accepts it, and reports the simulated rate' {
        $result = $rows | Invoke-CxAnswerSimulation campaign-sensitive 0.38 0.82 120 -ComplianceThreshold 0.25 -WarningVariable warning -WarningAction SilentlyContinue
        $result.RequestedAnswerRate, $result.SimulatedAnswerRate | Should -Be 0.38, 0.32
        $result.Adjustments | ForEach-Object ToString | Should -Be '0.38 -> 0.36', '0.36 -> 0.34', '0.34 -> 0.32'
        $warning | Should -Match 'not for the requested 0.38'
        @(Get-SandboxRequest $server -Method POST -Path */simulate).status | Should -Be 400, 400, 400, 200
        {
            $rows | Invoke-CxAnswerSimulation campaign-sensitive 0.38 0.82 120 -NoAdjustment -ErrorAction Stop
        } | Should -Throw -ErrorId 'AnswerRateRefused,*'
    }

    It 'is Inconclusive for a small number of calls' {
        $few = [pscustomobject]@{ TimeBucket = '09:00-17:00'; CallsAttempted = 10; CallsAnswered = 4; AvgTalkTimeSeconds = 100 }
        $result = $few | Invoke-CxAnswerSimulation $campaign 0.38 0.82 120 -WarningVariable warning -WarningAction SilentlyContinue -ErrorAction Stop
        "$($result.Verdict)" | Should -Be Inconclusive
        $warning | Should -Match 'too few calls'
    }

    It 'reports all violations with their row numbers before it sends anything' {
        $bad = $rows | ForEach-Object { $_.PSObject.Copy() }
        $bad[1].calls_attempted = 'many'
        $bad[2].calls_answered = 481
        {
            $bad | Invoke-CxAnswerSimulation $campaign 0.99 0.3 5 -ComplianceThreshold 0.5 -ErrorAction Stop
        } | Should -Throw -ErrorId 'ParameterInvalid,*'
        $Error[0].Exception.Violations.Count | Should -Be 6
        (Get-CxAuditRecord Campaign.SimulateAnswers | Select-Object -Last 1).Outcome | Should -Be Refused
        $Error[0].Exception.Violations -match "^CallsAttempted of history row 2 .*'many'" | Should -Not -BeNullOrEmpty
        $Error[0].Exception.Violations -match 'history row 3 ' | Should -Not -BeNullOrEmpty
        Get-SandboxRequest $server -Path */simulate | Should -BeNullOrEmpty
        { Invoke-CxAnswerSimulation $campaign 0.38 0.82 120 -ErrorAction Stop } | Should -Throw -ErrorId 'ParameterInvalid,*'
        { $rows | Invoke-CxAnswerSimulation $campaign '0,38' 0.82 120 } | Should -Throw '*before its decimals*'
    }

    It 'notifies a receiver of a simulation that passes: signed, and without the token' {
        $receiver = Start-Receiver
        try {
            $result = $rows | Invoke-CxAnswerSimulation $campaign 0.38 0.82 120 -CallbackUri $receiver.Uri -CallbackSecret (ConvertTo-SecureString hook-secret -AsPlainText -Force)
            $result.Callback.IsDelivered | Should -BeTrue
            $result.Callback.Uri | Should -Not -Match planted
            $null = $rows | Invoke-CxAnswerSimulation $campaign 0.4185 0.82 120 -CallbackUri $receiver.Uri -ErrorAction SilentlyContinue
            $all = @($receiver.Received)
            $all.Count | Should -Be 1
            $all[0].Headers.Keys | Should -Not -Contain Authorization
            ($all | ConvertTo-Json -Depth 5) | Should -Not -Match 'Bearer|access_token|sandbox-secret|hook-secret'
            $hmac = [Security.Cryptography.HMACSHA256]::new([Text.Encoding]::UTF8.GetBytes('hook-secret'))
            $all[0].Headers['X-Cx-Signature'] | Should -Be "sha256=$([Convert]::ToHexString($hmac.ComputeHash([Text.Encoding]::UTF8.GetBytes($all[0].Body))).ToLowerInvariant())"
            $body = $all[0].Body | ConvertFrom-Json
            $body.eventType, $body.campaignId, $body.varianceAnalysis.varianceStatus | Should -Be 'SIMULATION_COMPLETED', $campaign, 'PASS'
        } finally { Stop-Receiver $receiver }
    }

    It 'warns about a receiver that does not respond, and does not fail' {
        Connect-CxOne $server.Uri -Credential (Get-Secret) -RequestsPerMinute 100000 -MaximumRetryCount 0
        $result = $rows | Invoke-CxAnswerSimulation $campaign 0.38 0.82 120 -CallbackUri http://127.0.0.1:9/hook -WarningVariable warning -WarningAction SilentlyContinue -ErrorAction Stop
        "$($result.Verdict)", $result.Callback.IsDelivered | Should -Be 'Pass', $false
        $warning | Should -Match 'was not delivered'
    }

    It 'reports an insecure address with all other violations before it sends anything, and records the refusal' {
        {
            $rows | Invoke-CxAnswerSimulation $campaign 0.38 0.82 120 -CallbackUri http://planner.example/hook -ErrorAction Stop
        } | Should -Throw -ErrorId 'EndpointInsecure,*'
        {
            $rows | Invoke-CxAnswerSimulation $campaign 2 0.82 120 -CallbackUri http://planner.example/hook -ErrorAction Stop
        } | Should -Throw '*AnswerRate must be*(was 2)*CallbackUri: *' -ErrorId 'ParameterInvalid,*'
        Get-SandboxRequest $server -Method POST | Where-Object path -like '*simulate*' | Should -BeNullOrEmpty
        @(Get-CxAuditRecord).Outcome | Should -Be Refused, Refused
    }

    It 'reads campaign and receiver from the environment' {
        $receiver = Start-Receiver
        try {
            $env:CXONE_CAMPAIGN_ID, $env:WORKFORCE_CALLBACK_URL = $campaign, $receiver.Uri
            $result = $rows | Invoke-CxAnswerSimulation -AnswerRate 0.38 -AgentEfficiency 0.82 -WindowMinutes 120
            $result.CampaignId, $result.Callback.IsDelivered | Should -Be $campaign, $true
        } finally {
            $env:CXONE_CAMPAIGN_ID = $env:WORKFORCE_CALLBACK_URL = $null
            Stop-Receiver $receiver
        }
        {
            $rows | Invoke-CxAnswerSimulation -AnswerRate 0.38 -AgentEfficiency 0.82 -WindowMinutes 120 -ErrorAction Stop
        } | Should -Throw '*CXONE_CAMPAIGN_ID*'
    }

    It 'names the scope that is missing' {
        Connect-CxOne $server.Uri -Credential (Get-Secret reader)
        { $rows | Invoke-CxAnswerSimulation $campaign 0.38 0.82 120 -ErrorAction Stop } | Should -Throw '*outbound:campaign:edit*'
    }
}
