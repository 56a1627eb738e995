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

    It 'walks all pages' {
        $all = @(Get-CxDataAction)
        $all.Count | Should -Be 63
        @(Get-SandboxRequest $server -Path /api/v2/dataactions).Count | Should -Be 3
    }

    It 'finds an exact name on any page, and no other' {
        (Get-CxDataAction $name).Name | Should -Be $name
        (Get-CxDataAction $name).Configuration.dateProcessing.precision | Should -Be 3
        { Get-CxDataAction 'Production_Date' -ErrorAction Stop } | Should -Throw -ErrorId 'ObjectNotFound,*'
        { Get-CxDataAction 'production_date_processor' -ErrorAction Stop } | Should -Throw "*There is 'Production_Date_Processor'; case counts*"
    }

    It 'makes an error of a name that stands twice, with both ids' {
        { Get-CxDataAction Duplicate_Date_Processor -ErrorAction Stop } | Should -Throw -ErrorId 'NameAmbiguous,*'
        $ids = @(Get-CxDataAction '*Duplicate*').Id
        $ids.Count | Should -Be 2
        $Error[0].Exception.Message | Should -Match $ids[0]
        $Error[0].Exception.Message | Should -Match $ids[1]
    }

    It 'reads by id' { (Get-CxDataAction -Id data-action-001).Id | Should -Be data-action-001 }
}

