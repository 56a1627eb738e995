BeforeAll {
    Import-Module $PSScriptRoot/../Support.psm1 -Force
    Import-Module $env:CXONE_TEST_MODULE
    $server = Start-Sandbox
    $name = 'Production_Date_Processor'
    $instant = '2024-02-29T15:30:00.000Z'
    function Connect-Server { Connect-CxOne $server.Uri -Credential (Get-Secret) -RequestsPerMinute 100000 }
}
AfterAll { Stop-Sandbox $server }

Describe 'Get-CxDataAction' {
    BeforeAll { Reset-Sandbox $server; Connect-Server }

    It 'reads all pages' {
        $all = @(Get-CxDataAction)
        $all.Count | Should -Be 63
        @(Get-SandboxRequest $server -Path /api/v2/dataactions).Count | Should -Be 3
    }

    It 'finds an exact name on any page, and no other' {
        (Get-CxDataAction $name).Name | Should -Be $name
        (Get-CxDataAction $name).Configuration.dateProcessing.precision | Should -Be 3
        { Get-CxDataAction 'Production_Date' -ErrorAction Stop } | Should -Throw -ErrorId 'ObjectNotFound,*'
        (Get-CxDataAction 'production_date_processor').Name | Should -Be $name
    }

    It 'returns every data action with a name' {
        (Get-CxDataAction Duplicate_Date_Processor).Id | Should -Be (Get-CxDataAction '*Duplicate*').Id
        @(Get-CxDataAction Duplicate_Date_Processor).Count | Should -Be 2
    }

    It 'reads by id' { (Get-CxDataAction -Id data-action-001).Id | Should -Be data-action-001 }
}

