BeforeAll {
    Import-Module $PSScriptRoot/../Support.psm1 -Force
    Import-Module $env:CXONE_TEST_MODULE -Force

    # A host that keeps its warnings: a stopped pipeline accepts no other output.
    if (-not ('WarningHost' -as [type])) {
        Add-Type -ReferencedAssemblies ([psobject].Assembly.Location), System.Collections, System.Collections.Concurrent, System.Console, System.Runtime, System.Security, netstandard @'
            using System; using System.Collections.Concurrent; using System.Collections.Generic; using System.Collections.ObjectModel;
            using System.Globalization; using System.Management.Automation; using System.Management.Automation.Host; using System.Security;
            public sealed class WarningHost : PSHost {
                private readonly Screen _screen = new Screen();
                private readonly Guid _id = Guid.NewGuid();
                public ConcurrentQueue<string> Warnings { get { return _screen.Warnings; } }
                public override CultureInfo CurrentCulture { get { return CultureInfo.InvariantCulture; } }
                public override CultureInfo CurrentUICulture { get { return CultureInfo.InvariantCulture; } }
                public override Guid InstanceId { get { return _id; } }
                public override string Name { get { return "WarningHost"; } }
                public override Version Version { get { return new Version(1, 0); } }
                public override PSHostUserInterface UI { get { return _screen; } }
                public override void EnterNestedPrompt() { throw new NotSupportedException(); }
                public override void ExitNestedPrompt() { throw new NotSupportedException(); }
                public override void NotifyBeginApplication() { }
                public override void NotifyEndApplication() { }
                public override void SetShouldExit(int exitCode) { }
                private sealed class Screen : PSHostUserInterface {
                    public readonly ConcurrentQueue<string> Warnings = new ConcurrentQueue<string>();
                    public override PSHostRawUserInterface RawUI { get { return null; } }
                    public override void WriteWarningLine(string message) { Warnings.Enqueue(message); }
                    public override void Write(string value) { }
                    public override void Write(ConsoleColor f, ConsoleColor b, string value) { }
                    public override void WriteLine(string value) { }
                    public override void WriteErrorLine(string value) { }
                    public override void WriteDebugLine(string message) { }
                    public override void WriteVerboseLine(string message) { }
                    public override void WriteProgress(long sourceId, ProgressRecord record) { }
                    public override string ReadLine() { throw new NotSupportedException(); }
                    public override SecureString ReadLineAsSecureString() { throw new NotSupportedException(); }
                    public override Dictionary<string, PSObject> Prompt(string c, string m, Collection<FieldDescription> d) { throw new NotSupportedException(); }
                    public override PSCredential PromptForCredential(string c, string m, string u, string t) { throw new NotSupportedException(); }
                    public override PSCredential PromptForCredential(string c, string m, string u, string t, PSCredentialTypes a, PSCredentialUIOptions o) { throw new NotSupportedException(); }
                    public override int PromptForChoice(string c, string m, Collection<ChoiceDescription> d, int i) { throw new NotSupportedException(); }
                }
            }
'@
    }

    function Start-Watched([string] $Script, [int] $PerMinute = 6000, [string] $Option = '@{}') {
        $state = [initialsessionstate]::CreateDefault2()
        $state.ImportPSModule($env:CXONE_TEST_MODULE)
        $screen = [WarningHost]::new()
        $runspace = [runspacefactory]::CreateRunspace($screen, $state)
        $runspace.Open()
        $shell = [powershell]::Create($runspace)
        $audit = Join-Path (Convert-Path TestDrive:) ([guid]::NewGuid())
        $null = $shell.AddScript("Connect-CxOne -Sandbox -RequestsPerMinute $PerMinute -SandboxOption $Option -MaximumRetryCount 1 -AuditPath '$audit'; $Script")
        [pscustomobject]@{ Shell = $shell; Screen = $screen; Progress = $shell.Streams.Progress; Running = $shell.BeginInvoke() }
    }
    function Get-Status($Watched) { @($Watched.Progress).StatusDescription }
    function Stop-Watched($Watched) { $Watched.Shell.Stop(); $Watched.Shell.Runspace.Dispose(); @($Watched.Screen.Warnings) }
}

