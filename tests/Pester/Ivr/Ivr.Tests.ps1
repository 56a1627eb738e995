BeforeAll {
    Import-Module $PSScriptRoot/../Support.psm1 -Force
    Import-Module $env:CXONE_TEST_MODULE
    $server = Start-Sandbox
    function Connect-Server { Connect-CxOne $server.Uri -Credential (Get-Secret) -RequestsPerMinute 6000 }
}
AfterAll { Stop-Sandbox $server }

Describe 'Get-CxIvrDefinition' {
    BeforeAll { Connect-Server }

    It 'lists every definition over all pages' {
        $all = @(Get-CxIvrDefinition)
        $all.Count | Should -BeGreaterThan 50
        ($all.Id | Sort-Object -Unique).Count | Should -Be $all.Count
    }

    It 'reads by id, and continues after a bad id' {
        $found = 'ivr-def-001', 'nope', 'ivr-def-002' | Get-CxIvrDefinition -ErrorAction SilentlyContinue -ErrorVariable failure
        $found.Name | Should -Be 'Main menu', 'Support menu'
        $failure.Count | Should -Be 1
        $failure[0].TargetObject | Should -Be nope
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'ObjectNotFound,*'
    }

    It 'matches names case-insensitively with wildcards, and reports an error for an unknown plain name' {
        (Get-CxIvrDefinition 'MAIN menu').Id | Should -Be 'ivr-def-001'
        @(Get-CxIvrDefinition '*menu*').Count | Should -BeGreaterThan 1
        Get-CxIvrDefinition 'no such*' | Should -BeNullOrEmpty
        { Get-CxIvrDefinition 'no such name' -ErrorAction Stop } | Should -Throw -ErrorId 'ObjectNotFound,*'
    }

    It 'refuses an id that would change the path: <_>' -ForEach '..', '.' {
        { Get-CxIvrDefinition -Id $_ -ErrorAction Stop } | Should -Throw -ErrorId 'ParameterInvalid,*'
    }
}

Describe 'Invoke-CxIvrSimulation' {
    BeforeAll { Connect-Server }

    It 'reports a call like the reference script' {
        $result = Invoke-CxIvrSimulation ivr-def-001 -TestInput 1, timeout
        $result.IsValid | Should -BeFalse
        $result.TotalSteps | Should -Be 2
        $result.SuccessfulTransitions | Should -Be 1
        $result.TimeoutViolations | Should -Be 1
        $result.TtsRenderErrors | Should -Be 0
        $result.PathTraversal.NextNodeId | Should -Be 'sales-dept', 'agent-transfer'
        $result.TimeoutEvents[0].ExpectedWaitSec | Should -Be 10
        $result.VoiceUnits | Should -BeGreaterThan 0
    }

    It 'lets a test case expect a time-out, a path and an end' {
        $case = @{
            Name = 'silence'
            Input = '1', 'timeout'
            ExpectPath = 'main-menu', 'sales-dept', 'agent-transfer'
            ExpectEnd = 'agent-transfer'
            AllowTimeout = 'sales-dept'
        }
        $result = Invoke-CxIvrSimulation ivr-def-001 -TestCase $case
        $result.IsValid | Should -BeTrue
        $result.TimeoutViolations | Should -Be 0
        $result.Name | Should -Be silence
        (Invoke-CxIvrSimulation ivr-def-001 -TestCase ($case + @{ } | ForEach-Object { $_.ExpectEnd = 'support-dept'; $_ })).IsValid |
            Should -BeFalse
    }

    It 'accepts test cases from <Kind>' -ForEach @(
        @{
            Kind = 'JSON'
            Case = { '[{"Name":"a","Input":["1","timeout"],"ExpectEnd":"agent-transfer","AllowTimeout":true}]' | ConvertFrom-Json }
        }
        @{
            Kind = 'CSV'
            Case = {
                "Name,Input,ExpectPath,ExpectEnd,AllowTimeout`na,1 timeout,main-menu > sales-dept > agent-transfer,,sales-dept" |
                    ConvertFrom-Csv
            }
        }
        @{ Kind = 'hashtables'; Case = { @{ name = 'a'; input = 1, 'timeout'; allowTimeout = $true } } }
    ) {
        $result = Invoke-CxIvrSimulation ivr-def-001 -TestCase (& $Case)
        $result.IsValid | Should -BeTrue
        $result.Input | Should -Be '1', 'timeout'
    }

    It 'reports all violations of all test cases together, and refuses a misspelt expectation' {
        {
            Invoke-CxIvrSimulation ivr-def-001 -TestCase @{ Input = 1; ExpectedEnd = 'x' }, @{ Name = 'no input' }, 'text'
        } | Should -Throw -ErrorId 'ParameterInvalid,*'
        $Error[0].Exception.Violations.Count | Should -Be 3
    }

    It 'accepts ids by value and by property name' {
        @('ivr-def-001', 'ivr-def-002' | Invoke-CxIvrSimulation -TestInput 1).Count | Should -Be 2
        (Get-CxIvrDefinition -Id ivr-def-001 | Invoke-CxIvrSimulation -TestInput 1).IvrDefinitionId | Should -Be 'ivr-def-001'
        ([pscustomobject]@{ IvrDefinitionId = 'ivr-def-002' } | Invoke-CxIvrSimulation -TestInput 1).IvrDefinitionId |
            Should -Be 'ivr-def-002'
    }
}