Describe 'Update-CxDataActionDate' {
    BeforeEach { Reset-Sandbox $server; Connect-Server }

    It 'writes the value of the seed''s example in the format <Format>' -ForEach @(
        @{ Format = 'Utc'; Value = '2024-02-29T17:30:00.000Z' }
        @{ Format = 'Offset'; Value = '2024-02-29T12:30:00.000-05:00' }
    ) {
        $update = Update-CxDataActionDate $name $instant America/New_York -Operation Add -OffsetMinutes 120 -OutputFormat $Format -PassThru
        $update.Status | Should -Be Changed
        $update.Date.AccuracyValid | Should -BeTrue
        (Get-CxDataAction $name).Configuration.dateProcessing.computedValue | Should -Be $Value
    }

    It 'keeps everything else, enabled among it, and writes with the version that it read' {
        $path = "/api/v2/dataactions/$((Get-CxDataAction $name).Id)"
        $before = Invoke-CxRestMethod $path
        $update = Update-CxDataActionDate $name $instant Asia/Kathmandu -PassThru
        $after = Invoke-CxRestMethod $path
        $processing = $after.configuration.dateProcessing
        $processing.computedValue, $processing.timezone, $processing.dstAdjustment, $processing.precision | Should -Be $instant, 'Asia/Kathmandu', $true, 3
        $before.configuration.dateProcessing = $after.configuration.dateProcessing = $null
        $after | ConvertTo-Json -Depth 20 | Should -Be ($before | ConvertTo-Json -Depth 20)
        (Get-SandboxRequest $server -Method PUT).ifMatch | Should -Not -BeNullOrEmpty
        (Get-CxAuditRecord -AuditId $update.AuditId).After.computedValue | Should -Be $instant
    }

    It 'sends no PUT and says Unchanged when it is run again' {
        Update-CxDataActionDate $name $instant America/New_York
        $again = Update-CxDataActionDate $name $instant America/New_York -PassThru
        $again.Status | Should -Be Unchanged
        @(Get-SandboxRequest $server -Method PUT).Count | Should -Be 1
    }

    It 'works through the rows of a CSV: one bad row is one error that names it, the others go on, in their order' {
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

    It 'counts every row, whatever is missing in it' {
        $rows = "Name,Timestamp,TimeZone`n$name,2025-01-01T00:00:00Z,UTC`n,2025-01-01T00:00:00Z,UTC`n$name,,UTC`n$name,2025-01-01T00:00:00Z`n$name,2025-01-02T00:00:00Z,UTC" | ConvertFrom-Csv
        $updates = @($rows | Update-CxDataActionDate -PassThru -ErrorAction SilentlyContinue -ErrorVariable failure)
        $updates.Row | Should -Be 1, 5
        $failure | ForEach-Object { "$($_.ErrorDetails.Message)" -match '^Row (\d)' | Out-Null; $Matches[1] } | Should -Be 2, 3, 4
        $failure | ForEach-Object { $_.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty }
    }

    It 'takes objects with an Id and numbers, and names by value' {
        $row = [pscustomobject]@{ Id = 'data-action-001'; Timestamp = '2030-01-01T00:00:00Z'; TimeZone = 'UTC'; OffsetMinutes = 5 }
        ($row | Update-CxDataActionDate -PassThru).Value | Should -Be '2030-01-01T00:05:00.000Z'
        ($name | Update-CxDataActionDate -Timestamp $instant -TimeZone UTC -PassThru).Name | Should -Be $name
        (Get-CxDataAction '*Duplicate*' | Select-Object -First 1 | Update-CxDataActionDate -Timestamp $instant -TimeZone UTC -PassThru).Status | Should -Be Changed
    }

    It 'lets the Id decide, and refuses a Name that is not its own' {
        { [pscustomobject]@{ Id = 'data-action-002'; Name = 'Crm_Account_Lookup'; Timestamp = $instant; TimeZone = 'UTC' } | Update-CxDataActionDate -ErrorAction Stop } | Should -Throw '*do not belong together*'
        Get-SandboxRequest $server -Method PUT | Should -BeNullOrEmpty
    }

    It 'writes nothing under -WhatIf' {
        Update-CxDataActionDate $name $instant UTC -WhatIf
        Get-SandboxRequest $server -Method PUT | Should -BeNullOrEmpty
    }

    It 'tells a receiver, signed, without a token, and hides the query of its address' {
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

    It 'tries a receiver again, and a deaf one never fails the update' {
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

    It 'refuses a receiver without TLS before anything is written' {
        { Update-CxDataActionDate $name $instant UTC -WebhookUri http://hooks.example.com/x -ErrorAction Stop } | Should -Throw -ErrorId 'EndpointInsecure,*'
        Get-SandboxRequest $server -Method PUT | Should -BeNullOrEmpty
    }

    It 'stops its requests when the consumer has seen enough' {
        $rows = 1..60 | ForEach-Object { [pscustomobject]@{ Id = 'data-action-{0:000}' -f $_; Timestamp = $instant; TimeZone = 'UTC' } }
        # A consumer that is slow, as a prompt or a pager is, and then has enough. Eight rows are open for each request that may be
        # under way; no further one begins while an outcome waits to be taken. Rows that overtook the first one stand in the count before.
        $seen = @{}
        $null = $rows | Update-CxDataActionDate -PassThru -ThrottleLimit 1 | ForEach-Object {
            $seen.Before = @(Get-SandboxRequest $server -Method PUT).Count
            Start-Sleep -Milliseconds 700
            $_
        } | Select-Object -First 1
        $seen.Before | Should -BeLessThan 50
        @(Get-SandboxRequest $server -Method PUT).Count | Should -BeLessOrEqual ($seen.Before + 8)
    }
}

Describe 'A thousand rows' {
    It 'all arrive, each once, within the budget and in a tenth of the time of the seed''s way' {
        $busy = Start-Sandbox --rate-limit, 10000000, --data-actions, 1063, --latency, 20, --fault, 429=0.1, --fault, 503=0.05, --fault, reset-after=0.02
        try {
            $rows = foreach ($number in 1..1000) { [pscustomobject]@{ Name = 'Batch_Date_{0:0000}' -f (63 + $number); Timestamp = ([datetime]'2025-01-01').AddMinutes($number).ToString('s') + 'Z'; TimeZone = 'America/New_York'; OffsetMinutes = 120 } }

            # The seed's way: for each row one client, one token, one look-up and one write, one row after the other. Fifty rows tell the pace.
            $pace = [Diagnostics.Stopwatch]::StartNew()
            foreach ($row in $rows[0..49]) {
                $client = [Net.Http.HttpClient]::new()
                $send = {
                    param($make)
                    for ($attempt = 0; ; $attempt++) {
                        try {
                            $answer = $client.Send((& $make))
                            $text = [IO.StreamReader]::new($answer.Content.ReadAsStream()).ReadToEnd()
                            if ($answer.IsSuccessStatusCode) { return $text | ConvertFrom-Json -DateKind String }
                            if ([int]$answer.StatusCode -notin 429, 503) { throw "status $($answer.StatusCode)" }
                            $wait = if ($answer.Headers.RetryAfter.Delta) { $answer.Headers.RetryAfter.Delta.Value.TotalSeconds } else { [math]::Pow(2, $attempt) }
                        } catch [Net.Http.HttpRequestException] { $wait = [math]::Pow(2, $attempt) }
                        [Threading.Thread]::Sleep([int]($wait * 1000))
                    }
                }
                $token = (& $send { $m = [Net.Http.HttpRequestMessage]::new('POST', "$($busy.Uri)/api/v2/oauth2/token"); $m.Content = [Net.Http.StringContent]::new('grant_type=client_credentials&client_id=sandbox&client_secret=sandbox-secret', $null, 'application/x-www-form-urlencoded'); $m }).access_token
                $action = (& $send { $m = [Net.Http.HttpRequestMessage]::new('GET', "$($busy.Uri)/api/v2/dataactions?pageSize=25&page=1&filter=name=$($row.Name)"); $m.Headers.Authorization = "Bearer $token"; $m }).entities[0]
                $action.configuration.dateProcessing.timezone = 'Europe/Paris'
                $body = $action | ConvertTo-Json -Depth 20 -Compress
                $null = & $send { $m = [Net.Http.HttpRequestMessage]::new('PUT', "$($busy.Uri)/api/v2/dataactions/$($action.id)"); $m.Headers.Authorization = "Bearer $token"; $m.Content = [Net.Http.StringContent]::new($body, $null, 'application/json'); $m }
                $client.Dispose()
            }
            $seedSeconds = $pace.Elapsed.TotalSeconds / 50 * 1000
            $null = Invoke-RestMethod "$($busy.Uri)/sandbox/reset" -Method Post

            while ($true) { try { Connect-CxOne $busy.Uri -Credential (Get-Secret) -RequestsPerMinute 12000 -MaximumRetryCount 12; break } catch { if ($_.FullyQualifiedErrorId -notmatch '^(ConnectionFailed|ServiceUnavailable)') { throw } } }
            $watch = [Diagnostics.Stopwatch]::StartNew()
            $updates = @($rows | Update-CxDataActionDate -ThrottleLimit 8 -PassThru -ErrorVariable failure)
            $seconds = $watch.Elapsed.TotalSeconds
            $log = @(Get-SandboxRequest $busy)

            $failure | Should -BeNullOrEmpty
            $updates.Count | Should -Be 1000
            $updates.Row | Should -Be (1..1000)
            $updates | Where-Object Status -notin Changed, Recognised | Should -BeNullOrEmpty
            # Each action was written exactly once: a second PUT of the same action was refused or never needed.
            $written = @($log | Where-Object { $_.method -eq 'PUT' -and $_.status -eq 200 })
            $written.Count | Should -Be 1000
            ($written.path | Sort-Object -Unique).Count | Should -Be 1000
            # The list is read once; repeats of a page come from faults alone.
            @($log | Where-Object { $_.path -eq '/api/v2/dataactions' -and $_.status -eq 200 -and -not $_.fault }).Count | Should -BeLessOrEqual 44
            # The budget: never more than a fifth of a minute's 12,000 in 12 s, and never more than the burst in a second.
            $times = @($log | ForEach-Object { ([datetimeoffset]$_.receivedAt).ToUnixTimeMilliseconds() } | Sort-Object)
            for ($at = 1800; $at -lt $times.Count; $at += 100) { ($times[$at] - $times[$at - 1800]) | Should -BeGreaterThan 900 }
            $held = @{}; Get-CxDataAction 'Batch*' | ForEach-Object { $held[$_.Name] = $_.Configuration.dateProcessing.computedValue }
            foreach ($row in $rows) { $held[$row.Name] | Should -Be (([datetime]$row.Timestamp).ToUniversalTime().AddMinutes(120).ToString('yyyy-MM-ddTHH:mm:ss.fff') + 'Z') }
            Write-Host ('      {0:0.0} s against {1:0} s of the seed''s way ({2:0.0} times as fast), {3} requests, {4} recognised' -f $seconds, $seedSeconds, ($seedSeconds / $seconds), $log.Count, @($updates | Where-Object Status -eq Recognised).Count)
            $seconds | Should -BeLessThan ($seedSeconds / 10)
        } finally { Stop-Sandbox $busy }
    }
}
