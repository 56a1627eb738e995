BeforeDiscovery {
    Import-Module $PSScriptRoot/Postgres.psm1 -Force
    $isMissing = -not (Get-PostgresPath)
    if ($isMissing) { Write-Warning 'PostgreSQL 14 or later is not installed (Debian: apt-get install postgresql); its tests are skipped.' }
}
BeforeAll {
    Import-Module $PSScriptRoot/../Support.psm1, $PSScriptRoot/Postgres.psm1 -Force
    Import-Module $env:CXONE_TEST_MODULE
    $saved = $env:CXONE_AUDIT_PATH, $env:CXONE_STORE
    $env:CXONE_AUDIT_PATH = Join-Path $TestDrive audit
    $env:CXONE_STORE = $null
    function Get-LoadedAssembly { [AppDomain]::CurrentDomain.GetAssemblies().GetName().Name }
}
AfterAll { $env:CXONE_AUDIT_PATH, $env:CXONE_STORE = $saved }

Describe 'Without a store' {
    It 'loads neither the store nor the database driver at import, and none of them on a connection without a store' {
        $said = Invoke-Pwsh -Command "Import-Module '$env:CXONE_TEST_MODULE'
            `$import = [AppDomain]::CurrentDomain.GetAssemblies().GetName().Name | Where-Object { `$_ -match '^(CxOne|Npgsql|Distributed|Polly|NodaTime|YamlDotNet)' }
            Connect-CxOne -Sandbox; `$null = Set-CxDialerConfig dialer-east -DialRate 2.5; `$null = Invoke-CxExclusive x { 1 }; `$null = Test-CxAuditLog
            `$use = [AppDomain]::CurrentDomain.GetAssemblies().GetName().Name | Where-Object { `$_ -match '^(CxOne|Npgsql|Distributed)' }
            (`$import | Sort-Object) -join ' '; (`$use | Sort-Object) -join ' '"
        $said[0] | Should -Be 'CxOne.Core CxOne.Loader CxOne.PowerShell'
        $said[1] | Should -Be 'CxOne.Core CxOne.Loader CxOne.PowerShell CxOne.Sandbox'
    }

    It 'prints the SQL of the module with Initialize-CxStore -WhatIf and connects to nothing' {
        $sql = Initialize-CxStore 'Host=192.0.2.1;SSL Mode=VerifyFull' -WhatIf
        $files = Get-ChildItem (Join-Path (Split-Path $env:CXONE_TEST_MODULE) sql) -Filter *.sql | Sort-Object Name
        $files | Should -HaveCount 4
        foreach ($file in $files) { $sql.Contains((Get-Content $file -Raw).Replace("`r`n", "`n")) | Should -BeTrue -Because $file.Name }
        $sql | Should -Match '^BEGIN;'
        $sql | Should -Match 'COMMIT;\s*$'
    }

    It 'refuses <Text> with <Id>' -ForEach @(
        @{ Text = 'Host=db.example;SSL Mode=Require;Password=hidden-one'; Id = 'StoreInvalid' }
        @{ Text = 'Hst=db.example;Password=hidden-one'; Id = 'StoreInvalid' }
        @{ Text = 'Host=127.0.0.1;Port=1;Username=x;Password=hidden-one'; Id = 'StoreUnavailable' }
    ) {
        $refused = try { Connect-CxOne -Sandbox -Store $Text -ErrorAction Stop } catch { $_ }
        $refused.FullyQualifiedErrorId | Should -BeLike "$Id,*"
        "$($refused | Format-List * -Force | Out-String)$($refused.Exception)" | Should -Not -Match hidden-one
    }

    It 'has no state of a store' {
        Connect-CxOne -Sandbox
        { Get-CxStore } | Should -Throw -ErrorId 'StoreNotConnected,*'
    }
}

