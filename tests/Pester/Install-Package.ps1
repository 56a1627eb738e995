#Requires -Version 7.6
# Installs the packed module from a folder repository into a home of its own, as a user would, and says where it is.
[CmdletBinding()]
param(
    [Parameter(Mandatory)] [string] $Package,
    [Parameter(Mandatory)] [string] $Result
)

$ErrorActionPreference = 'Stop'
Register-PSResourceRepository -Name CxOneLocal -Uri $Package -Trusted -Force
try {
    Install-PSResource CxOne -Repository CxOneLocal -Scope CurrentUser -Reinstall -Quiet
    $installed = Get-InstalledPSResource CxOne
    if (-not $installed) { throw 'The package is not installed.' }
    Join-Path $installed.InstalledLocation 'CxOne' $installed.Version 'CxOne.psd1' | Resolve-Path | ForEach-Object Path |
        Set-Content $Result
} finally {
    Unregister-PSResourceRepository -Name CxOneLocal
}
