BeforeDiscovery {
    Import-Module $PSScriptRoot/../Stores/Postgres.psm1 -Force
    $noPostgres = -not (Get-PostgresPath)
}
BeforeAll {
    Import-Module $PSScriptRoot/../Stores/Postgres.psm1 -Force
    Import-Module $PSScriptRoot/../Support.psm1 -Force
    Import-Module $env:CXONE_TEST_MODULE
    $server = Start-Sandbox
    $samples = (Resolve-Path $PSScriptRoot/../../../samples).Path
    $campaign = '12345678-1234-1234-1234-123456789012'
    $secret = 'sandbox-secret'

    function Get-RunEnvironment([hashtable] $Environment) {
        $variables = @{
            CXONE_BASE_URL = $server.Uri
            CXONE_CLIENT_ID = 'sandbox'
            CXONE_CLIENT_SECRET = $secret
            CXONE_AUDIT_PATH = (Join-Path (Convert-Path TestDrive:) nightly-audit)
            NO_COLOR = '1'
        }
        foreach ($name in $Environment.Keys) { $variables[$name] = $Environment[$name] }
        $variables
    }

    # A run on a tenant needs every input; those that a test does not name come from the sample data.
    $inputs = [ordered]@{
        CampaignId = $campaign; DialerConfigId = 'dialer-east'
        HistoryPath = "$samples/data/call-history.csv"; WeightPath = "$samples/data/weights.csv"; DatePath = "$samples/data/dates.csv"
        AnswerRate = '0.38'; AgentEfficiency = '0.82'; WindowMinutes = '120'; MaxAbandonmentRate = '0.03'; WrapSec = '20'
        AlgorithmId = 'CXONE_PREDICTIVE_V3'
    }
    function Add-Input([string[]] $Argument) {
        if ('-Sandbox' -in $Argument -or '-SettingsPath' -in $Argument) { return $Argument }
        $Argument
        foreach ($name in $inputs.Keys) { if ("-$name" -notin $Argument) { "-$name"; $inputs[$name] } }
    }
    # The same inputs as a file.
    function New-Settings {
        $path = Join-Path (Convert-Path TestDrive:) "$([guid]::NewGuid()).psd1"
        Set-Content $path ("@{`n" + (($inputs.Keys | ForEach-Object { "    $_ = '$($inputs[$_])'" }) -join "`n") + "`n}")
        $path
    }

    # A process of its own, as a scheduler would start it.
    function Start-Run([string[]] $Argument = @(), [hashtable] $Environment = @{}, [string] $File = 'nightly-tuning.ps1') {
        $place = Join-Path (Convert-Path TestDrive:) ([guid]::NewGuid())
        $places = '-TranscriptPath', "$place.log", '-ReportPath', "$place.xml"
        $start = New-PwshStart ('-NoProfile', '-NonInteractive', '-File',
            (Join-Path $samples $File) + $places + @(Add-Input $Argument)) (Get-RunEnvironment $Environment)
        if ($IsLinux) {
            # Whoever starts the tests in the background makes all that they start deaf to Ctrl+C; a scheduler's process is not.
            $start.ArgumentList.Insert(0, $start.FileName)
            $start.ArgumentList.Insert(0, '--default-signal=INT')
            $start.FileName = 'env'
        }
        $start.RedirectStandardOutput = $start.RedirectStandardError = $true
        $process = [Diagnostics.Process]::Start($start)
        [pscustomobject]@{
            Process = $process
            Out = $process.StandardOutput.ReadToEndAsync()
            Err = $process.StandardError.ReadToEndAsync()
            Place = $place
        }
    }
    function Wait-Run($Run) {
        if (-not $Run.Process.WaitForExit(180000)) { $Run.Process.Kill($true); throw 'The run did not end.' }
        [pscustomobject]@{
            ExitCode = $Run.Process.ExitCode
            Text = $Run.Out.Result + $Run.Err.Result
            Transcript = Get-Content "$($Run.Place).log" -Raw
            Report = [xml](Get-Content "$($Run.Place).xml" -Raw)
        }
    }
    # Runs a script with other variables in the environment of this process, in a runspace of its own. Gives all that it writes, and its exit code.
    function Invoke-InRunspace([string] $Script, [hashtable] $Environment) {
        $former = @{}
        foreach ($name in $Environment.Keys) {
            $former[$name] = [Environment]::GetEnvironmentVariable($name)
            [Environment]::SetEnvironmentVariable($name, $Environment[$name])
        }
        $state = [initialsessionstate]::CreateDefault2()
        if ($IsWindows) { $state.ExecutionPolicy = 'Bypass' }
        $shell = [powershell]::Create($state)
        try {
            $null = $shell.AddScript("$Script | Out-String -Width 500; `$LASTEXITCODE")
            $text, $code = $shell.Invoke()
            [pscustomobject]@{ Text = (@($shell.Streams.Information) + $shell.Streams.Error + $text) -join "`n"; ExitCode = $code }
        } finally {
            $shell.Runspace.Dispose()
            foreach ($name in $former.Keys) { [Environment]::SetEnvironmentVariable($name, $former[$name]) }
        }
    }

    # A run in this process; a process of its own is started only where the process is what is tested.
    function Invoke-Run([string[]] $Argument = @(), [hashtable] $Environment = @{}, [string] $Culture) {
        $place = Join-Path (Convert-Path TestDrive:) ([guid]::NewGuid())
        $variables = Get-RunEnvironment $Environment
        $arguments = '-TranscriptPath', "$place.log", '-ReportPath', "$place.xml" + @(Add-Input $Argument) |
            ForEach-Object { $_ -like '-*' ? $_ : "'$_'" }
        $first = $Culture ? "[cultureinfo]::CurrentCulture = '$Culture'; " : ''
        $run = Invoke-InRunspace "$first& '$(Join-Path $samples nightly-tuning.ps1)' $arguments" $variables
        $run | Add-Member Transcript (Get-Content "$place.log" -Raw)
        $run | Add-Member Report ([xml](Get-Content "$place.xml" -Raw)) -PassThru
    }

    # What a run may write to, without versions and times, which only ever grow.
    function Get-Tuned {
        $state = Invoke-RestMethod "$($server.Uri)/sandbox/state"
        $text = @{
            Campaigns = $state.campaigns.body
            Dialers = $state.dialerConfigs
            Actions = $state.dataActions
            Webhooks = $state.webhooks
        } | ConvertTo-Json -Depth 30
        $text -replace '"(version|etag|revision)": .*' , '"$1"'
    }
    function Get-Write { @(Get-SandboxRequest $server | Where-Object { $_.method -in 'PUT', 'DELETE' -and $_.status -lt 300 }) }
}
AfterAll { Stop-Sandbox $server }

