#Requires -Version 7.6
<#
.SYNOPSIS
Runs samples/nightly-tuning.ps1 every night in Windows Task Scheduler, and is what the task runs.
.DESCRIPTION
How the secret gets there unattended: it lies in a SecretManagement vault of the account that the task runs as, under the name
that -SecretName gives, as a credential (user name = client id, password = client secret). The task's own action holds no
secret, and neither does any file. Store it once, as that account:

    Set-Secret -Name CXone -Secret (Get-Credential) -Vault <vault>

A group managed service account (-ServiceAccount 'DOMAIN\name$') needs no password at all: Windows keeps and renews it. Its vault
must open without a question: a vault of Microsoft.PowerShell.SecretStore is made ready for that with
Set-SecretStoreConfiguration -Authentication None -Interaction None, and is then protected by the rights of the account's own
profile; an extension for a central vault authenticates by the account itself.

Without -Register it is one run: the secret goes from the vault into the environment of this process only, the run's exit code is
handed on (0, 1 or 2) and stands in the task's Last Run Result.
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
    if (-not $IsWindows) { throw 'Task Scheduler is a part of Windows; on Linux take cxone-tuning.service and cxone-tuning.timer.' }
    $arguments = '-NoProfile', '-NonInteractive', '-File', "`"$PSCommandPath`"", '-SecretName', "`"$SecretName`"", '-LogFolder', "`"$LogFolder`""
    if ($Vault) { $arguments += '-Vault', "`"$Vault`"" }
    if ($BaseUri) { $arguments += '-BaseUri', "`"$BaseUri`"" }
    Import-Module (Join-Path $PSScriptRoot PwshCommand.psm1)
    $pwsh = Get-PwshCommand
    $arguments = @($pwsh.ArgumentList | ForEach-Object { "`"$_`"" }) + $arguments
    if ($ServiceAccount -and "$($pwsh.FilePath) $($pwsh.ArgumentList)" -like "*$HOME*") {
        Write-Warning "$ServiceAccount may not be able to read $HOME, and this PowerShell lies in it. Register the task with a pwsh that is installed for all users."
    }
    $action = New-ScheduledTaskAction -Execute $pwsh.FilePath -Argument ($arguments -join ' ') -WorkingDirectory $PSScriptRoot
    $trigger = New-ScheduledTaskTrigger -Daily -At $At
    # One run at a time, not on top of a late one, and never for longer than two hours.
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
    if ($credential -isnot [pscredential]) { throw "The secret '$SecretName' is no credential." }
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
