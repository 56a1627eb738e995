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
    $module = Get-Module CxOne -ListAvailable | Sort-Object Version -Descending | Select-Object -First 1
    if (-not $module) { throw 'The installed module is not on the module path.' }
    $module.Path | Set-Content $Result
} finally {
    Unregister-PSResourceRepository -Name CxOneLocal
}
