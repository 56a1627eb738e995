BeforeAll {
    Import-Module $PSScriptRoot/../Support.psm1 -Force
    Import-Module $env:CXONE_TEST_MODULE
    $pwsh = Get-PwshCommand
}

Describe 'The local audit log' {
    BeforeEach {
        $folder = Join-Path (Convert-Path TestDrive:) ([guid]::NewGuid())
        $file = Join-Path $folder audit.jsonl
    }

    It 'stores records, returns them as objects and verifies their chain' {
        1..3 | ForEach-Object {
            Write-CxAuditLog Test.Note @{ number = $_; nested = @{ list = 'a', 'b' } } -Target "item-$_" -LocalOnly -Path $folder
        }
        $records = Get-CxAuditRecord -Path $folder
        $records.Sequence | Should -Be 1, 2, 3
        $records[2].Details.number | Should -Be 3
        $records[0].Details.nested.list | Should -Be 'a', 'b'
        (Get-CxAuditRecord -Path $folder -Target item-2).Sequence | Should -Be 2
        (Test-CxAuditLog $folder).IsValid | Should -BeTrue
        (Test-CxAuditLog $file).RecordCount | Should -Be 3
    }

    It 'names the first record that was <Change>' -ForEach @(
        @{ Change = 'changed'; Damage = { param($lines) $lines[1] = $lines[1].Replace('"number":2', '"number":7'); $lines }; Line = 2 }
        @{ Change = 'removed'; Damage = { param($lines) $lines[0], $lines[2], $lines[3] }; Line = 2 }
        @{ Change = 'swapped'; Damage = { param($lines) $lines[0], $lines[2], $lines[1], $lines[3] }; Line = 2 }
        @{ Change = 'cut off the head'; Damage = { param($lines) $lines[1..3] }; Line = 1 }
    ) {
        1..4 | ForEach-Object { Write-CxAuditLog Test.Note @{ number = $_ } -LocalOnly -Path $folder }
        [IO.File]::WriteAllLines($file, [string[]](& $Damage (Get-Content $file)))
        $verification = Test-CxAuditLog $folder -ErrorAction SilentlyContinue -ErrorVariable failure
        $verification.IsValid | Should -BeFalse
        $verification.FirstBrokenLine | Should -Be $Line
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'AuditLogBroken,*'
    }

    It 'reports an incomplete last line, and the next record moves it to a file' {
        Write-CxAuditLog Test.Note -LocalOnly -Path $folder
        [IO.File]::AppendAllText($file, '{"sequence":2,"audit')
        $verification = Test-CxAuditLog $folder -WarningVariable warning -WarningAction SilentlyContinue
        $verification.IsValid | Should -BeTrue
        $verification.IncompleteBytes | Should -Be 20
        $warning | Should -Match '20 bytes'
        Write-CxAuditLog Test.Note -LocalOnly -Path $folder -WarningVariable warning -WarningAction SilentlyContinue
        (Test-CxAuditLog $folder).RecordCount | Should -Be 2
        $moved = @(Get-ChildItem $folder -Filter 'audit-incomplete-*')
        $moved.Count | Should -Be 1
        $warning | Should -Match ([regex]::Escape($moved[0].FullName))
    }

    It 'is shared by several pwsh processes at once' -Tag Full {
        $script = "Import-Module '$env:CXONE_TEST_MODULE'; 1..50 | ForEach-Object { Write-CxAuditLog Test.Note @{ process = `$PID } -LocalOnly -Path '$folder' }"
        $processes = 1..4 | ForEach-Object {
            Start-Process $pwsh.FilePath -ArgumentList (@($pwsh.ArgumentList | ForEach-Object { "`"$_`"" }) + '-NoProfile',
                '-NonInteractive', '-Command', "& { $script }") -PassThru
        }
        $processes | Wait-Process -Timeout 60
        $verification = Test-CxAuditLog $folder
        $verification.IsValid | Should -BeTrue
        $verification.RecordCount | Should -Be 200
    }

    It 'refuses a change that it could not record' {
        $blocked = Join-Path (Convert-Path TestDrive:) "file-$([guid]::NewGuid())"
        Set-Content $blocked 'a file where the folder should be'
        Connect-CxOne -Sandbox -AuditPath $blocked
        { Publish-CxIvrDeployment ivr-def-001 staging -TestInput 1 } | Should -Throw -ErrorId 'AuditWriteFailed,*'
        Get-CxIvrDeployment | Should -BeNullOrEmpty
    }

    It 'is selected by parameter, by variable, or by the connection' {
        $former = $env:CXONE_AUDIT_PATH
        try {
            $env:CXONE_AUDIT_PATH = $folder
            Disconnect-CxOne
            Write-CxAuditLog Test.Note -LocalOnly
            (Test-CxAuditLog).Path | Should -Be $file
            Connect-CxOne -Sandbox -AuditPath "$folder-b"
            (Test-CxAuditLog -ErrorAction SilentlyContinue).Path | Should -Be (Join-Path "$folder-b" audit.jsonl)
        } finally { $env:CXONE_AUDIT_PATH = $former }
    }
}

Describe 'Write-CxAuditLog' {
    It 'records at the tenant and locally' {
        Connect-CxOne -Sandbox -AuditPath (Join-Path (Convert-Path TestDrive:) tenant)
        $receipt = Write-CxAuditLog MANUAL_CHANGE @{ what = 'opening hours' } -GdprRelevant -RetentionDays 30 -PassThru
        $receipt.Status | Should -Be RECORDED
        ($receipt.RetentionExpiry - [datetimeoffset]::UtcNow).TotalDays | Should -BeGreaterThan 29.9
        $record = (Get-CxAuditRecord)[-1]
        $record.Action, $record.Outcome, $record.Details.what | Should -Be MANUAL_CHANGE, Succeeded, 'opening hours'
        $record.User, $record.Machine, $record.ProcessId, $record.TenantId, $record.ActorId | Should -Be ([Environment]::UserName),
            ([Environment]::MachineName), $PID, 'tenant-123', 'sandbox'
        @(Get-CxAuditRecord).Outcome | Should -Be Started, Succeeded
    }

    It 'records nothing under -WhatIf, neither at the tenant nor locally' {
        $folder = Join-Path (Convert-Path TestDrive:) ([guid]::NewGuid())
        Connect-CxOne -Sandbox -AuditPath $folder
        Write-CxAuditLog MANUAL_CHANGE @{ what = 'opening hours' } -PassThru -WhatIf | Should -BeNullOrEmpty
        Write-CxAuditLog MANUAL_CHANGE -LocalOnly -PassThru -WhatIf | Should -BeNullOrEmpty
        Get-CxAuditRecord | Should -BeNullOrEmpty
    }

    It 'reports the reason if details are not an object' {
        Connect-CxOne -Sandbox
        { Write-CxAuditLog X @(1, 2) } | Should -Throw -ErrorId 'ParameterInvalid,*'
    }
}
