#Requires -Version 7.6
# Unpacks the packed module from a folder repository into a folder of its own, as PSResourceGet installs it, and says where it is.
[CmdletBinding()]
param(
    [Parameter(Mandatory)] [string] $Package,
    [Parameter(Mandatory)] [string] $Destination,
    [Parameter(Mandatory)] [string] $Result
)

$ErrorActionPreference = 'Stop'
$null = New-Item $Destination -ItemType Directory -Force
Register-PSResourceRepository -Name CxOneLocal -Uri $Package -Trusted -Force
try {
    Save-PSResource CxOne -Repository CxOneLocal -Path $Destination -Quiet
    @(Get-Item (Join-Path $Destination 'CxOne' '*' 'CxOne.psd1'))[0].FullName | Set-Content $Result
} finally {
    Unregister-PSResourceRepository -Name CxOneLocal
}