Describe 'Update-CxDataActionDate' {
    BeforeEach { Reset-Sandbox $server; Connect-Server }

    It 'writes the value of the reference script''s example in the format <Format>' -ForEach @(
        @{ Format = 'Utc'; Value = '2024-02-29T17:30:00.000Z' }
        @{ Format = 'Offset'; Value = '2024-02-29T12:30:00.000-05:00' }
    ) {
        $update = Update-CxDataActionDate $name $instant America/New_York -Operation Add -OffsetMinutes 120 -OutputFormat $Format -PassThru
        $update.Status | Should -Be Changed
        $update.Date.AccuracyValid | Should -BeTrue
        (Get-CxDataAction $name).Configuration.dateProcessing.computedValue | Should -Be $Value
    }

    It 'keeps all other members, including enabled, and writes with the version that it read' {
        $path = "/api/v2/dataactions/$((Get-CxDataAction $name).Id)"
        $before = Invoke-CxRestMethod $path
        $update = Update-CxDataActionDate $name $instant Asia/Kathmandu -PassThru
        $after = Invoke-CxRestMethod $path
        $processing = $after.configuration.dateProcessing
        $processing.computedValue, $processing.timezone, $processing.dstAdjustment, $processing.precision | Should -Be $instant,
            'Asia/Kathmandu', $true, 3
        $before.configuration.dateProcessing = $after.configuration.dateProcessing = $null
        $after | ConvertTo-Json -Depth 20 | Should -Be ($before | ConvertTo-Json -Depth 20)
        (Get-SandboxRequest $server -Method PUT).ifMatch | Should -Not -BeNullOrEmpty
        (Get-CxAuditRecord -AuditId $update.AuditId).After.computedValue | Should -Be $instant
    }

    It 'sends no PUT and returns Unchanged in a second run' {
        Update-CxDataActionDate $name $instant America/New_York
        $again = Update-CxDataActionDate $name $instant America/New_York -PassThru
        $again.Status | Should -Be Unchanged
        @(Get-SandboxRequest $server -Method PUT).Count | Should -Be 1
    }

    It 'processes the rows of a CSV in order, and reports one error with the row number for one bad row' {
        $rows = "Name,Timestamp,TimeZone,Operation,OffsetMinutes,Period`n$name,2024-03-10T06:30:00Z,America/New_York,Add,60,`nnope,2024-01-01T00:00:00Z,UTC,,,`n$name,rubbish,UTC,,,`n$name,2024-01-31T00:00:00Z,UTC,,,P1M`n$name,2024-01-01T00:00:00Z,Mars/Olympus,,,`n$name,2024-01-01T00:00:00Z,UTC,Multiply,x," | ConvertFrom-Csv
        $updates = @($rows | Update-CxDataActionDate -PassThru -ErrorAction SilentlyContinue -ErrorVariable failure)
        $updates.Row | Should -Be 1, 4
        $updates.Value | Should -Be '2024-03-10T07:30:00.000Z', '2024-02-29T00:00:00.000Z'
        $failure.Count | Should -Be 4
        $failure | ForEach-Object { "$($_.ErrorDetails.Message)" -match '^Row (\d)' | Out-Null; $Matches[1] } | Should -Be 2, 3, 5, 6
        $failure[3].Exception.Violations.Count | Should -Be 2
        (Get-CxDataAction $name).Configuration.dateProcessing.computedValue | Should -Be '2024-02-29T00:00:00.000Z'
        @(Get-SandboxRequest $server -Path /api/v2/dataactions).Count | Should -Be (3 + 3)
    }

    It 'counts every row, even if values are missing' {
        $rows = "Name,Timestamp,TimeZone`n$name,2025-01-01T00:00:00Z,UTC`n,2025-01-01T00:00:00Z,UTC`n$name,,UTC`n$name,2025-01-01T00:00:00Z`n$name,2025-01-02T00:00:00Z,UTC" | ConvertFrom-Csv
        $updates = @($rows | Update-CxDataActionDate -PassThru -ErrorAction SilentlyContinue -ErrorVariable failure)
        $updates.Row | Should -Be 1, 5
        $failure | ForEach-Object { "$($_.ErrorDetails.Message)" -match '^Row (\d)' | Out-Null; $Matches[1] } | Should -Be 2, 3, 4
        $failure | ForEach-Object { $_.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty }
    }

    It 'accepts objects with an Id and numbers, and names by value' {
        $row = [pscustomobject]@{ Id = 'data-action-004'; Timestamp = '2030-01-01T00:00:00Z'; TimeZone = 'UTC'; OffsetMinutes = 5 }
        ($row | Update-CxDataActionDate -PassThru).Value | Should -Be '2030-01-01T00:05:00.000Z'
        ($name | Update-CxDataActionDate -Timestamp $instant -TimeZone UTC -PassThru).Name | Should -Be $name
        (Get-CxDataAction '*Duplicate*' | Select-Object -First 1 |
            Update-CxDataActionDate -Timestamp $instant -TimeZone UTC -PassThru).Status | Should -Be Changed
    }

    It 'uses the Id, and refuses a Name that does not match it' {
        {
            [pscustomobject]@{
                Id = 'data-action-002'
                Name = 'Crm_Account_Lookup'
                Timestamp = $instant
                TimeZone = 'UTC'
            } | Update-CxDataActionDate -ErrorAction Stop
        } | Should -Throw -ErrorId 'ParameterInvalid,*'
        Get-SandboxRequest $server -Method PUT | Should -BeNullOrEmpty
    }

    It 'refuses a row that does not specify its zone, in text and as a DateTime, until -SourceTimeZone does' {
        foreach ($time in '2026-11-30T08:00:00', [datetime]'2026-11-30T08:00:00') {
            { Update-CxDataActionDate $name $time America/Denver -ErrorAction Stop } | Should -Throw -ErrorId 'SourceTimeZoneMissing,*'
            { Update-CxDataActionDate $name $time UTC -ErrorAction Stop } | Should -Throw -ErrorId 'SourceTimeZoneMissing,*'
        }
        Get-SandboxRequest $server -Method PUT | Should -BeNullOrEmpty
        (Update-CxDataActionDate $name '2026-11-30T08:00:00' America/Denver -SourceTimeZone America/Denver -PassThru).Value |
            Should -Be '2026-11-30T15:00:00.000Z'
        (Update-CxDataActionDate $name '2026-11-30T08:00:00' America/Denver -SourceTimeZone UTC -PassThru).Value |
            Should -Be '2026-11-30T08:00:00.000Z'
    }

    It 'writes a date into an action that processes no dates only with -Force, and records that' {
        { Update-CxDataActionDate Crm_Account_Lookup $instant UTC -ErrorAction Stop } | Should -Throw -ErrorId 'DataActionTypeMismatch,*'
        Get-SandboxRequest $server -Method PUT | Should -BeNullOrEmpty
        $update = Update-CxDataActionDate Crm_Account_Lookup $instant UTC -Force -PassThru
        $update.Status | Should -Be Changed
        (Get-CxAuditRecord -AuditId $update.AuditId).Details.forced | Should -BeTrue
        # It had no date before, so that the restore removes it.
        Get-CxAuditRecord -AuditId $update.AuditId | Restore-CxDataActionDate 6>$null
        (Get-CxDataAction Crm_Account_Lookup).Configuration.PSObject.Properties['dateProcessing'] | Should -BeNullOrEmpty
    }

    It 'writes nothing under -WhatIf' {
        Update-CxDataActionDate $name $instant UTC -WhatIf
        Get-SandboxRequest $server -Method PUT | Should -BeNullOrEmpty
    }

    It 'notifies a receiver, signed, without a token, and hides the query of its address' {
        $receiver = Start-Receiver
        try {
            $update = Update-CxDataActionDate $name $instant UTC -WebhookUri $receiver.Uri -WebhookSecret (ConvertTo-SecureString 'hook-secret' -AsPlainText -Force) -PassThru
            $update.Callback.IsDelivered | Should -BeTrue
            $update.Callback.Uri | Should -Not -Match planted
            $told = @($receiver.Received)[0]
            $told.Headers.Keys | Should -Not -Contain Authorization
            $hmac = [Security.Cryptography.HMACSHA256]::new([Text.Encoding]::UTF8.GetBytes('hook-secret'))
            $told.Headers['X-Cx-Signature'] | Should -Be "sha256=$([Convert]::ToHexString($hmac.ComputeHash([Text.Encoding]::UTF8.GetBytes($told.Body))).ToLowerInvariant())"
            $body = $told.Body | ConvertFrom-Json
            $body.action_id | Should -Be $update.Id
            $body.audit_record.auditId | Should -Be $update.AuditId
        } finally { Stop-Receiver $receiver }
    }

    It 'retries the notification, and does not fail the update if the receiver does not respond' {
        $receiver = Start-Receiver -Failures 1
        try {
            (Update-CxDataActionDate $name $instant UTC -WebhookUri $receiver.Uri -PassThru).Callback.Attempts | Should -Be 2
        } finally { Stop-Receiver $receiver }
        Connect-CxOne $server.Uri -Credential (Get-Secret) -MaximumRetryCount 0
        $update = Update-CxDataActionDate $name $instant Europe/Berlin -WebhookUri $receiver.Uri -PassThru -WarningAction SilentlyContinue -WarningVariable warning
        $update.Status | Should -Be Changed
        $update.Callback.IsDelivered | Should -BeFalse
        $warning | Should -Match 'not delivered'
    }

    It 'refuses a receiver without TLS before it writes anything' {
        {
            Update-CxDataActionDate $name $instant UTC -WebhookUri http://hooks.example.com/x -ErrorAction Stop
        } | Should -Throw -ErrorId 'EndpointInsecure,*'
        Get-SandboxRequest $server -Method PUT | Should -BeNullOrEmpty
    }

    It 'stops its requests if the consumer stops the pipeline' {
        $rows = 1..60 | ForEach-Object { [pscustomobject]@{ Id = 'data-action-{0:000}' -f $_; Timestamp = $instant; TimeZone = 'UTC' } }
        # A consumer that is slow, as a prompt or a pager is, and then has enough. Eight rows are open for each request that may be
        # under way; no further one begins while an outcome waits to be taken. Rows that overtook the first one count as sent before.
        $seen = @{}
        $null = $rows | Update-CxDataActionDate -Force -PassThru -ThrottleLimit 1 | ForEach-Object {
            $seen.Before = @(Get-SandboxRequest $server -Method PUT).Count
            # A hundred round trips to the same server are time enough for rows that nothing holds back.
            foreach ($round in 1..100) { $null = Invoke-RestMethod "$($server.Uri)/sandbox/faults" }
            $_
        } | Select-Object -First 1
        $seen.Before | Should -BeLessThan 50
        @(Get-SandboxRequest $server -Method PUT).Count | Should -BeLessOrEqual ($seen.Before + 8)
    }
}

