Set-StrictMode -Version Latest
# Get-PwshCommand and Invoke-Pwsh are exported along with the functions below.
Import-Module $PSScriptRoot/../../samples/PwshCommand.psm1
$serverDll = Join-Path $PSScriptRoot '../../out/SandboxServer/CxOne.Sandbox.Server.dll'

# A sandbox tenant in a process of its own, reached over real HTTP.
function Start-Sandbox {
    param([string[]] $Option = @())
    $start = [Diagnostics.ProcessStartInfo]::new('dotnet')
    $start.RedirectStandardOutput = $true
    foreach ($argument in @($serverDll, '--parent', $PID) + $Option) { $start.ArgumentList.Add("$argument") }
    $process = [Diagnostics.Process]::Start($start)
    $line = $process.StandardOutput.ReadLine()
    if ($line -notmatch '^listening (http://127\.0\.0\.1:\d+)$') { throw "The sandbox server said '$line'." }
    [pscustomobject]@{ Uri = $Matches[1]; Process = $process }
}

function Stop-Sandbox {
    param($Sandbox)
    if ($Sandbox -and -not $Sandbox.Process.HasExited) { $Sandbox.Process.Kill($true); $Sandbox.Process.WaitForExit() }
}

function Reset-Sandbox {
    param($Sandbox)
    $null = Invoke-RestMethod "$($Sandbox.Uri)/sandbox/reset" -Method Post
    Remove-SandboxFault $Sandbox
}

# What the tenant really received, without the token requests.
function Get-SandboxRequest {
    param($Sandbox, [string] $Method = '*', [string] $Path = '*')
    (Invoke-RestMethod "$($Sandbox.Uri)/sandbox/requests").requests |
        Where-Object { $_.path -notlike '*oauth*' -and $_.method -like $Method -and $_.path -like $Path }
}

function Add-SandboxFault {
    param($Sandbox, [hashtable[]] $Rule)
    $null = Invoke-RestMethod "$($Sandbox.Uri)/sandbox/faults" -Method Post -ContentType application/json -Body (@{ rules = $Rule } |
        ConvertTo-Json -Depth 5)
}

# Removes the rules, and ends the delays that they have begun.
function Remove-SandboxFault {
    param($Sandbox)
    $null = Invoke-RestMethod "$($Sandbox.Uri)/sandbox/faults" -Method Delete
}

# What starts this very pwsh with other variables in its environment; a variable that is $null is removed.
function New-PwshStart {
    param([string[]] $Argument, [hashtable] $Environment = @{})
    $pwsh = Get-PwshCommand
    $start = [Diagnostics.ProcessStartInfo]::new($pwsh.FilePath)
    foreach ($text in $pwsh.ArgumentList + $Argument) { $start.ArgumentList.Add($text) }
    foreach ($name in $Environment.Keys) {
        if ($null -eq $Environment[$name]) { $null = $start.Environment.Remove($name) } else {
            $start.Environment[$name] = $Environment[$name]
        }
    }
    $start
}

function Get-Secret {
    param([string] $Client = 'sandbox', [string] $Secret = "$Client-secret")
    [pscredential]::new($Client, (ConvertTo-SecureString $Secret -AsPlainText -Force))
}

# Another pipeline in a runspace of its own, with the module and a connection, so that it can be stopped from here.
function New-OtherPipeline {
    param([string] $Script, [hashtable] $Variable = @{})
    $state = [initialsessionstate]::CreateDefault2()
    $state.ImportPSModule($env:CXONE_TEST_MODULE)
    $runspace = [runspacefactory]::CreateRunspace($state)
    $runspace.Open()
    foreach ($name in $Variable.Keys) { $runspace.SessionStateProxy.SetVariable($name, $Variable[$name]) }
    $shell = [powershell]::Create($runspace)
    $null = $shell.AddScript($Script)
    $shell
}

# Waits for a condition, not for a time.
function Wait-Until {
    param([scriptblock] $Condition, [int] $TimeoutSec = 60)
    $watch = [Diagnostics.Stopwatch]::StartNew()
    while (-not (& $Condition)) {
        if ($watch.Elapsed.TotalSeconds -gt $TimeoutSec) { throw "Not so within $TimeoutSec s: $Condition" }
        [Threading.Thread]::Yield() | Out-Null
    }
}

