BeforeAll {
    Import-Module $PSScriptRoot/../Support.psm1 -Force
    Import-Module $env:CXONE_TEST_MODULE
    $server = Start-Sandbox
}
AfterAll { Stop-Sandbox $server }

Describe 'Invoke-CxRestMethod' {
    BeforeEach { Reset-Sandbox $server; Connect-CxOne $server.Uri -Credential (Get-Secret) -RequestsPerMinute 6000 }

    It 'reads all 230 skills of the published family' {
        $skills = @(Invoke-CxRestMethod /inContactAPI/services/v30.0/skills -AllPages)
        $skills.Count | Should -Be 230
        ($skills.skillId | Sort-Object -Unique).Count | Should -Be 230
        (Get-SandboxRequest $server -Path '*skills').Count | Should -Be 3
    }

    It 'reads all pages of the other family' {
        $all = @(Invoke-CxRestMethod /api/v2/ivr/definitions -AllPages)
        $all.Count | Should -Be @(Get-CxIvrDefinition).Count
        $all[0].id | Should -Be 'ivr-def-001'
    }

    It 'returns one page unchanged without -AllPages' {
        $page = Invoke-CxRestMethod '/inContactAPI/services/v30.0/skills?skip=200&top=50'
        $page.totalRecords | Should -Be 230
        $page.skills.Count | Should -Be 30
    }

    It 'returns nothing for 204' {
        Invoke-CxRestMethod /inContactAPI/services/v30.0/agents | Should -BeNullOrEmpty
    }

    It 'converts errors of both families to its own' {
        { Invoke-CxRestMethod /inContactAPI/services/v30.0/skills/99999999 -ErrorAction Stop } | Should -Throw -ErrorId 'ObjectNotFound,*'
        { Invoke-CxRestMethod /api/v2/ivr/definitions/nope -ErrorAction Stop } | Should -Throw -ErrorId 'ObjectNotFound,*'
        $Error[0].TargetObject | Should -Be '/api/v2/ivr/definitions/nope'
    }

    It 'reports the refused entries of a batch in addition to the response' {
        $skill = @(Invoke-CxRestMethod '/inContactAPI/services/v30.0/skills?top=1').skills[0].skillId
        $answer = Invoke-CxRestMethod "/inContactAPI/services/v30.0/skills/$skill/agents" -Method POST -Body @{ agents = @(@{ agentId = 1 }) } -ErrorAction SilentlyContinue -ErrorVariable failure
        $answer.errorCount | Should -Be 1
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'BatchItemFailed,*'
    }

    It 'sends the token to no other host' {
        { Invoke-CxRestMethod https://example.com/api/v2/tenant -ErrorAction Stop } | Should -Throw -ErrorId 'ParameterInvalid,*'
        { Invoke-CxRestMethod //example.com/api -ErrorAction Stop } | Should -Throw -ErrorId 'ParameterInvalid,*'
    }

    It 'sends no write under -WhatIf, and records each write' {
        $before = @(Get-CxAuditRecord -Action Rest.Write).Count
        Invoke-CxRestMethod /api/v2/audit/logs -Method POST -Body @{ a = 1 } -WhatIf
        Get-SandboxRequest $server -Method POST | Should -BeNullOrEmpty
        Invoke-CxRestMethod /api/v2/audit/logs -Method POST -Body @{ a = 1 } -ErrorAction SilentlyContinue
        (Get-SandboxRequest $server -Method POST).status | Should -Be 400
        $records = @(Get-CxAuditRecord -Action Rest.Write)[$before..99]
        $records.Outcome | Should -Be 'Started', 'Failed'
        $records[1].Details.statusCode | Should -Be 400
    }

    It 'sends hashtables, objects and JSON text alike' {
        $body = [ordered]@{ reason = 'a "quoted" reason'; nested = @{ list = 1, 2.5, $null, $true } }
        $json = $body | ConvertTo-Json -Depth 5 -Compress
        foreach ($form in $body, ([pscustomobject]$body), $json) {
            $hash = [Convert]::ToHexString([Security.Cryptography.SHA256]::HashData([Text.Encoding]::UTF8.GetBytes($json))).ToLowerInvariant()
            Invoke-CxRestMethod /api/v2/audit/logs -Method POST -Body $form -ErrorAction SilentlyContinue
            $sent = @(Get-CxAuditRecord -Action Rest.Write)[-1].Details.bodySha256
            if ($form -is [string]) { $sent | Should -Be $hash } else { $sent | Should -Match '^[0-9a-f]{64}$' }
        }
        { Invoke-CxRestMethod /api/v2/audit/logs -Method POST -Body '{ not json' } | Should -Throw -ErrorId 'ParameterInvalid,*'
    }
}

Describe 'Waits and time-outs' {
    BeforeEach { Reset-Sandbox $server; Connect-CxOne $server.Uri -Credential (Get-Secret) -RequestsPerMinute 6000 }

    It 'waits exactly the Retry-After of the response' {
        Add-SandboxFault $server @{ method = 'GET'; path = '/api/v2/tenant'; fault = '429'; retryAfter = '2'; count = 1 }
        $story = Invoke-CxRestMethod /api/v2/tenant -Verbose 4>&1
        ($story | Out-String) | Should -Match 'waiting 2 s \(Retry-After\)'
        $times = (Get-SandboxRequest $server -Path /api/v2/tenant | Select-Object -Last 2).receivedAt |
            ForEach-Object { [datetimeoffset]$_ }
        ($times[1] - $times[0]).TotalSeconds | Should -BeGreaterOrEqual 1.99
        # That it waits no longer is held on a clock that the test moves: tests/Unit/Http/RetryWaitTests.cs.
    }

    It 'does not wait for an excessive Retry-After, and reports its length' {
        Add-SandboxFault $server @{ method = 'GET'; path = '/api/v2/tenant'; fault = '429'; retryAfter = '86400'; count = 1 }
        { Invoke-CxRestMethod /api/v2/tenant -ErrorAction Stop } | Should -Throw -ErrorId 'RetryAfterTooLong,*'
        $Error[0].Exception.Message | Should -Match '86400 s'
        $Error[0].Exception.RetryAfter.TotalSeconds | Should -Be 86400
        @(Get-SandboxRequest $server -Path /api/v2/tenant | Where-Object status -eq 429).Count | Should -Be 1
    }

    It 'stops within 100 ms while it waits' {
        Add-SandboxFault $server @{ method = 'GET'; path = '/api/v2/ivr/definitions'; fault = '429'; retryAfter = '60'; count = 99 }
        # The answer is on its way back; the wait begins within a few milliseconds of it.
        Measure-Stop 'Connect-CxOne $uri -Credential $credential; Get-CxIvrDefinition' @{ uri = $server.Uri; credential = Get-Secret } {
            param($round) @(Get-SandboxRequest $server -Path /api/v2/ivr/definitions).Count -eq $round
        } | Should -BeLessThan 100
    }

    It 'requests no second page if one object is enough' {
        $first = Get-CxIvrDefinition | Select-Object -First 1
        $first.Id | Should -Be 'ivr-def-001'
        @(Get-SandboxRequest $server -Path /api/v2/ivr/definitions).Count | Should -Be 1
        $null = Invoke-CxRestMethod /inContactAPI/services/v30.0/skills -AllPages | Select-Object -First 1
        @(Get-SandboxRequest $server -Path '*skills').Count | Should -Be 1
    }
}
