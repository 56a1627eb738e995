BeforeAll {
    Import-Module $PSScriptRoot/../Support.psm1 -Force
    Import-Module $env:CXONE_TEST_MODULE
    $writer = Get-ChildItem (Join-Path $PSScriptRoot '../../AuditWriter/bin/*/net10.0/AuditWriter.dll') | Sort-Object LastWriteTime |
        Select-Object -Last 1
    $isRoot = -not $IsWindows -and (id -u) -eq 0

    function New-Folder { Join-Path (Convert-Path TestDrive:) ([guid]::NewGuid()) }

    # Another process that holds the lock of a log until its input is closed.
    function Start-Holder($Folder) {
        $start = [Diagnostics.ProcessStartInfo]::new('dotnet')
        $start.RedirectStandardInput = $start.RedirectStandardOutput = $true
        foreach ($argument in $writer.FullName, 'hold') { $start.ArgumentList.Add($argument) }
        $process = [Diagnostics.Process]::Start($start)
        $process.StandardInput.WriteLine($Folder)
        $process.StandardInput.Flush()
        $process.StandardOutput.ReadLine() | Should -Be held
        $process
    }
}

Describe 'The path of the audit log' {
    It '<Name> refuses a path that is not the file system''s' -ForEach @(
        @{ Name = 'Get-CxAuditRecord'; Use = { param($path) Get-CxAuditRecord -Path $path } }
        @{ Name = 'Test-CxAuditLog'; Use = { param($path) Test-CxAuditLog $path } }
        @{ Name = 'Write-CxAuditLog'; Use = { param($path) Write-CxAuditLog Test.Note -LocalOnly -Path $path } }
        @{ Name = 'Connect-CxOne'; Use = { param($path) Connect-CxOne -Sandbox -AuditPath $path } }
    ) {
        Push-Location TestDrive:
        try {
            foreach ($path in 'Env:foo', 'Variable:foo', 'nodrive:foo', "nul`0") {
                { & $Use $path } | Should -Throw -ErrorId 'ParameterInvalid,*' -Because $path
            }
            Test-Path foo | Should -BeFalse
        } finally { Pop-Location }
    }

    It 'has the same meaning in the environment and in a parameter of <Name>' -ForEach @(
        @{ Name = 'Get-CxAuditRecord'; Use = { Get-CxAuditRecord } }
        @{ Name = 'Test-CxAuditLog'; Use = { (Test-CxAuditLog -ErrorAction SilentlyContinue).Path } }
        @{ Name = 'Write-CxAuditLog'; Use = { Write-CxAuditLog Test.Note -LocalOnly } }
        @{ Name = 'Connect-CxOne'; Use = { Join-Path (Connect-CxOne -Sandbox -PassThru).AuditPath audit.jsonl } }
    ) {
        $former = $env:CXONE_AUDIT_PATH
        # The home folder of this session, so that nothing is written to or removed from the user's.
        $provider = Get-PSProvider FileSystem
        $formerHome = $provider.Home
        $provider.Home = (New-Item (Join-Path (Convert-Path TestDrive:) "home-$([guid]::NewGuid())") -ItemType Directory).FullName
        Disconnect-CxOne
        Push-Location TestDrive:
        try {
            foreach ($path in 'Env:foo', 'Variable:foo', 'nodrive:foo') {
                $env:CXONE_AUDIT_PATH = $path
                { & $Use } | Should -Throw -ErrorId 'ParameterInvalid,*' -Because $path
            }
            $below = "log-$([guid]::NewGuid())"
            foreach ($path in $below, "~/$below") {
                Disconnect-CxOne
                $env:CXONE_AUDIT_PATH = $path
                $found = & $Use
                $root = $path -like '~*' ? $provider.Home : (Convert-Path TestDrive:)
                if ($Name -in 'Test-CxAuditLog', 'Connect-CxOne') { $found | Should -Be (Join-Path $root $below audit.jsonl) }
                if ($Name -eq 'Write-CxAuditLog') { Join-Path $root $below audit.jsonl | Should -Exist }
            }
        } finally {
            $env:CXONE_AUDIT_PATH = $former
            $provider.Home = $formerHome
            Pop-Location
        }
    }

    It 'is refused if its file is a link, and the target stays unchanged' -Skip:$IsWindows {
        $folder = New-Folder
        Write-CxAuditLog Test.Note -LocalOnly -Path $folder
        $target = "$folder.target"
        Move-Item (Join-Path $folder audit.jsonl) $target
        $null = New-Item (Join-Path $folder audit.jsonl) -ItemType SymbolicLink -Target $target
        $before = Get-FileHash $target
        { Write-CxAuditLog Test.Note -LocalOnly -Path $folder -ErrorAction Stop } | Should -Throw -ErrorId 'AuditPathUnsafe,*'
        { Get-CxAuditRecord -Path $folder -ErrorAction Stop } | Should -Throw -ErrorId 'AuditPathUnsafe,*'
        { Test-CxAuditLog $folder -ErrorAction Stop } | Should -Throw -ErrorId 'AuditPathUnsafe,*'
        (Get-FileHash $target).Hash | Should -Be $before.Hash
    }

    It 'is refused if others can write its file, before anything is sent' -Skip:$IsWindows {
        $folder = New-Folder
        Connect-CxOne -Sandbox -AuditPath $folder
        $rate = (Get-CxDialerConfig dialer-east).DialRate
        Write-CxAuditLog Test.Note -LocalOnly
        chmod 666 (Join-Path $folder audit.jsonl)
        { Set-CxDialerConfig dialer-east -DialRate 2.75 } | Should -Throw -ErrorId 'AuditPathUnsafe,*'
        (Get-CxDialerConfig dialer-east).DialRate | Should -Be $rate
    }

    It 'causes one warning if others can access its folder' -Skip:$IsWindows {
        $folder = New-Folder
        $null = New-Item $folder -ItemType Directory
        chmod 755 $folder
        Write-CxAuditLog Test.Note -LocalOnly -Path $folder -WarningVariable first -WarningAction SilentlyContinue
        Write-CxAuditLog Test.Note -LocalOnly -Path $folder -WarningVariable second -WarningAction SilentlyContinue
        $first | Should -Match ([regex]::Escape($folder))
        $second | Should -BeNullOrEmpty
    }

    It 'can be read on a read-only mount' {
        # CAP_SYS_ADMIN, which root in most containers does not have.
        $canMount = $IsLinux -and $isRoot -and ((Get-Content /proc/self/status) -match '^CapEff:\s*([0-9a-f]+)' | ForEach-Object {
            ([Convert]::ToUInt64($_.Split(':')[1].Trim(), 16) -shr 21) -band 1
        })
        if (-not $canMount) { Set-ItResult -Skipped -Because 'only root on Linux, with CAP_SYS_ADMIN, can mount a file system' }
        $folder = New-Folder
        $null = New-Item $folder -ItemType Directory
        mount -t tmpfs -o size=64k,mode=700 tmpfs $folder
        try {
            Write-CxAuditLog Test.Note -LocalOnly -Path $folder
            mount -o remount,ro $folder
            (Test-CxAuditLog $folder).IsValid | Should -BeTrue
            @(Get-CxAuditRecord -Path $folder).Count | Should -Be 1
        } finally { umount -l $folder }
    }
}

