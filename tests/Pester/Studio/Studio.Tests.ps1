BeforeAll {
    Import-Module $env:CXONE_TEST_MODULE
    $samples = (Resolve-Path $PSScriptRoot/../../../samples/ivr-ci).Path
    Copy-Item $samples (Join-Path $TestDrive ci) -Recurse
    Set-Location $TestDrive/ci
    $front = 'scripts/DEMO/Front.json'
    # Findings of the linter come before the results of the test cases.
    function Select-Case { $input | Where-Object { $_.PSObject.TypeNames[0] -like '*ScriptTestResult' } }
    $stubs = @{ Subscript = @{ BlockCheck = 0 }; Hours = @{ '10' = 'Open' } }
}
AfterAll { Set-Location $PSScriptRoot }

Describe 'Test-CxScript' {
    It 'passes every test case of the samples, one object each' {
        $results = @(Test-CxScript ./scripts -TestPath ./tests | Select-Case)
        $results.Count | Should -Be 16
        $results | Where-Object { -not $_.Passed } | ForEach-Object { "$($_.Name): $($_.Failures)" } | Should -BeNullOrEmpty
        $results[0].Coverage.Taken | Should -BeGreaterThan 10
    }

    It 'says what differs, and writes a JUnit report that pipelines read' {
        $case = @{
            name = 'wrong'
            script = 'Front'
            given = @{ hours = @{ '*' = 'Open' } }
            subs = @{ BlockCheck = @{ return = 0 } }
            when = '1', '1'
            then = @{ ending = 'hangup'; skill = 'Sales' }
        }
        $results = @(Test-CxScript $front -ScriptFolder ./scripts -TestCase $case -ReportPath ./out/deep/report.xml | Select-Case)
        $results[0].Passed | Should -BeFalse
        $results[0].Failures.Count | Should -BeGreaterOrEqual 2
        $report = [xml](Get-Content ./out/deep/report.xml -Raw)
        $report.testsuites.failures | Should -Be 1
        $report.testsuites.testsuite.name | Should -Be 'DEMO\Front'
    }

    It 'breaks a menu on purpose and sees it' {
        $text = Get-Content $front -Raw
        $broken = $text -replace '\s*\{"to":16,"label":"","type":"default","index":0\},', ''
        $broken | Should -Not -Be $text
        Set-Content $front $broken
        try {
            $all = Test-CxScript ./scripts -TestPath ./tests/front.tests.yaml
            $all | Where-Object { $_.Rule -eq 'CXS001' -and $_.ActionId -eq 15 } | ForEach-Object Severity | Should -Be Error
            $results = $all | Select-Case
            $results | Where-Object { -not $_.Passed } | ForEach-Object Name | Should -Contain 'no key leads nowhere'
            ($results | Where-Object Name -eq 'a caller who stays silent hears goodbye').Ending | Should -Be stuck
        } finally { Set-Content $front $text -NoNewline }
    }

    It 'names a file that is no script, and reads the others' {
        Set-Content ./scripts/Bad.json '{"actions":'
        try {
            $results = @(Test-CxScript ./scripts -TestPath ./tests -ErrorAction SilentlyContinue -ErrorVariable failure | Select-Case)
            $results.Count | Should -Be 16
            $failure[0].FullyQualifiedErrorId | Should -BeLike 'ScriptUnreadable,*'
            $failure[0].TargetObject | Should -BeLike '*Bad.json'
        } finally { Remove-Item ./scripts/Bad.json }
    }

    It 'reports findings of the linter, silenced by settings, and fails a pipeline for errors alone' {
        $findings = Test-CxScript ./faulty/Orders.json -ReportPath ./out/lint.xml
        $findings | Where-Object Severity -eq Error | ForEach-Object Passed | Should -Not -Contain $true
        $findings | Where-Object Severity -ne Error | ForEach-Object Passed | Should -Not -Contain $false
        $findings[0].Rule | Should -Be CXS001
        [int]([xml](Get-Content ./out/lint.xml -Raw)).testsuites.failures | Should -Be @($findings | Where-Object Severity -eq Error).Count
        Set-Content ./quiet.lint.json '{ "rules": { "CXS001": "off" }, "silence": [{ "rule": "CXS004", "script": "Orders", "action": 4 }] }'
        (Test-CxScript ./faulty/Orders.json -Setting ./quiet.lint.json).Rule | Should -Not -Contain CXS001
        (Test-CxScript ./faulty/Orders.json -Setting ./quiet.lint.json).Rule | Should -Not -Contain CXS004
        Set-Content ./wrong.lint.json '{ "rulez": {} }'
        {
            Test-CxScript ./faulty/Orders.json -Setting ./wrong.lint.json -ErrorAction Stop
        } | Should -Throw -ErrorId 'ScriptLintSettingInvalid,*'
    }

    It 'names what is wrong with <Name>' -ForEach @(
        @{ Name = 'a misspelt expectation'; Text = '- { name: a, then: { endng: queued } }'; Id = 'ScriptTestInvalid' }
        @{ Name = 'a script that is not there'; Text = '- { name: a, script: Nowhere, then: { ending: queued } }'; Id = 'ScriptNotFound' }
    ) {
        Set-Content ./wrong.tests.yaml $Text
        Test-CxScript $front -TestPath ./wrong.tests.yaml -ErrorAction SilentlyContinue -ErrorVariable failure | Select-Case |
            Should -BeNullOrEmpty
        $failure[0].FullyQualifiedErrorId | Should -BeLike "$Id,*"
        $failure[0].ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
    }

    It 'takes files from the pipeline, and says which path does not exist' {
        @(Get-ChildItem ./scripts -Recurse -Filter Queue.json |
            Test-CxScript -TestPath ./tests/queue.tests.yaml -ErrorAction SilentlyContinue | Select-Case |
            Where-Object Script -eq 'DEMO\Queue').Count | Should -Be 2
        { Test-CxScript ./nowhere -ErrorAction Stop } | Should -Throw -ErrorId 'ScriptNotFound,*'
        { Test-CxScript $front -Catalog ./tests/front.tests.yaml -ErrorAction Stop } | Should -Throw -ErrorId 'ScriptCatalogInvalid,*'
    }
}