Describe 'With a store' -Skip:$isMissing {
    BeforeAll {
        $server = Start-Postgres
        $store = New-PostgresDatabase $server
        Initialize-CxStore $store -InformationAction Ignore 6> $null
    }
    AfterAll { Disconnect-CxOne; Stop-Postgres $server }
    BeforeEach { Connect-CxOne -Sandbox -Store $store -WarningAction SilentlyContinue }

    It 'records every change in the store, reads and verifies it there, and restores from it' {
        $written = Set-CxDialerConfig dialer-east -DialRate 2.5 -PassThru
        (Get-CxAuditRecord -AuditId $written.AuditId).LogPath | Should -Be (Get-CxConnection).StoreName
        (Test-CxAuditLog).IsValid | Should -BeTrue
        $null = Restore-CxDialerConfig dialer-east -Confirm:$false 6> $null
        (Get-CxDialerConfig dialer-east).DialRate | Should -Not -Be 2.5
        Test-Path (Join-Path $env:CXONE_AUDIT_PATH audit.jsonl) | Should -BeFalse
    }

    It 'takes the store from CXONE_STORE, and none for an empty -Store' {
        $env:CXONE_STORE = $store
        try {
            (Connect-CxOne -Sandbox -PassThru -WarningAction SilentlyContinue).StoreName | Should -Not -BeNullOrEmpty
            (Connect-CxOne -Sandbox -Store '' -PassThru -WarningAction SilentlyContinue).StoreName | Should -BeNullOrEmpty
        } finally { $env:CXONE_STORE = $null }
    }

    It 'shows locks, budgets and the size of the log' {
        $state = Invoke-CxExclusive nightly { Get-CxStore }
        $state.Locks[0].Name | Should -Be nightly
        $state.Locks[0].ProcessId | Should -Be $PID
        $state.Budgets.Where({ $_.ClientId -eq 'sandbox' })[0].UsedLastMinute | Should -BeGreaterThan 0
        $state.SchemaVersion | Should -Be 1
        $state.SpoolCount | Should -Be 0
    }

    It 'holds a lock of the environment during a deployment' {
        $name = "$((Get-CxConnection).TenantId)/environment/staging"
        $tenant = Start-Sandbox
        # The deployment is held until its lock was seen.
        Add-SandboxFault $tenant @{ fault = 'latency'; method = 'POST'; path = '/api/v2/ivr/deployments'; latencyMs = 60000; count = 1 }
        $connect = @{ BaseUri = $tenant.Uri; Credential = Get-Secret; Store = $store }
        $other = New-OtherPipeline "Connect-CxOne @connect; Publish-CxIvrDeployment ivr-def-001 staging -TestInput '1'" @{ connect = $connect }
        $running = $other.BeginInvoke()
        try {
            Wait-Until { (Get-CxStore).Locks.Name -contains $name -or $running.IsCompleted }
            (Get-CxStore).Locks.Name | Should -Contain $name
            Remove-SandboxFault $tenant
            ($other.EndInvoke($running)).Status | Should -Be COMPLETED
            (Get-CxStore).Locks.Name | Should -Not -Contain $name
        } finally { $other.Dispose(); Stop-Sandbox $tenant }
    }

    It 'hides the password of the store in what a tenant echoes' {
        $tenant = Start-Sandbox
        try {
            Connect-CxOne $tenant.Uri -Credential (Get-Secret) -Store "$store;Password=hidden-password-1" -PassThru | Format-List * | Out-String | Should -Not -Match hidden
            Invoke-CxRestMethod /api/v2/nowhere/hidden-password-1 -ErrorAction SilentlyContinue -ErrorVariable echoed -Verbose 4>&1 | Out-String | Should -Not -Match hidden-password
            $echoed.Count | Should -BeGreaterThan 0
            # The record itself also holds the line of this test.
            $shown = "$($echoed[0]) $($echoed[0].Exception.Message) $($echoed[0].Exception.Uri) $($echoed[0].Exception.TenantMessage)"
            $shown | Should -Match nowhere
            $shown | Should -Not -Match hidden-password
            Get-CxStore | ConvertTo-Json -Depth 5 | Should -Not -Match hidden-password
        } finally { Stop-Sandbox $tenant }
    }

    It 'exports an anchor of the log, and verifies the log with it' {
        $null = Set-CxDialerConfig dialer-east -DialRate 2.25
        Export-CxAuditAnchor TestDrive:/anchor.json
        $null = Set-CxDialerConfig dialer-east -DialRate 2.75
        (Test-CxAuditLog -Anchor TestDrive:/anchor.json).AnchorCount | Should -Be 1
        $other = Get-Content TestDrive:/anchor.json | ConvertFrom-Json
        $other.Hash = 'a' * 64
        $check = Test-CxAuditLog -Anchor $other -ErrorAction SilentlyContinue -ErrorVariable broken
        $check.IsValid | Should -BeFalse
        $broken[0].FullyQualifiedErrorId | Should -BeLike 'AuditLogBroken,*'
    }

    It 'refuses a change without the store, keeps the outcome of one that was made, and forwards it with the next connection' -Tag Full {
        $null = Set-CxDialerConfig dialer-east -DialRate 2.5
        # The outcome of a change cannot be recorded: the server ends between the two records. It reports the second one before it accepts
        # it, over a pipe, and then waits for its end.
        $before = @(Get-CxAuditRecord).Count
        $pipe = Start-PostgresGate $server $store "NEW.sequence = $($before + 2)"
        $change = New-OtherPipeline "Connect-CxOne -Sandbox -Store '$store'; Set-CxDialerConfig dialer-east -DialRate 3.5 -PassThru"
        $output = [Management.Automation.PSDataCollection[psobject]]::new()
        $running = $change.BeginInvoke([Management.Automation.PSDataCollection[psobject]]::new(), $output)
        try {
            $pipe | Wait-Job -Timeout 60 | Receive-Job | Should -BeLike 'reached*'
            Invoke-Postgres $server pg_ctl -D "$($server.Folder)/data" -m immediate -w stop
            $null = $change.EndInvoke($running)
            $output[-1].Status | Should -Be Changed
            $change.Streams.Error[0].FullyQualifiedErrorId | Should -BeLike 'AuditWriteFailed,*'
            "$($change.Streams.Error[0])" | Should -Match 'audit-spool-'
            { Set-CxDialerConfig dialer-east -DialRate 1.5 -ErrorAction Stop } | Should -Throw -ErrorId 'StoreUnavailable,*'
            (Get-CxDialerConfig dialer-east -WarningVariable warned -WarningAction SilentlyContinue).DialRate | Should -Be 2.5
            "$warned" | Should -Match 'only requests that change nothing'
        } finally {
            $change.Dispose()
            Invoke-Postgres $server pg_ctl -D "$($server.Folder)/data" -l "$($server.Folder)/log" -o "-h '' -k $($server.Folder)" -w start
            Stop-PostgresGate $server $store $pipe
        }
        Connect-CxOne -Sandbox -Store $store -WarningAction SilentlyContinue
        $records = @(Get-CxAuditRecord)
        $records.Count | Should -Be ($before + 2)
        $records[-1].Outcome | Should -Be Succeeded
        (Test-CxAuditLog).IsValid | Should -BeTrue
        (Get-CxStore).SpoolCount | Should -Be 0
    }
}
