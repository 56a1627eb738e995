#Requires -Version 7.6
<#
.SYNOPSIS
Registers a task that runs samples/nightly-tuning.ps1 every night in Windows Task Scheduler; the task runs this script too.
.DESCRIPTION
Source of the secret: a SecretManagement vault of the account that runs the task contains it under the name -SecretName, as a credential
(user name = client id, password = client secret). Neither the task's action nor any file contains the secret. Store it once, as that account:

    Set-Secret -Name CXone -Secret (Get-Credential) -Vault <vault>

A group managed service account (-ServiceAccount 'DOMAIN\name$') needs no password: Windows manages and renews it. Its vault
must open without a prompt. For a Microsoft.PowerShell.SecretStore vault, run
Set-SecretStoreConfiguration -Authentication None -Interaction None; the access rights of the account's profile then protect the vault.
An extension for a central vault authenticates with the account itself.

Without -Register, the script runs the tuning once: it passes the secret from the vault to the environment of this process only, and exits
with the run's exit code (0, 1 or 2), which the task shows as Last Run Result.
.EXAMPLE
pwsh -File scheduled-task.ps1 -Register -ServiceAccount 'CONTOSO\cxone-tuning$' -BaseUri https://us1-cxone.com
.EXAMPLE
pwsh -File scheduled-task.ps1 -Register -WhatIf
#>
[CmdletBinding(SupportsShouldProcess)]
param(
    [switch] $Register,
    [string] $TaskName = 'CXone nightly tuning',
    [string] $ServiceAccount,
    [string] $At = '03:00',
    [string] $SecretName = 'CXone',
    [string] $Vault,
    [string] $BaseUri = $env:CXONE_BASE_URL,
    [string] $LogFolder = (Join-Path ([Environment]::GetFolderPath('CommonApplicationData')) 'CxOneTuning')
)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'

if ($Register) {
    if (-not $IsWindows) { throw 'Task Scheduler requires Windows; on Linux use cxone-tuning.service and cxone-tuning.timer.' }
    $arguments = '-NoProfile', '-NonInteractive', '-File', "`"$PSCommandPath`"", '-SecretName', "`"$SecretName`"", '-LogFolder', "`"$LogFolder`""
    if ($Vault) { $arguments += '-Vault', "`"$Vault`"" }
    if ($BaseUri) { $arguments += '-BaseUri', "`"$BaseUri`"" }
    Import-Module (Join-Path $PSScriptRoot PwshCommand.psm1)
    $pwsh = Get-PwshCommand
    $arguments = @($pwsh.ArgumentList | ForEach-Object { "`"$_`"" }) + $arguments
    if ($ServiceAccount -and "$($pwsh.FilePath) $($pwsh.ArgumentList)" -like "*$HOME*") {
        Write-Warning "$ServiceAccount may not be able to read $HOME, which contains this PowerShell. Register the task with a pwsh that is installed for all users."
    }
    $action = New-ScheduledTaskAction -Execute $pwsh.FilePath -Argument ($arguments -join ' ') -WorkingDirectory $PSScriptRoot
    $trigger = New-ScheduledTaskTrigger -Daily -At $At
    # One run at a time, no new run while a late one is running, and at most two hours per run.
    $settings = New-ScheduledTaskSettingsSet -StartWhenAvailable -MultipleInstances IgnoreNew -ExecutionTimeLimit (New-TimeSpan -Hours 2) -RunOnlyIfNetworkAvailable
    $principal = $ServiceAccount `
        ? (New-ScheduledTaskPrincipal -UserId $ServiceAccount -LogonType Password -RunLevel Limited) `
        : (New-ScheduledTaskPrincipal -UserId "$env:USERDOMAIN\$env:USERNAME" -LogonType S4U -RunLevel Limited)
    if ($PSCmdlet.ShouldProcess($TaskName, "Register a task that runs daily at $At as $($principal.UserId)")) {
        Register-ScheduledTask -TaskName $TaskName -Action $action -Trigger $trigger -Settings $settings -Principal $principal -Force
    }
    return
}

try {
    $vaultName = $Vault ? @{ Vault = $Vault } : @{}
    $credential = Get-Secret -Name $SecretName @vaultName
    if ($credential -isnot [pscredential]) { throw "The secret '$SecretName' is not a credential." }
    $env:CXONE_CLIENT_ID = $credential.UserName
    $env:CXONE_CLIENT_SECRET = $credential.GetNetworkCredential().Password
    if ($BaseUri) { $env:CXONE_BASE_URL = $BaseUri }
} catch {
    Write-Host "The secret '$SecretName' could not be read: $($_.Exception.Message)"
    exit 2
}
$null = New-Item $LogFolder -ItemType Directory -Force
$stamp = [datetime]::UtcNow.ToString('yyyyMMdd-HHmmss', [cultureinfo]::InvariantCulture)
if (-not $env:CXONE_AUDIT_PATH) { $env:CXONE_AUDIT_PATH = Join-Path $LogFolder 'audit' }
& (Join-Path $PSScriptRoot 'nightly-tuning.ps1') -TranscriptPath (Join-Path $LogFolder "tuning-$stamp.log") -ReportPath (Join-Path $LogFolder "tuning-$stamp.xml")
exit $LASTEXITCODE
