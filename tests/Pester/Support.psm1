Set-StrictMode -Version Latest
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
    $null = Invoke-RestMethod "$($Sandbox.Uri)/sandbox/faults" -Method Delete
}

# What the tenant really received, without the token requests.
function Get-SandboxRequest {
    param($Sandbox, [string] $Method = '*', [string] $Path = '*')
    (Invoke-RestMethod "$($Sandbox.Uri)/sandbox/requests").requests |
        Where-Object { $_.path -notlike '*oauth*' -and $_.method -like $Method -and $_.path -like $Path }
}

function Add-SandboxFault {
    param($Sandbox, [hashtable[]] $Rule)
    $null = Invoke-RestMethod "$($Sandbox.Uri)/sandbox/faults" -Method Post -ContentType application/json -Body (@{ rules = $Rule } | ConvertTo-Json -Depth 5)
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
    param([scriptblock] $Condition, [int] $TimeoutSec = 20)
    $watch = [Diagnostics.Stopwatch]::StartNew()
    while (-not (& $Condition)) {
        if ($watch.Elapsed.TotalSeconds -gt $TimeoutSec) { throw "Not so within $TimeoutSec s: $Condition" }
        [Threading.Thread]::Yield() | Out-Null
    }
}

Export-ModuleMember -Function *
