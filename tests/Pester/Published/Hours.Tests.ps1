BeforeAll {
    Import-Module $PSScriptRoot/../Support.psm1 -Force
    Import-Module $env:CXONE_TEST_MODULE
    $env:CXONE_AUDIT_PATH = "$TestDrive/audit"
    Connect-CxOne -Sandbox
}
AfterAll { Disconnect-CxOne; $env:CXONE_AUDIT_PATH = $null }

Describe 'Get-CxHoursOfOperation' {
    It 'takes an id, a name and a pattern by position and from the pipe' {
        $office = Get-CxHoursOfOperation Office
        $office.Name | Should -Be 'Office'
        (Get-CxHoursOfOperation $office.Id).Name | Should -Be 'Office'
        ('office' | Get-CxHoursOfOperation).Id | Should -Be $office.Id
        (Get-CxHoursOfOperation off*).Id | Should -Contain $office.Id
        ($office | Get-CxHoursOfOperation).Id | Should -Be $office.Id
        { Get-CxHoursOfOperation Offise -ErrorAction Stop } | Should -Throw -ErrorId 'ObjectNotFound,*'
    }

    It 'has days and holidays as objects' {
        $office = Get-CxHoursOfOperation Office
        $office.Days.Count | Should -Be 7
        ($office.Days | Where-Object Day -EQ Monday).OpenTime | Should -Be '08:00:00'
        $office.Holidays.Name | Should -Contain 'Christmas Day'
        ($office | Format-List | Out-String -Width 100) | Should -Match 'Monday 08:00-18:00; Tuesday'
        ($office | ConvertTo-Json -Depth 5 | ConvertFrom-Json).Days[1].CloseTime | Should -Be '18:00:00'
    }
}

Describe 'Test-CxHoursOfOperation' {
    It 'says <Status> at <At> and names the rule' -ForEach @(
        @{ At = '2026-03-02T08:00'; Status = 'Open'; Rule = 'Monday 08:00-18:00'; Next = '2026-03-02T18:00:00-05:00' }
        @{ At = '2026-03-02T18:00'; Status = 'Closed'; Rule = 'Monday 08:00-18:00'; Next = '2026-03-03T08:00:00-05:00' }
        @{ At = '2026-03-02T13:00:00Z'; Status = 'Open'; Rule = 'Monday 08:00-18:00'; Next = '2026-03-02T18:00:00-05:00' }
        @{ At = '2026-12-25T10:00'; Status = 'Holiday'; Rule = 'Christmas Day (2026-12-25): closed all day'; Next = '2026-12-26T00:00:00-05:00' }
        @{ At = '2026-12-24T10:00'; Status = 'Open'; Rule = 'Christmas Eve (2026-12-24) 08:00-12:00'; Next = '2026-12-24T12:00:00-05:00' }
    ) {
        $result = Test-CxHoursOfOperation Office -At $At
        $result.Status | Should -Be $Status
        $result.Rule | Should -Be $Rule
        $result.TimeZone | Should -Be 'America/New_York'
        $result.NextChange | Should -Be ([datetimeoffset]$Next)
    }

    It 'evaluates piped profiles without reading them again' {
        $profiles = Get-CxHoursOfOperation
        $results = $profiles | Test-CxHoursOfOperation -At 2026-03-02T10:00
        $results.Count | Should -Be $profiles.Count
        $verbose = $profiles | Test-CxHoursOfOperation -At 2026-03-02T10:00 -Verbose 4>&1 | Where-Object { $_ -is [System.Management.Automation.VerboseRecord] }
        "$verbose" | Should -Not -Match 'hours-of-operation'
        ($results | Where-Object Name -EQ 'Always open').NextChange | Should -BeNullOrEmpty
    }

    It 'says that the clocks skip or repeat a time' {
        $skipped = Test-CxHoursOfOperation Office -At 2026-03-08T02:30 -WarningVariable warnings -WarningAction SilentlyContinue
        $skipped.LocalTime | Should -Be ([datetime]'2026-03-08T03:30:00')
        "$warnings" | Should -Match 'does not exist'
        $null = Test-CxHoursOfOperation Office -At 2026-11-01T01:30 -WarningVariable warnings -WarningAction SilentlyContinue
        "$warnings" | Should -Match 'twice'
        $null = Test-CxHoursOfOperation Office -At 2026-11-01T01:30:00-05:00 -WarningVariable warnings -WarningAction SilentlyContinue
        $warnings | Should -BeNullOrEmpty
    }

    It 'takes a zone in every spelling and refuses an abbreviation' {
        foreach ($zone in 'Europe/Berlin', 'W. Europe Standard Time', '(GMT+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna') {
            (Test-CxHoursOfOperation Office -At 2026-03-02T07:00:00Z -TimeZone $zone).Status | Should -Be 'Open'
        }
        Test-CxHoursOfOperation Office -TimeZone EST -ErrorAction SilentlyContinue -ErrorVariable failure
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'ParameterInvalid,*'
    }

    It 'takes no wildcards, suggests a name, and continues after an error' {
        $results = 'Off*', 'Offise', 'Office' | Test-CxHoursOfOperation -ErrorAction SilentlyContinue -ErrorVariable failure
        $results.Name | Should -Be 'Office'
        $failure.FullyQualifiedErrorId | Should -Be ('ObjectNotFound,CxOne.PowerShell.Published.TestCxHoursOfOperationCommand', 'ObjectNotFound,CxOne.PowerShell.Published.TestCxHoursOfOperationCommand')
        "$($failure[1])" | Should -Match "'Office'"
        { Test-CxHoursOfOperation Office -At 12/25/2026 -ErrorAction Stop } | Should -Throw -ErrorId 'ParameterArgumentTransformationError,*'
    }
}
