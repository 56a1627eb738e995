BeforeAll {
    Import-Module $PSScriptRoot/../Support.psm1 -Force
    Import-Module $env:CXONE_TEST_MODULE
    $env:CXONE_AUDIT_PATH = "$TestDrive/audit"
    $server = Start-Sandbox
    $file = "$TestDrive/scripts/DEV/Playground.json"

    function Export-Edited([string] $Text = 'Welcome') {
        Remove-Item "$TestDrive/scripts" -Recurse -ErrorAction Ignore
        Export-CxScript DEV\Playground -Path "$TestDrive/scripts"
        (Get-Content $file -Raw).Replace('This is Playground', $Text) | Set-Content $file -NoNewline
    }
    function Lock-Script([string] $Name, [string] $User) {
        $null = Invoke-RestMethod "$($server.Uri)/sandbox/scripts/lock" -Method Post -ContentType application/json `
            -Body (@{ scriptPath = $Name; lockedBy = $User } | ConvertTo-Json)
    }
}
AfterAll { Disconnect-CxOne; Stop-Sandbox $server; $env:CXONE_AUDIT_PATH = $null }

Describe 'Publish-CxScript' {
    BeforeEach {
        Reset-Sandbox $server
        Connect-CxOne $server.Uri -Credential (Get-Secret) -RequestsPerMinute 6000
    }

    It 'saves nothing without a change, and one version with one, and notes it in the lock file' {
        Export-CxScript DEV\Playground -Path "$TestDrive/scripts" -Force
        (Publish-CxScript $file).Status | Should -Be Unchanged
        Export-Edited
        $result = Publish-CxScript $file
        $result.Status | Should -Be Published
        $result.IsUnlocked | Should -BeTrue
        $now = Get-CxScript DEV\Playground -Body
        $now.Hash | Should -Be $result.Hash
        $now.LockedBy | Should -BeNullOrEmpty

        # The lock file names the new version, so that the same file can be edited and published again.
        (Get-Content "$TestDrive/scripts/cxone.lock.json" -Raw | ConvertFrom-Json).scripts.'DEV\Playground'.hash | Should -Be $now.Hash
        (Get-Content $file -Raw).Replace('Welcome', 'Good day') | Set-Content $file -NoNewline
        (Publish-CxScript $file).Status | Should -Be Published
    }

    It 'promotes a file again and again, and the file of the other script does not undo it' {
        Export-Edited
        Export-CxScript TEST\Main -Path "$TestDrive/scripts"
        $other = "$TestDrive/scripts/TEST/Main.json"
        $promoted = Publish-CxScript $file -Name TEST\Main -Confirm:$false
        $promoted.Status | Should -Be Published

        # The file still holds the former version.
        { Publish-CxScript $other -Confirm:$false -ErrorAction Stop } | Should -Throw -ErrorId 'EditConflict,*'
        (Get-CxScript TEST\Main -Body).Hash | Should -Be $promoted.Hash

        # What is promoted next was made from what was promoted before.
        (Get-Content $file -Raw).Replace('Welcome', 'Good day') | Set-Content $file -NoNewline
        $again = Publish-CxScript $file -Name TEST\Main -Confirm:$false
        $again.Status | Should -Be Published
        $again.PreviousHash | Should -Be $promoted.Hash

        # The other file was not edited, so that an export brings it up to date, and then it can be published.
        (Export-CxScript TEST\Main -Path "$TestDrive/scripts" -PassThru).Status | Should -Be Updated
        (Publish-CxScript $other).Status | Should -Be Unchanged
    }

    It 'does not promote over what another user saved since the last promotion, until it is exported' {
        Export-Edited
        Export-CxScript TEST\Main -Path "$TestDrive/scripts"
        $null = Publish-CxScript $file -Name TEST\Main -Confirm:$false
        $theirs = Restore-CxScript TEST\Main -Confirm:$false
        { Publish-CxScript $file -Name TEST\Main -Confirm:$false -ErrorAction Stop } |
            Should -Throw '*DEV/Playground.json*' -ErrorId 'EditConflict,*'
        (Get-CxScript TEST\Main -Body).Hash | Should -Be $theirs.Hash
        Export-CxScript TEST\Main -Path "$TestDrive/scripts"
        (Publish-CxScript $file -Name TEST\Main -Confirm:$false).Status | Should -Be Published
    }

    It 'sends nothing if two files hold one script, and takes a file that is named twice once' {
        Export-Edited
        (Get-Content $file -Raw).Replace('Welcome', 'An old copy') | Set-Content "$TestDrive/scripts/DEV/Playground.old.json" -NoNewline
        { Publish-CxScript "$TestDrive/scripts" } | Should -Throw '*Playground.old.json*' -ErrorId 'ParameterInvalid,*'
        @(Get-SandboxRequest $server | Where-Object { $_.method -ne 'GET' -and $_.path -like '*/scripts*' }).Count | Should -Be 0
        Remove-Item "$TestDrive/scripts/DEV/Playground.old.json"
        @(Publish-CxScript "$TestDrive/scripts", $file).Status | Should -Be Published
    }

    It 'does not write the lock file under -WhatIf' {
        Remove-Item "$TestDrive/scripts" -Recurse -ErrorAction Ignore
        Export-CxScript DEV\Playground -Path "$TestDrive/scripts"
        $lock = "$TestDrive/scripts/cxone.lock.json"
        (Get-Content $lock -Raw) -replace '"masterId": \d+', '"masterId": 1' | Set-Content $lock -NoNewline
        $before = Get-Content $lock -Raw
        (Publish-CxScript $file -WhatIf).Status | Should -Be Unchanged
        Get-Content $lock -Raw | Should -Be $before
        (Publish-CxScript $file).Status | Should -Be Unchanged
        Get-Content $lock -Raw | Should -Not -Be $before
    }

    It 'notes the version before a consumer that needs no more ends it' {
        Export-Edited
        $result = Publish-CxScript $file | Select-Object -First 1
        (Get-Content "$TestDrive/scripts/cxone.lock.json" -Raw | ConvertFrom-Json).scripts.'DEV\Playground'.hash | Should -Be $result.Hash
        (Get-Content $file -Raw).Replace('Welcome', 'Good day') | Set-Content $file -NoNewline
        (Publish-CxScript $file).Status | Should -Be Published
    }

    It 'shows under -WhatIf what callers and actions do differently, and sends nothing' {
        Export-Edited
        $shown = Publish-CxScript $file -WhatIf 6>&1 | Out-String
        $shown | Should -Match 'PLAY'
        $shown | Should -Match 'Welcome'
        @(Get-SandboxRequest $server | Where-Object { $_.method -ne 'GET' -and $_.path -like '*/scripts*' }).Count | Should -Be 0
    }

    It 'comes back to the former version byte for byte: export, publish, history, restore' {
        $before = Get-CxScript DEV\Playground -Body
        Export-Edited
        $null = Publish-CxScript $file
        $versions = @(Get-CxScriptHistory DEV\Playground)
        ($versions | Select-Object -Skip 1 -First 1 | Restore-CxScript -Confirm:$false).Status | Should -Be Restored
        $after = Get-CxScript DEV\Playground -Body
        $after.Hash | Should -Be $before.Hash
        $after.MasterId | Should -Not -Be $before.MasterId
        @(Get-CxScriptHistory DEV\Playground).Count | Should -BeGreaterThan $versions.Count
    }

    It 'writes one error per finding of the tenant, after the result' {
        Export-Edited
        $script = Get-Content $file -Raw | ConvertFrom-Json
        $unknown = $script.actions[1].PSObject.Copy()
        $script.actions[1].name = 'NOSUCHTYPE'
        $script.actions[1].libraryId = [guid]::NewGuid().ToString()
        $script.actions[2].name = 'NORSUCH'
        $script.actions[2].libraryId = [guid]::NewGuid().ToString()
        $script | ConvertTo-Json -Depth 20 | Set-Content $file
        '{"rules":{"CXS058":"off","CXS003":"off"}}' | Set-Content "$TestDrive/off.lint.json"
        $result = Publish-CxScript $file -Setting "$TestDrive/off.lint.json" -ErrorAction SilentlyContinue -ErrorVariable failure
        $result.Status | Should -Be Refused
        $failure.Count | Should -Be 2
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'ScriptRefused,*'
        $failure[0].Exception.Message | Should -Match 'NOSUCHTYPE'
        (Get-CxScript DEV\Playground).LockedBy | Should -BeNullOrEmpty
    }

    It 'asks before contacts of active points of contact run another version, and refuses where nobody can answer' {
        Export-CxScript PROD\Sales -Path "$TestDrive/scripts" -Force
        $sales = "$TestDrive/scripts/PROD/Sales.json"
        $text = Get-Content $sales -Raw
        $text -replace '("caption": ")Begin"', '$1Start"' | Set-Content $sales -NoNewline
        $run = [powershell]::Create()
        try {
            $null = $run.AddScript({
                    param($Module, $Uri, $File)
                    Import-Module $Module
                    $null = Connect-CxOne $Uri -Credential ([pscredential]::new('sandbox', ('sandbox-secret' | ConvertTo-SecureString -AsPlainText)))
                    Publish-CxScript $File -Force
                }).AddParameters(@{ Module = $env:CXONE_TEST_MODULE; Uri = $server.Uri; File = $sales })
            try { $null = $run.Invoke() } catch { $_.Exception.InnerException.ErrorRecord.FullyQualifiedErrorId | Should -BeLike 'ConfirmationRequired,*' }
        } finally { $run.Dispose() }
        @(Get-CxScriptHistory PROD\Sales | Where-Object ModifiedBy -EQ sandbox).Count | Should -Be 0
        (Publish-CxScript $sales -Confirm:$false).Status | Should -Be Published
    }

    It 'names the outbound skills that run the script' {
        Export-CxScript PROD\Outbound\Dialer -Path "$TestDrive/scripts" -Force
        $dialer = "$TestDrive/scripts/PROD/Outbound/Dialer.json"
        (Get-Content $dialer -Raw) -replace '("caption": ")Begin"', '$1Start"' | Set-Content $dialer -NoNewline
        $skill = Get-CxSkill | Where-Object { $_.IsOutbound -and $_.IsActive -and $_.ScriptName -eq 'PROD\Outbound\Dialer' }
        $shown = Publish-CxScript $dialer -WhatIf 6>&1 | Out-String
        $shown | Should -Match ([regex]::Escape("runs it now: skill $($skill[0])"))
    }

    It 'cuts over, and takes script and point of contact back if that is refused' {
        Export-Edited
        Add-SandboxFault $server @{ method = 'PUT'; path = '*/points-of-contact/730001'; status = 403; count = 10 }
        $former = (Get-CxPointOfContact 730001).ScriptName
        $before = (Get-CxScript DEV\Playground -Body).Hash
        $result = Publish-CxScript $file -PointOfContact 730001 -Confirm:$false -ErrorAction SilentlyContinue -ErrorVariable failure
        $result.Status | Should -Be RolledBack
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'ScriptRolledBack,*'
        (Get-CxPointOfContact 730001).ScriptName | Should -Be $former
        (Get-CxScript DEV\Playground -Body).Hash | Should -Be $before
        (Get-CxAuditRecord -Action Script.Publish | Select-Object -Last 1).Outcome | Should -Be RolledBack
    }
}

Describe 'Unlock-CxScript' {
    BeforeEach {
        Reset-Sandbox $server
        Connect-CxOne $server.Uri -Credential (Get-Secret) -RequestsPerMinute 6000
    }

    It 'names who holds the lock, and takes it away with -Force only' {
        Lock-Script PROD\Main somebody@sandbox.example
        { Unlock-CxScript PROD\Main -Confirm:$false -ErrorAction Stop } | Should -Throw '*somebody@sandbox.example*' -ErrorId 'ScriptLocked,*'
        $taken = Get-CxScript PROD\Main | Unlock-CxScript -Force -Confirm:$false
        $taken.Status | Should -Be TakenAway
        $taken.LockedBy | Should -Be somebody@sandbox.example
        (Unlock-CxScript PROD\Main).Status | Should -Be Free
    }

    It 'sends nothing about a script that it found free, so that no later lock is taken away without a question' {
        (Unlock-CxScript PROD\Main -Force -WhatIf).Status | Should -Be Free
        @(Get-SandboxRequest $server | Where-Object { $_.path -like '*/scripts' }).Count | Should -Be 1
    }

    It 'releases the lock that a killed publication has left, and the script is the old or the new one' {
        Export-Edited
        $before = (Get-CxScript DEV\Playground -Body).Hash
        Add-SandboxFault $server @{ method = 'POST'; path = '*/scripts'; latencyMs = 60000; count = 1 }
        $start = New-PwshStart -Argument '-NoProfile', '-Command', ("Import-Module '$env:CXONE_TEST_MODULE'; " +
            "Connect-CxOne '$($server.Uri)' -Credential ([pscredential]::new('sandbox', ('sandbox-secret' | ConvertTo-SecureString -AsPlainText))); " +
            "Publish-CxScript '$file'")
        $process = [Diagnostics.Process]::Start($start)
        try {
            Wait-Until { @(Get-SandboxRequest $server | Where-Object { $_.method -eq 'PUT' -and $_.path -like '*/scripts' }).Count -gt 0 }
        } finally { $process.Kill(); $process.WaitForExit() }

        # If the save had not been sent, its delay would meet the next one.
        $null = Invoke-RestMethod "$($server.Uri)/sandbox/faults" -Method Delete
        (Get-CxScript DEV\Playground -Body).LockedBy | Should -Be sandbox
        (Unlock-CxScript DEV\Playground -Confirm:$false).Status | Should -Be Released
        $hash = (Get-CxScript DEV\Playground -Body).Hash
        $record = Get-CxAuditRecord -Action Script.Publish | Select-Object -Last 1
        $record.Outcome | Should -Be Started
        $hash | Should -BeIn $before, $record.After.hash
        (Publish-CxScript $file -Force).Status | Should -BeIn Published, Unchanged
    }
}