Describe 'Many rows' {
    BeforeAll {
        function Test-Row([int] $Count) {
            $busy = Start-Sandbox --rate-limit, 10000000, --data-actions, (63 + $Count), --latency, 20, --fault, 429=0.1, --fault, 503=0.05,
                --fault, reset-after=0.02
            try {
                $rows = foreach ($number in 1..$Count) {
                    [pscustomobject]@{
                        Name = 'Batch_Date_{0:0000}' -f (63 + $number)
                        Timestamp = ([datetime]'2025-01-01').AddMinutes($number).ToString('s') + 'Z'
                        TimeZone = 'America/New_York'
                        OffsetMinutes = 120
                    }
                }
                # The faults hit the first requests as well.
                while ($true) {
                    try {
                        Connect-CxOne $busy.Uri -Credential (Get-Secret) -RequestsPerMinute 12000 -MaximumRetryCount 12
                        break
                    } catch { if ($_.FullyQualifiedErrorId -notmatch '^(ConnectionFailed|ServiceUnavailable)') { throw } }
                }
                $updates = @($rows | Update-CxDataActionDate -ThrottleLimit 8 -PassThru -ErrorVariable failure)
                $log = @(Get-SandboxRequest $busy)

                $failure | Should -BeNullOrEmpty
                $updates.Count | Should -Be $Count
                $updates.Row | Should -Be (1..$Count)
                $updates | Where-Object Status -notin Changed, Recognised | Should -BeNullOrEmpty
                # Each action was written exactly once: a second PUT of the same action was refused or never needed.
                $written = @($log | Where-Object { $_.method -eq 'PUT' -and $_.status -eq 200 })
                $written.Count | Should -Be $Count
                ($written.path | Sort-Object -Unique).Count | Should -Be $Count
                # The list is read once; repeats of a page come from faults alone.
                @($log | Where-Object {
                    $_.path -eq '/api/v2/dataactions' -and $_.status -eq 200 -and -not $_.fault
                }).Count | Should -BeLessOrEqual ([math]::Ceiling((63 + $Count) / 25) + 1)
                # The budget: never more than the burst of 1,800 in a second.
                $times = @($log | ForEach-Object { ([datetimeoffset]$_.receivedAt).ToUnixTimeMilliseconds() } | Sort-Object)
                for ($at = 1800; $at -lt $times.Count; $at += 100) { ($times[$at] - $times[$at - 1800]) | Should -BeGreaterThan 900 }
                $held = @{}; Get-CxDataAction 'Batch*' | ForEach-Object { $held[$_.Name] = $_.Configuration.dateProcessing.computedValue }
                foreach ($row in $rows) {
                    $held[$row.Name] | Should -Be (([datetime]$row.Timestamp).ToUniversalTime().AddMinutes(120).ToString('yyyy-MM-ddTHH:mm:ss.fff') + 'Z')
                }
            } finally { Stop-Sandbox $busy }
        }
    }

    It 'are all written, each once and within the budget: 40' { Test-Row 40 }

    It 'are all written, each once and within the budget: 1,000' -Tag Full { Test-Row 1000 }
}

