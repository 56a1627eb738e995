BeforeAll {
    Import-Module $PSScriptRoot/../Support.psm1 -Force
    Import-Module $env:CXONE_TEST_MODULE
    $campaign = '12345678-1234-1234-1234-123456789012'
    $history = "time_bucket,calls_attempted,calls_answered,avg_talk_time_seconds`n09:00-10:00,500,190,145`n10:00-11:00,620,245,138`n11:00-12:00,480,175,152" | ConvertFrom-Csv
}

Describe 'Measure-CxDialerPacing' {
    It 'returns the exact results of every model' {
        $engset = Measure-CxDialerPacing Engset 50 -Lines 55 -AnswerRate 0.38 -HandleTimeSec 165 -RingAnsweredSec 8 -RingUnansweredSec 15
        [math]::Abs($engset.AbandonmentRate / 0.0294928749490941 - 1) | Should -BeLessThan 1e-9
        [math]::Abs($engset.DialsPerHour / 2705.25815836512 - 1) | Should -BeLessThan 1e-9
        # B(2, 1) = (1/2) / (1 + 1 + 1/2)
        (Measure-CxDialerPacing ErlangB 2 -OfferedLoad 1).BlockingProbability | Should -Be 0.2
        # C = B / (1 - (a/c)(1 - B)) = 0.2 / (1 - 0.5 * 0.8)
        [math]::Abs((Measure-CxDialerPacing ErlangC 2 -OfferedLoad 1).WaitProbability - 1 / 3) | Should -BeLessThan 1e-12
        $drop = Measure-CxDialerPacing DropAfter 45 -CallsPerHour 900 -HandleTimeSec 165 -PatienceSec 2 -TargetSec 2
        $impatient = Measure-CxDialerPacing ErlangA 45 -CallsPerHour 900 -HandleTimeSec 165 -PatienceSec 2 -TargetSec 2
        $drop.AbandonmentRate, $impatient.AbandonmentRate | ForEach-Object { $_ | Should -BeGreaterThan 0; $_ | Should -BeLessThan 0.2 }
    }

    It 'solves the inverse questions: one agent less, or slightly more load, misses the goal' {
        $found = Measure-CxDialerPacing ErlangC -FindAgents -CallsPerHour 900 -HandleTimeSec 165 -TargetSec 20 -ServiceLevel 0.8
        $found.ServiceLevel | Should -BeGreaterOrEqual 0.8
        (Measure-CxDialerPacing ErlangC ($found.Agents - 1) -CallsPerHour 900 -HandleTimeSec 165 -TargetSec 20).ServiceLevel |
            Should -BeLessThan 0.8
        $load = Measure-CxDialerPacing ErlangB 50 -FindLoad -MaxBlocking 0.01
        $load.BlockingProbability | Should -BeLessOrEqual 0.01
        (Measure-CxDialerPacing ErlangB 50 -OfferedLoad ($load.OfferedLoad * 1.000001)).BlockingProbability | Should -BeGreaterThan 0.01
    }

    It 'returns the four results of the heuristic with a warning that says what is wrong' {
        $heuristic = Measure-CxDialerPacing Heuristic 50 -AnswerRate 0.38 -TargetAbandonment 0.03 -HandleTimeSec 165 -WarningVariable warned -WarningAction SilentlyContinue
        $heuristic.OptimalDialRate, $heuristic.RecommendedQueueDepth, $heuristic.EstimatedAbandonment, $heuristic.AgentUtilization |
            Should -Be 0.11, 26, 0.0018, 0.002
        "$warned" | Should -Be $heuristic.Warning
    }

    It 'warns about an unstable queue, and never returns NaN' {
        $result = Measure-CxDialerPacing ErlangC 5 -OfferedLoad 9 -HandleTimeSec 60 -TargetSec 20 -WarningVariable warned -WarningAction SilentlyContinue
        $result.IsStable | Should -BeFalse
        $result.AverageWaitSec | Should -Be ([double]::PositiveInfinity)
        $result.psobject.Properties.Value | Where-Object { $_ -is [double] -and [double]::IsNaN($_) } | Should -BeNullOrEmpty
        "$warned" | Should -Match '\b5\b.*\b9\b.*\b10\b'
    }

    It 'reports all violations of a row and continues with the next' {
        $results = 5, 50 | Measure-CxDialerPacing ErlangC -OfferedLoad 40 -HandleTimeSec -2 -PatienceSec 3 -ErrorVariable failure -ErrorAction SilentlyContinue
        $results | Should -BeNullOrEmpty
        $failure.Count | Should -Be 2
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'ParameterInvalid*'
        $failure[0].CategoryInfo.Category | Should -Be InvalidArgument
        $failure[0].Exception.Violations.Count | Should -Be 2
        @(40..44 | Measure-CxDialerPacing ErlangB -OfferedLoad 38).Count | Should -Be 5
        # An empty cell is an absent value, in every row.
        $rows = "Model,Agents,CallsPerHour,HandleTimeSec,PatienceSec`nErlangC,5,90,100,`nErlangA,5,90,100,30`nErlangC,6,90,100," |
            ConvertFrom-Csv
        ($rows | Measure-CxDialerPacing).Model | Should -Be ErlangC, ErlangA, ErlangC
    }

    It 'refuses numbers that PowerShell would misread' {
        { Measure-CxDialerPacing ErlangB 50 -OfferedLoad '0,5' } | Should -Throw '*write 0.5*'
        { Measure-CxDialerPacing ErlangB 49.6 -OfferedLoad 38 } | Should -Throw '*not a whole number*'
    }
}