Describe 'A cmdlet that waits longer than a second shows' {
    # They wait at the same time.
    BeforeAll {
        $rate = '-MaxAbandonmentRate 0.02 -ErrorAction SilentlyContinue'
        $started = @{
            # Connecting takes the one request of a minute, so that the wait is nearly a minute long and cannot be missed.
            'Retry-After' = Start-Watched 'Get-CxCampaign' -Option '@{ RateLimit = 1 }'
            'late' = Start-Watched 'Get-CxCampaign campaign-idle' -Option '@{ LatencyMs = 2500 }'
            'ids' = Start-Watched "Set-CxDialerConfig dialer-east, dialer-west, dialer-legacy, dialer-batch $rate" -PerMinute 8
            'the pipe' = Start-Watched "'dialer-east', 'dialer-west', 'dialer-legacy', 'dialer-batch' | Set-CxDialerConfig $rate" -PerMinute 8
            'rows' = Start-Watched "'data-action-004', 'data-action-010', 'data-action-012', 'data-action-004' | ForEach-Object { [pscustomobject]@{ Id = `$_ } } | Update-CxDataActionDate -Timestamp 2026-11-30T00:00:00Z -TimeZone UTC -ThrottleLimit 1" -PerMinute 6
        }
    }

    It 'the seconds of a Retry-After' {
        $watched = $started['Retry-After']
        Wait-Until { @(Get-Status $watched) -match '^\d+ s to wait' -or $watched.Running.IsCompleted }
        $wait = @($watched.Progress | Where-Object StatusDescription -Match '^\d+ s to wait')
        $wait[0].StatusDescription | Should -Match '^\d\d s to wait: status 429, attempt 2 follows \(Retry-After\)$'
        $wait[0].SecondsRemaining | Should -BeIn @(2..60)
        $null = Stop-Watched $watched
    }

    It 'the request budget, the number of objects and the seconds: <Name>' -ForEach @(
        @{
            Name = 'ids'
            Shown = '^\d of 4, \d+ s to wait: request budget used up \(8 per minute, 2 per second\)'
            Stopped = '^Set-CxDialerConfig was stopped after \d of 4 objects'
        }
        @{
            Name = 'the pipe'
            Shown = '^\d done, \d+ s to wait: request budget'
            Stopped = '^Set-CxDialerConfig was stopped after \d objects? from the pipe'
        }
        @{
            Name = 'rows'
            Shown = '^\d of 4, \d+ s to wait.*request budget'
            Stopped = '^Update-CxDataActionDate was stopped after \d of 4 objects'
        }
    ) {
        $watched = $started[$Name]
        Wait-Until { @(Get-Status $watched) -match $Shown -or $watched.Running.IsCompleted }
        @(Get-Status $watched) -match $Shown | Should -Not -BeNullOrEmpty
        $warnings = Stop-Watched $watched
        @($warnings -match $Stopped).Count | Should -Be 1
    }

    It 'the answer that is late, and removes its bar' {
        $watched = $started['late']
        { $watched.Shell.EndInvoke($watched.Running) } | Should -Not -Throw
        @(Get-Status $watched) -match '^waiting for \d+ s: answer to GET ' | Should -Not -BeNullOrEmpty
        @($watched.Progress)[-1].RecordType | Should -Be Completed
        $watched.Shell.Runspace.Dispose()
    }
}

Describe 'Every cmdlet' {
    BeforeDiscovery {
        Import-Module $env:CXONE_TEST_MODULE
        $cmdlets = @(Get-Command -Module CxOne -CommandType Cmdlet)
    }

    It 'removes its bar when the pipe ends: <Name>' -ForEach @($cmdlets | ForEach-Object {
        @{ Name = $_.Name; Type = $_.ImplementingType }
    }) {
        $method = $Type.GetMethod('EndProcessing', [Reflection.BindingFlags]'Instance, NonPublic, DeclaredOnly')
        if ($method) {
            $code = $method.GetMethodBody().GetILAsByteArray()
            # 0x28 is a call, and the token of the called method follows.
            $called = for ($at = 0; $at -lt $code.Length - 4; $at++) {
                if ($code[$at] -eq 0x28) {
                    try { $method.Module.ResolveMethod([BitConverter]::ToInt32($code, $at + 1)).Name } catch { continue }
                }
            }
            $called | Should -Contain EndProcessing
        }
        $Type.IsSubclassOf($Type.Assembly.GetType('CxOne.PowerShell.Base.CxCmdlet')) | Should -BeTrue
    }
}
