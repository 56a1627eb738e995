BeforeDiscovery {
    # One entry per reason for a refusal that can be known without a write. Each cmdlet that supports -WhatIf has at least one.
    $refused = @(
        @{ Cmdlet = 'Set-CxDialerConfig'; Name = 'a value out of range'; Object = 'dialer-east'; Run = { param($more) Set-CxDialerConfig dialer-east -DialRate 99 @more } }
        @{ Cmdlet = 'Set-CxDialerConfig'; Name = 'an unknown id'; Object = 'nope'; Run = { param($more) Set-CxDialerConfig nope -DialRate 2 @more } }
        @{ Cmdlet = 'Set-CxDialerConfig'; Name = 'nothing to set'; Object = 'dialer-east'; Run = { param($more) Set-CxDialerConfig dialer-east @more } }
        @{ Cmdlet = 'Set-CxDialerConfig'; Name = 'another type of object'; Object = '12345678'; Run = { param($more) Get-CxCampaign 12345678-1234-1234-1234-123456789012 | Set-CxDialerConfig -DialRate 2 @more } }
        @{ Cmdlet = 'Set-CxDialerConfig'; Name = 'a present value out of range'; Object = 'dialer-legacy'; Run = { param($more) Set-CxDialerConfig dialer-legacy -MaxAbandonmentRate 0.03 @more } }
        @{ Cmdlet = 'Restore-CxDialerConfig'; Name = 'no record'; Object = 'dialer-west'; Run = { param($more) Restore-CxDialerConfig dialer-west @more } }
        @{ Cmdlet = 'Set-CxSkillDialer'; Name = 'values out of range'; Object = '880105'; Run = { param($more) Set-CxSkillDialer Renewals-East -MaximumRatio 0.5 -MaximumAttempts 999 @more } }
        @{ Cmdlet = 'Set-CxSkillDialer'; Name = 'a setting that breaks the rule set'; Object = '880105'; Run = { param($more) Set-CxSkillDialer Renewals-East -MaximumRingingDurationSec 12 @more } }
        @{ Cmdlet = 'Set-CxSkillDialer'; Name = 'an unknown name'; Object = 'nope'; Run = { param($more) Set-CxSkillDialer nope -MaximumRatio 2 @more } }
        @{ Cmdlet = 'Restore-CxSkillDialer'; Name = 'no record'; Object = $null; Run = { param($more) Restore-CxSkillDialer Renewals-West @more } }
        @{ Cmdlet = 'Start-CxSkill'; Name = 'an unknown name'; Object = 'nope'; Run = { param($more) Start-CxSkill nope @more } }
        @{ Cmdlet = 'Stop-CxSkill'; Name = 'a skill that does not dial'; Object = $null; Run = { param($more) Get-CxSkill | Where-Object IsOutbound -eq $false | Select-Object -First 1 | Stop-CxSkill @more } }
        @{ Cmdlet = 'Set-CxPointOfContact'; Name = 'a script that does not exist'; Object = $null; Run = { param($more) Set-CxPointOfContact +15550100 -ScriptName Nowhere @more } }
        @{ Cmdlet = 'Restore-CxPointOfContact'; Name = 'no record'; Object = $null; Run = { param($more) Restore-CxPointOfContact +15550100 @more } }
        @{ Cmdlet = 'Set-CxPredictiveWeight'; Name = 'a weight out of range'; Object = '12345678'; Run = { param($more) Set-CxPredictiveWeight 12345678-1234-1234-1234-123456789012 CXONE_PREDICTIVE_V3 @{ answer_rate = 7 } @more } }
        @{ Cmdlet = 'Set-CxPredictiveWeight'; Name = 'an unknown campaign'; Object = 'nope'; Run = { param($more) Set-CxPredictiveWeight nope CXONE_PREDICTIVE_V3 @{ answer_rate = 0.1 } @more } }
        @{ Cmdlet = 'Set-CxPredictiveWeight'; Name = 'an insignificant change'; Object = '12345678'; Run = { param($more) Set-CxPredictiveWeight 12345678-1234-1234-1234-123456789012 CXONE_PREDICTIVE_V3 @{ answer_rate = 0.149 } @more } }
        @{ Cmdlet = 'Restore-CxPredictiveWeight'; Name = 'a record of something else'; Object = $null; Run = { param($more) Get-CxAuditRecord DialerConfig.Set | Select-Object -Last 1 | Restore-CxPredictiveWeight @more } }
        @{ Cmdlet = 'Restore-CxDataActionDate'; Name = 'a record of something else'; Object = $null; Run = { param($more) Get-CxAuditRecord DialerConfig.Set | Select-Object -Last 1 | Restore-CxDataActionDate @more } }
        @{ Cmdlet = 'Update-CxDataActionDate'; Name = 'an unknown time zone'; Object = 'Production_Date'; Run = { param($more) Update-CxDataActionDate Production_Date_Processor 2026-11-30T08:00:00Z Mars/Olympus @more } }
        @{ Cmdlet = 'Update-CxDataActionDate'; Name = 'an unknown name'; Object = 'nope'; Run = { param($more) Update-CxDataActionDate nope 2026-11-30T08:00:00Z UTC @more } }
        @{ Cmdlet = 'Update-CxDataActionDate'; Name = 'a row without values'; Object = 'Row 1'; Run = { param($more) [pscustomobject]@{ Name = '' } | Update-CxDataActionDate @more } }
        @{ Cmdlet = 'Update-CxDataActionDate'; Name = 'a timestamp without a zone'; Object = 'Production_Date'; Run = { param($more) Update-CxDataActionDate Production_Date_Processor 2026-11-30T08:00:00 America/Denver @more } }
        @{ Cmdlet = 'Update-CxDataActionDate'; Name = 'an action that processes no dates'; Object = 'Crm_Account_Lookup'; Run = { param($more) Update-CxDataActionDate Crm_Account_Lookup 2026-11-30T08:00:00Z UTC @more } }
        @{ Cmdlet = 'Register-CxWebhook'; Name = 'an insecure address'; Object = $null; Run = { param($more) Register-CxWebhook http://hooks.example.com/x campaign.predictive.tuned @more } }
        @{ Cmdlet = 'Unregister-CxWebhook'; Name = 'an unknown id'; Object = 'nope'; Run = { param($more) Unregister-CxWebhook nope @more } }
        @{ Cmdlet = 'Undo-CxIvrDeployment'; Name = 'an unknown job'; Object = 'nope'; Run = { param($more) Undo-CxIvrDeployment nope @more } }
        @{ Cmdlet = 'Undo-CxIvrDeployment'; Name = 'a job that is rolled back already'; Object = $null; Run = { param($more) Get-CxIvrDeployment | Where-Object Status -eq ROLLED_BACK | Undo-CxIvrDeployment @more } }
        @{ Cmdlet = 'Export-CxDeploymentMetric'; Name = 'an unknown job'; Object = 'nope'; Run = { param($more) Export-CxDeploymentMetric nope @more } }
        @{ Cmdlet = 'Publish-CxIvrDeployment'; Name = 'an unknown definition'; Object = 'nope'; Run = { param($more) Publish-CxIvrDeployment nope staging @more } }
        @{ Cmdlet = 'Publish-CxIvrDeployment'; Name = 'a definition that is named twice'; Object = 'ivr-def-001'; Run = { param($more) Publish-CxIvrDeployment ivr-def-001, ivr-def-001 staging @more } }
        @{ Cmdlet = 'Publish-CxIvrDeployment'; Name = 'a simulation that fails'; Object = 'ivr-def-001'; Run = { param($more) Publish-CxIvrDeployment ivr-def-001 staging -TestInput '1, timeout' @more } }
        @{ Cmdlet = 'Invoke-CxRestMethod'; Name = 'another host'; Object = 'elsewhere.example.com'; Run = { param($more) Invoke-CxRestMethod https://elsewhere.example.com/x -Method POST -Body '{}' @more } }
        @{ Cmdlet = 'Invoke-CxRestMethod'; Name = 'a write with -AllPages'; Object = $null; Run = { param($more) Invoke-CxRestMethod /api/v2/x -Method POST -Body '{}' -AllPages @more } }
        @{ Cmdlet = 'Write-CxAuditLog'; Name = 'details that are no object'; Object = $null; Run = { param($more) Write-CxAuditLog NOTED 'text' @more } }
        @{ Cmdlet = 'ConvertTo-CxIvrDiagram'; Name = 'a file that must not be overwritten'; Object = 'there.html'; Run = { param($more) ConvertTo-CxIvrDiagram ivr-def-001 -Path TestDrive:/there.html -NoClobber @more } }
        @{ Cmdlet = 'ConvertTo-CxIvrDiagram'; Name = 'a folder that does not exist'; Object = 'page.html'; Run = { param($more) ConvertTo-CxIvrDiagram ivr-def-001 -Path TestDrive:/nowhere/page.html @more } }
        @{ Cmdlet = 'Export-CxReport'; Name = 'a file that must not be overwritten'; Object = 'there.html'; Run = { param($more) $call | Export-CxReport TestDrive:/there.html -NoClobber @more } }
        @{ Cmdlet = 'Export-CxAuditAnchor'; Name = 'a file that must not be overwritten'; Object = 'there.html'; Run = { param($more) Export-CxAuditAnchor TestDrive:/there.html -NoClobber @more } }
        @{ Cmdlet = 'Export-CxAuditAnchor'; Name = 'a log that does not exist'; Object = $null; Run = { param($more) Export-CxAuditAnchor TestDrive:/anchor.json -AuditPath TestDrive:/nowhere @more } }
        @{ Cmdlet = 'Export-CxScript'; Name = 'a name that no script has'; Object = 'PROD\Mian'; Run = { param($more) Export-CxScript PROD\Mian TestDrive:/scripts @more } }
        @{ Cmdlet = 'Export-CxScript'; Name = 'a file that was not exported'; Object = 'PROD/Main.json'; Run = { param($more) $null = New-Item TestDrive:/edited/PROD -ItemType Directory -Force; Set-Content TestDrive:/edited/PROD/Main.json x; Export-CxScript PROD\Main TestDrive:/edited @more } }
        @{ Cmdlet = 'Publish-CxScript'; Name = 'a script with errors'; Object = 'Orders'; Run = { param($more) Publish-CxScript $PSScriptRoot/../../../samples/ivr-ci/faulty/Orders.json @more } }
        @{ Cmdlet = 'Publish-CxScript'; Name = 'a version that is not known'; Object = 'Playground'; Run = { param($more) Export-CxScript DEV\Playground TestDrive:/bare; $bare = "$TestDrive/bare/DEV/Playground.json"; (Get-Content $bare -Raw).Replace('This is', 'That was') | Set-Content $bare -NoNewline; Remove-Item $TestDrive/bare/cxone.lock.json; try { Publish-CxScript $bare @more } finally { Remove-Item $TestDrive/bare -Recurse } } }
        @{ Cmdlet = 'Restore-CxScript'; Name = 'a version that does not exist'; Object = 'Playground'; Run = { param($more) Restore-CxScript DEV\Playground -ScriptId 1 @more } }
        @{ Cmdlet = 'Restore-CxScript'; Name = 'a version of another script'; Object = $null; Run = { param($more) Restore-CxScript DEV\Playground -ScriptId (Get-CxScript PROD\Main).MasterId @more } }
        @{ Cmdlet = 'Unlock-CxScript'; Name = 'a script that does not exist'; Object = 'Mian'; Run = { param($more) Unlock-CxScript PROD\Mian @more } }
        @{ Cmdlet = 'Export-CxScriptCatalog'; Name = 'a file that must not be overwritten'; Object = 'there.html'; Run = { param($more) Export-CxScriptCatalog TestDrive:/there.html @more } }
        @{ Cmdlet = 'Initialize-CxStore'; Name = 'a connection string that does not verify the server'; Object = 'db.example'; Run = { param($more) Initialize-CxStore 'Host=db.example;SSL Mode=Require' @more } }
        @{ Cmdlet = 'Export-CxPacingCurve'; Name = 'a file that must not be overwritten'; Object = 'there.html'; Run = { param($more) $curve | Export-CxPacingCurve TestDrive:/there.html -NoClobber @more } }
    )
}
BeforeAll {
    Import-Module $PSScriptRoot/../Support.psm1 -Force
    Import-Module $env:CXONE_TEST_MODULE
    $server = Start-Sandbox
    Connect-CxOne $server.Uri -Credential (Get-Secret) -RequestsPerMinute 100000 -AuditPath (Join-Path (Convert-Path TestDrive:) audit)
    Set-Content TestDrive:/there.html there
    Set-CxDialerConfig dialer-east -DialRate 2.5
    $failed = Publish-CxIvrDeployment ivr-def-disabled-queue staging -SkipSimulation -ErrorAction SilentlyContinue
    $call = Invoke-CxIvrSimulation ivr-def-001 -TestInput 1
    $curve = Invoke-CxDialerSimulation -Agents 5 -AnswerRate 0.4 -Ratio 1, 1.2 -Hours 1 -Days 1

    # What the tenant would change by; a simulated call changes nothing.
    function Get-Write { @(Get-SandboxRequest $server | Where-Object { $_.method -ne 'GET' -and $_.path -notlike '*/simulate' }) }

    # Every error, also one that ends the cmdlet.
    function Get-Failure([scriptblock] $Run, [hashtable] $More) {
        try { $written = @(& $Run $More 2>&1) } catch { return $_ }
        $written | Where-Object { $_ -is [System.Management.Automation.ErrorRecord] }
    }
}
AfterAll { Stop-Sandbox $server }

Describe '-WhatIf' {
    It 'is refused like the run itself: <Cmdlet>, <Name>' -ForEach $refused {
        $before = (Get-Write).Count
        $preview = @(Get-Failure $Run @{ WhatIf = $true })
        (Get-Write).Count | Should -Be $before
        $made = @(Get-Failure $Run @{ Confirm = $false })
        $made.Count | Should -BeGreaterThan 0
        $preview.FullyQualifiedErrorId | Should -Be $made.FullyQualifiedErrorId
        # An error of a bulk run names its object.
        if ($Object) { "$($preview[0])" | Should -BeLike "*$Object*"; "$($made[0])" | Should -BeLike "*$Object*" }
    }

    It 'has an entry here for every cmdlet that supports it' -ForEach @(@{ Known = $refused.Cmdlet }) {
        $all = Get-Command -Module CxOne | Where-Object { $_.Parameters.ContainsKey('WhatIf') }
        $all.Name | Where-Object { $_ -notin $Known } | Should -BeNullOrEmpty
    }

    It 'shows old and new values' {
        $said = (Invoke-Pwsh -Command "
            Import-Module '$env:CXONE_TEST_MODULE'
            Connect-CxOne $($server.Uri) -Credential ([pscredential]::new('sandbox', (ConvertTo-SecureString sandbox-secret -AsPlainText))) -AuditPath '$((Get-CxConnection).AuditPath)'
            Set-CxDialerConfig dialer-east -DialRate 2.6 -WhatIf
            Set-CxDialerConfig dialer-legacy -MaxAbandonmentRate 0.03 -RepairExisting -WhatIf
            Set-CxPredictiveWeight 12345678-1234-1234-1234-123456789012 CXONE_PREDICTIVE_V3 @{ answer_rate = 0.12 } -Force -WhatIf
            Update-CxDataActionDate Production_Date_Processor 2026-11-30T08:00:00 America/Denver -SourceTimeZone America/Denver -WhatIf
            Restore-CxDialerConfig dialer-east -WhatIf
            Set-CxSkillDialer Renewals-East -MaximumRatio 1.5 -WhatIf
            Publish-CxIvrDeployment ivr-def-001 staging -WhatIf") -join "`n"
        $said | Should -Match 'dialRate 2\.5 → 2\.6'
        $said | Should -Match 'maxQueueDepth 900 → 500'
        $said | Should -Match 'answer_rate 0\.15 → 0\.12'
        $said | Should -Match 'computedValue "2024-01-.*" → "2026-11-30T15:00:00\.000Z"'
        $said | Should -Match 'Restore the state of audit record \d+: dialRate 2\.5 → '
        $said | Should -Match 'generalSettings\.maximumRatio 2\.5 → 1\.5; UsTsr: Compliant'
        $said | Should -Match '\d+ simulated calls are valid'
    }

    It 'runs the checks before a prompt as well' {
        { Set-CxDialerConfig dialer-east -DialRate 99 -Confirm -ErrorAction Stop } | Should -Throw -ErrorId 'ParameterInvalid,*'
    }
}