Describe 'Invoke-CxDialerSimulation' {
    It 'agrees with the exact Engset results' {
        $result = Invoke-CxDialerSimulation -Agents 50 -AnswerRate 0.38 -Lines 55 -PatienceSec 0 -TickSec 0 -Days 300
        $exact = Measure-CxDialerPacing Engset 50 -Lines 55 -AnswerRate 0.38 -HandleTimeSec 165 -RingAnsweredSec 8 -RingUnansweredSec 15
        # Half widths are 95 %: twice them is about four standard errors.
        [math]::Abs($result.AbandonmentRate - $exact.AbandonmentRate) | Should -BeLessThan (2 * $result.AbandonmentHalfWidth)
        [math]::Abs($result.Utilization - $exact.Utilization) | Should -BeLessThan (2 * $result.UtilizationHalfWidth)
    }

    It 'returns the same bits for every number of threads, and different ones for another seed' {
        $one, $two, $four = 1, 2, 4 | ForEach-Object {
            Invoke-CxDialerSimulation -Agents 50 -AnswerRate 0.38 -Lines 55 -Days 40 -ThrottleLimit $_
        }
        $one | Should -Be $two
        $one | Should -Be $four
        (Invoke-CxDialerSimulation -Agents 50 -AnswerRate 0.38 -Lines 55 -Days 40 -Seed 2).AbandonmentRate |
            Should -Not -Be $one.AbandonmentRate
    }

    It 'has every member that the specification lists' {
        $names = (Invoke-CxDialerSimulation -Agents 5 -AnswerRate 0.38 -Ratio 1 -Days 2).psobject.Properties.Name
        'AbandonmentRate', 'AbandonmentHalfWidth', 'AbandonmentUpperBound', 'Utilization', 'UtilizationHalfWidth', 'DialsPerHour',
            'ConnectsPerHour', 'AverageWaitSec', 'Lines', 'Ratio', 'TickSec', 'Days', 'Seed', 'Verdict' |
            ForEach-Object { $names | Should -Contain $_ }
    }

    It 'runs every rule and every distribution' {
        foreach ($rule in @{ Pacing = 'Lines'; Ratio = 1.1 }, @{
            Pacing = 'IdleRatio'
            Ratio = 2
        }, @{ Pacing = 'Progressive' }, @{ Pacing = 'Adaptive' }) {
            foreach ($shape in 'LogNormal', 'Exponential', 'Constant') {
                $result = Invoke-CxDialerSimulation -Agents 10 -AnswerRate 0.38 -Days 5 -Distribution $shape @rule
                $result.Pacing | Should -Be $rule.Pacing
                $result.Utilization | Should -BeGreaterThan 0.3
            }
        }
        (Invoke-CxDialerSimulation -Agents 10 -AnswerRate 0.38 -Days 5 -Pacing Progressive).Abandoned | Should -Be 0
        (Invoke-CxDialerSimulation -Agents 10 -AnswerRate 0.38 -Days 5 -Ratio 1 -TalkSample 100, 200, 300 -WrapSample 10).Utilization |
            Should -BeGreaterThan 0.3
    }

    It 'finds the highest ratio, and one more line exceeds the limit' {
        $found = Invoke-CxDialerSimulation -Agents 50 -AnswerRate 0.38 -FindRatio
        $found.AbandonmentUpperBound | Should -BeLessOrEqual 0.03
        $found.LimitSource | Should -Be UsTsr
        (Invoke-CxDialerSimulation -Agents 50 -AnswerRate 0.38 -Lines ($found.Lines + 1)).AbandonmentUpperBound | Should -BeGreaterThan 0.03
        $found.Candidates[-1].IsWithinLimit | Should -BeFalse
        (Invoke-CxDialerSimulation -Agents 50 -AnswerRate 0.38 -FindRatio -MaxAbandonmentRate 0.01).Ratio | Should -BeLessThan $found.Ratio
    }

    It 'accepts the history from the pipeline in either spelling' {
        $found = $history | Invoke-CxDialerSimulation -Agents 50 -FindRatio -Days 50
        $found.Best.CountedHours | Should -Be 2.8125
        $rows = $history | ForEach-Object {
            [pscustomobject]@{
                TimeBucket = $_.time_bucket
                CallsAttempted = $_.calls_attempted
                CallsAnswered = $_.calls_answered
                AvgTalkTimeSeconds = $_.avg_talk_time_seconds
            }
        }
        ($rows | Invoke-CxDialerSimulation -Agents 50 -FindRatio -Days 50).Best | Should -Be $found.Best
    }

    It 'names every bad row, and every object that is neither a row nor a configuration' {
        $bad = [pscustomobject]@{ TimeBucket = 'x'; CallsAttempted = 'many'; CallsAnswered = 3 },
            [pscustomobject]@{ TimeBucket = '09:00'; CallsAttempted = 3; CallsAnswered = 5 }
        $bad | Invoke-CxDialerSimulation -Agents 5 -Ratio 1 -ErrorVariable failure -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        "$failure" | Should -Match "row 1.*'many'"
        17 | Invoke-CxDialerSimulation -Agents 5 -AnswerRate 0.4 -Ratio 1 -ErrorVariable failure -ErrorAction SilentlyContinue |
            Should -BeNullOrEmpty
        $failure[0].TargetObject | Should -Be 17
    }

    It 'treats a shift across midnight as one day, whatever the order of its rows' {
        $shift = '22:00-23:00', '23:00-00:00', '00:00-01:00', '01:00-02:00' | ForEach-Object {
            [pscustomobject]@{ TimeBucket = $_; CallsAttempted = 500; CallsAnswered = 190 }
        }
        ($shift | Invoke-CxDialerSimulation -Agents 5 -Ratio 1 -Days 5 -WarmupHours 0).CountedHours | Should -Be 4
        ($shift[2, 0, 3, 1] | Invoke-CxDialerSimulation -Agents 5 -Ratio 1 -Days 5 -WarmupHours 0).CountedHours | Should -Be 4
    }

    It 'reports an empty pipeline, and refuses null' {
        @() | Invoke-CxDialerSimulation -Agents 5 -AnswerRate 0.4 -Ratio 1 -ErrorVariable failure -ErrorAction SilentlyContinue |
            Should -BeNullOrEmpty
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'ParameterInvalid,*'
        { Invoke-CxDialerSimulation -Agents 5 -AnswerRate 0.4 -Ratio $null } | Should -Throw -ErrorId 'ParameterArgumentValidationError,*'
        {
            Invoke-CxDialerSimulation -Agents 5 -AnswerRate 0.4 -Ratio 1 -TalkSample @()
        } | Should -Throw -ErrorId 'ParameterArgumentValidationError*'
    }

    It 'warns if a search stopped at its highest ratio or found nothing' {
        $found = Invoke-CxDialerSimulation -Agents 50 -AnswerRate 0.38 -FindRatio -HighestRatio 1.04 -Days 20 -WarningVariable warned -WarningAction SilentlyContinue
        $found.IsAtHighest | Should -BeTrue
        "$warned" | Should -Match '-HighestRatio'
        (Invoke-CxDialerSimulation -Agents 50 -AnswerRate 0.38 -FindRatio -LowestRatio 1.5 -Days 20 -WarningVariable warned -WarningAction SilentlyContinue).Ratio | Should -BeNullOrEmpty
        "$warned" | Should -Match '\b1\.5\b.*-LowestRatio'
    }

    It 'simulates a configuration with a campaign without writing' {
        $server = Start-Sandbox
        try {
            Connect-CxOne $server.Uri -Credential (Get-Secret) -RequestsPerMinute 100000
            $result = Get-CxDialerConfig dialer-east, dialer-west |
                Invoke-CxDialerSimulation -CampaignId $campaign -History $history -Days 20
            $result.Count | Should -Be 2
            $result[0].Agents, $result[0].Ratio, $result[0].Verdict, $result[1].Pacing | Should -Be 50, 1.8, 'NotCompliant', 'Progressive'
            Get-CxDialerConfig dialer-east | Invoke-CxDialerSimulation -CampaignId campaign-idle -AnswerRate 0.4 -ErrorVariable failure -ErrorAction SilentlyContinue
            $failure[0].Exception.Message | Should -Match "campaign-idle"
            $failure[0].TargetObject | Should -Be dialer-east
            Get-SandboxRequest $server -Method P* | Where-Object Path -NotLike *oauth* | Should -BeNullOrEmpty
        } finally { Disconnect-CxOne; Stop-Sandbox $server }
    }

    It 'needs no connection if nothing is read from a tenant' {
        $pipeline = New-OtherPipeline 'Invoke-CxDialerSimulation -Agents 5 -AnswerRate 0.4 -Ratio 1 -Days 2'
        try { $pipeline.Invoke().Count | Should -Be 1 } finally { $pipeline.Dispose() }
    }
}

