BeforeAll {
    Import-Module $PSScriptRoot/../Support.psm1 -Force
    Import-Module $env:CXONE_TEST_MODULE
    $server = Start-Sandbox
    $campaign = '12345678-1234-1234-1234-123456789012'
    function Connect-Server { Connect-CxOne $server.Uri -Credential (Get-Secret) -RequestsPerMinute 100000 }
    function Get-Raw($Id, $Sandbox = $server) {
        # The very bytes, as any other program would get them.
        while ($true) { try { return Get-RawOnce $Id $Sandbox } catch [System.Net.Http.HttpRequestException] { } }
    }
    function Get-RawOnce($Id, $Sandbox) {
        $token = (Invoke-RestMethod "$($Sandbox.Uri)/oauth/token" -Method Post -Body @{
            grant_type = 'client_credentials'
            client_id = 'sandbox'
            client_secret = 'sandbox-secret'
        }).access_token
        (Invoke-WebRequest "$($Sandbox.Uri)/api/v2/outbound/dialerconfigs/$Id" -Headers @{ Authorization = "Bearer $token" }).Content
    }
}
AfterAll { Stop-Sandbox $server }

Describe 'Get-CxDialerConfig and Get-CxCampaign' {
    BeforeAll { Reset-Sandbox $server; Connect-Server }

    It 'reads every configuration, each with its version' {
        $all = @(Get-CxDialerConfig)
        $all.Count | Should -Be 200
        $all | Where-Object { -not $_.ETag } | Should -BeNullOrEmpty
        $one = Get-CxDialerConfig dialer-east
        $one.ETag | Should -Be ($all | Where-Object Id -eq dialer-east).ETag
        $one.PacingType, $one.DialRate, $one.AgentRatio, $one.MaxAbandonmentRate, $one.MaxQueueDepth, $one.AnswerRateThreshold |
            Should -Be 'predictive', 2.0, 1.8, 0.03, 100, 0.3
        @($one.ComplianceRules.psobject.Properties).Count | Should -Be 2
        $one.vendorHints | Should -Not -BeNullOrEmpty
    }

    It 'reads campaigns' {
        @(Get-CxCampaign).Id | Should -Contain campaign-idle
        $one = Get-CxCampaign $campaign
        $one.Name, $one.AgentCount, $one.Version | Should -Be 'Autumn renewals', 50, 4
        $one.PredictiveDialerSettings.parameterWeights.answer_rate | Should -Be 0.15
    }

    It 'reads the remaining ids after one bad id' {
        'dialer-west', 'nope', 'dialer-east' | Get-CxDialerConfig -ErrorAction SilentlyContinue -ErrorVariable failure | ForEach-Object Id |
            Should -Be 'dialer-west', 'dialer-east'
        $failure[0].TargetObject | Should -Be nope
    }
}

Describe 'Test-CxDialerConfig' {
    BeforeAll { Reset-Sandbox $server; Connect-Server }

    It 'shows the change, the capacity and the warnings without writing' {
        $check = Test-CxDialerConfig dialer-east -DialRate 9 -MaxAbandonmentRate 0.04 -CampaignId $campaign
        $check.IsValid | Should -BeTrue
        $check.Changes.Field | Should -Be 'dialRate', 'maxAbandonmentRate'
        $check.AgentCount | Should -Be 50
        $check.MaximumDialRate | Should -Be 90
        $check.Warnings | Should -Match '16 CFR 310'
        Get-SandboxRequest $server -Method P* | Should -BeNullOrEmpty
    }

    It 'reports all violations together' {
        $check = Test-CxDialerConfig dialer-east -DialRate 99 -AgentRatio 3.5 -MaxQueueDepth 0
        $check.IsValid | Should -BeFalse
        $check.Violations.Count | Should -Be 3
    }
}

