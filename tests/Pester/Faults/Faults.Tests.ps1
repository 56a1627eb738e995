# The matrix in tests/Unit/Faults spoils every answer below the cmdlet. These cases go through the cmdlets: what they write, what stays in
# -ErrorVariable, and what Get-CxAuditRecord shows must say what the tenant holds.

BeforeDiscovery {
    # What each write is, and how to ask the tenant whether it holds the change and how often it was made.
    $forms = @(
        @{
            Form = 'Set-CxDialerConfig'; Method = 'PUT'; Path = '*dialerconfigs/*'; LooksUp = $true
            Act  = {
                Set-CxDialerConfig dialer-east -DialRate 2.5 -PassThru -ErrorVariable +script:problem -ErrorAction SilentlyContinue -WarningAction SilentlyContinue
            }
            Ask  = {
                $config = $script:state.dialerConfigs | Where-Object id -eq dialer-east
                ($config.body.dialRate -eq 2.5), ($config.version - 1)
            }
        }
        @{
            Form = 'Set-CxPredictiveWeight'; Method = 'PUT'; Path = '*campaigns/*'; LooksUp = $true
            Act  = {
                Set-CxPredictiveWeight 12345678-1234-1234-1234-123456789012 -AlgorithmId CXONE_PREDICTIVE_V3 -Weight @{ answer_rate = 0.12 } -Force -NoWait -PassThru -ErrorVariable +script:problem -ErrorAction SilentlyContinue
            }
            Ask  = {
                $campaign = $script:state.campaigns | Where-Object id -like 12345678*
                ($campaign.body.predictiveDialerSettings.parameterWeights.answer_rate -eq 0.12), ($campaign.version - 4)
            }
        }
        @{
            Form = 'Register-CxWebhook'; Method = 'POST'; Path = '*webhooks'; LooksUp = $true
            Act  = {
                Register-CxWebhook https://hooks.example/cxone campaign.updated -ErrorVariable +script:problem -ErrorAction SilentlyContinue -WarningAction SilentlyContinue
            }
            Ask  = { ($script:state.webhooks.Count -gt 0), $script:state.webhooks.Count }
        }
        @{
            Form = 'Publish-CxIvrDeployment'; Method = 'POST'; Path = '*ivr/deployments'; LooksUp = $false
            Act  = {
                Publish-CxIvrDeployment ivr-def-001 staging -SkipSimulation -NoWait -ErrorVariable +script:problem -ErrorAction SilentlyContinue
            }
            Ask  = { ($script:state.deployments.Count -gt 0), $script:state.deployments.Count }
        }
        @{
            Form = 'Invoke-CxRestMethod POST'; Method = 'POST'; Path = '*audit/logs'; LooksUp = $false
            Act  = {
                $body = @{
                    eventType = 'FAULT'
                    timestamp = '2026-03-01T12:00:00.000Z'
                    tenantId = 'tenant-123'
                    actorId = 'sandbox'
                    details = @{ a = 1 }
                    complianceFlags = @{ gdprRelevant = $true; pciRelevant = $true; retentionDays = 365 }
                }
                Invoke-CxRestMethod /api/v2/audit/logs -Method POST -Body $body -ErrorVariable +script:problem -ErrorAction SilentlyContinue
            }
            Ask  = { ($script:state.auditLogs.Count -gt 0), $script:state.auditLogs.Count }
        }
    )
    $modes = @(
        @{ Mode = '200 HTML'; Rule = @{ status = 200; contentType = 'text/html'; body = '<html><body>Sign in</body></html>' } }
        @{ Mode = '524'; Rule = @{ status = 524; contentType = 'text/html'; body = '<html></html>' } }
        @{ Mode = '403 HTML'; Rule = @{ status = 403; contentType = 'text/html'; body = '<html></html>' } }
    )
    $cases = foreach ($form in $forms) {
        foreach ($mode in $modes) { foreach ($apply in $true, $false) { $form + $mode + @{ Apply = $apply } } }
    }
    $quick = $cases | Where-Object {
        ($_.Form -eq 'Set-CxDialerConfig' -and $_.Mode -eq '200 HTML' -and -not $_.Apply) -or
            ($_.Form -eq 'Publish-CxIvrDeployment' -and $_.Mode -eq '524' -and $_.Apply) -or
            ($_.Form -eq 'Invoke-CxRestMethod POST' -and $_.Mode -eq '403 HTML' -and $_.Apply)
    }
}

BeforeAll {
    Import-Module $PSScriptRoot/../Support.psm1 -Force
    Import-Module $env:CXONE_TEST_MODULE
    $server = Start-Sandbox

    function Assert-Agreement {
        param([hashtable] $Case)
        Reset-Sandbox $server
        Connect-CxOne $server.Uri -Credential (Get-Secret) -RequestsPerMinute 100000 -AuditPath (Join-Path (Convert-Path TestDrive:) ([guid]::NewGuid()))
        Add-SandboxFault $server ($Case.Rule + @{ method = $Case.Method; path = $Case.Path; apply = $Case.Apply })
        $script:problem = @()
        $shown = @(& $Case.Act)
        $script:state = Invoke-RestMethod "$($server.Uri)/sandbox/state"
        $isHeld, $times = & $Case.Ask
        $record = @(Get-CxAuditRecord)[-1]
        $told = $script:problem | Where-Object { $_ -is [Management.Automation.ErrorRecord] } | Select-Object -First 1
        $times | Should -BeLessOrEqual 1
        $record.Outcome | Should -Not -Be Started
        if ($told.FullyQualifiedErrorId -like 'OutcomeUnknown,*') {
            ($isHeld -and $Case.LooksUp) | Should -BeFalse -Because 'one look would tell'
            $record.Outcome | Should -Be Unknown
            $told.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
            $shown | Should -BeNullOrEmpty
        }
        elseif ($told) {
            $isHeld | Should -BeFalse -Because "the user reads $($told.Exception.Message)"
            $record.Outcome | Should -BeIn Failed, Refused
        }
        else {
            $isHeld | Should -BeTrue -Because "the user got $($shown | Out-String)"
            $shown | Should -Not -BeNullOrEmpty
            $record.Outcome | Should -BeIn Succeeded, Accepted
        }
    }
}
AfterAll { Stop-Sandbox $server }

Describe 'A write with a corrupted response' {
    It 'leaves output, errors and log consistent with the tenant: <Form>, <Mode>, applied: <Apply>' -ForEach $quick { Assert-Agreement $_ }
}

Describe 'A write with a corrupted response, every form and mode' -Tag Full {
    It 'leaves output, errors and log consistent with the tenant: <Form>, <Mode>, applied: <Apply>' -ForEach $cases { Assert-Agreement $_ }
}