Describe 'What a person gives by mistake' {
    BeforeAll {
        $bad = New-Item -ItemType Directory $TestDrive/bad
        $null = New-Item -ItemType Directory $bad/none
        Set-Content $bad/page.xml '<html><body /></html>'
        Set-Content $bad/empty.json '' -NoNewline
        Set-Content $bad/other.json '{ "a": 1 }'
        Set-Content $bad/tabs.tests.yaml "tests:`n`t- name: a`n"
        Set-Content $bad/twice.tests.yaml "- name: a`n  name: b`n  then: { ending: hangup }"
        $bomb = 1..8 | ForEach-Object { "a${_}: &a$_ [$((@("*a$($_ - 1)") * 10) -join ', ')]" }
        Set-Content $bad/bomb.tests.yaml (@("a0: &a0 [x, x]") + $bomb + '- name: *a8')
    }

    It '<Name> is named, and never looks like a success' -ForEach @(
        @{ Name = 'A folder without scripts'; Id = 'ScriptNotFound'; Path = 'none' }
        @{ Name = 'A wildcard that matches nothing'; Id = 'ScriptNotFound'; Path = '*.nothing' }
        @{ Name = 'An empty file'; Id = 'ScriptUnreadable'; Path = 'empty.json' }
        @{ Name = 'A page'; Id = 'ScriptUnreadable'; Path = 'page.xml' }
        @{ Name = 'Other JSON'; Id = 'ScriptUnreadable'; Path = 'other.json' }
    ) {
        $commands = { Test-CxScript $bad/$Path }, { Invoke-CxScriptSimulation $bad/$Path },
            { ConvertTo-CxIvrDiagram -ScriptPath $bad/$Path }
        foreach ($command in $commands) {
            $failure = & { $ErrorActionPreference = 'Continue'; & $command } 2>&1 | Select-Object -Last 1
            $failure.FullyQualifiedErrorId | Should -BeLike "$Id,*" -Because "$command"
            $failure.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        }
    }

    It 'names the place in <Path>' -ForEach @(
        @{ Path = 'tabs.tests.yaml'; Text = '*Line 2*tab*' }
        @{ Path = 'twice.tests.yaml'; Text = '*name (line 2)*twice*' }
        @{ Path = 'bomb.tests.yaml'; Text = '*200,000*' }
        @{ Path = 'none'; Text = '*.tests.yaml*' }
    ) {
        $null = Test-CxScript $front -TestPath $bad/$Path -ErrorAction SilentlyContinue -ErrorVariable failure
        "$($failure[0])" | Should -BeLike $Text
    }

    It 'says of a folder and of a missing file which parameter has it' {
        { Test-CxScript $front -Setting $bad/none } | Should -Throw -ErrorId 'ParameterInvalid,*'
        { Test-CxScript $front -Setting $bad/nowhere.json } | Should -Throw -ErrorId 'ScriptNotFound,*'
        { Compare-CxScript $front $front -Catalog $bad/none } | Should -Throw -ErrorId 'ParameterInvalid,*'
        { Test-CxScript $front -Setting $bad/empty.json } | Should -Throw '*empty*'
    }

    It 'fails a test case that names an action or an exit that does not exist' {
        $given = @{ hours = @{ '*' = 'Open' } }
        $results = Test-CxScript ./scripts -TestCase @(
            @{
                name = 'action'
                script = 'Front'
                given = $given
                at = @{ action = 'Nowhere'; branch = 'Found' }
                then = @{ notVisited = 'Bye blocked' }
            }
            @{ name = 'exit'; script = 'Front'; given = @{ hours = @{ '*' = 'Opne' } }; then = @{ notVisited = 'Bye blocked' } }
        ) | Select-Case
        $results.Passed | Should -Not -Contain $true
        $results[0].Failures | Should -BeLike "at: *'Nowhere'*"
        $results[1].Failures | Should -BeLike '*Opne*Open*'
    }

    It 'compares a folder without scripts: all of the other side is new' {
        (Compare-CxScript $bad/none ./scripts).Changes.Kind | Sort-Object -Unique | Should -Be ScriptAdded
    }
}

