BeforeAll {
    Import-Module $PSScriptRoot/../Support.psm1 -Force
    Import-Module $env:CXONE_TEST_MODULE
    $saved = $env:CXONE_AUDIT_PATH
    $env:CXONE_AUDIT_PATH = Join-Path $TestDrive audit
    # Another runspace of this process that holds a lock until its gate is opened.
    function Start-Holder([string] $Name) {
        $held, $done = [Threading.ManualResetEventSlim]::new(), [Threading.ManualResetEventSlim]::new()
        $other = New-OtherPipeline 'Invoke-CxExclusive $name { $held.Set(); $done.Wait() }' @{ name = $Name; held = $held; done = $done }
        $running = $other.BeginInvoke()
        $held.Wait(30000) | Should -BeTrue
        [pscustomobject]@{ Done = $done; Other = $other; Running = $running }
    }
    function Stop-Holder($Holder) { $Holder.Done.Set(); $null = $Holder.Other.EndInvoke($Holder.Running); $Holder.Other.Dispose() }
}
AfterAll { $env:CXONE_AUDIT_PATH = $saved }

Describe 'Invoke-CxExclusive without a store' {
    It 'runs the block once, passes its output on, and can run it again' {
        Invoke-CxExclusive nightly { 1; 2 } | Should -Be 1, 2
        Invoke-CxExclusive nightly { 3 } | Should -Be 3
    }

    It 'runs the block in the scope of its author' {
        $text = 'outer'
        Invoke-CxExclusive nightly { $text } | Should -Be outer
    }

    It 'stops the block when the consumer needs no more' {
        $count = @{ Value = 0 }
        Invoke-CxExclusive nightly { 1..100 | ForEach-Object { $count.Value++; $_ } } | Select-Object -First 2 | Should -Be 1, 2
        $count.Value | Should -Be 2
        Invoke-CxExclusive nightly -TimeoutSec 0 { 'free' } | Should -Be free
    }

    It 'passes the error of the block on and releases the lock' {
        { Invoke-CxExclusive nightly { throw 'broken' } } | Should -Throw 'broken'
        { Invoke-CxExclusive nightly { Get-CxIvrDefinition -ErrorAction Stop } } | Should -Throw -ErrorId 'NotConnected,*'
        Invoke-CxExclusive nightly -TimeoutSec 0 { 'free' } | Should -Be free
    }

    It 'does not wait for itself' {
        Invoke-CxExclusive nightly { Invoke-CxExclusive nightly { 'inner' } } | Should -Be inner
    }

    It 'does not run the block and names the holder if the lock is not free in time' {
        $holder = Start-Holder nightly
        try {
            Invoke-CxExclusive nightly -TimeoutSec 0 { 'never' } -ErrorAction SilentlyContinue -ErrorVariable refused | Should -BeNullOrEmpty
            $refused[0].FullyQualifiedErrorId | Should -BeLike 'LockTimeout,*'
            $refused[0].CategoryInfo.Category | Should -Be OperationTimeout
            "$($refused[0])" | Should -Match "process $PID"
            Invoke-CxExclusive another -TimeoutSec 0 { 'free' } | Should -Be free
        } finally { Stop-Holder $holder }
        Invoke-CxExclusive nightly -TimeoutSec 0 { 'free' } | Should -Be free
    }

    It 'waits for the holder, and says for whom' {
        $holder = Start-Holder nightly
        $warned = [Threading.ManualResetEventSlim]::new()
        $warnings = [Collections.Concurrent.ConcurrentQueue[string]]::new()
        $other = New-OtherPipeline -Variable @{ warned = $warned; warnings = $warnings } -Script {
            Invoke-CxExclusive nightly { 'after' } 3>&1 | ForEach-Object {
                if ($_ -isnot [Management.Automation.WarningRecord]) { return $_ }
                $warnings.Enqueue("$_")
                $warned.Set()
            }
        }
        $running = $other.BeginInvoke()
        try {
            $warned.Wait(30000) | Should -BeTrue
            @($warnings)[0] | Should -Match "process $PID"
            $running.IsCompleted | Should -BeFalse
        } finally { Stop-Holder $holder }
        $other.EndInvoke($running) | Should -Be after
        $other.Dispose()
    }
}
