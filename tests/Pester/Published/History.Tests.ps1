BeforeAll {
    Import-Module $PSScriptRoot/../Support.psm1 -Force
    Import-Module $env:CXONE_TEST_MODULE
    $env:CXONE_AUDIT_PATH = "$TestDrive/audit"
    $server = Start-Sandbox
    function Connect-Server { Connect-CxOne $server.Uri -Credential (Get-Secret) -RequestsPerMinute 6000 }
    function Get-Window { @(Get-SandboxRequest $server -Path '*dialer-contacts*') }
    Connect-Server
}
AfterAll { Disconnect-CxOne; Stop-Sandbox $server; $env:CXONE_AUDIT_PATH = $null }

Describe 'Get-CxDialerHistory' {
    It 'reads seven days in the order of time, for skills by name, id, pattern and from the pipe' {
        $rows = Get-CxDialerHistory Collections-East -WarningAction Ignore
        $rows.Count | Should -BeGreaterThan 100
        $rows.SkillName | Select-Object -Unique | Should -Be 'Collections-East'
        $rows.StartedAt | Should -Be ($rows.StartedAt | Sort-Object)
        $rows | Where-Object { $_.CallsAnswered -gt $_.CallsAttempted } | Should -BeNullOrEmpty
        $rows[0].TimeBucket | Should -Be ([TimeZoneInfo]::ConvertTimeBySystemTimeZoneId($rows[0].StartedAt, 'America/New_York').ToString('HH:mm'))
        (Get-CxDialerHistory $rows[0].SkillId -WarningAction Ignore).Count | Should -Be $rows.Count
        $both = Get-CxSkill Collections-East, Collections-West | Get-CxDialerHistory -WarningAction Ignore
        ($both | Where-Object SkillName -EQ 'Collections-East').Count | Should -Be $rows.Count
        ($both | Select-Object SkillName -Unique).SkillName | Sort-Object | Should -Be 'Collections-East', 'Collections-West'
    }

    It 'asks for each window once per connection, whichever skill is read' {
        Reset-Sandbox $server
        Connect-Server
        $null = Get-CxDialerHistory Collections-East -WarningAction Ignore
        $windows = (Get-Window).Count
        $windows | Should -BeIn 7, 8
        $null = Get-CxDialerHistory Collections-West -After ([datetime]::UtcNow.AddDays(-3)) -WarningAction Ignore
        (Get-Window).Count | Should -Be $windows
    }

    It 'stops requesting when the pipeline needs no more rows' {
        Connect-Server
        $before = (Get-Window).Count
        $null = Get-CxDialerHistory Collections-East -After ([datetime]::UtcNow.AddDays(-30)) -WarningAction Ignore | Select-Object -First 1
        (Get-Window).Count - $before | Should -BeLessOrEqual 3
    }

    It 'refuses an empty range, and names a skill that does not exist' {
        { Get-CxDialerHistory Collections-East -After 2026-03-02 -Before 2026-03-01 -ErrorAction Stop } | Should -Throw -ErrorId 'ParameterInvalid,*'
        { Get-CxDialerHistory Collections-Est -ErrorAction Stop } | Should -Throw '*Collections-East*'
        @() | Get-CxDialerHistory | Should -BeNullOrEmpty
    }
}

Describe 'The pipes into the simulations' {
    It 'Get-CxDialerHistory goes into Invoke-CxDialerSimulation as it is, and through a CSV file' {
        $rows = Get-CxDialerHistory Collections-East -WarningAction Ignore
        $direct = $rows | Invoke-CxDialerSimulation -Agents 40 -Ratio 1.1 -Days 5 -WarningAction Ignore
        $rows | Export-Csv $TestDrive/history.csv
        $copied = Import-Csv $TestDrive/history.csv | Invoke-CxDialerSimulation -Agents 40 -Ratio 1.1 -Days 5 -WarningAction Ignore
        $copied.AbandonmentRate | Should -Be $direct.AbandonmentRate
        $found = Get-CxDialerHistory Collections-East -WarningAction Ignore | Invoke-CxDialerSimulation -Agents 40 -FindRatio -Days 5 -WarningAction Ignore
        $found.Ratio | Should -BeGreaterThan 1
    }

    It 'Get-CxDialerHistory goes into Invoke-CxAnswerSimulation as it is' {
        $rate = Get-CxDialerHistory Collections-East -WarningAction Ignore | Measure-Object CallsAttempted, CallsAnswered -Sum
        $answer = Get-CxDialerHistory Collections-East -WarningAction Ignore |
            Invoke-CxAnswerSimulation 'Autumn renewals' ([Math]::Round($rate[1].Sum / $rate[0].Sum, 2)) 0.8 60 -ComplianceThreshold 0.25 -WarningAction Ignore
        $answer.Verdict | Should -Be 'Pass'
    }

    It 'rows of several skills are added together with a warning that names them' {
        $result = Get-CxDialerHistory Collections-East, Collections-West -WarningAction Ignore |
            Invoke-CxDialerSimulation -Agents 40 -Ratio 1.1 -Days 2 -WarningVariable warnings -WarningAction SilentlyContinue
        $result | Should -HaveCount 1
        "$warnings" | Should -Match '2 skills \(Collections-East, Collections-West\)'
    }

    It 'Get-CxSkillDialer supplies ring, patience and ratio where the parameters do not' {
        $dialer = Get-CxSkillDialer Collections-East
        $result = $dialer | Invoke-CxDialerSimulation -Agents 20 -AnswerRate 0.3 -Days 2 -Hours 1
        $result.Ratio | Should -Be $dialer.MaximumRatio
        $same = Invoke-CxDialerSimulation -Agents 20 -AnswerRate 0.3 -Days 2 -Hours 1 -Pacing IdleRatio -Ratio $dialer.MaximumRatio -PatienceSec $dialer.AbandonTimeout `
            -RingUnansweredSample $dialer.MaximumRingingDuration
        $result.AbandonmentRate | Should -Be $same.AbandonmentRate
        ($dialer | Invoke-CxDialerSimulation -Agents 20 -AnswerRate 0.3 -Days 2 -Hours 1 -Ratio 1.2).Ratio | Should -Be 1.2
        Get-CxSkillDialer Collections-* | Invoke-CxDialerSimulation -Agents 20 -AnswerRate 0.3 -Days 2 -Hours 1 | Should -HaveCount 4
    }
}