# Stops a script while it is running, as Ctrl+C does, until a stop took less than 100 ms, at most ten times; gives the shortest stop in
# milliseconds. A busy machine only adds to the time of a stop, so one that is short enough shows what the module itself takes; a module
# that takes longer fails all ten. IsUnderWay gets the round, from 1.
function Measure-Stop {
    param([string] $Script, [hashtable] $Variable, [scriptblock] $IsUnderWay)
    $shortest = [double]::MaxValue
    for ($round = 1; $round -le 10 -and $shortest -ge 100; $round++) {
        $other = New-OtherPipeline $Script $Variable
        $running = $other.BeginInvoke()
        Wait-Until { & $IsUnderWay $round }
        $watch = [Diagnostics.Stopwatch]::StartNew()
        $other.Stop()
        $shortest = [math]::Min($shortest, $watch.Elapsed.TotalMilliseconds)
        if (-not $running.IsCompleted) { throw 'The script goes on although it was stopped.' }
        $other.Runspace.Dispose()
    }
    $shortest
}

# A listener on a free port of loopback, and the port. The port is only known to be free until the listener takes it, so a few are tried.
function Start-LoopbackListener {
    for ($try = 1; ; $try++) {
        $socket = [Net.Sockets.TcpListener]::new([Net.IPAddress]::Loopback, 0); $socket.Start(); $port = $socket.LocalEndpoint.Port
        $socket.Stop()
        $listener = [Net.HttpListener]::new()
        $listener.Prefixes.Add("http://127.0.0.1:$port/")
        try { $listener.Start(); return $listener, $port } catch [Net.HttpListenerException] { if ($try -eq 10) { throw } }
    }
}

# A tenant that keeps what is PUT under a path and answers it to GET, byte for byte.
function Start-Keeper {
    $listener, $port = Start-LoopbackListener
    $kept = [hashtable]::Synchronized(@{})
    $seen = [Collections.Concurrent.ConcurrentQueue[string]]::new()
    $job = Start-ThreadJob {
        $utf8 = [Text.UTF8Encoding]::new($false)
        while (($using:listener).IsListening) {
            try { $context = ($using:listener).GetContext() } catch { return }
            $path = $context.Request.Url.AbsolutePath
            ($using:seen).Enqueue("$($context.Request.HttpMethod) $($context.Request.RawUrl)")
            $body = [IO.StreamReader]::new($context.Request.InputStream).ReadToEnd()
            if ($context.Request.HttpMethod -in 'PUT', 'POST') { ($using:kept)[$path] = $body }
            $text = switch ($path) {
                '/oauth/token' { '{"access_token":"t-1234567890","token_type":"Bearer","expires_in":3600}' }
                '/api/v2/tenant' { '{"id":"tenant-x","name":"Keeper"}' }
                default { ($using:kept)[$path] }
            }
            $bytes = $utf8.GetBytes("$text")
            $context.Response.ContentType = 'application/json'
            try { $context.Response.OutputStream.Write($bytes); $context.Response.Close() } catch { $context.Response.Abort() }
        }
    }
    [pscustomobject]@{ Uri = "http://127.0.0.1:$port"; Kept = $kept; Seen = $seen; Listener = $listener; Job = $job }
}

# A receiver of callbacks on loopback that keeps what it was told; its first answers can be failures.
function Start-Receiver {
    param([int] $Failures = 0)
    $listener, $port = Start-LoopbackListener
    $received = [Collections.Concurrent.ConcurrentQueue[object]]::new()
    $job = Start-ThreadJob {
        $failures = $using:Failures
        while (($using:listener).IsListening) {
            try { $context = ($using:listener).GetContext() } catch { return }
            $body = [IO.StreamReader]::new($context.Request.InputStream).ReadToEnd()
            $headers = @{}; foreach ($key in $context.Request.Headers.AllKeys) { $headers[$key] = $context.Request.Headers[$key] }
            ($using:received).Enqueue([pscustomobject]@{ Headers = $headers; Body = $body })
            $context.Response.StatusCode = $failures-- -gt 0 ? 503 : 204
            $context.Response.Close()
        }
    }
    [pscustomobject]@{ Uri = "http://127.0.0.1:$port/hook?key=planted-hook-key"; Received = $received; Listener = $listener; Job = $job }
}

function Stop-Receiver {
    param($Receiver)
    $Receiver.Listener.Stop()
    # The job ends by itself then. To stop it in that very moment would be a race between its end and the stop.
    $null = $Receiver.Job | Wait-Job
    $Receiver.Job | Remove-Job
}

Export-ModuleMember -Function *
