BeforeAll {
    $WarningPreference = 'SilentlyContinue'
    Import-Module $PSScriptRoot/../Support.psm1 -Force
    Import-Module $env:CXONE_TEST_MODULE
    $env:CXONE_AUDIT_PATH = "$TestDrive/audit"
    Connect-CxOne -Sandbox -SandboxOption @{ JobStepMs = 1 }
    $campaign = '12345678-1234-1234-1234-123456789012'
    $history = [pscustomobject]@{ TimeBucket = '09:00-10:00'; CallsAttempted = 500; CallsAnswered = 190; AvgTalkTimeSeconds = 145 }
    $weights = @{
        CampaignId = $campaign
        AlgorithmId = 'CXONE_PREDICTIVE_V3'
        Weight = @{ answer_rate = 0.12; call_rate = -0.08; predictive_factor = 0.2; max_concurrent = 0.05 }
    }
    $deployment = Publish-CxIvrDeployment ivr-def-001 staging -TestInput '1' -PollingIntervalSec 0.02
    $ivrCi = (Resolve-Path $PSScriptRoot/../../../samples/ivr-ci).Path
    # One object of every type that a cmdlet returns.
    $outputs = @(
        $deployment; $deployment.Simulations[0]; $deployment.Metrics; Get-CxIvrDeployment $deployment
        Invoke-CxIvrSimulation ivr-def-001 '1, timeout'; Get-CxIvrDefinition ivr-def-001
        Get-CxDialerConfig dialer-east; Test-CxDialerConfig dialer-east -DialRate 2.5 -CampaignId $campaign
        Set-CxDialerConfig dialer-east -DialRate 2.5 -PassThru; Get-CxCampaign $campaign
        $history | Invoke-CxAnswerSimulation $campaign 0.38 0.8 60
        Test-CxPredictiveWeight @weights; Set-CxPredictiveWeight @weights -PassThru -Force -NoWait
        Invoke-CxDialerSimulation -Agents 10 -AnswerRate 0.3 -Ratio 1.5 -Days 2 -Hours 0.1
        Invoke-CxDialerSimulation -Agents 10 -AnswerRate 0.3 -FindRatio -HighestRatio 1.2 -RatioStep 0.1 -Days 2 -Hours 0.1 -WithCurve
        Measure-CxDialerPacing ErlangC 10 -OfferedLoad 7
        Measure-CxDialerPacing Heuristic 10 -AnswerRate 0.3 -HandleTimeSec 100 -TargetAbandonment 0.03
        Get-CxDataAction data-action-001; ConvertTo-CxDataActionDate 2026-01-01T00:00:00Z Europe/Berlin
        Update-CxDataActionDate Production_Date_Processor 2026-01-01T00:00:00Z Europe/Berlin -PassThru
        Get-CxAuditRecord DataAction.UpdateDate -Outcome Succeeded | Select-Object -Last 1 |
            Restore-CxDataActionDate -PassThru -InformationAction Ignore
        Register-CxWebhook https://monitor.example/x campaign.updated; Write-CxAuditLog TEST @{ a = 1, 2 } -PassThru
        Invoke-CxRestMethod /api/v2/ivr/definitions/ivr-def-002
        Get-CxSkill Collections-East; Get-CxSkillDialer Collections-East; Get-CxPointOfContact +15550100
        Set-CxPointOfContact +15550100 -Name 'Main line 2' -PassThru -Confirm:$false
        Test-CxSkillDialer Renewals-East -MaximumRatio 1.5; Set-CxSkillDialer Renewals-East -MaximumRatio 1.5 -PassThru
        Start-CxSkill Collections-East -PassThru -Confirm:$false
        Get-CxHoursOfOperation Office; Test-CxHoursOfOperation Office; Get-CxDisposition | Select-Object -First 1; Get-CxCallList | Select-Object -First 1
        Find-CxDncRecord -Group 'Company list' | Select-Object -First 1; Get-CxDialerHistory Collections-East | Select-Object -First 1
        (Get-CxAuditRecord)[-1]; Test-CxAuditLog; Export-CxAuditAnchor
        Test-CxScript $ivrCi/scripts -TestPath $ivrCi/tests -ErrorAction SilentlyContinue; Test-CxScript $ivrCi/faulty/Orders.json
        Invoke-CxScriptSimulation $ivrCi/faulty/Orders.json 1; Invoke-CxScriptSimulation $ivrCi/faulty/Orders.json -Explore -Depth 2
        Compare-CxScript $ivrCi/faulty/Orders.json $ivrCi/faulty/Repair.json
        Get-CxScript PROD\Main; Get-CxScript PROD\Main -Body; Get-CxScriptHistory PROD\Main | Select-Object -First 1
        Export-CxScript PROD\Main "$TestDrive/scripts" -PassThru
        Publish-CxScript "$TestDrive/scripts/PROD/Main.json"; Unlock-CxScript PROD\Main
    ) | Where-Object { $_ }
    $culture = [cultureinfo]::CurrentCulture
}
AfterAll { [cultureinfo]::CurrentCulture = $culture; $env:CXONE_AUDIT_PATH = $null; Disconnect-CxOne }

Describe 'Export-Csv' {
    It 'has an object of every type that a cmdlet returns' {
        # These are no objects of a tenant, or none of the module.
        # The state of a store needs a database server; the tests of the store read its members.
        $others = 'CxOne.Stores.CxStoreStatus', 'System.Object', 'System.String', 'System.IO.FileInfo', 'System.Management.Automation.PSObject', 'CxOne.Connection.CxConnection'
        $declared = (Get-Command -Module CxOne).OutputType.Name | Sort-Object -Unique | Where-Object { $_ -notin $others }
        $declared | Where-Object { $_ -notin $outputs.ForEach({ $_.PSTypeNames }) } | Should -BeNullOrEmpty
    }

    It 'writes no type names, and times and numbers that every culture reads' {
        [cultureinfo]::CurrentCulture = 'de-DE'
        $unreadable = foreach ($output in $outputs) {
            $row = $output | ConvertTo-Csv | ConvertFrom-Csv
            foreach ($cell in $row.PSObject.Properties) {
                if ($cell.Value -match 'System\.|CxOne\.[A-Z]|`|@\{|^\d\d\.\d\d\.\d{4}|^-?\d+,\d+$') {
                    "$($output.PSTypeNames[0]).$($cell.Name): $($cell.Value)"
                }
            }
        }
        $unreadable | Should -BeNullOrEmpty
    }

    It 'keeps the values and the order of the members' {
        $record = (Get-CxAuditRecord)[0]
        ($record | ConvertTo-Csv | ConvertFrom-Csv).PSObject.Properties.Name[0..3] | Should -Be 'Sequence', 'AuditId', 'Timestamp', 'Action'
        $record.Timestamp | Should -BeOfType datetimeoffset
        $record.Timestamp -le [datetimeoffset]::UtcNow | Should -BeTrue
        ($record | ConvertTo-Json -Depth 6 | ConvertFrom-Json).Target | Should -Be $record.Target
        ($record | Select-Object Timestamp, Target | ConvertTo-Csv)[1] | Should -Match '^"\d{4}-\d\d-\d\dT[\d:.]+\+00:00","ivr-def-001"$'
    }
}

Describe 'Get-CxAuditRecord' {
    It 'says that nothing matches, and what was probably meant' {
        $null = Get-CxAuditRecord DailerConfig.Set -Outcome Suceeded -WarningVariable warnings -WarningAction SilentlyContinue
        $warnings.Count | Should -Be 2
        "$warnings" | Should -Match "'DialerConfig.Set'.*'Succeeded'"
    }
}