Describe 'Set-CxDialerConfig' {
    BeforeAll {
        # The bad one among as many good ones.
        function Test-PipedChange([int] $Good) {
            $all = Get-CxDialerConfig
            $piped = @($all | Where-Object Id -ne dialer-legacy | Select-Object -First $Good) + @($all | Where-Object Id -eq dialer-legacy)
            $piped | Sort-Object Id | Set-CxDialerConfig -MaxAbandonmentRate 0.031 -PassThru -RuleSet None -ErrorAction SilentlyContinue -ErrorVariable failure |
                Set-Variable updates
            @($updates | Where-Object Status -eq Changed).Count | Should -Be $Good
            $failure.Count | Should -Be 1
            $failure[0].TargetObject | Should -Be dialer-legacy
            @(Get-SandboxRequest $server -Method PUT).Count | Should -Be $Good
            @(Get-CxDialerConfig | Where-Object MaxAbandonmentRate -eq 0.031).Count | Should -Be $Good
        }
    }
    BeforeEach { Reset-Sandbox $server; Connect-Server }

    It 'changes the specified members only, sends an event and records the change' {
        $before = Get-Raw dialer-east
        $update = Set-CxDialerConfig dialer-east -DialRate 2.5 -ComplianceRules @{ testRule = 'x' } -PassThru
        $update.Status | Should -Be Changed
        $update.EventExportId | Should -Not -BeNullOrEmpty
        $after = Get-Raw dialer-east
        $after | Should -Not -Be $before
        ($after -replace '"dialRate":2\.5', '"dialRate":2.0' -replace ',"testRule":"x"', '') | Should -Be $before
        $record = Get-CxAuditRecord -AuditId $update.AuditId
        $record.Before.dialRate, $record.After.dialRate | Should -Be 2.0, 2.5
        (Set-CxDialerConfig dialer-east -ComplianceRules @{ testRule = $null } -DialRate 2.0 -PassThru).Changes.Field |
            Should -Be 'dialRate', 'complianceRules.testRule'
    }

    It 'writes no output without -PassThru' { Set-CxDialerConfig dialer-west -DialRate 1.5 | Should -BeNullOrEmpty }

    It 'reports all violations before it sends anything' {
        {
            Set-CxDialerConfig dialer-east -DialRate 99 -AgentRatio 3.5 -MaxAbandonmentRate 0.2 -ErrorAction Stop
        } | Should -Throw -ErrorId 'ParameterInvalid,*'
        $Error[0].Exception.Violations.Count | Should -Be 3
        Get-SandboxRequest $server | Where-Object path -like '*dialer*' | Should -BeNullOrEmpty
    }

    It 'requires -Force for a ratio above 3' {
        { Set-CxDialerConfig dialer-east -AgentRatio 3.5 -ErrorAction Stop } | Should -Throw -ErrorId 'ParameterInvalid,*'
        (Set-CxDialerConfig dialer-east -AgentRatio 3.5 -Force -PassThru).Status | Should -Be Changed
    }

    It 'reports CampaignWithoutAgents for a campaign without agents' {
        {
            Set-CxDialerConfig dialer-east -DialRate 1 -CampaignId campaign-idle -ErrorAction Stop
        } | Should -Throw -ErrorId 'CampaignWithoutAgents,*'
    }

    It 'changes <Good> of the piped configurations and reports the bad one' -ForEach @{ Good = 19 } { Test-PipedChange $Good }

    It 'changes <Good> of the piped configurations and reports the bad one' -Tag Full -ForEach @{ Good = 199 } { Test-PipedChange $Good }

    It 'reports a conflict with all three values for a member that both sides changed' {
        $mine = Get-CxDialerConfig dialer-east
        Set-CxDialerConfig dialer-east -DialRate 3.5
        $mine | Set-CxDialerConfig -DialRate 4.5 -ErrorAction SilentlyContinue -ErrorVariable failure
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'EditConflict,*'
        $conflict = $failure[0].Exception.Conflicts[0]
        $conflict.Field, $conflict.Base, $conflict.Theirs, $conflict.Yours | Should -Be 'dialRate', '2.0', '3.5', '4.5'
        (Get-CxDialerConfig dialer-east).DialRate | Should -Be 3.5
        $mine | Set-CxDialerConfig -DialRate 4.5 -Force -WarningAction SilentlyContinue
        (Get-CxDialerConfig dialer-east).DialRate | Should -Be 4.5
    }

    It 'merges changes that another administrator made since the object was read' {
        $mine = Get-CxDialerConfig dialer-east
        Set-CxDialerConfig dialer-east -AgentRatio 2.2
        $mine | Set-CxDialerConfig -DialRate 4.5
        $now = Get-CxDialerConfig dialer-east
        $now.AgentRatio, $now.DialRate | Should -Be 2.2, 4.5
    }

    It 'finds out that a copy is out of date whose version is named' {
        $mine = Get-CxDialerConfig dialer-east | Select-Object Id, ETag
        Set-CxDialerConfig dialer-east -AgentRatio 2.2
        $stale = @{ Id = $mine.Id; ETag = $mine.ETag; DialRate = 5 }
        { Set-CxDialerConfig @stale -ErrorAction Stop } | Should -Throw -ErrorId 'EditConflict,*'
        (Test-CxDialerConfig @stale).Violations | Should -Match 'has changed since your copy'
        (Test-CxDialerConfig @stale -Force).IsValid | Should -BeTrue
    }

    It 'refuses a comma in a number and a fractional depth' {
        { Set-CxDialerConfig dialer-east -DialRate '0,5' } | Should -Throw '*write 0.5*'
        { Set-CxDialerConfig dialer-east -MaxQueueDepth 102.5 -ErrorAction Stop } | Should -Throw -ErrorId 'ParameterInvalid,*'
    }

    It 'reports an error if no member is specified' {
        $edited = Get-CxDialerConfig dialer-east
        $edited.DialRate = 1
        { $edited | Set-CxDialerConfig -ErrorAction Stop } | Should -Throw '*not written*'
    }

    It 'names the compliance rules that cannot be converted to JSON' {
        { Set-CxDialerConfig dialer-east -ComplianceRules @{ a = [double]::NaN } } | Should -Throw -ErrorId 'ParameterInvalid,*'
        $loop = @{}; $loop.self = $loop
        { Set-CxDialerConfig dialer-east -ComplianceRules $loop } | Should -Throw -ErrorId 'ParameterInvalid,*'
    }

    It 'recognises a write whose response was lost' {
        Add-SandboxFault $server @{ method = 'PUT'; path = '/api/v2/outbound/*'; fault = 'reset-after'; count = 1 }
        (Set-CxDialerConfig dialer-east -DialRate 2.7 -PassThru).Status | Should -Be Recognised
        @(Get-SandboxRequest $server -Method PUT | Where-Object status -eq 200).Count | Should -Be 1
        (Get-CxDialerConfig dialer-east).DialRate | Should -Be 2.7
    }

    It 'reports an error after the specified number of attempts' {
        Add-SandboxFault $server @{ method = 'PUT'; path = '/api/v2/outbound/*'; status = 409; count = 9 }
        {
            Set-CxDialerConfig dialer-east -DialRate 2.7 -ConflictRetryCount 2 -ErrorAction Stop
        } | Should -Throw -ErrorId 'ConflictRetriesExhausted,*'
        @(Get-SandboxRequest $server -Method PUT).Count | Should -Be 3
    }

    It 'keeps the change if the event cannot be sent' {
        Add-SandboxFault $server @{ method = 'POST'; path = '/api/v2/eventstreams/*'; status = 403; count = 1 }
        $update = Set-CxDialerConfig dialer-east -DialRate 2.7 -PassThru -WarningVariable warning -WarningAction SilentlyContinue
        $update.Status | Should -Be Changed
        $update.Warnings | Should -Match 'could not be exported'
        $warning | Should -Match 'could not be exported'
    }

    It 'sends no write under -WhatIf: <Name>' -ForEach @(
        @{ Name = 'Set'; Run = { Set-CxDialerConfig dialer-east -DialRate 2.5 -WhatIf } }
        @{ Name = 'Set from a pipe'; Run = { Get-CxDialerConfig dialer-east | Set-CxDialerConfig -DialRate 2.5 -WhatIf } }
        @{ Name = 'Restore'; Run = { Restore-CxDialerConfig dialer-east -WhatIf } }
    ) {
        Set-CxDialerConfig dialer-east -DialRate 2.9
        $before = @(Get-SandboxRequest $server -Method P*).Count
        & $Run
        @(Get-SandboxRequest $server -Method P*).Count | Should -Be $before
    }
}

