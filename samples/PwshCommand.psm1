#Requires -Version 7.6
# Starts another pwsh of the kind that runs this script. It lies beside the samples because a scheduled task needs it where only this
# folder was copied to; the build, the tests, the soak and the benchmarks use it from here.

<#
.SYNOPSIS
Gets the command that starts this very pwsh: FilePath, and the arguments that must come first (ArgumentList, empty for a released pwsh).
.DESCRIPTION
A released pwsh is an executable of its own. Installed as a .NET tool, PowerShell runs in dotnet, and the command is dotnet with the full
path of pwsh.dll. Both are full paths that need no PATH and no profile, so that a scheduled task can use them after its user has logged off.
.EXAMPLE
$pwsh = Get-PwshCommand
& $pwsh.FilePath $pwsh.ArgumentList -NoProfile -File script.ps1
#>
function Get-PwshCommand {
    [CmdletBinding()]
    [OutputType([pscustomobject])]
    param()
    $process = [Environment]::ProcessPath
    $program = Split-Path $process -LeafBase
    if ($program -eq 'pwsh') { return [pscustomobject]@{ FilePath = $process; ArgumentList = [string[]]@() } }
    # The .NET tool is one package for all machines: an apphost in its folder may be for another processor, so dotnet comes first.
    $assembly = Join-Path $PSHOME 'pwsh.dll'
    if ($program -eq 'dotnet') { return [pscustomobject]@{ FilePath = $process; ArgumentList = [string[]]@($assembly) } }
    # Another program hosts PowerShell.
    $beside = Join-Path $PSHOME ($IsWindows ? 'pwsh.exe' : 'pwsh')
    if (Test-Path $beside -PathType Leaf) { return [pscustomobject]@{ FilePath = $beside; ArgumentList = [string[]]@() } }
    throw "No command starts the PowerShell of $process`: there is no $beside."
}

<#
.SYNOPSIS
Runs this very pwsh in a clean child process: no profile, no prompts. The exit code is in $LASTEXITCODE.
.EXAMPLE
Invoke-Pwsh -File script.ps1 -Stage Verify
#>
function Invoke-Pwsh {
    $pwsh = Get-PwshCommand
    & $pwsh.FilePath $pwsh.ArgumentList -NoProfile -NonInteractive @args
}

Export-ModuleMember -Function Get-PwshCommand, Invoke-Pwsh