Describe 'Restore-CxDataActionDate' {
    BeforeEach {
        Reset-Sandbox $server
        Connect-CxOne $server.Uri -Credential (Get-Secret) -RequestsPerMinute 100000 -AuditPath (Join-Path (Convert-Path TestDrive:) ([guid]::NewGuid()))
    }

    It 'restores the date before a record, says so, and has nothing to do in a second run' {
        $before = (Get-CxDataAction $name).Configuration.dateProcessing | ConvertTo-Json
        $record = Get-CxAuditRecord -AuditId (Update-CxDataActionDate $name $instant Asia/Kathmandu -PassThru).AuditId
        $said = $record | Restore-CxDataActionDate -PassThru -InformationVariable information 6>$null
        $said.Status, $said.RestoredFrom | Should -Be Changed, $record.AuditId
        "$information" | Should -Match "^${name}: restored the state before audit record $($record.Sequence) .*computedValue .* → "
        (Get-CxDataAction $name).Configuration.dateProcessing | ConvertTo-Json | Should -Be $before
        ($record | Restore-CxDataActionDate -PassThru -InformationVariable information 6>$null).Status | Should -Be Unchanged
        "$information" | Should -Match 'nothing was left to restore'
        @(Get-CxAuditRecord DataAction.RestoreDate).Outcome | Should -Be 'Started', 'Succeeded'
    }

    It 'keeps a date that another client has set since, unless it is forced' {
        $record = Get-CxAuditRecord -AuditId (Update-CxDataActionDate $name $instant UTC -PassThru).AuditId
        Update-CxDataActionDate $name 2030-01-01T00:00:00Z UTC
        { $record | Restore-CxDataActionDate -ErrorAction Stop } | Should -Throw -ErrorId 'EditConflict,*'
        (Get-CxDataAction $name).Configuration.dateProcessing.computedValue | Should -Be '2030-01-01T00:00:00.000Z'
        ($record | Restore-CxDataActionDate -Force -PassThru 6>$null).Status | Should -Be Changed
    }
}