Describe 'A log that another process holds' {
    It 'delays the stop of <Name> by at most 100 ms' -ForEach @(
        @{ Name = 'Get-CxAuditRecord'; Script = 'Get-CxAuditRecord' }
        @{ Name = 'Test-CxAuditLog'; Script = 'Test-CxAuditLog' }
        @{ Name = 'Write-CxAuditLog'; Script = 'Write-CxAuditLog Test.Note -LocalOnly' }
        @{ Name = 'Set-CxDialerConfig'; Script = 'Set-CxDialerConfig dialer-east -DialRate 2.5' }
        @{ Name = 'Restore-CxDialerConfig'; Script = 'Restore-CxDialerConfig dialer-east' }
        @{ Name = 'Publish-CxIvrDeployment'; Script = 'Publish-CxIvrDeployment ivr-def-001 staging -SkipSimulation' }
        @{ Name = 'Invoke-CxRestMethod'; Script = 'Invoke-CxRestMethod /api/v2/thing -Method Post -Body @{}' }
    ) {
        $folder = New-Folder
        Write-CxAuditLog Test.Note -LocalOnly -Path $folder
        $holder = Start-Holder $folder
        try {
            $state = [hashtable]::Synchronized(@{ Round = 0; Watch = $null })
            $script = "Connect-CxOne -Sandbox -AuditPath `$folder; `$state.Watch = [Diagnostics.Stopwatch]::StartNew(); `$state.Round++; $Script"

            # The command has been at it for a while: there is nothing outside it that shows that it waits.
            Measure-Stop $script @{ folder = $folder; state = $state } {
                param($round) $state.Round -eq $round -and $state.Watch.ElapsedMilliseconds -gt 150
            } | Should -BeLessThan 100
        } finally {
            $holder.StandardInput.Close()
            $holder.WaitForExit()
        }
        (Test-CxAuditLog $folder).RecordCount | Should -Be 1
    }
}

