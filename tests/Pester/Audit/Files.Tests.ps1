BeforeAll {
    Import-Module $PSScriptRoot/../Support.psm1 -Force
    Import-Module $env:CXONE_TEST_MODULE
    $root = (Convert-Path TestDrive:).TrimEnd('/', '\')
    $log = Join-Path $root log
    1..6 | ForEach-Object { Write-CxAuditLog "Test.Note$_" -LocalOnly -Path $log }
    $file = Join-Path $log audit.jsonl
    $lines = Get-Content $file
    function New-Part([string] $Name, [int] $First, [int] $Last) {
        $path = Join-Path $root $Name
        [IO.File]::WriteAllText($path, (($lines[($First - 1)..($Last - 1)] -join "`n") + "`n"))
        $path
    }
}

Describe 'A log that is named by its path' {
    It 'is not valid where nothing is there, and an error says so: <Name>' -ForEach @(
        @{ Name = 'no folder'; Path = { Join-Path $root nowhere } }
        @{ Name = 'a folder without a log'; Path = { (New-Item (Join-Path $root empty-folder) -ItemType Directory -Force).FullName } }
        @{ Name = 'no file'; Path = { Join-Path $root audit.jsonl.9 } }
        @{ Name = 'an empty file'; Path = { (New-Item (Join-Path $root empty.jsonl) -ItemType File -Force).FullName } }
        @{ Name = 'a part that is missing'; Path = { (New-Part first.jsonl 1 3), (Join-Path $root nowhere.jsonl) } }
    ) {
        $path = & $Path
        $found = Test-CxAuditLog $path -ErrorAction SilentlyContinue -ErrorVariable failure
        $found.IsValid | Should -BeFalse
        $failure[0].FullyQualifiedErrorId | Should -Match '^AuditLogNotFound,|^AuditLogBroken,'
        if ($Name -ne 'a part that is missing') { $failure[0].FullyQualifiedErrorId | Should -Match '^AuditLogNotFound,' }
        { Get-CxAuditRecord -Path $path -ErrorAction Stop } | Should -Throw -ErrorId 'AuditLogNotFound,*'
    }

    It 'is not valid when it was deleted, and neither is one of the session that is not there yet' {
        $deleted = Join-Path $root deleted
        Write-CxAuditLog Test.Note -LocalOnly -Path $deleted
        (Test-CxAuditLog $deleted).IsValid | Should -BeTrue
        Remove-Item (Join-Path $deleted audit.jsonl)
        { Test-CxAuditLog $deleted -ErrorAction Stop } | Should -Throw -ErrorId 'AuditLogNotFound,*'
        Connect-CxOne -Sandbox -AuditPath (Join-Path $root none-yet)
        { Test-CxAuditLog -ErrorAction Stop } | Should -Throw -ErrorId 'AuditLogNotFound,*'
        Get-CxAuditRecord -ErrorAction Stop | Should -BeNullOrEmpty
        Disconnect-CxOne
    }

    It 'comes from the pipe as <Name>' -ForEach @(
        @{ Name = 'a file'; Pipe = { Get-Item $args[0] } }
        @{ Name = 'text'; Pipe = { $args[0] } }
        @{ Name = 'an object with Path'; Pipe = { [pscustomobject]@{ Path = $args[0] } } }
        @{ Name = 'an object with FullName'; Pipe = { [pscustomobject]@{ FullName = $args[0] } } }
    ) {
        $broken = Join-Path $root piped.jsonl
        Set-Content $broken $lines[0], $lines[2]
        $found = & $Pipe $broken | Test-CxAuditLog -ErrorAction SilentlyContinue -ErrorVariable failure
        $found.Path, $found.FirstBrokenLine | Should -Be $broken, 2
        $failure[0].FullyQualifiedErrorId | Should -Match '^AuditLogBroken,'
        (& $Pipe $broken | Get-CxAuditRecord).Sequence | Should -Be 1, 3
    }

    It 'is no other one where the pipe has no path' {
        [pscustomobject]@{ Other = 1 } | Test-CxAuditLog -ErrorAction SilentlyContinue -ErrorVariable failure | Should -BeNullOrEmpty
        $failure[0].FullyQualifiedErrorId | Should -Match '^ParameterArgumentTransformationError,'
        @() | Test-CxAuditLog | Should -BeNullOrEmpty
        $record = Get-CxAuditRecord -Path $file | Select-Object -First 1
        ($record | Get-CxAuditRecord -Path $file).AuditId | Should -Be $record.AuditId
    }

    It 'has no record where the file is no log, and its parts follow each other' {
        $binary = Join-Path $root binary.jsonl
        [IO.File]::WriteAllBytes($binary, [byte[]](1..200))
        { Get-CxAuditRecord -Path $binary -ErrorAction Stop } | Should -Throw -ErrorId 'AuditLogNotFound,*'
        $first, $second = (New-Part p1 1 3), (New-Part p2 4 6)
        foreach ($parts in ($second, $first), ($first, $first, $second)) {
            $null = Get-CxAuditRecord -Path $parts -WarningAction SilentlyContinue -WarningVariable warnings
            @($warnings) -match 'oldest first' | Should -HaveCount 1
        }
        $null = Get-CxAuditRecord -Path $first, $second -WarningVariable warnings
        $warnings | Should -BeNullOrEmpty
    }

    It 'is verified under any name: <_>' -ForEach 'copy.jsonl', 'audit.jsonl.1', 'audit 2026-03.txt' {
        $copy = New-Part $_ 1 6
        (Test-CxAuditLog $copy).RecordCount | Should -Be 6
        @(Get-CxAuditRecord -Path $copy).Count | Should -Be 6
        Set-Content $copy ((Get-Content $copy) -replace 'Test.Note3', 'Test.Note0')
        $found = Test-CxAuditLog $copy -ErrorAction SilentlyContinue -ErrorVariable failure
        $found.FirstBrokenLine | Should -Be 3
        $failure[0].FullyQualifiedErrorId | Should -Match '^AuditLogBroken,'
    }

    It 'is one chain where it was divided into files' {
        $parts = (New-Part a 1 2), (New-Part b 3 5), (New-Part c 6 6)
        $found = Test-CxAuditLog -Path $parts
        $found.IsValid, $found.RecordCount, $found.LastHash | Should -Be $true, 6, (Test-CxAuditLog $log).LastHash
        (Get-CxAuditRecord -Path $parts).Sequence | Should -Be (1..6)
        (Test-CxAuditLog -Path $parts[1, 0, 2] -ErrorAction SilentlyContinue).IsValid | Should -BeFalse
        (Test-CxAuditLog -Path $parts[0, 2] -ErrorAction SilentlyContinue).IsValid | Should -BeFalse
    }

    It 'must still be there and hold the record before values are taken from it' {
        Connect-CxOne -Sandbox -AuditPath (Join-Path $root restore)
        $campaign = '12345678-1234-1234-1234-123456789012'
        Set-CxPredictiveWeight $campaign CXONE_PREDICTIVE_V3 @{ answer_rate = 0.11 } -NoWait -Force -WarningAction SilentlyContinue
        $copy = Join-Path $root restore.jsonl
        Copy-Item (Join-Path $root restore/audit.jsonl) $copy
        $record = Get-CxAuditRecord PredictiveWeight.Set -Path $copy | Select-Object -Last 1
        Remove-Item $copy
        { $record | Restore-CxPredictiveWeight -ErrorAction Stop } | Should -Throw -ErrorId 'AuditLogBroken,*'
        { $record | Restore-CxPredictiveWeight -WhatIf -ErrorAction Stop } | Should -Throw -ErrorId 'AuditLogBroken,*'
        Set-CxDialerConfig dialer-east -DialRate 2.5
        $xml = Join-Path $root other.xml
        Get-CxAuditRecord DialerConfig.Set | Select-Object -Last 1 | Export-Clixml $xml
        { Import-Clixml $xml | Restore-CxPredictiveWeight -WhatIf -ErrorAction Stop } | Should -Throw -ErrorId 'AuditRecordNotFound,*'
        Copy-Item (Join-Path $root restore/audit.jsonl) $copy
        { $record | Restore-CxPredictiveWeight -ErrorAction Stop } | Should -Not -Throw
        Disconnect-CxOne
    }
}

Describe 'Times' {
    BeforeAll {
        $culture = [cultureinfo]::CurrentCulture
        $zone = $env:TZ
    }
    AfterEach {
        [cultureinfo]::CurrentCulture = $culture
        $env:TZ = $zone
        [TimeZoneInfo]::ClearCachedData()
    }

    It 'mean the same in <_>' -ForEach 'en-US', 'en-GB', 'de-DE', 'th-TH', 'fa-IR', 'ar-SA' {
        [cultureinfo]::CurrentCulture = $_
        $year = [datetime]::UtcNow.Year
        foreach ($text in "$($year + 1)-12-31", "$($year + 1)-12-31T00:00", "$($year + 1)-12-31 00:00:00", "$($year + 1)-12-31T00:00:00.5Z",
            "$($year + 1)-12-31T00:00:00+02:00") {
            @(Get-CxAuditRecord -Path $log -Before $text).Count | Should -Be 6 -Because $text
            @(Get-CxAuditRecord -Path $log -After $text).Count | Should -Be 0 -Because $text
        }
        @(Get-CxAuditRecord -Path $log -After ([datetime]::UtcNow.AddDays(-1)) -Before ([datetimeoffset]::UtcNow.AddDays(1))).Count |
            Should -Be 6
        foreach ($text in '12/11/2026', '11.12.2026', '2026-1-2', 'Dec 11', '12:00', '2569-13-01', '') {
            { Get-CxAuditRecord -Path $log -After $text } |
                Should -Throw -ErrorId 'ParameterArgumentTransformationError,*' -ExpectedMessage '*ISO 8601*' -Because $text
            { Get-CxAuditRecord -Path $log -Before $text } | Should -Throw -ErrorId 'ParameterArgumentTransformationError,*' -Because $text
            { Restore-CxDialerConfig dialer-east -Before $text -WhatIf } |
                Should -Throw -ErrorId 'ParameterArgumentTransformationError,*' -Because $text
        }
    }

    It 'restore the same state in <_>' -ForEach 'en-US', 'th-TH', 'fa-IR' {
        $folder = Join-Path $root "states-$_"
        Connect-CxOne -Sandbox -AuditPath $folder
        Set-CxDialerConfig dialer-east -DialRate 2.1
        Set-CxDialerConfig dialer-east -DialRate 2.2
        [cultureinfo]::CurrentCulture = $_
        (Restore-CxDialerConfig dialer-east -Before "$([datetime]::UtcNow.Year + 1)-12-31" -PassThru).Config.DialRate | Should -Be 2.2
        (Restore-CxDialerConfig dialer-east -Before '2001-12-31' -PassThru).Config.DialRate | Should -Be 2
        Disconnect-CxOne
    }

    It 'may lie at the ends of the calendar in <_>' -Skip:$IsWindows -ForEach 'Asia/Tokyo', 'America/New_York', 'UTC' {
        $env:TZ = $_
        [TimeZoneInfo]::ClearCachedData()
        @(Get-CxAuditRecord -Path $log -After ([datetime]::MinValue) -Before ([datetime]::MaxValue)).Count | Should -Be 6
        @(Get-CxAuditRecord -Path $log -Before ([datetime]::MinValue)).Count | Should -Be 0
        @(Get-CxAuditRecord -Path $log -After '0001-01-01' -Before '9999-12-31T23:59:59').Count | Should -Be 6
        @(Get-CxAuditRecord -Path $log -After ([datetimeoffset]::MinValue) -Before ([datetimeoffset]::MaxValue)).Count | Should -Be 6
        Connect-CxOne -Sandbox -AuditPath (Join-Path $root "ends-$($_ -replace '/')")
        Set-CxDialerConfig dialer-east -DialRate 2.1
        (Restore-CxDialerConfig dialer-east -Before ([datetime]::MaxValue) -PassThru).Status | Should -Be Unchanged
        (Restore-CxDialerConfig dialer-east -Before ([datetime]::MinValue) -PassThru).Status | Should -Be Changed
        Disconnect-CxOne
    }

    It 'are shown in the Gregorian calendar in <_>' -ForEach 'th-TH', 'fa-IR', 'fi-FI' {
        [cultureinfo]::CurrentCulture = $_
        Get-CxAuditRecord -Path $log | Format-Table | Out-String | Should -Match "$([datetime]::Now.Year)-\d\d-\d\d \d\d:\d\d:\d\d"
    }
}

Describe 'A state folder that the environment names' {
    It 'is ignored where it is relative, as its specification says' -Skip:(-not $IsLinux) {
        $former = $env:XDG_STATE_HOME, $env:CXONE_AUDIT_PATH, $env:HOME
        Disconnect-CxOne
        try {
            $env:CXONE_AUDIT_PATH = $null
            $env:HOME = $root
            foreach ($path in 'state', '~/state', './state') {
                $env:XDG_STATE_HOME = $path
                (Test-CxAuditLog -ErrorAction SilentlyContinue).Path |
                    Should -Be "$root/.local/state/cxone/audit/audit.jsonl" -Because $path
            }
            $env:XDG_STATE_HOME = "$root/xdg"
            (Test-CxAuditLog -ErrorAction SilentlyContinue).Path | Should -Be "$root/xdg/cxone/audit/audit.jsonl"
        } finally { $env:XDG_STATE_HOME, $env:CXONE_AUDIT_PATH, $env:HOME = $former }
    }
}
