BeforeAll {
    Import-Module $PSScriptRoot/../Support.psm1 -Force
    Import-Module $env:CXONE_TEST_MODULE
    $env:CXONE_AUDIT_PATH = Join-Path (Convert-Path TestDrive:) audit
    Connect-CxOne -Sandbox
}
AfterAll { $env:CXONE_AUDIT_PATH = $null }

Describe 'Set-, Test- and Restore-CxSkillDialer' {
    It 'shows old and new values and the verdict with -WhatIf, and sends no write' {
        $before = Get-CxSkillDialer Renewals-East
        $shown = Set-CxSkillDialer Renewals-East -MaximumRatio 1.5 -WhatIf 6>&1 | Out-String
        (Get-CxSkillDialer Renewals-East).MaximumRatio | Should -Be $before.MaximumRatio
        $shown | Should -BeNullOrEmpty
        Get-CxAuditRecord SkillDialer.* -ErrorAction Ignore | Should -BeNullOrEmpty
    }

    It 'changes what is named, shows the rule set and the verdict, and restores it from the record of the pipe' {
        $former = (Get-CxSkillDialer Renewals-East).MaximumRatio
        $update = Set-CxSkillDialer Renewals-East -MaximumRatio 1.5 -Setting @{ retrySettings = @{ callbackRestMinutes = 60 } } -PassThru
        $update.Status | Should -Be Changed
        $update.RuleSet | Should -Be UsTsr
        $update.Verdict | Should -Be Compliant
        @($update.Changes).Field | Should -Be 'retrySettings.callbackRestMinutes', 'generalSettings.maximumRatio'
        (Get-CxSkillDialer Renewals-East).MaximumRatio | Should -Be 1.5
        $null = Get-CxAuditRecord SkillDialer.Set -Outcome Succeeded | Select-Object -Last 1 | Restore-CxSkillDialer -PassThru
        (Get-CxSkillDialer Renewals-East).MaximumRatio | Should -Be $former
    }

    It 'restores all blocks of the newest change by the name of the skill' {
        $former = Get-CxSkillDialer Renewals-West
        Set-CxSkillDialer Renewals-West -MaximumRatio 1.3 -MaximumAttempts 3
        $update = Restore-CxSkillDialer Renewals-West -PassThru
        @($update.Blocks).Count | Should -Be 2
        $now = Get-CxSkillDialer Renewals-West
        $now.MaximumRatio, $now.MaximumAttempts | Should -Be $former.MaximumRatio, $former.MaximumAttempts
        Restore-CxSkillDialer Renewals-West -WarningVariable told -WarningAction SilentlyContinue
        $told | Should -Match 'left to restore'
    }

    It 'reports all violations together, with the nearest names' {
        $check = Test-CxSkillDialer Renewals-East -MaximumAttempts 999 -Schedule @{ Sundy = '08:00-09:00' } -Setting @{ generalSetings = @{ a = 1 } }
        $check.IsValid | Should -BeFalse
        @($check.Violations).Count | Should -Be 3
        "$($check.Violations)" | Should -Match "'sunday'"
        "$($check.Violations)" | Should -Match "'generalSettings'"
    }

    It 'refuses a setting that breaks the rule set without force and reason' {
        { Set-CxSkillDialer Renewals-East -MaximumRingingDurationSec 12 -Force -ErrorAction Stop } | Should -Throw -ErrorId 'ParameterInvalid*'
        $update = Set-CxSkillDialer Renewals-East -MaximumRingingDurationSec 12 -Force -Reason 'A test line' -PassThru -WarningAction Ignore
        $update.Verdict | Should -Be NotCompliant
        (Get-CxAuditRecord SkillDialer.Set -Outcome Succeeded | Select-Object -Last 1).Details.reason | Should -Be 'A test line'
    }

    It 'takes the result of a search from the pipe' {
        $found = Get-CxDialerHistory Collections-East -AhtUnit Minutes -WarningAction Ignore | Invoke-CxDialerSimulation -Agents 40 -FindRatio -Days 20 -WarningAction Ignore
        $check = $found | Test-CxSkillDialer Renewals-East -MaximumStep 0.2
        @($check.Changes).Field | Should -Be 'generalSettings.maximumRatio'
        $found | Set-CxSkillDialer Renewals-East -WhatIf
    }

    It 'completes the names of skills that dial' {
        $text = 'Set-CxSkillDialer Collections-E'
        (TabExpansion2 $text $text.Length).CompletionMatches.CompletionText | Should -Contain 'Collections-East'
    }
}

Describe 'Start-CxSkill and Stop-CxSkill' {
    It 'starts, stops, and does nothing in the same state' {
        (Start-CxSkill Collections-East -PassThru -Confirm:$false).Status | Should -Be Changed
        (Get-CxSkill Collections-East).IsRunning | Should -BeTrue
        (Start-CxSkill Collections-East -PassThru -Confirm:$false).Status | Should -Be Unchanged
        (Get-CxSkill Collections-East | Stop-CxSkill -Force -PassThru -Confirm:$false).Status | Should -Be Changed
        (Get-CxSkill Collections-East).IsRunning | Should -BeFalse
        @(Get-CxAuditRecord Skill.* -Outcome Succeeded).Action | Should -Be 'Skill.Start', 'Skill.Stop'
    }

    It 'asks before it acts' {
        foreach ($name in 'Start-CxSkill', 'Stop-CxSkill') {
            [Management.Automation.CommandMetadata]::new((Get-Command $name)).ConfirmImpact | Should -Be High
        }
    }
}

Describe 'samples/nightly-skill.ps1' {
    It 'runs on the sandbox as it is, writes one step, and reports it' {
        $place = Join-Path (Convert-Path TestDrive:) run
        $state = [initialsessionstate]::CreateDefault2()
        if ($IsWindows) { $state.ExecutionPolicy = 'Bypass' }
        $shell = [powershell]::Create($state)
        $script = (Resolve-Path $PSScriptRoot/../../../samples/nightly-skill.ps1).Path
        $null = $shell.AddScript("& '$script' -Sandbox -TranscriptPath '$place.log' -ReportPath '$place.xml'; `$LASTEXITCODE")
        $summary, $code = $shell.Invoke()
        $shell.Runspace.Dispose()
        $code | Should -Be 0 -Because "$($summary.Error)"
        $summary.Outcome | Should -Be Tuned
        $summary.Verdict | Should -Be Compliant
        $summary.Change | Should -Match '^maximumRatio \S+ → \S+$'
        ([xml](Get-Content "$place.xml" -Raw)).testsuites.testsuite.failures | Should -Be 0
    }

    It 'ends with exit code 2 on a tenant if an input is missing' {
        $shell = [powershell]::Create([initialsessionstate]::CreateDefault2())
        $script = (Resolve-Path $PSScriptRoot/../../../samples/nightly-skill.ps1).Path
        $place = Join-Path (Convert-Path TestDrive:) missing.log
        $former = $env:CXONE_BASE_URL
        $env:CXONE_BASE_URL = 'https://127.0.0.1:9'
        try {
            $null = $shell.AddScript("& '$script' -Skill Renewals-East -TranscriptPath '$place'; `$LASTEXITCODE")
            $summary, $code = $shell.Invoke()
        } finally { $env:CXONE_BASE_URL = $former; $shell.Runspace.Dispose() }
        $code | Should -Be 2
        $summary.Outcome | Should -Be NotStarted
        $summary.Error | Should -Match '-Agents'
    }
}
