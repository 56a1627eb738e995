# A client process with one runspace per worker.
param([string] $Module, [string] $Uri, [string] $Folder, [int] $Seed, [string] $Own, [int] $Workers, [int] $Writes)

$ErrorActionPreference = 'Stop'
$numbers = @($Own.Split(',') | ForEach-Object { [int]$_ })
$script = Join-Path $PSScriptRoot Worker.ps1
$numbers | ForEach-Object -ThrottleLimit $numbers.Count -Parallel {
    & $using:script -Module $using:Module -Uri $using:Uri -Folder $using:Folder -Seed $using:Seed -Worker $_ -Workers $using:Workers -Writes $using:Writes
}