Describe 'Test-CxAuditLog -ExpectedHash' {
    BeforeEach {
        $folder = New-Folder
        $file = Join-Path $folder audit.jsonl
        1..3 | ForEach-Object { Write-CxAuditLog Test.Note @{ number = $_ } -LocalOnly -Path $folder }
        $kept = (Test-CxAuditLog $folder).LastHash
        4..5 | ForEach-Object { Write-CxAuditLog Test.Note @{ number = $_ } -LocalOnly -Path $folder }
    }

    It 'names the record that has the hash' {
        $check = Test-CxAuditLog $folder -ExpectedHash $kept.ToUpperInvariant()
        $check.IsValid, $check.ExpectedHashLine, $check.RecordCount | Should -Be $true, 3, 5
    }

    It 'finds records that were cut off' {
        [IO.File]::WriteAllLines($file, [string[]](Get-Content $file)[0..1])
        (Test-CxAuditLog $folder).IsValid | Should -BeTrue
        $check = Test-CxAuditLog $folder -ExpectedHash $kept -ErrorAction SilentlyContinue -ErrorVariable failure
        $check.IsValid | Should -BeFalse
        $check.Reason | Should -Not -BeNullOrEmpty
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'AuditLogBroken,*'
        $failure[0].Exception.Message | Should -Not -Match 'Line '
    }

    It 'accepts only a hash' {
        { Test-CxAuditLog $folder -ExpectedHash abc } | Should -Throw -ErrorId 'ParameterArgumentValidationError,*'
    }
}

Describe 'A log that does not verify' {
    BeforeEach {
        $folder = New-Folder
        $file = Join-Path $folder audit.jsonl
        Connect-CxOne -Sandbox -AuditPath $folder
        Write-CxAuditLog Test.Note @{ number = 1 } -LocalOnly
    }

    It 'supplies values to Restore-CxDialerConfig only with -Force and a warning' {
        $rate = (Get-CxDialerConfig dialer-east).DialRate
        Set-CxDialerConfig dialer-east -DialRate 2.75
        [IO.File]::WriteAllText($file, [IO.File]::ReadAllText($file).Replace('"number":1', '"number":2'))
        { Restore-CxDialerConfig dialer-east -ErrorAction Stop } | Should -Throw -ErrorId 'AuditLogBroken,*'
        (Get-CxDialerConfig dialer-east).DialRate | Should -Be 2.75
        Restore-CxDialerConfig dialer-east -Force -WarningVariable warning -WarningAction SilentlyContinue
        (Get-CxDialerConfig dialer-east).DialRate | Should -Be $rate
        "$warning" | Should -Match ([regex]::Escape($file))
    }

    It 'supplies values to Restore-CxPredictiveWeight only with -Force and a warning' {
        $campaign = '12345678-1234-1234-1234-123456789012'
        $update = Set-CxPredictiveWeight $campaign CXONE_PREDICTIVE_V3 @{ answer_rate = 0.12; predictive_factor = 0.2 } -NoWait -PassThru
        [IO.File]::WriteAllText($file, [IO.File]::ReadAllText($file).Replace('"number":1', '"number":2'))
        $record = Get-CxAuditRecord -AuditId $update.AuditId
        { $record | Restore-CxPredictiveWeight -ErrorAction Stop } | Should -Throw -ErrorId 'AuditLogBroken,*'
        ($record | Restore-CxPredictiveWeight -Force -PassThru -WarningVariable warning -WarningAction SilentlyContinue).Status |
            Should -Be Changed
        "$warning" | Should -Match ([regex]::Escape($file))
    }

    It 'is not the only case: a record that was not read from a log requires -Force too' {
        $campaign = '12345678-1234-1234-1234-123456789012'
        $update = Set-CxPredictiveWeight $campaign CXONE_PREDICTIVE_V3 @{ answer_rate = 0.12; predictive_factor = 0.2 } -NoWait -PassThru
        $record = (Get-CxAuditRecord -AuditId $update.AuditId).PSObject.BaseObject
        $made = [Activator]::CreateInstance($record.GetType(), [object[]]@())
        foreach ($property in $record.GetType().GetProperties('Instance, Public, NonPublic').Where({
            $_.CanWrite -and $_.Name -ne 'LogPath'
        })) {
            $property.SetValue($made, $property.GetValue($record))
        }
        { $made | Restore-CxPredictiveWeight -ErrorAction Stop } | Should -Throw -ErrorId 'AuditLogBroken,*'
        ($made | Restore-CxPredictiveWeight -Force -PassThru -WarningVariable warning -WarningAction SilentlyContinue).Status |
            Should -Be Changed
        "$warning" | Should -Match $record.AuditId
    }
}