Describe 'The nightly run' {
    BeforeEach { Reset-Sandbox $server }

    BeforeAll {
        # A run that is to fail: what it says, and that it leaves everything as it was.
        function Assert-NothingHalfDone([hashtable] $Case) {
            $before = Get-Tuned
            $more = @($Case['Argument'])
            if ($Case['Dates']) {
                Set-Content TestDrive:/dates.csv $Case['Dates']
                $more += '-DatePath', (Join-Path (Convert-Path TestDrive:) dates.csv)
            }
            if ($Case['Weights']) {
                Set-Content TestDrive:/weights.csv $Case['Weights']
                $more += '-WeightPath', (Join-Path (Convert-Path TestDrive:) weights.csv)
            }
            if ($Case['History']) {
                Set-Content TestDrive:/history.csv $Case['History']
                $more += '-HistoryPath', (Join-Path (Convert-Path TestDrive:) history.csv)
            }
            if ($Case['Fault']) { Add-SandboxFault $server $Case['Fault'] }
            $run = Invoke-Run @($more | Where-Object { $_ })
            $run.ExitCode | Should -Be 1
            $run.Text | Should -Match $Case['Said']
            $run.Text | Should -Match 'NotPutBack\s+: \{\}'
            Get-Tuned | Should -Be $before
            $run.Report.testsuites.testsuite.failures | Should -Be 1
        }
    }

    It 'tunes, and changes nothing in an immediate second run' -Tag Full {
        $receiver = Start-Receiver
        try {
            $addresses = @{ ML_WEBHOOK_URL = $receiver.Uri; WORKFORCE_CALLBACK_URL = $receiver.Uri }
            $first = Invoke-Run @() $addresses
            $first.Text | Should -Match 'Outcome\s+: Tuned'
            $first.ExitCode | Should -Be 0
            $tuned = Get-Tuned
            $writes = (Get-Write).Count
            $writes | Should -Be 3
            $second = Invoke-Run @() $addresses
            $second.ExitCode | Should -Be 0
            $second.Text | Should -Match 'Outcome\s+: Unchanged'
            (Get-Write).Count | Should -Be $writes
            Get-Tuned | Should -Be $tuned
            @((Invoke-RestMethod "$($server.Uri)/sandbox/state").webhooks).Count | Should -Be 1

            # The planner was told of both simulations, the monitor of the change; nobody was given a token.
            Wait-Until { @($receiver.Received).Count -ge 3 }
            $told = @($receiver.Received)
            @($told | Where-Object { $_.Headers.Keys -contains 'Authorization' }).Count | Should -Be 0
            ($told | ConvertTo-Json -Depth 5) | Should -Not -Match 'Bearer|access_token|sandbox-secret'
        } finally { Stop-Receiver $receiver }
        (Invoke-Run '-Stage', 'Verify').ExitCode | Should -Be 0
    }

    It 'writes a transcript without secrets, and a report in the form of JUnit' {
        $run = Invoke-Run '-WebhookUri', 'http://127.0.0.1:9/hook?key=planted-key'
        $run.Transcript | Should -Match 'Set the weights: Changed'
        $run.Transcript + $run.Text | Should -Not -Match "$secret|planted-key|Bearer"
        $run.Report.testsuites.testsuite.failures | Should -Be 0
        @($run.Report.testsuites.testsuite.testcase).Count | Should -Be $run.Report.testsuites.testsuite.tests
        @($run.Report.testsuites.testsuite.testcase).name | Should -Contain 'Set the dialer configuration'
    }

    It 'simulates without a write, and fails to verify before tuning' {
        (Invoke-Run '-Stage', 'Simulate').ExitCode | Should -Be 0
        $verify = Invoke-Run '-Stage', 'Verify'
        $verify.ExitCode | Should -Be 1
        $verify.Report.testsuites.testsuite.failures | Should -Be 1
        (Get-Write).Count | Should -Be 0
    }

    It 'exits with 1 and leaves nothing half done if <Name>' -ForEach @(
        @{
            Name = 'a weight occurs twice'
            Weights = "Key,Value`nanswer_rate,0.12`nanswer_rate,0.2"
            Said = "the weight 'answer_rate' twice"
        }
        @{
            Name = 'the second of two dates is refused'
            Dates = "Name,TimeZone,Period`nProduction_Date_Processor,America/New_York,P1D`nCrm_Date_Stamper,Europe/Berlin,P1D"
            Fault = @{ method = 'PUT'; path = '/api/v2/dataactions/*'; status = 403; count = 1; skip = 1 }
            Said = 'PermissionDenied'
        }
    ) {
        Assert-NothingHalfDone $_
    }

    It 'exits with 1 and leaves nothing half done if <Name>' -Tag Full -ForEach @(
        @{ Name = 'the answer rate is too far from the history'; Argument = '-AnswerRate', '0.4185'; Said = 'SimulationNotCompliant' }
        @{
            Name = 'the weights are refused'
            Fault = @{ method = 'PUT'; path = '/api/v2/outbound/campaigns/*'; status = 400; count = 1 }
            Said = 'RequestInvalid'
        }
        @{ Name = 'no ratio keeps the limit'; Argument = '-MaxAbandonmentRate', '0.0000001'; Said = 'No ratio|above' }
        @{
            Name = 'the accuracy is below the minimum'
            Argument = '-MinimumAccuracy', '0.99999', '-WebhookUri', 'http://127.0.0.1:9/hook'
            Said = 'AccuracyTooLow'
        }
        @{ Name = 'there is no such campaign'; Argument = '-CampaignId', 'nope'; Said = 'ObjectNotFound' }
        @{ Name = 'the history is not there'; Argument = '-HistoryPath', 'nowhere.csv'; Said = 'nowhere' }
        @{
            Name = 'a column of the dates is misspelt'
            Dates = "Name,TimeZone,Periode`nProduction_Date_Processor,America/New_York,P1D"
            Said = "'Periode' is not known"
        }
        @{
            Name = 'a column of the history is misspelt'
            History = "time_bucket,calls_attempted,calls_answered,avg_talk_time_seconds,avg_wrap`n09:00-10:00,500,190,145,20"
            Said = "'avg_wrap' is not known"
        }
        @{
            Name = 'a column of the weights is not known'
            Weights = "Key,Value,Algorithm`nanswer_rate,0.12,V4"
            Said = "'Algorithm' of .*weights.csv is not known"
        }
        @{ Name = 'the weights have no column Value'; Weights = "Key,Weight`nanswer_rate,0.12"; Said = 'has no column Value' }
        @{
            Name = 'a file is separated by semicolons'
            Dates = "Name;TimeZone;Period`nProduction_Date_Processor;America/New_York;P1D"
            Said = "dates.csv are separated by ';'"
        }
        @{ Name = 'there is no date'; Dates = 'Name,TimeZone,Period'; Said = 'dates.csv has no rows' }
        @{ Name = 'the day is written as in one country'; Argument = '-Date', '12/11/2026'; Said = 'not written as yyyy-MM-dd' }
        @{
            Name = 'the dialer configuration is refused'
            Fault = @{ method = 'PUT'; path = '/api/v2/outbound/dialerconfigs/*'; status = 403; count = 1 }
            Said = 'PermissionDenied'
        }
        @{
            Name = 'a date is refused'
            Argument = '-WebhookUri', 'http://127.0.0.1:9/hook'
            Fault = @{ method = 'PUT'; path = '/api/v2/dataactions/*'; status = 403; count = 1 }
            Said = 'PermissionDenied'
        }
    ) {
        Assert-NothingHalfDone $_
    }

    It 'takes columns in any spelling and another delimiter, and leaves out the columns of -IgnoreColumn' -Tag Full {
        $folder = Convert-Path TestDrive:
        Set-Content "$folder/s-dates.csv" "data action;name;Time Zone;PERIOD`nx;Production_Date_Processor;America/New_York;P1D"
        Set-Content "$folder/s-weights.csv" "KEY;value;Comment`nanswer_rate;0.12;a`ncall_rate;-0.08;b`npredictive_factor;0.20;c`nmax_concurrent;0.05;d`nagent_efficiency;-0.10;e"
        (Get-Content "$samples/data/call-history.csv") -replace ',', ';' -replace 'time_bucket', 'Time Bucket' |
            Set-Content "$folder/s-history.csv"
        $run = Invoke-Run '-DatePath', "$folder/s-dates.csv", '-WeightPath', "$folder/s-weights.csv", '-HistoryPath',
            "$folder/s-history.csv", '-Delimiter', ';', '-IgnoreColumn', 'Comment,Data_Action', '-Date', '2026-03-01'
        $run.ExitCode | Should -Be 0
        $action = (Invoke-RestMethod "$($server.Uri)/sandbox/state").dataActions |
            Where-Object { $_.body.name -eq 'Production_Date_Processor' }
        $action.body.configuration.dateProcessing.computedValue | Should -Be ([datetime]::new(2026, 3, 2, 0, 0, 0, [DateTimeKind]::Utc))
    }

    It 'takes back its writes, and reports exactly those, however it is started: <Name>' -Tag Full -ForEach @(
        @{ Name = 'as a file'; IsProcess = $true }
        @{ Name = 'by another script'; IsProcess = $false }
    ) {
        $start = { $IsProcess ? (Wait-Run (Start-Run @args)) : (Invoke-Run @args) }
        $refused = @{ method = 'PUT'; path = '/api/v2/dataactions/*'; status = 403; count = 1 }
        $before = Get-Tuned
        Add-SandboxFault $server $refused
        $run = & $start '-WebhookUri', 'http://127.0.0.1:9/hook'
        $run.ExitCode | Should -Be 1
        $run.Text | Should -Match 'NotPutBack\s+: \{\}'
        Get-Tuned | Should -Be $before

        # The second write of a campaign is the one that would put the weights back.
        Add-SandboxFault $server @{ method = 'PUT'; path = '/api/v2/outbound/campaigns/*'; status = 403; count = 1; skip = 1 }, $refused
        $run = & $start
        $run.ExitCode | Should -Be 1
        $run.Text | Should -Match '(?m)^Weights: could NOT be put back'
        $run.Text | Should -Match 'NotPutBack\s+: \{Weights'
        Get-Tuned | Should -Not -Be $before
    }

    It 'writes the same date values in every culture: <Culture>' -Tag Full -ForEach @(@{ Culture = 'de-DE' }, @{ Culture = 'th-TH' },
        @{ Culture = 'fa-IR' }) {
        (Invoke-Run '-Date', '2026-03-01' -Culture $Culture).ExitCode | Should -Be 0
        $action = (Invoke-RestMethod "$($server.Uri)/sandbox/state").dataActions |
            Where-Object { $_.body.name -eq 'Production_Date_Processor' }
        $action.body.configuration.dateProcessing.computedValue | Should -Be ([datetime]::new(2026, 3, 2, 0, 0, 0, [DateTimeKind]::Utc))
    }

    It 'reports what it leaves in place if it is stopped, in summary, report and exit code' -Skip:$IsWindows -Tag Full {
        Add-SandboxFault $server @{ method = 'GET'; path = '/api/v2/outbound/campaigns/simulations/*'; fault = '503'; count = 1000 }
        $run = Start-Run
        Wait-Until { Get-SandboxRequest $server GET '*/campaigns/simulations/*' } -TimeoutSec 60
        & kill -INT $run.Process.Id
        $run = Wait-Run $run
        $run.ExitCode | Should -Be 1
        $run.Text | Should -Match "Written and left in place: the writes of 'Set the weights'"
        $run.Text | Should -Match 'Outcome\s+: Stopped'
        $run.Transcript | Should -Match "NotPutBack\s+: \{the writes of 'Set the weights'"
        $run.Report.testsuites.testsuite.failures | Should -Be 1
    }

    It 'creates the folder of its report, and writes the summary even if the report cannot be written' -Tag Full {
        $folder = Join-Path (Convert-Path TestDrive:) ([guid]::NewGuid())
        $script = "& '$samples/nightly-tuning.ps1' -Sandbox -TranscriptPath '$folder.log' -ReportPath"
        $again = Invoke-InRunspace "$script '$folder/report.xml'" @{}
        $again.ExitCode | Should -Be 0
        $again.Text | Should -Match 'Outcome.*Tuned'
        "$folder/report.xml" | Should -Exist
        $again = Invoke-InRunspace "$script '$folder'" @{}
        $again.ExitCode | Should -Be 0
        $again.Text | Should -Match 'Outcome.*Tuned'
        $again.Text | Should -Match 'The report could not be written'
    }

    It 'reports inaccurate weights that could not be restored' {
        Add-SandboxFault $server @{ method = 'PUT'; path = '/api/v2/outbound/campaigns/*'; status = 403; count = 1; skip = 1 }
        $run = Invoke-Run '-MinimumAccuracy', '0.99999'
        $run.ExitCode | Should -Be 1
        $run.Text | Should -Match 'WeightRevertFailed'
        $run.Text | Should -Match 'NotPutBack\s+: \{Weights'
    }

    It 'exits with 2 if it cannot connect: <Name>' -ForEach @(
        @{ Name = 'a wrong secret'; Environment = @{ CXONE_CLIENT_SECRET = 'wrong' }; Said = 'CredentialRefused' }
        @{ Name = 'no secret'; Environment = @{ CXONE_CLIENT_SECRET = $null }; Said = 'CredentialMissing' }
    ) {
        $run = Invoke-Run @() $Environment
        $run.ExitCode | Should -Be 2
        $run.Text | Should -Match $Said
        $run.Text | Should -Match 'Outcome\s+: NotConnected'
    }

    # Seven seconds of back-off between the four attempts.
    It 'exits with 2 if the tenant cannot be reached' -Tag Full {
        $run = Invoke-Run @() @{ CXONE_BASE_URL = 'http://127.0.0.1:9' }
        $run.ExitCode | Should -Be 2
        $run.Text | Should -Match 'ConnectionFailed'
    }

    It 'exits with 2 before anything is sent if it is not told where to run, or lacks an input: <Name>' -ForEach @(
        @{
            Name = 'no connection and no -Sandbox'
            Environment = @{ CXONE_BASE_URL = $null; CXONE_CLIENT_ID = $null; CXONE_CLIENT_SECRET = $null }
            Script = "& '{0}'"
            Said = 'There is no connection.*-Sandbox'
        }
        @{
            Name = 'a tenant and no input'
            Environment = @{}
            Script = "& '{0}'"
            Said = '-CampaignId, -DialerConfigId, -HistoryPath, -WeightPath, -DatePath, -AnswerRate'
        }
        @{
            Name = 'a tenant and the template of the settings'
            Environment = @{}
            Script = "& '{0}' -SettingsPath '{1}/tuning.psd1'"
            Said = '-CampaignId, -DialerConfigId, -HistoryPath'
        }
    ) {
        $variables = Get-RunEnvironment $Environment
        $run = Invoke-InRunspace ($Script -f (Join-Path $samples nightly-tuning.ps1), $samples) $variables
        $run.ExitCode | Should -Be 2
        $run.Text | Should -Match $Said
        $run.Text | Should -Match 'Outcome\s+: NotStarted'
        Get-SandboxRequest $server | Should -BeNullOrEmpty
    }

    It 'takes its inputs from a file, and defaults only on the sandbox' {
        $run = Invoke-Run '-SettingsPath', (New-Settings), '-Stage', 'Simulate'
        $run.ExitCode | Should -Be 0
        $run.Text | Should -Match 'dialer configuration dialer-east'
        Reset-Sandbox $server
        (Invoke-Run '-Sandbox', '-Stage', 'Simulate').Text | Should -Match '\(sandbox\)'
        Get-SandboxRequest $server | Should -BeNullOrEmpty
    }

    It 'writes one line per step, with old and new values, and no list of an object before the summary' {
        $lines = (Invoke-Run).Transcript -split "`r?`n"
        $first = [array]::FindIndex([string[]]$lines, [Predicate[string]] { $args[0] -like 'Check the inputs:*' })
        $last = [array]::FindIndex([string[]]$lines, [Predicate[string]] { $args[0] -like 'Update the dates:*' })
        $said = $lines[$first..$last] | Where-Object { $_ -and $_ -notlike 'WARNING:*' }
        $said | Where-Object { $_ -notmatch '^(Check|Connect|Read|Answer|Dialer|Set|Update)[\w ]*: \S' } | Should -BeNullOrEmpty
        $said -match '^Set the weights: Changed: .*answer_rate 0\.15 → 0\.12' | Should -Not -BeNullOrEmpty
        $said -match '^Set the dialer configuration: Changed: agentRatio 1\.\d+ → 1\.1' | Should -Not -BeNullOrEmpty
        $said -match '^Update the dates: Production_Date_Processor 2024-\S+Z → \S+Z$' | Should -Not -BeNullOrEmpty
    }

    It 'leaves one consistent campaign and no lost update after two simultaneous runs: <Name>' -Tag Full -ForEach @(
        @{ Name = 'on one machine'; Audit = 'one', 'one' }
        @{ Name = 'on two machines'; Audit = 'two', 'three' }
    ) {
        # An administrator works on the same campaign in the meantime.
        Connect-CxOne $server.Uri -Credential (Get-Secret) -RequestsPerMinute 100000
        $runs = foreach ($audit in $Audit) {
            Start-Run @('-WebhookUri', 'http://127.0.0.1:9/hook') @{ CXONE_AUDIT_PATH = (Join-Path (Convert-Path TestDrive:) $audit) }
        }
        $path = "/api/v2/outbound/campaigns/$campaign"
        $edits = 0
        while ($runs.Process.HasExited -contains $false) {
            $body = Invoke-CxRestMethod $path
            $body.dispositionPolicy.maxAttempts = 7 + $edits
            Invoke-CxRestMethod $path -Method PUT -Body $body -ErrorAction SilentlyContinue -ErrorVariable conflict | Out-Null
            if (-not $conflict) { $edits++ }
            if ($edits -ge 2) { break }
        }
        $ended = $runs | ForEach-Object { Wait-Run $_ }
        $ended.ExitCode | Should -Be 0, 0
        @($ended | Where-Object Text -match 'Weights\s+: Changed').Count | Should -Be 1
        $body = Invoke-CxRestMethod $path
        $weights = $body.predictiveDialerSettings.parameterWeights
        $weights.answer_rate, $weights.call_rate, $weights.predictive_factor, $weights.max_concurrent, $weights.agent_efficiency |
            Should -Be 0.12, -0.08, 0.2, 0.05, -0.1
        $body.dispositionPolicy.maxAttempts | Should -Be (6 + $edits)
        $body.version | Should -Be (4 + 1 + $edits)
        (Get-CxDialerConfig dialer-east).AgentRatio | Should -Be 1.1
        @(Get-CxWebhook).Count | Should -Be 1
    }

    It 'lets one of two runs with different weights succeed, and the other exit with 1' -Tag Full {
        Set-Content TestDrive:/other.csv "Key,Value`nanswer_rate,0.10`ncall_rate,-0.10`npredictive_factor,0.17"
        $runs = @(
            Start-Run @() @{ CXONE_AUDIT_PATH = (Join-Path (Convert-Path TestDrive:) four) }
            Start-Run @('-WeightPath', (Join-Path (Convert-Path TestDrive:) other.csv), '-MinimumAccuracy', '0.5') @{
                CXONE_AUDIT_PATH = (Join-Path (Convert-Path TestDrive:) five)
            }
        )
        $ended = $runs | ForEach-Object { Wait-Run $_ }
        # Either they met, and one was refused; or they did not, and the later one stands.
        $weights = ((Invoke-RestMethod "$($server.Uri)/sandbox/state").campaigns |
            Where-Object id -eq $campaign).body.predictiveDialerSettings.parameterWeights
        $sets = @{ '0.12' = -0.08, 0.2; '0.1' = -0.1, 0.17 }
        @($weights.call_rate, $weights.predictive_factor) | Should -Be $sets["$($weights.answer_rate)"]
        if ($ended.ExitCode -contains 1) {
            @($ended | Where-Object ExitCode -eq 1).Text | Should -Match 'EditConflict|insignificant'
            @($ended | Where-Object ExitCode -eq 0).Count | Should -Be 1
        }
    }
}

