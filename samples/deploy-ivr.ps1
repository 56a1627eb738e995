#Requires -Version 7.6

<#
.SYNOPSIS
Deploys two IVR definitions: simulate, submit, wait, measure, record. Uses a sandbox tenant unless -Tenant is specified.
.DESCRIPTION
With -Tenant the connection comes from the environment: CXONE_CLIENT_ID, CXONE_CLIENT_SECRET and CXONE_BASE_URL,
CXONE_ORG_ID or CXONE_DOMAIN, and -IvrDefinitionId and -Environment must be specified. The exit code is 0 if the deployment is live, 1 if
it is not, 2 if there was no connection or a parameter is missing.
.EXAMPLE
pwsh ./samples/deploy-ivr.ps1
.EXAMPLE
pwsh ./samples/deploy-ivr.ps1 -Tenant -Environment production -IvrDefinitionId ivr-def-001
#>
[CmdletBinding()]
param(
    [string[]] $IvrDefinitionId,
    [string] $Environment,
    [switch] $Tenant
)

$ErrorActionPreference = 'Stop'
$built = Join-Path $PSScriptRoot '../out/CxOne/CxOne.psd1'
Import-Module ((Test-Path $built) ? $built : 'CxOne')

# No defaults on a tenant: they would be deployed there.
if ($Tenant -and -not ($IvrDefinitionId -and $Environment)) {
    Write-Host 'With -Tenant, -IvrDefinitionId and -Environment must be specified.'
    exit 2
}
if (-not $IvrDefinitionId) { $IvrDefinitionId = 'ivr-def-001', 'ivr-def-002' }
if (-not $Environment) { $Environment = 'staging' }

try {
    if ($Tenant) { Connect-CxOne } else { Connect-CxOne -Sandbox }
} catch {
    Write-Host "$($_.FullyQualifiedErrorId): $($_.Exception.Message)"
    exit 2
}
Get-CxConnection | Format-Table

$testCases = @(
    @{
        Name = 'sales, then silence'
        IvrDefinitionId = 'ivr-def-001'
        Input = '1', 'timeout'
        ExpectEnd = 'agent-transfer'
        AllowTimeout = 'sales-dept'
    }
    @{ Name = 'straight to an agent'; IvrDefinitionId = 'ivr-def-001'; Input = '0'; ExpectPath = 'main-menu', 'agent-transfer' }
    @{ Name = 'first choice'; IvrDefinitionId = 'ivr-def-002'; Input = '1' }
) | Where-Object { $_.IvrDefinitionId -in $IvrDefinitionId }
$simulation = $testCases ? @{ TestCase = $testCases } : @{}

# A failed deployment returns a result and an error: the result is displayed, the error determines the exit code.
$deployment = Publish-CxIvrDeployment $IvrDefinitionId $Environment @simulation -Force -ErrorAction SilentlyContinue -ErrorVariable failure

'Simulated calls'
$deployment.Simulations | Format-Table
'Audit log'
Test-CxAuditLog -ErrorAction Continue | Format-Table
'Deployment'
$deployment | Format-Table
if ($failure) {
    $failure | ForEach-Object { Write-Host "$($_.FullyQualifiedErrorId): $($_.Exception.Message)" }
    exit 1
}
