# Shows everything that the module can show of a tenant whose texts try to act on the terminal. Run in a pseudo-terminal by Terminal.Tests.ps1.
param([string] $Module, [string] $Uri, [string] $Suffix, [string] $AuditPath)

$PSStyle.OutputRendering = 'Ansi'
$ErrorActionPreference = 'Continue'
$VerbosePreference = 'Continue'; $DebugPreference = 'Continue'; $InformationPreference = 'Continue'
Import-Module $Module -Verbose:$false
$suffix = [Text.RegularExpressions.Regex]::Unescape($Suffix)
$id = @{
    dialer = "dialer-east$suffix"
    ivr = "ivr-def-001$suffix"
    broken = "ivr-def-disabled-queue$suffix"
    campaign = "campaign-sensitive$suffix"
    action = "Crm_Date_Stamper$suffix"
}

function Show([string] $View, [scriptblock] $Script) {
    "=== $View"
    $objects = & $Script
    $objects | Format-Table | Out-Host
    $objects | Format-List | Out-Host
}
function Say([string] $Name, [scriptblock] $Script) { "=== $Name"; & $Script | Out-Host }

Show 'connection' {
    Connect-CxOne $Uri -Credential ([pscredential]::new('sandbox',
        (ConvertTo-SecureString sandbox-secret -AsPlainText -Force))) -AuditPath $AuditPath -RequestsPerMinute 100000 -PassThru
}
Show 'definitions' { Get-CxIvrDefinition -Id $id.ivr, $id.broken }
Show 'nodes' { (Get-CxIvrDefinition -Id $id.ivr).Nodes }
Show 'prompts' { (Get-CxIvrDefinition -Id $id.ivr).Nodes.Prompt }
Show 'edges' { (Get-CxIvrDefinition -Id $id.ivr).Nodes.Edges }
Show 'simulations' { $script:simulation = Invoke-CxIvrSimulation $id.ivr -TestInput '1', timeout; $script:simulation }
Show 'path' { $script:simulation.PathTraversal }
Show 'timeouts' { $script:simulation.TimeoutEvents }
Show 'expectation' { $script:simulation.Expectation }
Show 'deployment' { $script:deployment = Publish-CxIvrDeployment $id.ivr staging -SkipSimulation -Confirm:$false; $script:deployment }
Show 'state changes' { $script:deployment.StateHistory }
Show 'metrics' { $script:deployment.Metrics }
Show 'jobs' { Get-CxIvrDeployment }
Show 'failed deployment' { Publish-CxIvrDeployment $id.broken staging -SkipSimulation -Confirm:$false }
Show 'rollback' { Undo-CxIvrDeployment (Get-CxIvrDeployment | Select-Object -First 1).JobId -Reason "reason$suffix" -Confirm:$false }
Show 'dialers' { Get-CxDialerConfig $id.dialer }
Show 'dialer check' { Test-CxDialerConfig $id.dialer -DialRate 2.5 }
Show 'dialer update' {
    $script:update = Set-CxDialerConfig $id.dialer -DialRate 2.5 -ComplianceRules @{ note = "x$suffix" } -PassThru -Confirm:$false
    $script:update
}
Show 'differences' { $script:update.Changes }
Show 'restore' { Restore-CxDialerConfig $id.dialer -PassThru -Confirm:$false }
Show 'campaigns' { Get-CxCampaign }
Show 'answer simulation' {
    [pscustomobject]@{
        TimeBucket = "09:00-10:00"
        CallsAttempted = 100
        CallsAnswered = 40
        AvgTalkTimeSeconds = 100
    } | Invoke-CxAnswerSimulation $id.campaign -AnswerRate 0.4 -AgentEfficiency 0.8 -WindowMinutes 60 -CallbackUri "http://user:password@127.0.0.1:9/"
}
Show 'answer simulation 2' {
    $script:answer = [pscustomobject]@{
        TimeBucket = "09:00-10:00"
        CallsAttempted = 100
        CallsAnswered = 40
        AvgTalkTimeSeconds = 100
    } | Invoke-CxAnswerSimulation $id.campaign -AnswerRate 0.4 -AgentEfficiency 0.8 -WindowMinutes 60 -CallbackUri "http://127.0.0.1:9/x"
    $script:answer
}
Show 'adjustments' { $script:answer.Adjustments }
Show 'weights' { Test-CxPredictiveWeight $id.campaign CXONE_PREDICTIVE_V3 @{ answer_rate = 0.12 } }
Show 'weights set' { Set-CxPredictiveWeight $id.campaign CXONE_PREDICTIVE_V3 @{ answer_rate = 0.12 } -Force -PassThru -Confirm:$false }
Show 'data actions' { Get-CxDataAction $id.action }
Show 'data action dates' { Update-CxDataActionDate $id.action 2026-03-01T12:00:00.000Z UTC -PassThru -Confirm:$false }
Show 'webhooks' { Register-CxWebhook "https://user.example/hook" campaign.updated -Name "hook$suffix" -Confirm:$false; Get-CxWebhook }
Show 'audit' { Get-CxAuditRecord }
Show 'audit record' { Write-CxAuditLog "noted" -Target "t$suffix" -Details @{ a = "b$suffix" } -Confirm:$false }
Say 'whatif' {
    Set-CxDialerConfig $id.dialer -DialRate 3 -WhatIf
    Set-CxPredictiveWeight $id.campaign CXONE_PREDICTIVE_V3 @{ answer_rate = 0.13 } -Force -WhatIf
    Publish-CxIvrDeployment $id.ivr staging -WhatIf
    Update-CxDataActionDate $id.action 2026-03-01T12:00:00.000Z UTC -WhatIf
    Undo-CxIvrDeployment "job$suffix" -WhatIf
    Invoke-CxRestMethod "/api/v2/x" -Method Post -Body '{}' -WhatIf
    Write-CxAuditLog "noted$suffix" -WhatIf
    Get-CxWebhook | Unregister-CxWebhook -WhatIf
    Restore-CxDialerConfig $id.dialer -WhatIf
}
Say 'confirm' { Set-CxDialerConfig $id.dialer -DialRate 3 -Confirm }
Say 'errors' {
    Get-CxDialerConfig "none$suffix"; Get-CxIvrDeployment "none$suffix"; Get-CxDataAction "none$suffix"; Get-CxIvrDefinition "none$suffix"
    Set-CxDialerConfig "none$suffix" -DialRate 3 -Confirm:$false
    Set-CxDialerConfig $id.dialer -DialRate 99 -PacingType "x$suffix" -Confirm:$false
    Wait-CxIvrDeployment "none$suffix"
    Publish-CxIvrDeployment $id.ivr "nowhere$suffix" -SkipSimulation -Confirm:$false
    Set-CxDialerConfig $id.dialer -DialRate "2$suffix" -Confirm:$false
    $ErrorView = 'NormalView'; Get-CxDialerConfig "none$suffix"; $ErrorView = 'ConciseView'
}
Say 'still running' {
    $null = Invoke-RestMethod "$Uri/sandbox/faults" -Method Post -ContentType application/json -Verbose:$false -Debug:$false -Body '{"rules":[{"method":"GET","path":"/api/v2/ivr/deployments/*","fault":"500","count":100}]}'
    Publish-CxIvrDeployment $id.ivr test -SkipSimulation -TimeoutSec 1 -Confirm:$false
    $null = Invoke-RestMethod "$Uri/sandbox/faults" -Method Delete -Verbose:$false -Debug:$false
}
Say 'completion' {
    foreach ($line in 'Get-CxDialerConfig dialer-east', 'Get-CxIvrDefinition -Id ivr-def-00', 'Get-CxCampaign campaign-sens',
        'Get-CxDataAction Crm_Account_L', 'Get-CxWebhook ') {
        $matches = (TabExpansion2 $line).CompletionMatches
        "$line : $($matches.Count)"
        $matches | ForEach-Object { [Console]::WriteLine("$($_.CompletionText) | $($_.ListItemText) | $($_.ToolTip)") }
    }
}
"=== done"