Describe 'Publish-CxIvrDeployment' {
    BeforeEach { Reset-Sandbox $server; Connect-Server }

    It 'simulates, submits once, waits, measures and records' {
        $result = 'ivr-def-001', 'ivr-def-002' | Publish-CxIvrDeployment -Environment staging -TestInput 1
        $result.Status | Should -Be COMPLETED
        $result.IvrDefinitionId | Should -Be 'ivr-def-001', 'ivr-def-002'
        $result.Attempts | Should -Be 1
        $result.Simulations.IsValid | Should -Be $true, $true
        $result.Metrics.DeploymentLatencyMs | Should -BeGreaterThan 0
        $result.AuditLogId | Should -Not -BeNullOrEmpty
        $result.StateHistory[-1].Status | Should -Be COMPLETED
        (Get-CxAuditRecord -AuditId $result.AuditId).Outcome | Should -Be Succeeded
        $writes = (Get-SandboxRequest $server -Method POST).path
        $writes | Should -Be '/api/v2/ivr/definitions/ivr-def-001/simulate', '/api/v2/ivr/definitions/ivr-def-002/simulate',
            '/api/v2/ivr/deployments', '/api/v2/data/export/jobs', '/api/v2/audit/logs'
    }

    It 'simulates every choice of the menus if no test input is specified' {
        $result = Publish-CxIvrDeployment ivr-def-001 staging
        $result.Status | Should -Be COMPLETED
        $result.Simulations.Count | Should -BeGreaterThan 3
        $result.Simulations | ForEach-Object { $_.Input[0] } | Should -Contain '0'
    }

    It 'returns <Id> as <Status> with the error <ErrorId> and a message that names <Message>' -ForEach @(
        @{ Id = 'ivr-def-001'; Status = 'COMPLETED'; ErrorId = $null; Message = $null }
        @{ Id = 'ivr-def-002'; Status = 'COMPLETED'; ErrorId = $null; Message = $null }
        @{ Id = 'ivr-def-overlap'; Status = 'REJECTED'; ErrorId = 'DeploymentRejected'; Message = 'OVERLAPPING_DTMF' }
        @{ Id = 'ivr-def-tts-quota'; Status = 'REJECTED'; ErrorId = 'DeploymentRejected'; Message = 'TTS_QUOTA_EXCEEDED' }
        @{
            Id = 'ivr-def-deprecated-voice'
            Status = 'ROLLED_BACK'
            ErrorId = 'DeploymentRolledBack'
            Message = 'dependencyResolutionError'
        }
        @{ Id = 'ivr-def-disabled-queue'; Status = 'ROLLED_BACK'; ErrorId = 'DeploymentRolledBack'; Message = 'dependencyResolutionError' }
        @{ Id = 'ivr-def-slow-provisioning'; Status = 'COMPLETED'; ErrorId = $null; Message = $null; Attempts = 2 }
        @{ Id = 'ivr-def-routing-corrupt'; Status = 'ROLLED_BACK'; ErrorId = 'DeploymentRolledBack'; Message = 'ROUTING_MATRIX_CORRUPT' }
    ) {
        $result = Publish-CxIvrDeployment $Id staging -TestInput 1 -RedeployDelaySec 0 -ErrorAction SilentlyContinue -ErrorVariable failure
        $result.Status | Should -Be $Status
        $result.Attempts | Should -Be ($Attempts ?? 1)
        $result.RollbackTriggered | Should -Be ($Status -eq 'ROLLED_BACK')
        @(Get-SandboxRequest $server -Method POST -Path /api/v2/ivr/deployments).Count | Should -Be ($Attempts ?? 1)
        if ($ErrorId) {
            $failure[0].FullyQualifiedErrorId | Should -BeLike "$ErrorId,*"
            $failure[0].Exception.Message | Should -Match $Message
            $failure[0].ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
            $failure[0].TargetObject.Status | Should -Be $Status
        } else {
            $failure | Should -BeNullOrEmpty
        }
        if ($Status -ne 'REJECTED') {
            (Invoke-RestMethod "$($server.Uri)/sandbox/state" | ConvertTo-Json -Depth 20) | Should -Match $result.JobId
            (Get-CxIvrDeployment $result.JobId).Status | Should -Be $Status
        }
    }

    It 'uses the specified number of submissions, wait and time-out' {
        $result = Publish-CxIvrDeployment ivr-def-slow-provisioning staging -SkipSimulation -MaximumRedeployCount 0 -ErrorAction SilentlyContinue
        $result.Attempts, $result.Status | Should -Be 1, 'ROLLED_BACK'
        Reset-Sandbox $server
        $watch = [Diagnostics.Stopwatch]::StartNew()
        (Publish-CxIvrDeployment ivr-def-slow-provisioning staging -SkipSimulation -RedeployDelaySec 0).Attempts | Should -Be 2
        $watch.Elapsed.TotalSeconds | Should -BeLessThan 30
        $slow = Start-Sandbox --job-step, 20000
        try {
            Connect-CxOne $slow.Uri -Credential (Get-Secret)
            {
                Publish-CxIvrDeployment ivr-def-001 staging -SkipSimulation -TimeoutSec 1 -PollingIntervalSec 0.6 -ErrorAction Stop
            } | Should -Throw -ErrorId 'DeploymentTimeout,*'
            @(Get-SandboxRequest $slow -Method GET -Path '/api/v2/ivr/deployments/*').Count |
                Should -BeIn 1, 2, 3 -Because 'it looks at 0, 0.6 and 1 s, and less often if a look takes its time'
        } finally { Stop-Sandbox $slow }
    }

    It 'stops a script under -ErrorAction Stop, and the script can still read the result' {
        try {
            Publish-CxIvrDeployment ivr-def-disabled-queue staging -TestInput 1 -ErrorAction Stop -OutVariable written
            throw 'not stopped'
        } catch {
            $_.FullyQualifiedErrorId | Should -BeLike 'DeploymentRolledBack,*'
            $_.Exception.Result.Status | Should -Be ROLLED_BACK
            $_.Exception.Result.FailureReason | Should -Match 'dependencyResolutionError'
        }
        $written[0].Status | Should -Be ROLLED_BACK
    }

    It 'submits nothing if a simulation fails' {
        $result = Publish-CxIvrDeployment ivr-def-001 staging -TestInput 1, timeout -ErrorAction SilentlyContinue -ErrorVariable failure
        $result.Status | Should -Be NOT_SUBMITTED
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'SimulationFailed,*'
        $failure[0].Exception.Message | Should -Match 'sales-dept'
        Get-SandboxRequest $server -Method POST -Path /api/v2/ivr/deployments | Should -BeNullOrEmpty
        (Get-CxAuditRecord -AuditId $result.AuditId).Outcome | Should -Be Refused
    }

    It 'sends no write under -WhatIf: <Name>' -ForEach @(
        @{ Name = 'Publish'; Run = { Publish-CxIvrDeployment ivr-def-001 staging -WhatIf } }
        @{ Name = 'Undo'; Run = { Undo-CxIvrDeployment $failed.JobId -WhatIf } }
        @{ Name = 'Export'; Run = { Export-CxDeploymentMetric some-job -Environment staging -WhatIf } }
        @{ Name = 'Write-CxAuditLog'; Run = { Write-CxAuditLog IVR_DEPLOYMENT @{ a = 1 } -WhatIf } }
    ) {
        # A job that could be rolled back: nothing but -WhatIf keeps the tenant from it.
        $failed = Publish-CxIvrDeployment ivr-def-disabled-queue staging -SkipSimulation -NoRollback -ErrorAction SilentlyContinue
        $failed.Status | Should -Be FAILED
        # A simulated call is a check and changes nothing.
        $before = @(Get-SandboxRequest $server -Method POST | Where-Object path -notlike '*/simulate').Count
        & $Run
        @(Get-SandboxRequest $server -Method POST | Where-Object path -notlike '*/simulate').Count | Should -Be $before
    }

    It 'posts once and reports OutcomeUnknown if the response to the submission is lost' {
        Add-SandboxFault $server @{ method = 'POST'; path = '/api/v2/ivr/deployments'; fault = 'reset-after'; count = 1 }
        Publish-CxIvrDeployment ivr-def-001 staging -TestInput 1 -ErrorAction SilentlyContinue -ErrorVariable failure |
            Should -BeNullOrEmpty
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'OutcomeUnknown,*'
        $failure[0].ErrorDetails.RecommendedAction | Should -Match 'Get-CxIvrDeployment'
        @(Get-SandboxRequest $server -Method POST -Path /api/v2/ivr/deployments).Count | Should -Be 1
        (Get-CxAuditRecord)[-1].Outcome | Should -Be Unknown
        # The way that the error names leads to the job.
        (Get-CxIvrDeployment | Select-Object -First 1).IvrDefinitionId | Should -Be 'ivr-def-001'
    }

    It 'succeeds despite lost responses to reads, refusals and expiring tokens' {
        Add-SandboxFault $server @(
            @{ method = 'POST'; path = '/api/v2/ivr/deployments'; fault = '429'; retryAfter = '0'; count = 1 }
            @{ method = 'GET'; path = '/api/v2/ivr/deployments/*'; fault = 'reset-after'; count = 2 }
            @{ method = 'GET'; path = '/api/v2/ivr/deployments/*'; fault = 'expire-token'; count = 1 }
            @{ method = 'GET'; path = '/api/v2/ivr/deployments/*'; fault = 'truncate'; count = 1 }
        )
        (Publish-CxIvrDeployment ivr-def-001 staging -TestInput 1).Status | Should -Be COMPLETED
        $posts = @(Get-SandboxRequest $server -Method POST -Path /api/v2/ivr/deployments)
        $posts.status | Should -Be 429, 202
        $posts.idempotencyKey | Sort-Object -Unique | Should -HaveCount 1
    }

    It 'returns immediately with -NoWait, and the job can be waited for' {
        $result = Publish-CxIvrDeployment ivr-def-001 staging -TestInput 1 -NoWait
        $result.Status | Should -Be QUEUED
        ($result | Wait-CxIvrDeployment).Status | Should -Be COMPLETED
    }

    It 'does not roll back a failed job with -NoRollback, and Undo restores the former version' {
        $result = Publish-CxIvrDeployment ivr-def-disabled-queue staging -TestInput 1 -NoRollback -ErrorAction SilentlyContinue -ErrorVariable failure
        $result.Status | Should -Be FAILED
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'DeploymentFailed,*'
        ($result | Undo-CxIvrDeployment -Reason 'test').Status | Should -Be ROLLED_BACK
        { Undo-CxIvrDeployment $result.JobId -ErrorAction Stop } | Should -Throw -ErrorId 'RollbackConflict,*'
        $Error[0].CategoryInfo.Category | Should -Be ResourceExists
        (Export-CxDeploymentMetric $result.JobId).RollbackCount | Should -Be 1
    }

    It 'changes nothing in a dry run' {
        $before = (Invoke-RestMethod "$($server.Uri)/sandbox/state").live | ConvertTo-Json -Depth 9
        $result = Publish-CxIvrDeployment ivr-def-001 staging -TestInput 1 -DryRun
        $result.Status | Should -Be COMPLETED
        $result.IsDryRun | Should -BeTrue
        (Invoke-RestMethod "$($server.Uri)/sandbox/state").live | ConvertTo-Json -Depth 9 | Should -Be $before
    }

    It 'skips exactly the specified checks' {
        (Publish-CxIvrDeployment ivr-def-overlap staging -SkipSimulation -SkipValidation RoutingCompatibility).Status | Should -Be COMPLETED
    }

    It 'reports all violations of the parameters together' {
        {
            Publish-CxIvrDeployment ivr-def-001, ivr-def-001 ' ' -TestCase @{ Input = '1'; IvrDefinitionId = 'other' } -ErrorAction Stop
        } | Should -Throw -ErrorId 'ParameterInvalid,*'
        $Error[0].Exception.Violations.Count | Should -Be 3
        Get-SandboxRequest $server -Method POST | Should -BeNullOrEmpty
    }

    It 'reports an unreadable test case together with all other violations' {
        $failure = {
            Publish-CxIvrDeployment ivr-def-001 ' ' -TestCase @{ Name = 'no input' }, 'text'
        } | Should -Throw -ErrorId 'ParameterInvalid,*' -PassThru
        $failure.Exception.Violations | Should -HaveCount 3
        $failure.Exception.Message | Should -Match 'target environment'
    }
}

