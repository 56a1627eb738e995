BeforeAll {
    Import-Module $PSScriptRoot/../Support.psm1 -Force
    Import-Module $env:CXONE_TEST_MODULE
    $server = Start-Sandbox
    $campaign = '12345678-1234-1234-1234-123456789012'
    $weights = @{ CampaignId = $campaign; AlgorithmId = 'CXONE_PREDICTIVE_V3'; Weight = @{ answer_rate = 0.12; call_rate = -0.08; predictive_factor = 0.2; max_concurrent = 0.05 } }
    # A script of the tenant as an edited file beside its lock file.
    function Edit-Script {
        $scripts = Join-Path (Convert-Path TestDrive:) ([guid]::NewGuid())
        $null = Export-CxScript DEV\Playground -Path $scripts
        $file = Join-Path $scripts DEV Playground.json
        (Get-Content $file -Raw).Replace('This is Playground', 'Welcome') | Set-Content $file -NoNewline
        $file
    }
    $history = "time_bucket,calls_attempted,calls_answered,avg_talk_time_seconds`n09:00-10:00,500,190,145`n10:00-11:00,620,245,138`n11:00-12:00,480,175,152" | ConvertFrom-Csv
}
AfterAll { Stop-Sandbox $server }

# The table 'What is audited' of about_CxOne_Reliability, row by row.
Describe 'The audit log about <Action>' -ForEach @(
    @{
        Action = 'IvrDeployment.Publish'; Run = { $script:made = Publish-CxIvrDeployment ivr-def-disabled-queue staging -TestInput 1 -ErrorAction SilentlyContinue }; Outcomes = 'Started', 'RolledBack'
        Check = {
            $last.Details.jobId, $last.Details.status, $last.Details.attempts | Should -Be $made.JobId, 'ROLLED_BACK', 1
            $last.Details.failureReason | Should -Be $made.FailureReason
            $last.Details.failureReason | Should -Not -BeNullOrEmpty
            $last.Details.simulationIds | Should -Be $made.Simulations.SimulationId
            $last.Details.simulationIds | Should -Not -BeNullOrEmpty
        }
    }
    @{
        Action = 'IvrDeployment.DryRun'; Run = { $script:made = Publish-CxIvrDeployment ivr-def-001 staging -SkipSimulation -DryRun }; Outcomes = 'Started', 'Succeeded'
        Check = { $last.Details.jobId, $last.Details.status, $last.Details.attempts, $last.Details.dryRun | Should -Be $made.JobId, 'COMPLETED', 1, $true }
    }
    @{
        Action = 'IvrDeployment.Undo'; Outcomes = 'Started', 'RolledBack'
        Run = {
            $script:made = Publish-CxIvrDeployment ivr-def-disabled-queue staging -SkipSimulation -NoRollback -ErrorAction SilentlyContinue
            Undo-CxIvrDeployment $made.JobId -Reason 'wrong opening hours'
        }
        Check = { $last.Details.jobId, $last.Details.status, $last.Details.reason | Should -Be $made.JobId, 'ROLLED_BACK', 'wrong opening hours' }
    }
    @{
        Action = 'DialerConfig.Set'; Run = { $script:made = Set-CxDialerConfig dialer-east -DialRate 2.5 -PassThru }; Outcomes = 'Started', 'Succeeded'
        Check = {
            $last.After.dialRate | Should -Be 2.5
            $last.Before.dialRate | Should -Be $rate
            $last.Before.name, $last.After.name | Should -Be 'Outbound East', 'Outbound East'
            $last.Details.payloadHash | Should -Be $made.PayloadHash
            $last.Details.payloadHash | Should -Match '[0-9a-f]{64}$'
        }
    }
    @{
        Action = 'DialerConfig.Restore'; Run = { Set-CxDialerConfig dialer-east -DialRate 2.5; Restore-CxDialerConfig dialer-east }; Outcomes = 'Started', 'Succeeded'
        Check = {
            $last.Before.dialRate, $last.After.dialRate | Should -Be 2.5, $rate
            $last.Details.payloadHash | Should -Match '[0-9a-f]{64}$'
        }
    }
    @{
        Action = 'DataAction.UpdateDate'; Outcomes = 'Started', 'Succeeded'
        Run = { $script:made = '2024-02-28T15:30:00Z', '2024-02-29T15:30:00Z' | ForEach-Object { Update-CxDataActionDate Production_Date_Processor $_ America/New_York -OffsetMinutes 120 -PassThru } }
        Check = {
            $last.Before.computedValue, $last.After.computedValue | Should -Be '2024-02-28T17:30:00.000Z', '2024-02-29T17:30:00.000Z'
            $last.Details.input, $last.Details.value, $last.Details.timeZone, $last.Details.arithmetic | Should -Be '2024-02-29T15:30:00Z', '2024-02-29T17:30:00.000Z', 'America/New_York', 'Elapsed'
            $last.Details.amount | Should -Not -BeNullOrEmpty
        }
    }
    @{
        Action = 'Campaign.SimulateAnswers'; Run = { $history | Invoke-CxAnswerSimulation $campaign 0.38 0.82 120 }; Outcomes = 'Succeeded'
        Check = { $last.Details.requestedAnswerRate, $last.Details.simulatedAnswerRate, $last.Details.buckets, $last.Details.callsAttempted, $last.Details.callsAnswered, $last.Details.verdict | Should -Be 0.38, 0.38, 3, 1600, 610, 'Pass' }
    }
    @{
        Action = 'PredictiveWeight.Set'; Run = { $script:made = Set-CxPredictiveWeight @weights -PassThru }; Outcomes = 'Started', 'Accepted', 'Succeeded'
        Check = {
            $last.Before.predictiveDialerSettings.parameterWeights.answer_rate, $last.After.predictiveDialerSettings.parameterWeights.answer_rate | Should -Be 0.15, 0.12
            $last.Details.simulationId, $last.Details.simulationStatus, $last.Details.accuracy | Should -Be $made.SimulationId, 'COMPLETED', $made.Accuracy
            $last.Details.accuracy | Should -BeGreaterThan 0
        }
    }
    @{
        Action = 'PredictiveWeight.Restore'; Outcomes = 'Started', 'Succeeded'
        Run = { $update = Set-CxPredictiveWeight @weights -NoWait -PassThru; Get-CxAuditRecord -AuditId $update.AuditId | Restore-CxPredictiveWeight }
        Check = { $last.Before.predictiveDialerSettings.parameterWeights.answer_rate, $last.After.predictiveDialerSettings.parameterWeights.answer_rate | Should -Be 0.12, 0.15 }
    }
    @{
        Action = 'SkillDialer.Set'; Run = { Set-CxSkillDialer Renewals-East -MaximumRatio 1.5 }; Outcomes = 'Started', 'Succeeded'
        Check = {
            $last.Before.generalSettings.maximumRatio, $last.After.generalSettings.maximumRatio | Should -Be 2.5, 1.5
            $last.Details.ruleSet, $last.Details.verdict, $last.Details.block | Should -Be 'UsTsr', 'Compliant', 'generalSettings'
        }
    }
    @{
        Action = 'SkillDialer.Restore'; Run = { Set-CxSkillDialer Renewals-East -MaximumRatio 1.5 -RuleSet None; Restore-CxSkillDialer Renewals-East }; Outcomes = 'Started', 'Succeeded'
        Check = { $last.Before.generalSettings.maximumRatio, $last.After.generalSettings.maximumRatio | Should -Be 1.5, 2.5 }
    }
    @{
        Action = 'Skill.Start'; Run = { Start-CxSkill Collections-East -Confirm:$false }; Outcomes = 'Started', 'Succeeded'
        Check = { $last.Before.isRunning, $last.After.isRunning, $last.Details.skillName | Should -Be $false, $true, 'Collections-East' }
    }
    @{
        Action = 'Skill.Stop'; Run = { Start-CxSkill Collections-East -Confirm:$false; Stop-CxSkill Collections-East -Force -Confirm:$false }; Outcomes = 'Started', 'Succeeded'
        Check = { $last.Before.isRunning, $last.After.isRunning, $last.Details.forced | Should -Be $true, $false, $true }
    }
    @{
        Action = 'PointOfContact.Set'; Run = { Set-CxPointOfContact 730001 -ScriptName DEV\Playground -Confirm:$false -WarningAction Ignore }; Outcomes = 'Started', 'Succeeded'
        Check = { $last.Before.scriptName, $last.After.scriptName | Should -Be 'PROD\Main', 'DEV\Playground' }
    }
    @{
        Action = 'PointOfContact.Restore'; Outcomes = 'Started', 'Succeeded'
        Run = {
            Set-CxPointOfContact 730001 -ScriptName DEV\Playground -Confirm:$false -WarningAction Ignore
            Restore-CxPointOfContact 730001 -Confirm:$false -WarningAction Ignore
        }
        Check = { $last.Before.scriptName, $last.After.scriptName | Should -Be 'DEV\Playground', 'PROD\Main' }
    }
    @{
        Action = 'Script.Publish'; Outcomes = 'Started', 'Succeeded'
        Run = {
            $file = Edit-Script
            $script:made = Publish-CxScript $file -PointOfContact 730001 -Confirm:$false -WarningAction Ignore
        }
        Check = {
            $last.Before.masterId, $last.After.masterId | Should -Be $made.PreviousMasterId, $made.MasterId
            $last.Before.hash, $last.After.hash | Should -Be $made.PreviousHash, $made.Hash
            $last.After.hash | Should -Match '[0-9a-f]{64}$'
            $last.Details.pointsOfContact | Should -Be '730001'
        }
    }
    @{
        Action = 'Script.Restore'; Outcomes = 'Started', 'Succeeded'
        Run = {
            $file = Edit-Script
            $published = Publish-CxScript $file -Confirm:$false
            $script:made = Restore-CxScript DEV\Playground -Confirm:$false
        }
        Check = {
            $last.Before.hash, $last.After.hash | Should -Be $published.Hash, $published.PreviousHash
            $last.Before.masterId, $last.After.masterId | Should -Be $published.MasterId, $made.MasterId
            $last.Details.restoredVersion | Should -Be $published.PreviousMasterId
        }
    }
    @{
        Action = 'Script.Unlock'; Outcomes = 'Started', 'Succeeded'
        Run = {
            $null = Invoke-RestMethod "$($server.Uri)/sandbox/scripts/lock" -Method Post -ContentType application/json -Body '{"scriptPath":"PROD\\Main","lockedBy":"editor@sandbox.example"}'
            $script:made = Unlock-CxScript PROD\Main -Force -Confirm:$false
        }
        Check = { $last.Details.lockedBy, $last.Details.forced | Should -Be 'editor@sandbox.example', $true; $made.AuditId | Should -Be $last.AuditId }
    }
    @{
        Action = 'Webhook.Register'; Run = { $script:made = Register-CxWebhook 'https://ml.example/hook?key=planted-key' campaign.updated }; Outcomes = 'Started', 'Succeeded'
        Check = { $last.Details.webhookId, $last.Details.uri | Should -Be $made.Id, 'https://ml.example/hook?key=***'; $last.Details.events | Should -Be 'campaign.updated' }
    }
    @{
        Action = 'Webhook.Unregister'; Run = { $script:made = Register-CxWebhook 'https://ml.example/hook?key=planted-key' campaign.updated; Get-CxWebhook | Unregister-CxWebhook }; Outcomes = 'Started', 'Succeeded'
        Check = { $last.Details.webhookId, $last.Details.uri | Should -Be $made.Id, 'https://ml.example/hook?key=***'; $last.Details.events | Should -Be 'campaign.updated' }
    }
    @{
        Action = 'Rest.Write'; Run = { Invoke-CxRestMethod '/api/v2/audit/logs?key=planted-key' -Method POST -Body '{"planted":"words of the body"}' -ErrorAction SilentlyContinue }; Outcomes = 'Started', 'Failed'
        Check = {
            $hash = [Convert]::ToHexString([Security.Cryptography.SHA256]::HashData([Text.Encoding]::UTF8.GetBytes('{"planted":"words of the body"}'))).ToLowerInvariant()
            $last.Details.path, $last.Details.statusCode, $last.Details.bodySha256 | Should -Be '/api/v2/audit/logs?key=***', 400, $hash
            Get-Content (Join-Path $folder audit.jsonl) -Raw | Should -Not -Match 'words of the body'
        }
    }
    @{
        Action = 'OPENING_HOURS'; Run = { Write-CxAuditLog OPENING_HOURS @{ what = 'Sundays too' } }; Outcomes = 'Started', 'Succeeded'
        Check = { $last.Details.what | Should -Be 'Sundays too' }
    }
) {
    It 'contains the documented details, one operation id and the user' {
        Reset-Sandbox $server
        $folder = Join-Path (Convert-Path TestDrive:) ([guid]::NewGuid())
        Connect-CxOne $server.Uri -Credential (Get-Secret) -RequestsPerMinute 100000 -AuditPath $folder
        $rate = (Get-CxDialerConfig dialer-east).DialRate
        $null = . $Run
        $operation = @(Get-CxAuditRecord -Action $Action)[-1].OperationId
        $records = @(Get-CxAuditRecord -Action $Action | Where-Object OperationId -eq $operation)
        $records.Outcome | Should -Be $Outcomes
        foreach ($record in $records) {
            $record.User, $record.Machine, $record.ProcessId, $record.TenantId, $record.ActorId | Should -Be ([Environment]::UserName), ([Environment]::MachineName), $PID, 'tenant-123', 'sandbox'
        }
        $last = $records[-1]
        . $Check
        Get-Content (Join-Path $folder audit.jsonl) -Raw | Should -Not -Match 'planted-key'
        (Test-CxAuditLog $folder).IsValid | Should -BeTrue
    }
}