Describe 'Restore-CxDialerConfig' {
    BeforeEach {
        Reset-Sandbox $server
        Connect-CxOne $server.Uri -Credential (Get-Secret) -RequestsPerMinute 100000 -AuditPath (Join-Path (Convert-Path TestDrive:) ([guid]::NewGuid()))
    }

    It 'restores the configuration byte for byte' {
        $before = Get-Raw dialer-east
        Set-CxDialerConfig dialer-east -PacingType progressive -DialRate 9.5 -AgentRatio 2 -MaxQueueDepth 1 -ComplianceRules @{
            (Get-CxDialerConfig dialer-east).ComplianceRules.psobject.Properties.Name[0] = $null
            extra = @(1, 2)
        }
        Get-Raw dialer-east | Should -Not -Be $before
        Restore-CxDialerConfig dialer-east
        Get-Raw dialer-east | Should -Be $before
        (Get-CxAuditRecord)[-1].Action | Should -Be DialerConfig.Restore
    }

    It 'shows the members that would change under -WhatIf' {
        Set-CxDialerConfig dialer-east -DialRate 9.5
        $said = Invoke-Pwsh -Command "
            Import-Module '$env:CXONE_TEST_MODULE'
            Connect-CxOne $($server.Uri) -Credential ([pscredential]::new('sandbox', (ConvertTo-SecureString sandbox-secret -AsPlainText))) -AuditPath '$((Get-CxConnection).AuditPath)'
            Restore-CxDialerConfig dialer-east -WhatIf"
        "$said" | Should -Match 'dialRate 9\.5 → 2\.0'
    }

    It 'says what it restored, and does not take a restore back in a second run' {
        Set-CxDialerConfig dialer-east -DialRate 3
        Restore-CxDialerConfig dialer-east -InformationVariable information 6>$null
        "$information" | Should -Match '^dialer-east: restored the state before audit record \d+ \(DialerConfig\.Set by sandbox, .*Z\): dialRate 3 → 2\.0$'
        $again = Restore-CxDialerConfig dialer-east -PassThru -WarningVariable warning -WarningAction SilentlyContinue
        $again.Status | Should -Be Unchanged
        $warning | Should -Match 'nothing is left to restore'
        (Get-CxDialerConfig dialer-east).DialRate | Should -Be 2
        # A record that is named takes the restore back.
        (Get-CxAuditRecord DialerConfig.Restore)[-1] | Restore-CxDialerConfig dialer-east 6>$null
        (Get-CxDialerConfig dialer-east).DialRate | Should -Be 3
    }

    It 'restores the state at a time, and before a specific record' {
        Set-CxDialerConfig dialer-east -DialRate 3
        $between = [datetime]::UtcNow
        Set-CxDialerConfig dialer-east -DialRate 4
        Set-CxDialerConfig dialer-east -DialRate 5
        Restore-CxDialerConfig dialer-east -Before $between
        (Get-CxDialerConfig dialer-east).DialRate | Should -Be 3
        $first = Get-CxAuditRecord DialerConfig.Set -Outcome Succeeded | Select-Object -First 1
        $first | Restore-CxDialerConfig dialer-east
        (Get-CxDialerConfig dialer-east).DialRate | Should -Be 2
    }

    It 'reports an error if there is no state to restore' {
        { Restore-CxDialerConfig dialer-west -ErrorAction Stop } | Should -Throw -ErrorId 'AuditRecordNotFound,*'
    }
}