Describe 'Stopping' {
    It 'names the command that resumes waiting in the host' {
        $slow = Start-Sandbox --job-step, 20000
        try {
            # A process of its own, for the streams are closed to a stopped cmdlet: what it says goes to the host.
            $script = Join-Path (Convert-Path TestDrive:) stop.ps1
            Set-Content $script {
                param($module, $uri)
                $state = [initialsessionstate]::CreateDefault2()
                $state.ImportPSModule($module)
                $runspace = [runspacefactory]::CreateRunspace($Host, $state)
                $runspace.Open()
                $shell = [powershell]::Create($runspace).AddScript("Connect-CxOne $uri -Credential ([pscredential]::new('sandbox', (ConvertTo-SecureString sandbox-secret -AsPlainText -Force))); Publish-CxIvrDeployment ivr-def-001 staging -SkipSimulation")
                $null = $shell.BeginInvoke()
                while (-not ((Invoke-RestMethod "$uri/sandbox/requests").requests | Where-Object {
                    $_.method -eq 'GET' -and $_.path -like '/api/v2/ivr/deployments/*'
                })) {
                    [Threading.Thread]::Yield() | Out-Null
                }
                $shell.Stop()
            }
            $said = Invoke-Pwsh -File $script $env:CXONE_TEST_MODULE $slow.Uri *>&1 | Out-String
            Connect-CxOne $slow.Uri -Credential (Get-Secret)
            $said -replace '\s+', ' ' | Should -BeLike "*Wait-CxIvrDeployment -JobId $((Get-CxIvrDeployment | Select-Object -First 1).JobId)*"
        } finally { Stop-Sandbox $slow }
    }

    It 'leaves the job running and returns within 100 ms' {
        $slow = Start-Sandbox --job-step, 20000
        try {
            $script = 'Connect-CxOne $uri -Credential $credential; Publish-CxIvrDeployment ivr-def-001 staging -TestInput 1'
            Measure-Stop $script @{ uri = $slow.Uri; credential = Get-Secret } {
                param($round) @(Get-SandboxRequest $slow -Method GET -Path '/api/v2/ivr/deployments/*' |
                    Select-Object -ExpandProperty path -Unique).Count -eq $round
            } | Should -BeLessThan 100
            (Get-CxAuditRecord)[-1].Outcome | Should -Be Interrupted
            Connect-CxOne $slow.Uri -Credential (Get-Secret)
            (Get-CxIvrDeployment | Select-Object -First 1).Status | Should -BeIn QUEUED, VALIDATING
        } finally { Stop-Sandbox $slow }
    }
}

