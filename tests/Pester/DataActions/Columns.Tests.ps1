BeforeAll {
    Import-Module $PSScriptRoot/../Support.psm1 -Force
    Import-Module $env:CXONE_TEST_MODULE
    Connect-CxOne -Sandbox -AuditPath (Join-Path (Convert-Path TestDrive:) audit)
    $campaign = '12345678-1234-1234-1234-123456789012'
    function Get-Computed { (Get-CxDataAction Production_Date_Processor).Configuration.dateProcessing.computedValue }
}
AfterAll { Disconnect-CxOne }

Describe 'Columns of rows' {
    It 'are taken in any spelling by Update-CxDataActionDate: <Header>' -ForEach @(
        @{ Header = 'Name,Timestamp,TimeZone,Offset Minutes' }
        @{ Header = 'name,time_stamp,time-zone,OFFSET_MINUTES' }
        @{ Header = ' Name ,TimeStamp,Time Zone,offset-minutes' }
    ) {
        "$Header`nProduction_Date_Processor,2026-03-01T00:00:00Z,UTC,90" | ConvertFrom-Csv | Update-CxDataActionDate
        Get-Computed | Should -Be '2026-03-01T01:30:00.000Z'
    }

    It 'are taken from hashtables and rows of a database as well' {
        @{ Name = 'Production_Date_Processor'; Timestamp = '2026-03-02T00:00:00Z'; 'Time Zone' = 'UTC' } | Update-CxDataActionDate
        Get-Computed | Should -Be '2026-03-02T00:00:00.000Z'
        $table = [Data.DataTable]::new()
        'Name', 'Timestamp', 'Time_Zone', 'Period' | ForEach-Object { $null = $table.Columns.Add($_) }
        $null = $table.Rows.Add('Production_Date_Processor', '2026-03-03T00:00:00Z', 'UTC', [DBNull]::Value)
        $table.Rows | Update-CxDataActionDate
        Get-Computed | Should -Be '2026-03-03T00:00:00.000Z'
    }

    It 'that are not known are refused before anything is written, with the nearest and the list, unless they are ignored' {
        $before = Get-Computed
        $rows = "Name,Timestamp,TimeZone,Period`nProduction_Date_Processor,2026-04-01T00:00:00Z,UTC,P1D" | ConvertFrom-Csv
        $odd = "Name,Timestamp,TimeZone,Periode`nProduction_Date_Processor,2026-04-01T00:00:00Z,UTC,P1D" | ConvertFrom-Csv
        { @($rows) + @($odd) | Update-CxDataActionDate } |
            Should -Throw -ErrorId 'ParameterInvalid,*' -ExpectedMessage "*'Periode'*nearest known one is Period.*SourceField, TargetField*-IgnoreColumn*"
        Get-Computed | Should -Be $before
        $odd | Update-CxDataActionDate -IgnoreColumn periode
        Get-Computed | Should -Be '2026-04-01T00:00:00.000Z'
    }

    It 'of an earlier row do not stay for an item without columns' {
        $row = "Name,Offset Minutes`nProduction_Date_Processor,90" | ConvertFrom-Csv
        ($row, 'Crm_Date_Stamper' | Update-CxDataActionDate -Timestamp 2026-03-01T00:00:00Z -TimeZone UTC -PassThru).Value |
            Should -Be '2026-03-01T01:30:00.000Z', '2026-03-01T00:00:00.000Z'
    }

    It 'do not overrule a parameter that is given' {
        ("Name,Offset Minutes`nx,90" | ConvertFrom-Csv |
            ConvertTo-CxDataActionDate -Timestamp 2026-03-01T00:00:00Z -TimeZone UTC -OffsetMinutes 10).Value |
            Should -Be '2026-03-01T00:10:00.000Z'
    }

    It 'name the delimiter where a file was read with another one' {
        {
            "Name;Timestamp;TimeZone`nx;2026-03-01T00:00:00Z;UTC" | ConvertFrom-Csv | Update-CxDataActionDate
        } | Should -Throw -ExpectedMessage "*separated by ';'*"
    }

    It 'are checked by <Name>' -ForEach @(
        @{
            Name = 'ConvertTo-CxDataActionDate'
            Near = 'TimeZone'
            Use = { param($more) "Timestamp,Timezon`n2026-03-01T00:00:00Z,UTC" | ConvertFrom-Csv | ConvertTo-CxDataActionDate @more }
        }
        @{
            Name = 'Invoke-CxDialerSimulation'
            Near = 'AvgTalkTimeSeconds'
            Use = {
                param($more) "TimeBucket,CallsAttempted,CallsAnswered,AvgTalkTime`n09:00-10:00,500,190,300" | ConvertFrom-Csv |
                    Invoke-CxDialerSimulation -Agents 5 -Ratio 1 -Days 2 @more
            }
        }
        @{
            Name = 'Invoke-CxDialerSimulation -History'
            Near = 'AvgTalkTimeSeconds'
            Use = {
                param($more) Invoke-CxDialerSimulation -Agents 5 -Ratio 1 -Days 2 -History ("TimeBucket,CallsAttempted,CallsAnswered,AvgTalkTime`n09:00-10:00,500,190,300" | ConvertFrom-Csv) @more
            }
        }
        @{
            Name = 'Invoke-CxAnswerSimulation'
            Near = 'AvgTalkTimeSeconds'
            Use = {
                param($more) "TimeBucket,CallsAttempted,CallsAnswered,AvgTalkTimeSeconds,TalkTime`n09:00-10:00,5000,1900,300,1" |
                    ConvertFrom-Csv | Invoke-CxAnswerSimulation $campaign 0.38 0.82 120 @more
            }
        }
        @{
            Name = 'Measure-CxDialerPacing'
            Near = 'TargetSec'
            Use = {
                param($more) "Agents,OfferedLoad,HandleTimeSec,Traget Sec`n12,9,180,20" | ConvertFrom-Csv |
                    Measure-CxDialerPacing ErlangC @more
            }
        }
        @{
            Name = 'Test-CxPredictiveWeight'
            Near = 'answer_rate'
            Use = {
                param($more) $check = Test-CxPredictiveWeight $campaign CXONE_PREDICTIVE_V3 @{
                    answer_rates = 0.12
                    call_rate = -0.08
                } @more
                if ($check.Violations -match 'is not known') { throw "$($check.Violations)" }
            }
        }
        @{
            Name = 'Invoke-CxIvrSimulation'
            Near = 'ExpectEnd'
            Use = {
                param($more) Invoke-CxIvrSimulation ivr-def-001 -TestCase ([pscustomobject]@{
                    Input = '0'
                    ExpectedEnd = 'agent-transfer'
                }) @more
            }
        }
        @{
            Name = 'Publish-CxIvrDeployment'
            Near = 'ExpectEnd'
            Use = {
                param($more) Publish-CxIvrDeployment ivr-def-001 staging -DryRun -TestCase ([pscustomobject]@{
                    Input = '0'
                    ExpectedEnd = 'agent-transfer'
                }) @more
            }
        }
        @{
            Name = 'Export-CxDeploymentMetric'
            Near = 'Environment'
            Use = {
                param($more) [pscustomobject]@{ JobId = 'deploy-1'; Enviroment = 'staging' } |
                    Export-CxDeploymentMetric -Environment staging -WhatIf @more
            }
        }
    ) {
        $ErrorActionPreference = 'Stop'
        { & $Use @{} } | Should -Throw -ExpectedMessage "*nearest known one is $Near.*-IgnoreColumn*"
        if ($Name -notlike 'ConvertTo-*') {
            {
                & $Use @{ IgnoreColumn = 'avg talk time', 'TALK_TIME', 'TragetSec', 'answer-rates', 'expected end', 'enviroment' }
            } | Should -Not -Throw
        }
    }

    It 'of copies of the module''s own objects are known to Export-CxDeploymentMetric' {
        $job = Publish-CxIvrDeployment ivr-def-001 staging -TestInput 0 -PollingIntervalSec 0.05
        ($job | Export-CxDeploymentMetric -PollingIntervalSec 0.05).JobId | Should -Be $job.JobId
        (Get-CxIvrDeployment $job.JobId | ConvertTo-Json -Depth 5 | ConvertFrom-Json |
            Export-CxDeploymentMetric -PollingIntervalSec 0.05).JobId | Should -Be $job.JobId
    }
}

Describe 'Abbreviations and names of zones' {
    It 'are refused with what may be meant: <Zone>' -ForEach @(
        @{ Zone = 'EST'; Meant = 'America/New_York' }
        @{ Zone = 'CET'; Meant = 'Europe/Berlin' }
        @{ Zone = '(UTC-05:00) Eastern Time (US & Canada)'; Meant = 'America/New_York' }
    ) {
        {
            ConvertTo-CxDataActionDate 2026-07-01T12:00:00Z $Zone -ErrorAction Stop
        } | Should -Throw -ErrorId 'TimeZoneUnknown,*' -ExpectedMessage "*$Meant*"
        {
            ConvertTo-CxDataActionDate 2026-07-01T12:00:00 UTC -SourceTimeZone $Zone -ErrorAction Stop
        } | Should -Throw -ErrorId 'TimeZoneUnknown,*' -ExpectedMessage "*$Meant*"
    }

    It 'are not completed' {
        $found = (TabExpansion2 'ConvertTo-CxDataActionDate -TimeZone E').CompletionMatches.CompletionText
        $found | Should -Contain Europe/Berlin
        $found | Should -Not -Contain EST
    }
}
