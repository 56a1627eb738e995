BeforeAll {
    Import-Module $PSScriptRoot/../Support.psm1 -Force
    Import-Module $env:CXONE_TEST_MODULE
}

Describe 'ConvertTo-CxDataActionDate' {
    It 'computes the instant of the example, without a connection, as <Format>' -ForEach @(
        @{ Format = 'Utc'; Value = '2024-02-29T17:30:00.000Z' }
        @{ Format = 'Offset'; Value = '2024-02-29T12:30:00.000-05:00' }
    ) {
        Disconnect-CxOne
        $result = ConvertTo-CxDataActionDate 2024-02-29T15:30:00.000Z America/New_York -Operation Add -OffsetMinutes 120 -OutputFormat $Format
        $result.Value | Should -BeExactly $Value
        $result.AccuracyValid | Should -BeTrue
        $result.AccuracyErrorMs | Should -Be 0
        $result.Instant | Should -Be ([datetimeoffset]'2024-02-29T17:30:00Z')
    }

    It 'accepts text, DateTime and DateTimeOffset from the pipeline' {
        $utc = [datetime]::new(2024, 2, 29, 15, 30, 0, [DateTimeKind]::Utc)
        $unspecified = [datetime]::new(2024, 2, 29, 15, 30, 0)
        $values = '2024-02-29T15:30:00.9999', $utc, $unspecified, [datetimeoffset]$utc |
            ConvertTo-CxDataActionDate -TimeZone UTC -SourceTimeZone Asia/Tokyo
        $values.Value | Should -Be '2024-02-29T06:30:00.999Z', '2024-02-29T15:30:00.000Z', '2024-02-29T06:30:00.000Z',
            '2024-02-29T15:30:00.000Z'
        $values.SourceTimeZone | Should -Be 'Asia/Tokyo', $null, 'Asia/Tokyo', $null
    }

    It 'reads a local DateTime in the machine''s zone, and refuses one that was skipped there' -Skip:$IsWindows {
        $script = "Import-Module '$env:CXONE_TEST_MODULE'
            [datetime]::new(2024, 6, 15, 12, 0, 0, [DateTimeKind]::Local), [datetime]::new(2024, 3, 10, 2, 30, 0, [DateTimeKind]::Local) |
                ConvertTo-CxDataActionDate -TimeZone UTC -ErrorAction SilentlyContinue -ErrorVariable failure | ForEach-Object Value
            `$failure.FullyQualifiedErrorId"
        $former = $env:TZ
        try {
            $env:TZ = 'America/New_York'
            Invoke-Pwsh -Command $script | Should -Be '2024-06-15T16:00:00.000Z',
                'TimestampInvalid,CxOne.PowerShell.DataActions.ConvertToCxDataActionDateCommand'
        } finally { $env:TZ = $former }
    }

    It 'binds the rows of a CSV, ignores empty cells and continues after a bad row' {
        $rows = @'
Name,Timestamp,TimeZone,SourceTimeZone,Operation,OffsetMinutes,Period,Arithmetic,OutputFormat
minutes,2024-02-29T15:30:00.000Z,America/New_York,,Add,120,,,
month,2024-01-31T12:00:00,Europe/Berlin,Europe/Berlin,Add,,P1M,WallClock,Offset
bad date,2024-02-30T15:30:00Z,UTC,,,,,,
no date,,UTC,,,,,,
bad zone,2024-02-29T15:30:00Z,Europe/Berln,,,,,,
no zone,2024-02-29T15:30:00Z,,,,,,,
bad period,2024-02-29T15:30:00Z,UTC,,,,1 month,,
bad operation,2024-02-29T15:30:00Z,UTC,,Substract,1,,,
bad minutes,2024-02-29T15:30:00Z,UTC,,Add,1.5,,,
two amounts,2024-02-29T15:30:00Z,UTC,,Add,1,P1D,,
no amount,2024-02-29T15:30:00Z,UTC,,Add,,,,
plain,2024-02-29T15:30:00Z,utc,,,,,,
'@ | ConvertFrom-Csv
        $results = $rows | ConvertTo-CxDataActionDate -ErrorAction SilentlyContinue -ErrorVariable failures
        $results.Value | Should -Be '2024-02-29T17:30:00.000Z', '2024-02-29T12:00:00.000+01:00', '2024-02-29T15:30:00.000Z'
        ($failures.FullyQualifiedErrorId -replace ',.*') | Should -Be @(
            'TimestampInvalid', 'TimestampInvalid', 'TimeZoneUnknown', 'TimeZoneUnknown', 'PeriodInvalid', 'ParameterInvalid',
                'ParameterInvalid', 'ParameterInvalid', 'ParameterInvalid')
        $failures[0].Exception.Message | Should -Match '2024-02-30T15:30:00Z.*between 01 and 29 in 2024-02'
        $failures[0].TargetObject | Should -Be '2024-02-30T15:30:00Z'
        $failures[2].Exception.Message | Should -Match 'Europe/Berlin'
        $failures[5].Exception.Message | Should -Match 'Substract'
        $failures | ForEach-Object { $_.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty }
        $failures | ForEach-Object { $_.CategoryInfo.Category | Should -Be InvalidArgument }
    }

    It 'binds objects from JSON, whose dates PowerShell has converted to DateTime' {
        $rows = '[{"Timestamp":"2024-02-29T15:30:00.1239Z","TimeZone":"UTC","OffsetMinutes":-60},{"Timestamp":1709220600,"TimeZone":"UTC"}]' | ConvertFrom-Json
        ($rows | ConvertTo-CxDataActionDate -ErrorAction SilentlyContinue -ErrorVariable failures).Value |
            Should -Be '2024-02-29T14:30:00.123Z'
        $failures.Count | Should -Be 1
        $failures[0].TargetObject.Timestamp | Should -Be 1709220600
    }

    It 'reports skipped and ambiguous times and the rule that was applied' {
        $common = @{ TimeZone = 'America/New_York'; Period = 'P1D'; Arithmetic = 'WallClock'; OutputFormat = 'Offset' }
        $skipped = ConvertTo-CxDataActionDate 2024-03-09T02:30:00-05:00 @common -SkippedTime Backward
        $ambiguous = ConvertTo-CxDataActionDate 2024-11-02T01:30:00-04:00 @common -AmbiguousTime Later
        $skipped.Value, $skipped.IsSkipped, $skipped.Rule | Should -Be '2024-03-10T01:30:00.000-05:00', $true, 'SkippedTime Backward'
        $ambiguous.Value, $ambiguous.IsAmbiguous, $ambiguous.Rule | Should -Be '2024-11-03T01:30:00.000-05:00', $true, 'AmbiguousTime Later'
        $skipped.Resolutions[-1].LocalTime | Should -Be '2024-03-10T02:30:00.000'
        {
            ConvertTo-CxDataActionDate 2024-03-09T02:30:00-05:00 @common -SkippedTime Error -ErrorAction Stop
        } | Should -Throw -ErrorId 'LocalTimeSkipped,*'
        {
            ConvertTo-CxDataActionDate 2024-11-02T01:30:00-04:00 @common -AmbiguousTime Error -ErrorAction Stop
        } | Should -Throw -ErrorId 'LocalTimeAmbiguous,*'
    }

    It 'refuses <Name> with <Id>' -ForEach @(
        @{
            Name = 'a Windows zone'
            Id = 'TimeZoneUnknown'
            Parameter = @{ Timestamp = '2024-02-29T15:30:00Z'; TimeZone = 'Eastern Standard Time' }
            Match = 'America/New_York'
        }
        @{
            Name = 'an offset with seconds'
            Id = 'OffsetNotWritable'
            Parameter = @{ Timestamp = '1971-01-01T00:00:00Z'; TimeZone = 'Africa/Monrovia'; OutputFormat = 'Offset' }
            Match = '-00:44:30'
        }
        @{
            Name = 'a result after the year 9999'
            Id = 'DateOutOfRange'
            Parameter = @{ Timestamp = '2024-02-29T15:30:00Z'; TimeZone = 'UTC'; Period = 'P8000Y' }
            Match = '9999'
        }
        @{
            Name = 'several faults'
            Id = 'ParameterInvalid'
            Parameter = @{ Timestamp = 'x'; TimeZone = 'y'; Period = 'z' }
            Match = '(?s)Timestamp.*TimeZone.*Period'
        }
    ) {
        { ConvertTo-CxDataActionDate @Parameter -ErrorAction Stop } | Should -Throw -ErrorId "$Id,*"
        ConvertTo-CxDataActionDate @Parameter -ErrorAction SilentlyContinue -ErrorVariable failure
        $failure[0].Exception.Message | Should -Match $Match
    }

    It 'loads the calendar library into its own context only' {
        $names = Invoke-Pwsh -Command "
            Import-Module '$env:CXONE_TEST_MODULE'; `$null = ConvertTo-CxDataActionDate 2024-02-29T15:30:00Z UTC
            [Runtime.Loader.AssemblyLoadContext]::Default.Assemblies | ForEach-Object { `$_.GetName().Name } | Where-Object { `$_ -match '^(CxOne|NodaTime)' }"
        $names | Sort-Object | Should -Be 'CxOne.Loader', 'CxOne.PowerShell'
    }

    It 'is displayed in a table and a list that fit 100 columns' {
        $result = ConvertTo-CxDataActionDate 2024-03-10T02:30:00 America/New_York -SourceTimeZone America/New_York -OutputFormat Offset
        foreach ($shown in $result, $result.Resolutions[0]) {
            $lines = ($shown | Format-Table | Out-String -Width 100) -split '\r?\n'
            $lines | Where-Object { $_.Length -gt 100 } | Should -BeNullOrEmpty
            $lines -join '' | Should -Not -Match '…'
            $shown | Format-List | Out-String -Width 100 | Should -Match 'SkippedTime Forward'
        }
        $result | Format-Table | Out-String -Width 100 |
            Should -Match '2024-03-10T03:30:00\.000-04:00 +America/New_York +-04:00 +P0D +SkippedTime Forward'
    }
}