Describe 'Wait-CxIvrDeployment' {
    It 'times out with an error that says how to resume waiting' {
        $slow = Start-Sandbox --job-step, 20000
        try {
            Connect-CxOne $slow.Uri -Credential (Get-Secret)
            $job = Publish-CxIvrDeployment ivr-def-001 staging -TestInput 1 -NoWait
            { $job | Wait-CxIvrDeployment -TimeoutSec 1 -ErrorAction Stop } | Should -Throw -ErrorId 'DeploymentTimeout,*'
            $Error[0].CategoryInfo.Category | Should -Be OperationTimeout
            $Error[0].Exception.Message | Should -Match "Wait-CxIvrDeployment -JobId $($job.JobId)"
        } finally { Stop-Sandbox $slow }
    }

    It 'returns a failed job with an error, and a completed one without' {
        $own = Start-Sandbox
        try {
            Connect-CxOne $own.Uri -Credential (Get-Secret) -RequestsPerMinute 100000
            $failed = Publish-CxIvrDeployment ivr-def-routing-corrupt staging -SkipSimulation -NoRollback -NoWait -Confirm:$false
            $job = $failed | Wait-CxIvrDeployment -ErrorVariable failure -ErrorAction SilentlyContinue
            $job.Status | Should -Be FAILED
            $failure[0].FullyQualifiedErrorId | Should -BeLike 'DeploymentFailed,*'
            $failure[0].TargetObject | Should -Be $failed.JobId
            $rolledBack = Undo-CxIvrDeployment $failed.JobId -Confirm:$false
            ($rolledBack | Wait-CxIvrDeployment -ErrorAction Stop).Status | Should -Be ROLLED_BACK
        } finally { Stop-Sandbox $own }
    }

    It 'requests the rollback again with the same key if the response is lost' {
        $own = Start-Sandbox
        try {
            Connect-CxOne $own.Uri -Credential (Get-Secret) -RequestsPerMinute 100000
            $job = Publish-CxIvrDeployment ivr-def-001 staging -TestInput 1
            Add-SandboxFault $own @{ fault = 'reset-before'; method = 'POST'; path = '*/rollback'; count = 1 }
            $null = Undo-CxIvrDeployment $job.JobId -Confirm:$false
            $asked = @(Get-SandboxRequest $own -Method POST -Path '*/rollback')
            $asked.Count | Should -BeGreaterOrEqual 2
            @($asked.idempotencyKey | Sort-Object -Unique).Count | Should -Be 1
        } finally { Stop-Sandbox $own }
    }
}