Describe 'Views of checks' {
    It 'shows findings and test cases as one table, with what fails in words' {
        $case = @{ name = 'wrong'; script = 'Queue'; then = @{ ending = 'stuck' } }
        $text = Test-CxScript ./scripts -TestCase $case | Out-String -Width 100
        $text | Should -Match '(?m)^Outcome +Script +Subject +Message'
        $text | Should -Match '(?m)^Information +DEMO\\Front +CXS003 30 Log result'
        $text | Should -Match "(?m)^Failed +DEMO\\Queue +wrong +The ending must be 'stuck'"
        @($text -split '\n' -match '^-{5,}').Count | Should -Be 1
    }

    It 'says in the table why a simulation cannot continue' {
        Invoke-CxScriptSimulation $front | Out-String -Width 140 | Should -Match 'needsStub .*BlockCheck'
    }

    It 'reads the hours profiles of a folder' {
        $call = Invoke-CxScriptSimulation $front 1 -Subscript @{ BlockCheck = 0 } -HoursProfilePath ./hours -Now 2027-01-01T10:00:00-05:00
        $call.Variables.closedReason | Should -Be holiday
    }
}

Describe 'Invoke-CxScriptSimulation' {
    It 'follows one call, with its path and prompts' {
        $call = Invoke-CxScriptSimulation $front 2, 3 -ScriptFolder ./scripts @stubs -AnswerAfterSec 45
        $call.Ending | Should -Be answered
        $call.Skill | Should -Be Billing_ES
        $call.Path.Caption | Should -Contain 'Tell the agent'
        $call.Prompts | Should -Contain 'Prompts\Main_ES.wav'
        $call.Variables.lang | Should -Be ES
    }

    It 'says which stub a call needs' {
        $call = Invoke-CxScriptSimulation $front 1 -Hours @{ '10' = 'Open' }
        $call.Ending | Should -Be needsStub
        $call.Reason | Should -BeLike '*BlockCheck*'
    }

    It 'explores, and ends at once when it is stopped' {
        $all = Invoke-CxScriptSimulation $front -Explore -Key 0-3, timeout -Depth 4 -ScriptFolder ./scripts @stubs
        $all.Paths.Skill | Should -Contain Orders_EN
        $all.IsTruncated | Should -BeFalse
        $all.Paths | Where-Object Ending -eq stuck | Should -BeNullOrEmpty
    }

    It 'reads hours profiles at the time of the call' {
        $given = @{ Subscript = @{ BlockCheck = 0 }; HoursProfilePath = './hours/main.hours.json'; Now = '2027-01-01T10:00:00-05:00' }
        (Invoke-CxScriptSimulation $front 1 @given).Variables.closedReason | Should -Be holiday
        { Invoke-CxScriptSimulation $front 1 -Now '2027-01-01 10:00' } | Should -Throw -ErrorId 'ParameterArgumentTransformationError,*'
    }

    It 'refuses an input that is no key, and an assumption that does not exist' {
        { Invoke-CxScriptSimulation $front x } | Should -Throw -ErrorId 'ParameterInvalid,*'
        { Invoke-CxScriptSimulation $front 1 -Assume @{ TheEarthIsFlat = $true } } | Should -Throw -ErrorId 'ScriptTestInvalid,*'
    }

    It 'becomes JSON that holds the path' {
        $json = Invoke-CxScriptSimulation $front 1, 1 @stubs | ConvertTo-Json -Depth 4 | ConvertFrom-Json
        $json.Ending | Should -Be script
        $json.Path[0].Caption | Should -Be Begin
    }
}