Describe 'A change that cannot be recorded' {
    BeforeAll {
        Reset-Sandbox $server
        $open = Connect-CxOne $server.Uri -Credential (Get-Secret) -RequestsPerMinute 100000 -AuditPath (Join-Path (Convert-Path TestDrive:) ([guid]::NewGuid())) -PassThru
        $failed = Publish-CxIvrDeployment ivr-def-disabled-queue staging -SkipSimulation -NoRollback -ErrorAction SilentlyContinue
        $weighed = Get-CxAuditRecord -AuditId (Set-CxPredictiveWeight @weights -NoWait -PassThru).AuditId
        $hook = Register-CxWebhook https://ml.example/hook campaign.updated
        $blocked = Join-Path (Convert-Path TestDrive:) "file-$([guid]::NewGuid())"
        Set-Content $blocked 'a file where the folder should be'
        Connect-CxOne $server.Uri -Credential (Get-Secret) -RequestsPerMinute 100000 -AuditPath $blocked
    }

    It 'is not sent: <Name>' -ForEach @(
        @{ Name = 'Publish'; Run = { Publish-CxIvrDeployment ivr-def-001 staging -SkipSimulation } }
        @{ Name = 'Undo'; Run = { Undo-CxIvrDeployment $failed.JobId } }
        @{ Name = 'Set a dialer configuration'; Run = { Set-CxDialerConfig dialer-east -DialRate 2.7 } }
        @{ Name = 'Update a date'; Run = { Update-CxDataActionDate Production_Date_Processor 2024-02-29T15:30:00Z America/New_York } }
        @{ Name = 'Simulate answers'; Run = { $history | Invoke-CxAnswerSimulation $campaign 0.38 0.82 120 } }
        @{ Name = 'Set weights'; Run = { Set-CxPredictiveWeight $campaign CXONE_PREDICTIVE_V3 @{ answer_rate = 0.02 } } }
        @{ Name = 'Restore weights'; Run = { $weighed | Restore-CxPredictiveWeight } }
        @{ Name = 'Register'; Run = { Register-CxWebhook https://ml.example/other campaign.updated } }
        @{ Name = 'Unregister'; Run = { Unregister-CxWebhook $hook.Id } }
        @{ Name = 'Invoke-CxRestMethod'; Run = { Invoke-CxRestMethod /api/v2/audit/logs -Method POST -Body @{ a = 1 } } }
        @{ Name = 'Write-CxAuditLog'; Run = { Write-CxAuditLog OPENING_HOURS @{ what = 'Sundays too' } } }
    ) {
        $before = @(Get-SandboxRequest $server | Where-Object method -ne GET).Count
        { . $Run } | Should -Throw -ErrorId 'AuditWriteFailed,*'
        @(Get-SandboxRequest $server | Where-Object method -ne GET).Count | Should -Be $before
    }
}

Describe 'The audit log after commands that change nothing' {
    It 'contains no record of reads, simulated calls and exported metrics' {
        Reset-Sandbox $server
        Connect-CxOne $server.Uri -Credential (Get-Secret) -RequestsPerMinute 100000 -AuditPath (Join-Path (Convert-Path TestDrive:) ([guid]::NewGuid()))
        $job = Publish-CxIvrDeployment ivr-def-001 staging -SkipSimulation
        $before = @(Get-CxAuditRecord).Count
        $null = Get-CxIvrDefinition; $null = Get-CxDialerConfig; $null = Get-CxCampaign; $null = Get-CxDataAction; $null = Get-CxWebhook; $null = Get-CxIvrDeployment
        $null = Invoke-CxIvrSimulation ivr-def-001 -TestInput 1
        $null = Export-CxDeploymentMetric $job.JobId
        $null = Invoke-CxRestMethod /api/v2/tenant
        @(Get-CxAuditRecord).Count | Should -Be $before
    }
}

Describe 'A log that is lost during a change' {
    It 'does not hide the result or the message that the change was made' {
        Reset-Sandbox $server
        $folder = Join-Path (Convert-Path TestDrive:) ([guid]::NewGuid())
        Connect-CxOne $server.Uri -Credential (Get-Secret) -RequestsPerMinute 100000 -AuditPath $folder
        # The answer is held until the log is lost, whatever time that takes.
        Add-SandboxFault $server @{ fault = 'latency'; method = 'PUT'; path = '*dialerconfigs/*'; latencyMs = 60000 }
        $file = Join-Path $folder audit.jsonl
        $thief = [powershell]::Create().AddScript({
            param($file, $faults)
            while (-not ([IO.File]::Exists($file) -and (Get-Content $file -Raw) -match '"Started"')) { $null = [Threading.Thread]::Yield() }
            [IO.File]::Delete($file)
            $null = [IO.Directory]::CreateDirectory($file)
            Invoke-RestMethod $faults -Method Delete
        }).AddArgument($file).AddArgument("$($server.Uri)/sandbox/faults")
        $stolen = $thief.BeginInvoke()
        $result = Set-CxDialerConfig dialer-east -DialRate 2.5 -PassThru -ErrorVariable failure -ErrorAction SilentlyContinue
        $null = $thief.EndInvoke($stolen)
        $thief.Dispose()
        $result.Status | Should -Be Changed
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'AuditWriteFailed,*'
        $failure[0].Exception.Message | Should -Match "'dialer-east' was changed"
        $failure[0].TargetObject.Status | Should -Be Changed
        (Get-CxDialerConfig dialer-east).DialRate | Should -Be 2.5
    }
}
