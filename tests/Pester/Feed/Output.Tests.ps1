# What every output type looks like in ConvertTo-Json, Export-Clixml, Export-Csv, Select-Object and Format-List.
BeforeAll {
    Import-Module $PSScriptRoot/../Support.psm1 -Force
    Import-Module $env:CXONE_TEST_MODULE
    Connect-CxOne -Sandbox -AuditPath (Join-Path (Convert-Path TestDrive:) audit)
    $campaign = '12345678-1234-1234-1234-123456789012'
    $history = [pscustomobject]@{ TimeBucket = '09:00-10:00'; CallsAttempted = 1000; CallsAnswered = 400; AvgTalkTimeSeconds = 100 }
    $make = @{
        'CxOne.Dialer.DialerConfig' = { Get-CxDialerConfig dialer-east }
        'CxOne.Dialer.DialerConfigUpdate' = { Set-CxDialerConfig dialer-east -DialRate 2.25 -PassThru }
        'CxOne.Dialer.DialerConfigCheck' = { Test-CxDialerConfig dialer-east -DialRate 2.5 }
        'CxOne.Campaigns.Campaign' = { Get-CxCampaign $campaign }
        'CxOne.Campaigns.PredictiveWeightCheck' = { Test-CxPredictiveWeight $campaign CXONE_PREDICTIVE_V3 @{ answer_rate = 0.2 } }
        'CxOne.Campaigns.PredictiveWeightUpdate' = {
            Set-CxPredictiveWeight $campaign CXONE_PREDICTIVE_V3 @{ answer_rate = 0.2 } -WebhookUri http://127.0.0.1:9/hook -NoWait -PassThru
        }
        'CxOne.Campaigns.AnswerSimulationResult' = {
            $history | Invoke-CxAnswerSimulation $campaign 0.4 0.8 60 -WarningAction SilentlyContinue
        }
        'CxOne.DataActions.DataAction' = { Get-CxDataAction Production_Date_Processor }
        'CxOne.DataActions.DataActionDateResult' = { ConvertTo-CxDataActionDate 2026-01-01T00:00:00Z Europe/Berlin }
        'CxOne.DataActions.DataActionDateUpdate' = {
            Update-CxDataActionDate Production_Date_Processor 2026-01-01T00:00:00Z Europe/Berlin -PassThru
        }
        'CxOne.DataActions.DataActionDateRestore' = {
            $record = (Update-CxDataActionDate Crm_Date_Stamper 2026-01-01T00:00:00Z Europe/Berlin -PassThru).AuditId
            Get-CxAuditRecord -AuditId $record | Restore-CxDataActionDate -PassThru 6>$null
        }
        'CxOne.Ivr.IvrDefinition' = { Get-CxIvrDefinition -Id ivr-def-001 }
        'CxOne.Ivr.IvrSimulationResult' = { Invoke-CxIvrSimulation ivr-def-001 -TestInput '1', '0' }
        'CxOne.Ivr.IvrDeploymentResult' = { Publish-CxIvrDeployment ivr-def-001 staging -TestInput '1', '0' -PollingIntervalSec 0.05 }
        'CxOne.Ivr.IvrDeploymentJob' = { Get-CxIvrDeployment | Select-Object -First 1 }
        'CxOne.Webhooks.Webhook' = { Register-CxWebhook http://127.0.0.1:9/other campaign.updated }
        'CxOne.Audit.AuditRecord' = {
            Set-CxDialerConfig dialer-west -AgentRatio 1.9
            Get-CxAuditRecord DialerConfig.* -Outcome Succeeded | Select-Object -Last 1
        }
        'CxOne.Audit.AuditVerification' = { Write-CxAuditLog OUTPUT_CHECK -LocalOnly; Test-CxAuditLog }
        'CxOne.Audit.TenantAuditReceipt' = { Write-CxAuditLog NOTE @{ a = 1 } -PassThru }
        'CxOne.Pacing.PacingResult' = { Measure-CxDialerPacing ErlangC 10 -OfferedLoad 8 }
        'CxOne.Pacing.DialerSimulationResult' = {
            Invoke-CxDialerSimulation -Agents 5 -AnswerRate 0.4 -Ratio 1.2 -Days 2 -WarningAction SilentlyContinue
        }
        'CxOne.Connection.CxConnection' = { Get-CxConnection }
    }
    function Get-Wire([string] $Path) { Invoke-CxRestMethod $Path | ConvertTo-Json -Depth 20 -Compress }
}

Describe 'The output type <_>' -ForEach @(
    'CxOne.Dialer.DialerConfig', 'CxOne.Dialer.DialerConfigUpdate', 'CxOne.Dialer.DialerConfigCheck', 'CxOne.Campaigns.Campaign',
    'CxOne.Campaigns.PredictiveWeightCheck', 'CxOne.Campaigns.PredictiveWeightUpdate', 'CxOne.Campaigns.AnswerSimulationResult',
    'CxOne.DataActions.DataAction', 'CxOne.DataActions.DataActionDateResult', 'CxOne.DataActions.DataActionDateUpdate',
    'CxOne.DataActions.DataActionDateRestore',
    'CxOne.Ivr.IvrDefinition', 'CxOne.Ivr.IvrSimulationResult', 'CxOne.Ivr.IvrDeploymentResult', 'CxOne.Ivr.IvrDeploymentJob',
    'CxOne.Webhooks.Webhook', 'CxOne.Audit.AuditRecord', 'CxOne.Audit.AuditVerification', 'CxOne.Audit.TenantAuditReceipt',
    'CxOne.Pacing.PacingResult', 'CxOne.Pacing.DialerSimulationResult', 'CxOne.Connection.CxConnection'
) {
    BeforeAll {
        $item = & $make[$_]
        $names = @($item.psobject.Properties.Name)
    }

    It 'has no two members of one name' {
        $item.psobject.TypeNames[0] | Should -Be $_
        $names | Group-Object | Where-Object Count -gt 1 | Should -BeNullOrEmpty
        $clr = @($item.psobject.BaseObject.GetType().GetProperties().Name)
        # A member that hides one of the class has the same value; only its text differs, for Export-Csv.
        $base = $item.psobject.BaseObject
        foreach ($member in $item.psobject.Members | Where-Object {
            $_.MemberType -eq 'NoteProperty' -and $_.IsInstance -and $_.Name -in $clr
        }) {
            $own = $base.GetType().GetProperty($member.Name).GetValue($base)
            ConvertTo-Json $member.Value -Depth 3 -Compress -WarningAction Ignore |
                Should -Be (ConvertTo-Json $own -Depth 3 -Compress -WarningAction Ignore) -Because $member.Name
        }
    }

    It 'has the same members everywhere, and none of a parser of JSON' {
        $json = $item | ConvertTo-Json -Depth 12 -WarningAction SilentlyContinue
        $json | Should -Not -Match 'ValueKind'
        $fromJson = @(($json | ConvertFrom-Json).psobject.Properties.Name)
        $xml = [Management.Automation.PSSerializer]::Serialize($item, 4)
        $xml | Should -Not -Match 'ValueKind|JsonElement'
        $fromXml = @([Management.Automation.PSSerializer]::Deserialize($xml).psobject.Properties.Name)
        $fromCsv = @(($item | ConvertTo-Csv | ConvertFrom-Csv).psobject.Properties.Name)
        $selected = @(($item | Select-Object *).psobject.Properties.Name)
        foreach ($other in $fromJson, $fromXml, $fromCsv, $selected) { Compare-Object $names $other | Should -BeNullOrEmpty }
        $item | Format-List * -Force | Out-String -Width 500 | Should -Not -Match 'ValueKind|JsonElement'
    }
}

Describe 'A list in a result' {
    It 'has an index, a text, and is an argument of a method of .NET' {
        # In a pipeline of its own: PowerShell can bind an argument without end.
        $other = New-OtherPipeline @'
            Connect-CxOne -Sandbox -WarningAction Ignore
            $skill = @(Get-CxSkill | Where-Object { $_.dispositions })[0]
            $call = Invoke-CxIvrSimulation ivr-def-001 -TestInput 1, 0
            foreach ($list in $skill.dispositions, $call.PathTraversal) {
                $kept = [Collections.ArrayList]::new()
                $null = $kept.Add($list)
                $kept[0].Count -eq $list.Count -and $list.Count -gt 1 -and $list[0] -eq @($list)[0] -and "$list" -notlike '*[[]]*'
            }
            [string]::Join(',', $skill.dispositions).Length -gt 10
'@
        try {
            $running = $other.BeginInvoke()
            $running.AsyncWaitHandle.WaitOne(60000) | Should -BeTrue
            $other.EndInvoke($running) | Should -Be $true, $true, $true
        } finally { $null = $other.BeginStop($null, $null) }
    }
}

Describe 'What a tenant sent' {
    It 'is in ConvertTo-Json as it was sent: <Name>' -ForEach @(
        @{
            Name = 'dialer configuration'
            Get = { Get-CxDialerConfig dialer-east }
            Path = '/api/v2/outbound/dialerconfigs/dialer-east'
            Own = @('ETag')
        }
        @{
            Name = 'campaign'
            Get = { Get-CxCampaign $campaign }
            Path = '/api/v2/outbound/campaigns/12345678-1234-1234-1234-123456789012'
            Own = @()
        }
    ) {
        $shown = & $Get | ConvertTo-Json -Depth 20 | ConvertFrom-Json -AsHashtable
        $sent = Get-Wire $Path | ConvertFrom-Json -AsHashtable
        foreach ($name in $sent.Keys) {
            ($shown[$shown.Keys.Where({ $_ -eq $name })[0]] | ConvertTo-Json -Depth 20 -Compress) -replace '\.0$' |
                Should -Be ($sent[$name] | ConvertTo-Json -Depth 20 -Compress) -Because $name
        }
        $shown.Keys | Where-Object { $_ -notin $sent.Keys -and $_ -notin $Own -and $null -ne $shown[$_] } | Should -BeNullOrEmpty
    }

    It 'is in the result of a change and in its audit record as well' {
        $update = Set-CxDialerConfig dialer-east -DialRate 2.75 -PassThru
        $json = $update | ConvertTo-Json -Depth 12 | ConvertFrom-Json
        $json.Config.ComplianceRules.callingHours | Should -Be '08:00-21:00'
        $json.Config.vendorHints.burst.limit | Should -Be 120
        "$update" | Should -Be 'dialer-east: Changed'
        $record = Get-CxAuditRecord -AuditId $update.AuditId | ConvertTo-Json -Depth 12 | ConvertFrom-Json
        $record.After.complianceRules.callingHours, $record.Before.vendorHints.warmupFactor | Should -Be '08:00-21:00', 1.5
    }
}

Describe 'A copy of a dialer configuration' {
    BeforeEach {
        Connect-CxOne -Sandbox -AuditPath (Join-Path (Convert-Path TestDrive:) ([guid]::NewGuid()))
        $file = Join-Path $TestDrive "$([guid]::NewGuid())"
    }

    It 'is a wish for Set-CxDialerConfig, whatever version it has: <Name>' -ForEach @(
        @{
            Name = 'JSON'
            Save = { $input | ConvertTo-Json -Depth 10 | Set-Content $file }
            Load = { Get-Content $file -Raw | ConvertFrom-Json }
        }
        @{ Name = 'Clixml'; Save = { $input | Export-Clixml $file -Depth 6 }; Load = { Import-Clixml $file } }
    ) {
        Get-CxDialerConfig dialer-east | & $Save
        Set-CxDialerConfig dialer-east -DialRate 4 -AgentRatio 2.2 -ComplianceRules @{ maxAttemptsPerDay = 9; neu = 1 }
        $update = & $Load | Set-CxDialerConfig -PassThru
        $update.Changes.Field | Should -Be 'dialRate', 'agentRatio', 'complianceRules.maxAttemptsPerDay'
        (& $Load | Set-CxDialerConfig -PassThru).Status | Should -Be Unchanged
        (& $Load | Set-CxDialerConfig -DialRate 3 -PassThru).Changes.Field | Should -Be dialRate
        (& $Load | Test-CxDialerConfig).Changes.Field | Should -Be dialRate
    }

    It 'is a state for Restore-CxDialerConfig' {
        $before = (Invoke-CxRestMethod /api/v2/outbound/dialerconfigs/dialer-east | ConvertTo-Json -Depth 10) -replace '\.0\b'
        Get-CxDialerConfig dialer-east | ConvertTo-Json -Depth 10 | Set-Content $file
        $object = Get-CxDialerConfig dialer-east
        foreach ($source in { Get-Content $file -Raw | ConvertFrom-Json }, { $object }) {
            Set-CxDialerConfig dialer-east -DialRate 4 -ComplianceRules @{ neu = 1; callingHours = $null }
            & $source | Restore-CxDialerConfig -WhatIf
            (& $source | Restore-CxDialerConfig -PassThru).Status | Should -Be Changed
            (Invoke-CxRestMethod /api/v2/outbound/dialerconfigs/dialer-east | ConvertTo-Json -Depth 10) -replace '\.0\b' |
                Should -Be $before
            (Get-CxAuditRecord)[-1].Action | Should -Be DialerConfig.Restore
        }
    }

    It 'restores all of a file' {
        Get-CxDialerConfig | Select-Object -First 5 | ConvertTo-Json -Depth 10 | Set-Content $file
        Get-CxDialerConfig | Select-Object -First 5 |
            Set-CxDialerConfig -MaxAbandonmentRate 0.011 -RuleSet None -ErrorAction SilentlyContinue
        $updates = @(Get-Content $file -Raw | ConvertFrom-Json | Restore-CxDialerConfig -PassThru -WarningAction SilentlyContinue)
        $updates.Count | Should -Be 5
        @(Get-CxDialerConfig | Where-Object MaxAbandonmentRate -eq 0.011).Count | Should -Be 0
    }

    It 'with a member that the tenant does not know, or a table without its objects, is refused before anything is written' {
        {
            [pscustomobject]@{ Id = 'dialer-east'; Comment = 'x' } | Set-CxDialerConfig -DialRate 3 -ErrorAction Stop
        } | Should -Throw -ErrorId 'ParameterInvalid,*'
        Get-CxDialerConfig dialer-east | Export-Csv $file
        { Import-Csv $file | Set-CxDialerConfig -DialRate 3 -ErrorAction Stop } | Should -Throw -ErrorId 'ParameterInvalid,*'
        (Get-CxDialerConfig dialer-east).DialRate | Should -Be 2
        [pscustomobject]@{ Id = 'dialer-east'; DialRate = '2.5' } | Set-CxDialerConfig
        (Get-CxDialerConfig dialer-east).DialRate | Should -Be 2.5
    }

    It 'that ConvertTo-Json has cut off is refused before anything is written' {
        Set-CxDialerConfig dialer-east -ComplianceRules @{
            deep = @{ a = @{ b = @{ c = 1 } } }
            lists = @{ regions = @{ of = 'east-1', 'east-2' } }
        }
        $before = Invoke-CxRestMethod /api/v2/outbound/dialerconfigs/dialer-east | ConvertTo-Json -Depth 10
        $copy = Get-CxDialerConfig dialer-east | ConvertTo-Json -WarningAction SilentlyContinue | ConvertFrom-Json
        { $copy | Set-CxDialerConfig -ErrorAction Stop } | Should -Throw -ErrorId 'ParameterInvalid,*'
        { $copy | Restore-CxDialerConfig -ErrorAction Stop } | Should -Throw -ErrorId 'ParameterInvalid,*'
        Invoke-CxRestMethod /api/v2/outbound/dialerconfigs/dialer-east | ConvertTo-Json -Depth 10 | Should -Be $before
    }

    It 'is a table as well: <Name>' -ForEach @(
        @{ Name = 'in the pipe'; Run = { $copy | Set-CxDialerConfig -PassThru } }
        @{ Name = 'as -InputObject'; Run = { Set-CxDialerConfig -InputObject $copy -PassThru } }
        @{ Name = 'for a restore'; Run = { $copy | Restore-CxDialerConfig -PassThru } }
        @{ Name = 'for a restore as -InputObject'; Run = { Restore-CxDialerConfig -InputObject $copy -PassThru } }
    ) {
        $copy = Get-CxDialerConfig dialer-east | ConvertTo-Json -Depth 10 | ConvertFrom-Json -AsHashtable
        Set-CxDialerConfig dialer-east -DialRate 4
        (& $Run).Changes.Field | Should -Be dialRate
        (Get-CxDialerConfig dialer-east).DialRate | Should -Be 2
        { Set-CxDialerConfig -InputObject @{ DialRate = 3 } -ErrorAction Stop } | Should -Throw '*no Id*'
    }

    It 'is not needed to remove a rule' {
        (Set-CxDialerConfig dialer-west -ComplianceRules @{ callingHours = $null } -PassThru).Changes.Field |
            Should -Be complianceRules.callingHours
        (Get-CxDialerConfig dialer-west).ComplianceRules.PSObject.Properties.Name | Should -Not -Contain callingHours
    }

    It 'has its version compared where it is named' {
        $copy = Get-CxDialerConfig dialer-east | Select-Object Id, ETag
        Set-CxDialerConfig dialer-east -AgentRatio 2.2
        { Set-CxDialerConfig $copy.Id -ETag $copy.ETag -DialRate 3 -ErrorAction Stop } | Should -Throw -ErrorId 'EditConflict,*'
    }
}

Describe 'A copy of an audit record' {
    BeforeEach { Connect-CxOne -Sandbox -AuditPath (Join-Path (Convert-Path TestDrive:) ([guid]::NewGuid())) }

    It 'leads Restore-CxDialerConfig and Restore-CxPredictiveWeight to the record itself: <Name>' -ForEach @(
        @{
            Name = 'Clixml'
            Copy = { [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($_, 6)) }
        }
        @{ Name = 'JSON'; Copy = { $_ | ConvertTo-Json -Depth 12 | ConvertFrom-Json } }
    ) {
        Set-CxDialerConfig dialer-east -DialRate 4
        $held = Get-CxAuditRecord DialerConfig.Set -Outcome Succeeded | ForEach-Object $Copy
        $held.Before.dialRate = 9
        $held | Restore-CxDialerConfig dialer-east
        (Get-CxDialerConfig dialer-east).DialRate | Should -Be 2

        $campaign = '12345678-1234-1234-1234-123456789012'
        Set-CxPredictiveWeight $campaign CXONE_PREDICTIVE_V3 @{ answer_rate = 0.2 } -SimulationDurationSec 60
        $held = Get-CxAuditRecord PredictiveWeight.Set -Outcome Succeeded | Select-Object -Last 1 | ForEach-Object $Copy
        ($held | Restore-CxPredictiveWeight -PassThru).Status | Should -Be Changed
        (Get-CxCampaign $campaign).PredictiveDialerSettings.parameterWeights.answer_rate | Should -Be 0.15
    }

    It 'that no log holds is refused in one sentence' {
        Set-CxDialerConfig dialer-east -DialRate 4
        $held = Get-CxAuditRecord DialerConfig.Set -Outcome Succeeded | ConvertTo-Json -Depth 12 | ConvertFrom-Json
        $held.AuditId = "$([guid]::NewGuid())"
        { $held | Restore-CxPredictiveWeight -ErrorAction Stop } | Should -Throw -ErrorId 'AuditRecordNotFound,*'
        { $held | Restore-CxDialerConfig dialer-east -ErrorAction Stop } | Should -Throw -ErrorId 'AuditRecordNotFound,*'
    }
}

Describe 'A copy of a result' {
    It 'is refused by <Name> in a sentence that says so' -ForEach @(
        @{ Name = 'Export-CxReport'; Run = { $copy | Export-CxReport (Join-Path $TestDrive x.html) -ErrorAction Stop } }
        @{ Name = 'Export-CxPacingCurve'; Run = { $copy | Export-CxPacingCurve (Join-Path $TestDrive x.html) -ErrorAction Stop } }
        @{ Name = 'Format-CxPacingCurve'; Run = { $copy | Format-CxPacingCurve -ErrorAction Stop } }
        @{ Name = 'ConvertTo-CxIvrDiagram'; Run = { $copy | ConvertTo-CxIvrDiagram -ErrorAction Stop } }
    ) {
        $copy = [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize((Invoke-CxIvrSimulation ivr-def-001 -TestInput '1', '0'), 5))
        $Run | Should -Throw -ErrorId 'ParameterInvalid,*'
        $Error[0].Exception.Message | Should -BeLike '*Deserialized*'
    }
}