Describe 'Invoke-CxScriptSimulation -Interactive' {
    It 'plays the prompts, asks for keys again after a wrong one, and takes an empty line for silence' {
        class PhoneUi : System.Management.Automation.Host.PSHostUserInterface {
            [Collections.Generic.Queue[string]] $Keys; [Text.StringBuilder] $Text = [Text.StringBuilder]::new()
            [string] ReadLine() { return $this.Keys.Count ? $this.Keys.Dequeue() : [NullString]::Value }
            [void] Write([string] $value) { $this.Text.Append($value) }
            [void] Write([ConsoleColor] $a, [ConsoleColor] $b, [string] $value) { $this.Text.Append($value) }
            [void] WriteLine([string] $value) { $this.Text.AppendLine($value) }
            [void] WriteErrorLine([string] $value) {
            } [void] WriteDebugLine([string] $value) {
            } [void] WriteVerboseLine([string] $value) {} [void] WriteWarningLine([string] $value) {}
            [void] WriteProgress([long] $id, [Management.Automation.ProgressRecord] $record) {}
            [securestring] ReadLineAsSecureString() { return $null }
            [Collections.Generic.Dictionary[string, psobject]] Prompt([string] $a, [string] $b,
                [Collections.ObjectModel.Collection[System.Management.Automation.Host.FieldDescription]] $c) {
                return $null
            }
            [int] PromptForChoice([string] $a, [string] $b,
                [Collections.ObjectModel.Collection[System.Management.Automation.Host.ChoiceDescription]] $c, [int] $d) {
                return 0
            }
            [pscredential] PromptForCredential([string] $a, [string] $b, [string] $c, [string] $d) { return $null }
            [pscredential] PromptForCredential([string] $a, [string] $b, [string] $c, [string] $d,
                [Management.Automation.PSCredentialTypes] $e, [Management.Automation.PSCredentialUIOptions] $f) {
                return $null
            }
            [System.Management.Automation.Host.PSHostRawUserInterface] get_RawUI() { return $null }
        }
        class PhoneHost : System.Management.Automation.Host.PSHost {
            [PhoneUi] $Phone; [guid] $Id = [guid]::NewGuid()
            [string] get_Name() { return 'Phone' } [version] get_Version() {
                return [version]'1.0'
            } [guid] get_InstanceId() { return $this.Id }
            [cultureinfo] get_CurrentCulture() {
                return [cultureinfo]::InvariantCulture
            } [cultureinfo] get_CurrentUICulture() { return [cultureinfo]::InvariantCulture }
            [System.Management.Automation.Host.PSHostUserInterface] get_UI() { return $this.Phone }
            [void] SetShouldExit([int] $code) {
            } [void] EnterNestedPrompt() {} [void] ExitNestedPrompt() {} [void] NotifyBeginApplication() {} [void] NotifyEndApplication() {}
        }
        $phone = [PhoneHost]::new(); $phone.Phone = [PhoneUi]::new()
        $phone.Phone.Keys = [Collections.Generic.Queue[string]]::new([string[]]('', 'x', '3'))
        $state = [initialsessionstate]::CreateDefault2(); $state.ImportPSModule($env:CXONE_TEST_MODULE)
        $runspace = [runspacefactory]::CreateRunspace($phone, $state); $runspace.Open()
        $shell = [powershell]::Create($runspace)
        try {
            $given = "-Subscript @{ BlockCheck = 0 } -Hours @{ '10' = 'Open' }"
            $call = $shell.AddScript("Invoke-CxScriptSimulation '$(Convert-Path $front)' -Interactive $given").Invoke()
            $shell.Streams.Error | Should -BeNullOrEmpty
            $call.Input | Should -Be timeout, 3
            $call.Target | Should -Be Queue
            $said = "$($phone.Phone.Text)"
            $said | Should -BeLike '*Welcome.wav*Main menu (1, 2, 3) >*keys*Connecting_EN.wav*'

            # No keys are left: the end of the input hangs up.
            $call = $shell.Invoke()
            $shell.Streams.Error | Should -BeNullOrEmpty
            $call.Input | Should -Be hangup
            $call.Ending | Should -Be hangup
        } finally { $shell.Dispose(); $runspace.Dispose() }
    }
}