Describe 'Format-CxPacingCurve' {
    It 'draws plain text if the output is redirected' {
        $text = Invoke-Pwsh -Command "[Console]::OutputEncoding = [Text.Encoding]::UTF8; Import-Module '$env:CXONE_TEST_MODULE'; Invoke-CxDialerSimulation -Agents 50 -AnswerRate 0.38 -FindRatio -WithCurve -Days 50 | Format-CxPacingCurve -Width 90"
        $text -match "`e" | Should -BeNullOrEmpty
        @($text -match '^ *([\d.]+ % )?[│|].*[│|]').Count | Should -Be 16
        "$text" | Should -Match 'limit: 1\.1\.'
        $text | ForEach-Object { $_.Length | Should -BeLessOrEqual 90 }
    }

    It 'draws in a runspace without a console' {
        $pipeline = New-OtherPipeline 'Invoke-CxDialerSimulation -Agents 10 -AnswerRate 0.38 -Ratio 1, 1.2 -Days 2 | Format-CxPacingCurve'
        try {
            $pipeline.Invoke().Count | Should -BeGreaterThan 16
            $pipeline.Streams.Error.Count | Should -Be 0
        } finally { $pipeline.Dispose() }
    }

    It 'writes escape sequences only with -Color, whatever the host supports' {
        $results = Invoke-CxDialerSimulation -Agents 10 -AnswerRate 0.38 -Ratio 1, 1.2, 1.4 -Days 5
        $results | Format-CxPacingCurve | Should -Not -Match "`e"
        "$($results | Format-CxPacingCurve -Color)" | Should -Match "`e\[3"
    }

    It 'refuses objects that are not results' {
        Get-Date | Format-CxPacingCurve -ErrorVariable failure -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'ParameterInvalid*'
    }
}

Describe 'Export-CxPacingCurve' {
    BeforeAll {
        $curve = Invoke-CxDialerSimulation -Agents 20 -AnswerRate 0.38 -Ratio 1, 1.1, 1.2 -Days 10
        $page = Join-Path $TestDrive 'curve.html'
    }

    It 'writes one page, and returns the file only with -PassThru' {
        $curve | Export-CxPacingCurve $page | Should -BeNullOrEmpty
        Get-Content $page -Raw | Should -Match 'Content-Security-Policy'
        ($curve | Export-CxPacingCurve $page -PassThru).FullName | Should -Be $page
    }

    It 'writes nothing under -WhatIf, and overwrites no file under -NoClobber' {
        $curve | Export-CxPacingCurve (Join-Path $TestDrive 'no.html') -WhatIf
        Join-Path $TestDrive 'no.html' | Should -Not -Exist
        'mine' | Set-Content $page
        $curve | Export-CxPacingCurve $page -NoClobber -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'ReportExists*'
        Get-Content $page | Should -Be mine
    }
}