Describe 'Simultaneous administrators' {
    BeforeDiscovery {
        $runs = @(
            @{ Name = 'with a retry count of 100 every change arrives'; RetryCount = 100; AllArrive = $true }
            @{ Name = 'with the default every change that did not arrive is an error'; RetryCount = 3; AllArrive = $false }
        )
    }
    BeforeAll {
        function Test-Administrator([int] $Count, [int] $Rounds, [int] $RetryCount, [bool] $AllArrive) {
            $busy = Start-Sandbox --rate-limit, 10000000, --fault, stale-etag=0.1, --fault, reset-after=0.05, --fault, 429=0.05
            try {
                $hints = (Get-Raw dialer-east $busy | ConvertFrom-Json).vendorHints | ConvertTo-Json -Depth 9 -Compress
                $fields = @(
                    @{ Name = 'DialRate'; Value = { param($round) 1 + $round / 10 } }
                    @{ Name = 'AgentRatio'; Value = { param($round) 1 + $round / 100 } }
                    @{ Name = 'MaxAbandonmentRate'; Value = { param($round) $round / 10000 } }
                    @{ Name = 'MaxQueueDepth'; Value = { param($round) 200 + $round } }
                    @{ Name = 'AnswerRateThreshold'; Value = { param($round) $round / 1000 } }
                )
                $workers = 0..($Count - 1)
                $outcomes = $workers | ForEach-Object -ThrottleLimit $Count -Parallel {
                    $worker = $_
                    $fields = $using:fields
                    Import-Module $env:CXONE_TEST_MODULE
                    $secret = [pscredential]::new('sandbox', (ConvertTo-SecureString sandbox-secret -AsPlainText -Force))
                    $uri = ($using:busy).Uri
                    while ($true) {
                        # The faults hit the first requests as well.
                        try {
                            Connect-CxOne $uri -Credential $secret -RequestsPerMinute 1000000 -MaximumRetryCount 20
                            break
                        } catch { if ($_.FullyQualifiedErrorId -notlike 'ConnectionFailed*') { throw } }
                    }
                    foreach ($round in 1..$using:Rounds) {
                        $change = if ($worker -lt $fields.Count) {
                            @{ $fields[$worker].Name = & ([scriptblock]::Create($fields[$worker].Value)) $round }
                        } else { @{ ComplianceRules = @{ "worker$worker" = $round } } }
                        $update = Set-CxDialerConfig dialer-east @change -RuleSet None -ConflictRetryCount $using:RetryCount -PassThru -WarningAction SilentlyContinue -ErrorAction SilentlyContinue -ErrorVariable failure
                        [pscustomobject]@{
                            Worker = $worker
                            Round = $round
                            Status = $update.Status
                            Error = "$($failure.FullyQualifiedErrorId)"
                        }
                    }
                }
                $outcomes.Count | Should -Be ($Count * $Rounds)
                $arrived = @($outcomes | Where-Object Status -in Changed, Recognised)
                $failed = @($outcomes | Where-Object Error)
                # Either it arrived, or it is an error: never both, never neither.
                $arrived.Count + $failed.Count | Should -Be $outcomes.Count
                $failed | Where-Object Error -notlike 'ConflictRetriesExhausted*' | Should -BeNullOrEmpty
                if ($AllArrive) { $failed.Count | Should -Be 0 }

                # Each PUT carries one change: as many were applied as arrived, so none was applied twice and none was lost.
                $puts = @(Get-SandboxRequest $busy -Method PUT)
                @($puts | Where-Object status -eq 200).Count | Should -Be $arrived.Count
                Write-Host "      $($outcomes.Count) changes, $($arrived.Count) arrived, $($failed.Count) errors, $($puts.Count) PUTs ($(@($puts | Where-Object status -eq 412).Count) stale, $(@($puts | Where-Object fault -eq reset-after).Count) answers lost)"

                $state = Get-Raw dialer-east $busy | ConvertFrom-Json
                $state.vendorHints | ConvertTo-Json -Depth 9 -Compress | Should -Be $hints
                foreach ($worker in $workers | Where-Object { $_ -lt $fields.Count }) {
                    $last = ($arrived | Where-Object Worker -eq $worker | Sort-Object Round | Select-Object -Last 1).Round
                    $wire = $fields[$worker].Name.Substring(0, 1).ToLowerInvariant() + $fields[$worker].Name.Substring(1)
                    $state.$wire | Should -Be (& $fields[$worker].Value $last)
                }
                foreach ($worker in $workers | Where-Object { $_ -ge $fields.Count }) {
                    $last = ($arrived | Where-Object Worker -eq $worker | Sort-Object Round | Select-Object -Last 1).Round
                    $state.complianceRules."worker$worker" | Should -Be $last
                }
            } finally { Stop-Sandbox $busy }
        }
    }

    It '<Name>, with stale versions, lost responses and refusals' -ForEach $runs { Test-Administrator 6 5 $RetryCount $AllArrive }

    It '<Name>, twenty of them with fifty changes each' -Tag Full -ForEach $runs { Test-Administrator 20 50 $RetryCount $AllArrive }
}
