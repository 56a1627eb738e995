#Requires -Version 7.6

<#
.SYNOPSIS
Registers a task that runs samples/nightly-tuning.ps1 every night in Windows Task Scheduler; the task runs this script too.
.DESCRIPTION
From an empty machine, in an elevated pwsh; CONTOSO\cxone-tuning$ is the account that runs the task, a group managed service account whose
password Windows manages:

1. PowerShell 7.6 for all users (the MSI package installs C:\Program Files\PowerShell\7\pwsh.exe). The task uses the pwsh that registers it.
2. The module for all users, and the scripts, in folders that only administrators can change:
       Copy-Item out\CxOne 'C:\Program Files\PowerShell\Modules\CxOne' -Recurse
       $null = New-Item 'C:\Program Files\CxOneTuning' -ItemType Directory
       Copy-Item samples\nightly-tuning.ps1, samples\scheduled-task.ps1, samples\PwshCommand.psm1 'C:\Program Files\CxOneTuning'
3. The folder of inputs and logs, for administrators and the account only:
       $null = New-Item C:\ProgramData\CxOneTuning -ItemType Directory
       icacls C:\ProgramData\CxOneTuning /inheritance:r /grant '*S-1-5-32-544:(OI)(CI)F' '*S-1-5-18:(OI)(CI)F' 'CONTOSO\cxone-tuning$:(OI)(CI)M'
       Copy-Item samples\tuning.psd1 C:\ProgramData\CxOneTuning
   Fill in every value of tuning.psd1, and copy the three CSV files that it names beside it.
4. The account: Install-ADServiceAccount cxone-tuning, and the right "Log on as a batch job" (secpol.msc, User Rights Assignment).
5. The secret: write the client id and the client secret into two lines of C:\ProgramData\CxOneTuning\secret.txt. A task that runs once as
   the account encrypts them for this account on this machine (DPAPI) and deletes the file:
       Set-Location 'C:\Program Files\CxOneTuning'
       $task = @{ ServiceAccount = 'CONTOSO\cxone-tuning$'; CredentialPath = 'C:\ProgramData\CxOneTuning\client.xml' }
       .\scheduled-task.ps1 -Register @task -StoreSecretFrom C:\ProgramData\CxOneTuning\secret.txt
       Start-ScheduledTask 'CXone nightly tuning'
6. Try it without writing, then register the nightly task:
       $inputs = @{ BaseUri = 'https://us1-cxone.com'; SettingsPath = 'C:\ProgramData\CxOneTuning\tuning.psd1' }
       .\scheduled-task.ps1 -Register @task @inputs -Stage Simulate
       Start-ScheduledTask 'CXone nightly tuning'
       Get-ScheduledTaskInfo 'CXone nightly tuning'     # LastTaskResult is the exit code: 0, 1 or 2
       .\scheduled-task.ps1 -Register @task @inputs

To run samples/nightly-skill.ps1 instead, copy it as in step 2, fill in samples/skill.psd1 as in step 3, and pass
-Script nightly-skill.ps1 and another -TaskName when you register the task.

Where to look: Get-ScheduledTaskInfo shows the last exit code and the next run; C:\ProgramData\CxOneTuning has a transcript
(tuning-<time>.log) and a report (tuning-<time>.xml) for each run, and the audit log in audit.

Without -CredentialPath the secret comes from a SecretManagement vault of the account, which must open without a prompt; it contains the
secret under the name -SecretName as a credential (user name = client id, password = client secret). A new Microsoft.PowerShell.SecretStore
vault prompts for a password unless it is created with Reset-SecretStore -Authentication None -Interaction None -Force, which deletes
everything in it; the access rights of the account's profile then protect it. An extension for a central vault authenticates with the
account itself.

Neither the task's action nor any readable file contains the secret. If an input is missing, the run ends with exit code 2. Without
-Register, the script runs the tuning once: it passes the secret to the environment of this process only, and exits with the run's exit
code.
.EXAMPLE
pwsh -File scheduled-task.ps1 -Register -ServiceAccount 'CONTOSO\cxone-tuning$' -BaseUri https://us1-cxone.com -SettingsPath C:\ProgramData\CxOneTuning\tuning.psd1 -CredentialPath C:\ProgramData\CxOneTuning\client.xml
.EXAMPLE
pwsh -File scheduled-task.ps1 -Register -SettingsPath C:\ProgramData\CxOneTuning\tuning.psd1 -WhatIf
#>
[CmdletBinding(SupportsShouldProcess)]
param(
    [switch] $Register,
    [ValidateSet('nightly-tuning.ps1', 'nightly-skill.ps1')] [string] $Script = 'nightly-tuning.ps1',
    [string] $TaskName = 'CXone nightly tuning',
    [string] $ServiceAccount,
    [string] $At = '03:00',
    [string] $SecretName = 'CXone',
    [string] $Vault,
    [string] $BaseUri = $env:CXONE_BASE_URL,
    [string] $SettingsPath,
    [ValidateSet('Tune', 'Simulate', 'Verify')] [string] $Stage = 'Tune',
    [string] $CredentialPath,
    [string] $StoreSecretFrom,
    [string] $LogFolder = (Join-Path ([Environment]::GetFolderPath('CommonApplicationData')) 'CxOneTuning')
)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'

