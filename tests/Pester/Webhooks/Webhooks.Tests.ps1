BeforeAll {
    Import-Module $PSScriptRoot/../Support.psm1 -Force
    Import-Module $env:CXONE_TEST_MODULE
    $server = Start-Sandbox
    $uri = 'http://127.0.0.1:9/hook?key=planted-key'
    $event = 'campaign.predictive.tuned'
}
AfterAll { Stop-Sandbox $server }

Describe 'Webhooks' {
    BeforeEach {
        Reset-Sandbox $server
        Connect-CxOne $server.Uri -Credential (Get-Secret) -RequestsPerMinute 100000 -AuditPath (Join-Path (Convert-Path TestDrive:) ([guid]::NewGuid()))
    }

    It 'registers an address once, even if run repeatedly' {
        $first = Register-CxWebhook $uri $event -Name Monitor
        $first.IsNew, $first.Name, $first.Url, $first.Enabled, $first.HttpMethod | Should -Be $true, 'Monitor', $uri, $true, 'POST'
        $again = Register-CxWebhook $uri $event
        $again.Id, $again.IsNew | Should -Be $first.Id, $false
        @(Get-CxWebhook).Count | Should -Be 1
        @(Get-SandboxRequest $server -Method POST -Path */webhooks).Count | Should -Be 1
    }

    It 'registers only the events that are missing' {
        $first = Register-CxWebhook $uri $event
        $all = @(Register-CxWebhook $uri $event, campaign.updated)
        $all[0].Id | Should -Be $first.Id
        $all[1].Events | Should -Be campaign.updated
    }

    It 'leaves one webhook after many simultaneous registrations' {
        $ids = 1..8 | ForEach-Object -ThrottleLimit 8 -Parallel {
            Import-Module $env:CXONE_TEST_MODULE
            Connect-CxOne ($using:server).Uri -Credential ([pscredential]::new('sandbox',
                (ConvertTo-SecureString sandbox-secret -AsPlainText -Force))) -RequestsPerMinute 100000
            (Register-CxWebhook $using:uri $using:event).Id
        }
        $left = @(Get-CxWebhook)
        $left.Count | Should -Be 1
        $ids | Select-Object -Unique | Should -Be $left[0].Id
    }

    It 'finds a registration whose response was lost' {
        Add-SandboxFault $server @{ method = 'POST'; path = '/api/v2/webhooks'; fault = 'reset-after'; count = 1 }
        (Register-CxWebhook $uri $event).Id | Should -Be (Get-CxWebhook).Id
        @(Get-SandboxRequest $server -Method POST -Path */webhooks).Count | Should -Be 1
    }

    It 'removes and records webhooks from the pipeline and by id, and continues after a bad id' {
        $null = Register-CxWebhook $uri $event
        $other = Register-CxWebhook 'https://ml.example/hook' campaign.updated
        'nope', $other.Id | Unregister-CxWebhook -ErrorAction SilentlyContinue -ErrorVariable failure
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'ObjectNotFound,*'
        $failure[0].TargetObject | Should -Be nope
        Get-CxWebhook | Unregister-CxWebhook
        Get-CxWebhook | Should -BeNullOrEmpty
        @(Get-CxAuditRecord Webhook.* | Where-Object Outcome -ne Started).Outcome | Should -Be 'Succeeded', 'Succeeded', 'Failed',
            'Succeeded', 'Succeeded'
        Get-Content (Join-Path (Get-CxConnection).AuditPath audit.jsonl) -Raw | Should -Not -Match planted-key
    }

    It 'sends no write under -WhatIf' {
        Register-CxWebhook $uri $event -WhatIf
        Get-SandboxRequest $server | Where-Object method -in POST, DELETE | Should -BeNullOrEmpty
        (Register-CxWebhook $uri $event).Id | Unregister-CxWebhook -WhatIf
        Get-SandboxRequest $server | Where-Object method -eq DELETE | Should -BeNullOrEmpty
    }

    It 'refuses an address that is not secure, and names the scope that is missing' {
        { Register-CxWebhook http://ml.example/hook $event -ErrorAction Stop } | Should -Throw -ErrorId 'EndpointInsecure,*'
        Connect-CxOne $server.Uri -Credential (Get-Secret reader)
        { Register-CxWebhook $uri $event -ErrorAction Stop } | Should -Throw '*webhooks:write*'
    }
}
