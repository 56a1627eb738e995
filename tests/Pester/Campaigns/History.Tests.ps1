BeforeAll {
    Import-Module $PSScriptRoot/../Support.psm1 -Force
    Import-Module $env:CXONE_TEST_MODULE
    Connect-CxOne -Sandbox -AuditPath (Join-Path (Convert-Path TestDrive:) audit)
    $campaign = '12345678-1234-1234-1234-123456789012'
    function ConvertTo-Row([string[]] $Line) { @('TimeBucket,CallsAttempted,CallsAnswered,AvgTalkTimeSeconds') + $Line | ConvertFrom-Csv }
    $both = @{
        'Invoke-CxAnswerSimulation' = {
            $args[0] | Invoke-CxAnswerSimulation $campaign 0.38 0.82 120 -ErrorAction Stop -WarningAction SilentlyContinue -WarningVariable global:historyWarnings
        }
        'Invoke-CxDialerSimulation' = {
            $args[0] | Invoke-CxDialerSimulation -Agents 5 -Ratio 1 -Days 2 -ErrorAction Stop -WarningAction SilentlyContinue -WarningVariable global:historyWarnings
        }
        'Invoke-CxDialerSimulation -AnswerRate' = {
            $args[0] | Invoke-CxDialerSimulation -Agents 5 -Ratio 1 -Days 2 -AnswerRate 0.38 -ErrorAction Stop -WarningAction SilentlyContinue -WarningVariable global:historyWarnings
        }
    }
}
AfterAll {
    Disconnect-CxOne
    Remove-Variable historyWarnings -Scope Global -ErrorAction Ignore
}

Describe 'A call history, read by <_>' -ForEach 'Invoke-CxAnswerSimulation', 'Invoke-CxDialerSimulation',
    'Invoke-CxDialerSimulation -AnswerRate' {
    BeforeAll { $use = $both[$_] }

    It 'is refused where <Name>' -ForEach @(
        @{ Name = 'a bucket is no part of a day'; Line = '09:00-10:00,5000,1900,145', 'Total,5000,1900,145'; Said = "*(was 'Total')*" }
        @{
            Name = 'buckets overlap'
            Line = '09:00-10:00,5000,1900,145', '09:30-10:30,5000,1900,145'
            Said = "*'09:00-10:00' and '09:30-10:30' overlap*"
        }
        @{ Name = 'a sum is too large'; Line = '09:00,2147483647,1900,145', '09:00,1,1,145'; Said = '*at most 2147483647*' }
        @{ Name = 'a blank row is not at the end'; Line = '09:00,5000,1900,145', ',,,', '10:00,5000,1900,145'; Said = '*row 2 is blank*' }
    ) {
        { & $use (ConvertTo-Row $Line) } | Should -Throw -ErrorId 'ParameterInvalid,*' -ExpectedMessage $Said
    }

    It 'gives one remark where <Name>' -ForEach @(
        @{
            Name = 'several days have the same buckets'
            Line = (1..5 | ForEach-Object { '09:00-10:00,5000,1900,145', '10:00-11:00,5000,1900,145' })
            Said = '10 rows and 2 time buckets'
        }
        @{ Name = 'it ends in blank rows'; Line = '09:00-10:00,5000,1900,145', ',,,', ',,,'; Said = 'Blank rows at the end' }
        @{
            Name = 'ends are inclusive'
            Line = '09:00-09:29,5000,1900,145', '09:30-09:59,5000,1900,145', '10:00-10:29,5000,1900,145'
            Said = 'last minute'
        }
    ) {
        & $use (ConvertTo-Row $Line) | Should -Not -BeNullOrEmpty
        @($historyWarnings | Where-Object { $_ -notmatch 'AnswerRate' }) | Should -HaveCount 1
        "$historyWarnings" | Should -Match $Said
    }
}

Describe 'A history of several days' {
    It 'is judged and sent as one day' {
        $day = ConvertTo-Row '09:00-10:00,500,190,145', '10:00-11:00,620,245,138'
        $once = $day | Invoke-CxAnswerSimulation $campaign 0.38 0.82 120 -WarningAction SilentlyContinue
        $twice = @($day) + @($day) | Invoke-CxAnswerSimulation $campaign 0.38 0.82 120 -WarningAction SilentlyContinue
        $twice.HistoricalMeanRate | Should -Be $once.HistoricalMeanRate
        $twice.PooledRate | Should -Be $once.PooledRate
        $twice.Homogeneity.DegreesOfFreedom | Should -Be $once.Homogeneity.DegreesOfFreedom
        $record = Get-CxAuditRecord Campaign.SimulateAnswers | Select-Object -Last 1
        $record.Details.buckets | Should -Be 2
    }
}