if ($Register) {
    if (-not $IsWindows) { throw 'Task Scheduler requires Windows; on Linux use cxone-tuning.service and cxone-tuning.timer.' }
    $arguments = '-NoProfile', '-NonInteractive', '-File', "`"$PSCommandPath`"", '-LogFolder', "`"$LogFolder`"", '-Script', $Script
    # A task without a stored password (S4U) cannot decrypt what DPAPI encrypts for its account.
    if ($CredentialPath -and -not $ServiceAccount) {
        throw 'The file of -CredentialPath can be decrypted only by a service account; pass -ServiceAccount, or use a vault.'
    }
    if ($CredentialPath) { $arguments += '-CredentialPath', "`"$CredentialPath`"" } else { $arguments += '-SecretName', "`"$SecretName`"" }
    if ($StoreSecretFrom) {
        if (-not $CredentialPath) { throw 'A stored secret needs a file; pass its path with -CredentialPath.' }
        $arguments += '-StoreSecretFrom', "`"$(Convert-Path -LiteralPath $StoreSecretFrom)`""
    } else {
        if (-not $SettingsPath -or -not (Test-Path -LiteralPath $SettingsPath)) {
            throw "The task requires a file of inputs; pass a copy of samples/tuning.psd1 with -SettingsPath (was '$SettingsPath')."
        }
        $arguments += '-SettingsPath', "`"$(Convert-Path -LiteralPath $SettingsPath)`"", '-Stage', $Stage
    }
    if ($Vault) { $arguments += '-Vault', "`"$Vault`"" }
    if ($BaseUri) { $arguments += '-BaseUri', "`"$BaseUri`"" }
    Import-Module (Join-Path $PSScriptRoot PwshCommand.psm1)
    $pwsh = Get-PwshCommand
    $arguments = @($pwsh.ArgumentList | ForEach-Object { "`"$_`"" }) + $arguments
    if ($ServiceAccount -and "$($pwsh.FilePath) $($pwsh.ArgumentList)" -like "*$HOME*") {
        Write-Warning "$ServiceAccount may not be able to read $HOME, which contains this PowerShell. Register the task with a pwsh that is installed for all users."
    }
    if ("$($pwsh.ArgumentList)" -like '*.nuget*') {
        Write-Warning 'This PowerShell is in the package cache of NuGet, which may be emptied. Register the task with a pwsh that is installed for all users.'
    }
    $action = New-ScheduledTaskAction -Execute $pwsh.FilePath -Argument ($arguments -join ' ') -WorkingDirectory $PSScriptRoot
    # A task that stores the secret runs once, by hand.
    $trigger = $StoreSecretFrom ? @{} : @{ Trigger = New-ScheduledTaskTrigger -Daily -At $At }
    # One run at a time, no new run while a late one is running, and at most two hours per run.
    $settings = New-ScheduledTaskSettingsSet -StartWhenAvailable -MultipleInstances IgnoreNew -ExecutionTimeLimit (New-TimeSpan -Hours 2) -RunOnlyIfNetworkAvailable
    $principal = $ServiceAccount `
        ? (New-ScheduledTaskPrincipal -UserId $ServiceAccount -LogonType Password -RunLevel Limited) `
        : (New-ScheduledTaskPrincipal -UserId "$env:USERDOMAIN\$env:USERNAME" -LogonType S4U -RunLevel Limited)
    if ($PSCmdlet.ShouldProcess($TaskName, "Register a task that runs $($StoreSecretFrom ? 'when it is started' : "daily at $At") as $($principal.UserId)")) {
        Register-ScheduledTask -TaskName $TaskName -Action $action @trigger -Settings $settings -Principal $principal -Force
    }
    return
}

if ($StoreSecretFrom) {
    if (-not $CredentialPath) { Write-Host 'A stored secret needs a file; pass its path with -CredentialPath.'; exit 2 }
    $id, $secret = @(Get-Content -LiteralPath $StoreSecretFrom).Trim()
    if (-not $id -or -not $secret) { Write-Host "$StoreSecretFrom must have two lines: the client id and the client secret."; exit 2 }
    [pscredential]::new($id, (ConvertTo-SecureString $secret -AsPlainText -Force)) | Export-Clixml -LiteralPath $CredentialPath
    Remove-Item -LiteralPath $StoreSecretFrom
    Write-Host "The secret is in $CredentialPath; $StoreSecretFrom was deleted."
    exit 0
}

try {
    $vaultName = $Vault ? @{ Vault = $Vault } : @{}
    $credential = $CredentialPath ? (Import-Clixml -LiteralPath $CredentialPath) : (Get-Secret -Name $SecretName @vaultName)
    if ($credential -isnot [pscredential]) { throw 'It is not a credential.' }
    $env:CXONE_CLIENT_ID = $credential.UserName
    $env:CXONE_CLIENT_SECRET = $credential.GetNetworkCredential().Password
    if ($BaseUri) { $env:CXONE_BASE_URL = $BaseUri }
} catch {
    Write-Host "The secret '$($CredentialPath ? $CredentialPath : $SecretName)' could not be read: $($_.Exception.Message)"
    exit 2
}
$null = New-Item $LogFolder -ItemType Directory -Force
$stamp = [datetime]::UtcNow.ToString('yyyyMMdd-HHmmss', [cultureinfo]::InvariantCulture)
if (-not $env:CXONE_AUDIT_PATH) { $env:CXONE_AUDIT_PATH = Join-Path $LogFolder 'audit' }
& (Join-Path $PSScriptRoot $Script) -Stage $Stage -SettingsPath $SettingsPath -TranscriptPath (Join-Path $LogFolder "tuning-$stamp.log") -ReportPath (Join-Path $LogFolder "tuning-$stamp.xml")
exit $LASTEXITCODE