Describe 'The libraries of Studio cmdlets' {
    It 'loads the YAML parser only when YAML is read' {
        $state = [initialsessionstate]::CreateDefault2()
        $loaded = {
            [AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { $_.GetName().Name -eq 'YamlDotNet' } |
                ForEach-Object { [Runtime.Loader.AssemblyLoadContext]::GetLoadContext($_).Name }
        }
        $null = Test-CxScript ./scripts -TestPath ./tests/queue.tests.yaml
        & $loaded | Should -Contain CxOne
    }
}

Describe 'Compare-CxScript' {
    BeforeAll {
        Copy-Item ./scripts $TestDrive/new -Recurse
        $file = Get-ChildItem $TestDrive/new -Recurse -Filter Queue.json
        $script = Get-Content $file -Raw | ConvertFrom-Json -AsHashtable
        @($script.actions | Where-Object name -EQ 'REQAGENT')[0].properties.Skill = 'Other queue'
        $script | ConvertTo-Json -Depth 20 | Set-Content $file
    }

    It 'shows what callers experience differently, and leaves the other scripts alone' {
        $all = Compare-CxScript ./scripts $TestDrive/new

        @($all | Where-Object IsSame -EQ $false | ForEach-Object Script) | Should -Contain 'DEMO\Queue'
        $queue = $all | Where-Object Script -EQ 'DEMO\Queue'
        $queue.Changes.Name | Should -Contain 'Skill'
        $queue.Endings.Count | Should -BeGreaterThan 0
        ($all | Where-Object Script -EQ 'DEMO\BlockCheck').IsSame | Should -BeTrue
        @($all | Where-Object Script -EQ 'DEMO\BlockCheck' | ForEach-Object { $_.Changes }).Count | Should -Be 0
    }

    It 'writes Markdown for a pull request' {
        Compare-CxScript ./scripts $TestDrive/new -AsMarkdown | Should -Match '(?s)## DEMO.*### Callers.*Other queue'
    }

    It 'names scripts that exist on one side only' {
        $null = New-Item -ItemType Directory $TestDrive/one
        Copy-Item (Get-ChildItem ./scripts -Recurse -Filter BlockCheck.json) $TestDrive/one
        $kinds = (Compare-CxScript ./scripts $TestDrive/one).Changes.Kind

        $kinds | Should -Contain 'ScriptRemoved'
        $kinds | Should -Not -Contain 'ScriptAdded'
    }

    It 'refuses settings of the linter that break their format' {
        Set-Content $TestDrive/wrong.lint.json '{ "rules": { "CXS999": "off" } }'
        { Compare-CxScript ./scripts $TestDrive/new -Setting $TestDrive/wrong.lint.json -ErrorAction Stop } |
            Should -Throw -ErrorId 'ScriptLintSettingInvalid,*'
        { Compare-CxScript ./nowhere $TestDrive/new -ErrorAction Stop } | Should -Throw -ErrorId 'ScriptNotFound,*'
    }
}

Describe 'ConvertTo-CxIvrDiagram -ScriptPath' {
    It 'draws decisions, missing exits and other scripts without a connection' {
        $text = ConvertTo-CxIvrDiagram -ScriptPath ./faulty/Orders.json

        $text | Should -Match 'flowchart TD'
        $text | Should -Match '"not wired"'
        $text | Should -Match 'a4\{"4 IF'
        (ConvertTo-CxIvrDiagram -ScriptPath $front) | Should -Match '-\.-> a\d+_script\["BlockCheck"\]'
    }

    It 'colours what calls took, and writes a page' {
        $call = Invoke-CxScriptSimulation $front 1 -Hours @{ '10' = 'Open' } -Subscript @{ BlockCheck = 0 }
        ConvertTo-CxIvrDiagram -ScriptPath $front -Coverage $call.Coverage | Should -Match 'classDef taken'
        (Get-Item $front | ConvertTo-CxIvrDiagram -Path $TestDrive/front.html -PassThru).Length | Should -BeGreaterThan 10000
    }
}