Describe 'A log that is lost during a change' {
    BeforeAll {
        $server = Start-Sandbox
        $former = $env:XDG_STATE_HOME, $env:LOCALAPPDATA
    }
    AfterAll {
        Stop-Sandbox $server
        $env:XDG_STATE_HOME, $env:LOCALAPPDATA = $former
    }

    It 'keeps the outcome in the user''s state folder, says where, and holds it once when the log is back' {
        $folder = New-Folder
        $state = $env:XDG_STATE_HOME = $env:LOCALAPPDATA = New-Folder
        Reset-Sandbox $server
        Add-SandboxFault $server @{ fault = 'latency'; method = 'PUT'; path = '*dialerconfigs/*'; latencyMs = 60000 }
        $connect = @{ BaseUri = $server.Uri; Credential = Get-Secret; AuditPath = $folder }
        $other = New-OtherPipeline 'Connect-CxOne @connect; Set-CxDialerConfig dialer-east -DialRate 2.75' @{ connect = $connect }
        $running = $other.BeginInvoke()

        # The record of the start is there: the write is on its way, and its answer is held.
        $file = Join-Path $folder audit.jsonl
        Wait-Until { (Test-Path $file) -and [IO.File]::ReadAllText($file).Contains('Started') }
        Move-Item $folder "$folder-away"
        Set-Content $folder 'a file where the folder was'
        Remove-SandboxFault $server
        try { $null = $other.EndInvoke($running) } catch { $thrown = $_.Exception.InnerException.ErrorRecord }
        $failure = $thrown ?? $other.Streams.Error[0]
        $other.Runspace.Dispose()

        $failure.FullyQualifiedErrorId | Should -BeLike 'AuditWriteFailed,*'
        $spool = Get-ChildItem $state -Recurse -Filter audit-spool-*.jsonl
        "$failure" | Should -BeLike "*$($spool.FullName)*"

        Remove-Item $folder
        Move-Item "$folder-away" $folder
        Test-CxAuditLog $folder -WarningVariable warning -WarningAction SilentlyContinue | ForEach-Object RecordCount | Should -Be 1
        "$warning" | Should -BeLike "*$($spool.FullName)*"
        Connect-CxOne @connect
        Set-CxDialerConfig dialer-east -DialRate 2.5
        (Get-CxAuditRecord).Outcome | Should -Be Started, Succeeded, Started, Succeeded
        (Get-CxAuditRecord)[1].After.dialRate | Should -Be 2.75
        (Get-CxAuditRecord)[1].Details.spooledAt | Should -Not -BeNullOrEmpty
        Get-ChildItem $state -Recurse -File | Should -BeNullOrEmpty
        (Test-CxAuditLog).IsValid | Should -BeTrue
    }
}
