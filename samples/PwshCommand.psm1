#Requires -Version 7.6
# Starts another pwsh of the same kind as the one that runs this script. It is in the samples folder because a scheduled task needs it on
# machines to which only this folder was copied; the build, the tests, the soak test and the benchmarks use it from here.

<#
.SYNOPSIS
Gets the command that starts the current pwsh: FilePath, and the arguments that must come first (ArgumentList, empty for a released pwsh).
.DESCRIPTION
A released pwsh is a separate executable. If PowerShell is installed as a .NET tool, it runs in dotnet, and the command is dotnet with the
full path of pwsh.dll. Both are full paths that need no PATH and no profile, so that a scheduled task can use them after its user has
logged off.
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
    # The .NET tool is one package for all machines: an apphost in its folder may be for another processor, so dotnet takes precedence.
    $assembly = Join-Path $PSHOME 'pwsh.dll'
    if ($program -eq 'dotnet') { return [pscustomobject]@{ FilePath = $process; ArgumentList = [string[]]@($assembly) } }
    # Another program hosts PowerShell.
    $beside = Join-Path $PSHOME ($IsWindows ? 'pwsh.exe' : 'pwsh')
    if (Test-Path $beside -PathType Leaf) { return [pscustomobject]@{ FilePath = $beside; ArgumentList = [string[]]@() } }
    throw "No command starts the PowerShell of $process`: there is no $beside."
}

<#
.SYNOPSIS
Runs the current pwsh in a clean child process: no profile, no prompts. The exit code is in $LASTEXITCODE.
.EXAMPLE
Invoke-Pwsh -File script.ps1 -Stage Verify
#>
function Invoke-Pwsh {
    $pwsh = Get-PwshCommand
    & $pwsh.FilePath $pwsh.ArgumentList -NoProfile -NonInteractive @args
}

Export-ModuleMember -Function Get-PwshCommand, Invoke-Pwsh