Describe 'Two nightly runs on two machines with a store' -Tag Full -Skip:$noPostgres {
    BeforeAll { $database = Start-Postgres }
    AfterAll { Stop-Postgres $database }

    It 'run one after the other, and both end right' {
        Reset-Sandbox $server
        $store = New-PostgresDatabase $database
        Initialize-CxStore $store 6> $null
        $runs = foreach ($machine in 'six', 'seven') {
            $place = Join-Path (Convert-Path TestDrive:) $machine
            Start-Run @() @{ HOME = $place; XDG_STATE_HOME = $null; CXONE_AUDIT_PATH = $null; CXONE_STORE = $store }
        }
        $ended = $runs | ForEach-Object { Wait-Run $_ }
        $ended.ExitCode | Should -Be 0, 0
        @($ended | Where-Object Text -match 'Outcome\s+: Tuned').Count | Should -Be 1
        @($ended | Where-Object Text -match 'Outcome\s+: Unchanged').Count | Should -Be 1
        @($ended | Where-Object Text -match "lock 'tuning/$campaign' is held by").Count | Should -Be 1
        Connect-CxOne $server.Uri -Credential (Get-Secret) -Store $store
        (Test-CxAuditLog).IsValid | Should -BeTrue
        $records = @(Get-CxAuditRecord PredictiveWeight.Set)
        @($records | Where-Object Outcome -eq Started).Count | Should -Be 1
        Disconnect-CxOne
    }
}

Describe 'The deployment sample' {
    It 'exits with 2 on a tenant if it is not told what to deploy and where' {
        Reset-Sandbox $server
        $run = Invoke-InRunspace "& '$samples/deploy-ivr.ps1' -Tenant -Environment staging" (Get-RunEnvironment @{})
        $run.ExitCode | Should -Be 2
        $run.Text | Should -Match '-IvrDefinitionId and -Environment must be specified'
        Get-SandboxRequest $server | Should -BeNullOrEmpty
    }
}

Describe 'The scheduled task' {
    It 'passes the secret from the vault to the environment of its process, and returns the exit code: <Code>' -ForEach @(
        @{ Code = 0; Secret = 'sandbox-secret' }
        @{ Code = 2; Secret = 'planted-wrong-one' }
    ) {
        Reset-Sandbox $server
        $logs = Join-Path (Convert-Path TestDrive:) ([guid]::NewGuid())
        # Set here, so that what the script sets is undone afterwards.
        $run = Invoke-InRunspace "
            function Get-Secret { param(`$Name, `$Vault) if (`$Name -ne 'CXone') { throw 'no such secret' }; [pscredential]::new('sandbox', (ConvertTo-SecureString '$Secret' -AsPlainText -Force)) }
            & '$samples/scheduled-task.ps1' -BaseUri $($server.Uri) -LogFolder '$logs' -SettingsPath '$(New-Settings)'" @{ CXONE_CLIENT_ID = $null; CXONE_CLIENT_SECRET = $null; CXONE_BASE_URL = $null; CXONE_AUDIT_PATH = $null }
        $run.ExitCode | Should -Be $Code
        Get-Content "$logs/*.log" -Raw | Should -Not -Match $Secret
        @(Get-ChildItem "$logs/*.xml").Count | Should -Be 1
    }

    It 'stores a secret from a file once, deletes the file, and runs with it without writing' {
        Reset-Sandbox $server
        $folder = (New-Item (Join-Path (Convert-Path TestDrive:) ([guid]::NewGuid())) -ItemType Directory).FullName
        Set-Content $folder/secret.txt 'sandbox', 'sandbox-secret'
        $unset = @{ CXONE_CLIENT_ID = $null; CXONE_CLIENT_SECRET = $null; CXONE_BASE_URL = $null; CXONE_AUDIT_PATH = $null }
        (Invoke-InRunspace "& '$samples/scheduled-task.ps1' -StoreSecretFrom '$folder/secret.txt' -CredentialPath '$folder/client.xml'" $unset).ExitCode | Should -Be 0
        "$folder/secret.txt" | Should -Not -Exist
        $run = Invoke-InRunspace "& '$samples/scheduled-task.ps1' -BaseUri $($server.Uri) -LogFolder '$folder' -SettingsPath '$(New-Settings)' -CredentialPath '$folder/client.xml' -Stage Simulate" $unset
        $run.ExitCode | Should -Be 0 -Because $run.Text
        @(Get-Write).Count | Should -Be 0
    }

    It 'exits with 2 if there is no vault' {
        (Invoke-InRunspace "& '$samples/scheduled-task.ps1' -LogFolder '$(Convert-Path TestDrive:)'" @{}).ExitCode | Should -Be 2
    }
}

Describe 'The pipeline and the units' {
    It 'has the stages simulate, approve, deploy and verify, and a published report in each that runs something' {
        $text = Get-Content "$samples/azure-pipelines.yml" -Raw
        [regex]::Matches($text, '(?m)^  - stage: (\w+)') | ForEach-Object { $_.Groups[1].Value } | Should -Be 'Simulate', 'Approve',
            'Deploy', 'Verify'
        [regex]::Matches($text, 'testResultsFormat: JUnit').Count | Should -Be 3
        [regex]::Matches($text, 'nightly-tuning\.ps1').Count | Should -Be 3
        $text | Should -Match '(?m)^  - group: '
    }

    It 'runs the command of the service and returns its exit code, never 0 if nothing ran: <Name>' -ForEach @(
        @{ Name = 'all is there'; Code = 0; Script = 'nightly-tuning.ps1'; Credentials = 'credentials' }
        @{ Name = 'no script'; Code = 1; Script = 'nowhere.ps1'; Credentials = 'credentials' }
        @{ Name = 'no credential'; Code = 2; Script = 'nightly-tuning.ps1'; Credentials = 'nowhere' }
    ) {
        Reset-Sandbox $server
        $folder = Convert-Path TestDrive:
        $null = New-Item (Join-Path $folder credentials/cxone-secret) -Force -Value "$secret`n"
        $command = (Select-String -Path "$samples/cxone-tuning.service" -Pattern '^ExecStart=.* -Command "(.*)"$').Matches[0].Groups[1].Value
        $command = $command.Replace('$$', '$').Replace('%L', $folder).Replace('/etc/cxone/tuning.psd1',
            "'$(New-Settings)'").Replace('/opt/cxone/samples/nightly-tuning.ps1', "'$(Join-Path $samples $Script)'")
        $variables = @{
            CXONE_BASE_URL = $server.Uri
            CXONE_CLIENT_ID = 'sandbox'
            CREDENTIALS_DIRECTORY = (Join-Path $folder $Credentials)
        }
        foreach ($line in Select-String -Path "$samples/cxone-tuning.service" -Pattern '^Environment=(.*)') {
            foreach ($pair in $line.Matches[0].Groups[1].Value -split ' ') {
                $name, $value = $pair -split '=', 2
                $variables[$name] = $value.Replace('%S', $folder)
            }
        }
        $variables.Keys | Should -Contain CXONE_AUDIT_PATH
        $variables.CXONE_TUNING_STAGE | Should -Be Tune
        $null = New-Item $variables.HOME -ItemType Directory -Force
        $former = @{}
        foreach ($name in $variables.Keys) {
            $former[$name] = [Environment]::GetEnvironmentVariable($name)
            [Environment]::SetEnvironmentVariable($name, $variables[$name])
        }
        try { Invoke-Pwsh -Command $command 2>&1 | Out-Null } finally {
            foreach ($name in $former.Keys) { [Environment]::SetEnvironmentVariable($name, $former[$name]) }
        }
        $LASTEXITCODE | Should -Be $Code
        @(Get-Write).Count | Should -Be ($Code ? 0 : 3)
    }

    It 'installs everything that the service needs, readable for its user, and keeps inputs that exist' -Skip:(-not $IsLinux -or
        -not (Get-Command systemd-analyze -ErrorAction Ignore)) {
        # Built module and samples as in a clone. The unit is verified, not started, so any program for all users can be its PowerShell.
        $clone, $root = 'clone', 'root' | ForEach-Object { Join-Path (Convert-Path TestDrive:) $_ }
        $null = New-Item "$clone/out/CxOne" -ItemType Directory -Force
        Copy-Item $samples $clone -Recurse
        Copy-Item "$(Split-Path $env:CXONE_TEST_MODULE)/*" $clone/out/CxOne -Recurse
        foreach ($run in 1, 2) {
            $said = & env "DESTDIR=$root" PWSH=/usr/bin/env sh $clone/samples/install-systemd.sh 2>&1
            $LASTEXITCODE | Should -Be 0 -Because "$said"
            @($said)[-1] | Should -BeLike 'Installed with *'
            if ($run -eq 1) { Add-Content $root/etc/cxone/tuning.psd1, $root/etc/cxone/tuning.env '# mine' }
        }
        Get-Content $root/etc/cxone/tuning.psd1, $root/etc/cxone/tuning.env | Where-Object { $_ -eq '# mine' } | Should -HaveCount 2
        "$root/etc/cxone/tuning.env" | Get-Item | ForEach-Object UnixMode | Should -Be '-rw-------'
        Get-Content $root/etc/systemd/system/cxone-tuning.service | Where-Object { $_ -like 'ExecStart=*' } |
            Should -Not -BeLike 'ExecStart=/usr/bin/pwsh *'
        foreach ($path in 'usr/local/share/powershell/Modules/CxOne/CxOne.psd1', 'opt/cxone/samples/nightly-tuning.ps1',
            'opt/cxone/samples/PwshCommand.psm1', 'etc/cxone/tuning.psd1', 'etc/systemd/system/cxone-tuning.timer') {
            (Get-Item $root/$path).UnixMode | Should -Match '^-r..r..r..$' -Because $path
        }
    }

    It 'refuses a PowerShell that the user of the service cannot start' -Skip:(-not $IsLinux) {
        $hidden = New-Item (Join-Path (Convert-Path TestDrive:) hidden) -ItemType Directory
        Copy-Item /usr/bin/env $hidden/pwsh
        & chmod 700 $hidden
        $said = & env "DESTDIR=$hidden" "PWSH=$hidden/pwsh" sh (Join-Path (Convert-Path TestDrive:) clone/samples/install-systemd.sh) 2>&1
        $LASTEXITCODE | Should -Be 2 -Because "$said"
        "$said" | Should -BeLike '*is not accessible for other users*'
    }

    It 'passes the secret to the service as a credential, not in the unit' {
        $unit = Get-Content "$samples/cxone-tuning.service" -Raw
        $unit | Should -Match '(?m)^LoadCredentialEncrypted=cxone-secret:'
        $unit | Should -Not -Match '(?m)^Environment=.*SECRET'
        Get-Content "$samples/cxone-tuning.timer" -Raw | Should -Match '(?m)^OnCalendar='
    }
}
