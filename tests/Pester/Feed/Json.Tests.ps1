# JSON that goes into PowerShell's objects and back, and values of PowerShell that become JSON.
BeforeAll {
    Import-Module $PSScriptRoot/../Support.psm1 -Force
    Import-Module $env:CXONE_TEST_MODULE
    Connect-CxOne -Sandbox -AuditPath (Join-Path (Convert-Path TestDrive:) audit)

    # Any document of a depth of at most 6, with the names, numbers and texts that objects of PowerShell have trouble with.
    function ConvertTo-JsonText([string] $Text) { "`"$([Text.Json.JsonEncodedText]::Encode($Text))`"" }
    function New-Document([Random] $Random, [int] $Depth) {
        $kind = $Random.Next($Depth -gt 0 ? 9 : 6)
        switch ($kind) {
            0 { 'null' }
            1 { 'true', 'false' | Select-Object -Index $Random.Next(2) }
            { $_ -in 2, 3 } {
                $numbers = '0', '-0', '-0.0', '1', '2.0', '2.50', '1.5e-30', '1E400', '-1e-400', '9223372036854775808',
                    '0.1234567890123456789012345678901234', '12345678901234567890123456789012345678901234567890', '1e2',
                    '3.141592653589793', '79228162514264337593543950336', '0.10', '1E+10', '4.9e-324', '1e-28',
                    '0.00000000000000000000000000001'
                $numbers[$Random.Next($numbers.Count)]
            }
            { $_ -in 4, 5 } {
                $texts = '', ' ', 'used', '2026-11-27T13:04:05.000Z', '01', '"\', "`u{1F600}", "`u{0}`u{1b}", 'ÄÖİı', '***', '1,5'
                ConvertTo-JsonText $texts[$Random.Next($texts.Count)]
            }
            6 { '[' + (@(for ($i = $Random.Next(4); $i -gt 0; $i--) { New-Document $Random ($Depth - 1) }) -join ',') + ']' }
            default {
                $names = 'used', 'Used', 'USED', 'used~2', 'used~1', 'used~2~1', '', '~1', 'psobject', 'PSObject', 'psbase', 'pstypenames',
                    'PSAdapted', 'psextended', 'Count', 'Length', 'ToString', 'GetType', 'Keys', 'a.b', ' ', '$x', "`u{0}", 'İ', 'i',
                    'Item', 'id', 'ID'
                $taken = [Collections.Generic.HashSet[string]]::new()
                $members = for ($i = $Random.Next(6); $i -gt 0; $i--) {
                    $name = $names[$Random.Next($names.Count)]
                    if ($taken.Add($name)) { "$(ConvertTo-JsonText $name):$(New-Document $Random ($Depth - 1))" }
                }
                '{' + (@($members) -join ',') + '}'
            }
        }
    }
    function Test-SameJson([string] $Left, [string] $Right) {
        [Text.Json.JsonElement]::DeepEquals([Text.Json.JsonDocument]::Parse($Left).RootElement,
            [Text.Json.JsonDocument]::Parse($Right).RootElement)
    }
    function Get-Recorded($Details) { (Write-CxAuditLog TEST $Details -LocalOnly -PassThru -WarningAction SilentlyContinue).Details }
}

Describe 'JSON through PowerShell and back' {
    BeforeAll {
        $keeper = Start-Keeper
        $connection = $null
        Connect-CxOne $keeper.Uri -Credential (Get-Secret) -RequestsPerMinute 100000 -AuditPath (Join-Path (Convert-Path TestDrive:) kept)
        $connection = Get-CxConnection
        function Test-RoundTrip([int] $Rounds) {
            $random = [Random]::new(4711)
            foreach ($round in 1..$Rounds) {
                # One request carries many documents: what is tested is the conversion to objects and back.
                $documents = foreach ($number in 1..25) { New-Document $random 6 }
                $keeper.Kept['/api/v2/doc'] = '{"documents":[' + ($documents -join ',') + ']}'
                $null = Invoke-CxRestMethod /api/v2/copy -Method PUT -Body (Invoke-CxRestMethod /api/v2/doc)
                $written = [Text.Json.JsonDocument]::Parse($keeper.Kept['/api/v2/copy']).RootElement.GetProperty('documents')
                for ($i = 0; $i -lt $documents.Count; $i++) {
                    if (-not (Test-SameJson $documents[$i] $written[$i].GetRawText())) {
                        "$($documents[$i])`n  became`n$($written[$i].GetRawText())"
                    }
                }
            }
        }
    }
    AfterAll { Connect-CxOne -Sandbox -AuditPath (Join-Path (Convert-Path TestDrive:) audit); Stop-Receiver $keeper }

    It 'any document of a depth of at most 6 is equal after it was read, shown and written' { Test-RoundTrip 12 | Should -BeNullOrEmpty }

    It 'so are ten thousand documents' -Tag Full { Test-RoundTrip 400 | Should -BeNullOrEmpty }

    It 'shows the second of two names that differ in case under a mark, and writes it under its own' {
        $keeper.Kept['/api/v2/thing'] = '{"usage":{"Used":0,"used":7}}'
        $thing = Invoke-CxRestMethod /api/v2/thing
        $thing.usage.Used, $thing.usage.'used~2' | Should -Be 0, 7
        $thing.usage.Used = 1
        $null = Invoke-CxRestMethod /api/v2/thing -Method PUT -Body $thing
        $keeper.Kept['/api/v2/thing'] | Should -BeExactly '{"usage":{"Used":1,"used":7}}'
    }

    It 'writes it under its own name out of a copy, too: <Name>' -ForEach @(
        @{ Name = 'ConvertTo-Json'; Copy = { $_ | ConvertTo-Json -Depth 9 | ConvertFrom-Json } }
        @{
            Name = 'Clixml'
            Copy = { [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($_, 9)) }
        }
        @{ Name = 'Select-Object'; Copy = { $_ | Select-Object * } }
    ) {
        $keeper.Kept['/api/v2/thing'] = '{"Used":0,"used":7,"psobject":"x","":1}'
        $copy = Invoke-CxRestMethod /api/v2/thing | ForEach-Object $Copy
        $null = Invoke-CxRestMethod /api/v2/copy -Method PUT -Body $copy
        $keeper.Kept['/api/v2/copy'] | Should -BeExactly '{"Used":0,"used":7,"psobject":"x","":1}'
    }

    It 'a write whose answer has names that PowerShell keeps for itself is no failure' {
        $answer = Invoke-CxRestMethod /api/v2/made -Method POST -Body '{"psobject":1,"pstypenames":2}' -ErrorAction Stop
        $answer.'psobject~1', $answer.'pstypenames~1' | Should -Be 1, 2
    }

    It 'keeps the digits of numbers, and lets them be calculated with' {
        $keeper.Kept['/api/v2/thing'] = '{"a":1.5e-30,"b":0.1234567890123456789012345678901234,"c":12345678901234567890123,"d":2.50}'
        $thing = Invoke-CxRestMethod /api/v2/thing
        $thing.a | Should -Be 1.5e-30
        $thing.b * 2 -eq 0.1234567890123456789 * 2 | Should -BeTrue
        $thing.c + 1 | Should -Be ([bigint]::Parse('12345678901234567890124'))
        $null = Invoke-CxRestMethod /api/v2/copy -Method PUT -Body $thing
        $keeper.Kept['/api/v2/copy'] | Should -BeLike '*0.1234567890123456789012345678901234*12345678901234567890123*2.50*'
    }

    It 'a member of a hashtable is written under the very name that it has' {
        $null = Invoke-CxRestMethod /api/v2/copy -Method PUT -Body ([ordered]@{ 'a' = 1; 'a~2' = 2; 'psobject~1' = 3 })
        $keeper.Kept['/api/v2/copy'] | Should -BeExactly '{"a":1,"a~2":2,"psobject~1":3}'
    }

    It 'a text with a byte order mark is a body' {
        $null = Invoke-CxRestMethod /api/v2/copy -Method PUT -Body "`u{FEFF}{`"a`":1}"
        $keeper.Kept['/api/v2/copy'] | Should -BeExactly '{"a":1}'
    }
}

Describe 'One odd object' {
    It 'hides neither the others nor itself: names that PowerShell keeps for itself in a dialer configuration' {
        Set-CxDialerConfig dialer-west -ComplianceRules @{ psobject = 'x'; Used = 1 }
        (Get-CxDialerConfig dialer-west).ComplianceRules.'psobject~1' | Should -Be x
        @(Get-CxDialerConfig).Count | Should -Be 200
        (Get-CxAuditRecord DialerConfig.Set)[-1].After.complianceRules.'psobject~1' | Should -Be x
        $body = Invoke-CxRestMethod /api/v2/outbound/dialerconfigs/dialer-west
        $body.complianceRules.'psobject~1' | Should -Be x
    }
}

Describe 'Values of PowerShell as JSON' {
    It 'an error is its type, its message and its id, and never the reason that there is no record' {
        try { 1 / 0 } catch { $caught = $_; $details = Get-Recorded @{ error = $_; exception = $_.Exception } }
        $details.error.type, $details.error.message, $details.error.id | Should -Be 'System.Management.Automation.RuntimeException',
            $caught.Exception.Message, 'RuntimeException'
        $details.exception.type | Should -Be 'System.Management.Automation.RuntimeException'
        try { Get-CxDialerConfig nope -ErrorAction Stop } catch { $details = Get-Recorded @{ error = $_; exception = $_.Exception } }
        $details.error.id, $details.exception.id | Should -Be 'ObjectNotFound,CxOne.PowerShell.Dialer.GetCxDialerConfigCommand',
            'ObjectNotFound'
        try { throw 'plain' } catch { (Get-Recorded $_).message | Should -Be plain }
    }

    It 'a table of any kind is one: <Name>' -ForEach @(
        @{ Name = 'hashtable'; Make = { @{ a = 1 } } }
        @{ Name = 'ordered'; Make = { [ordered]@{ a = 1 } } }
        @{ Name = 'Dictionary[string,object]'; Make = { $d = [Collections.Generic.Dictionary[string, object]]::new(); $d.a = 1; $d } }
        @{ Name = 'Dictionary[string,int]'; Make = { $d = [Collections.Generic.Dictionary[string, int]]::new(); $d.a = 1; $d } }
        @{ Name = 'SortedList'; Make = { $d = [Collections.Generic.SortedList[string, double]]::new(); $d.a = 1; $d } }
        @{
            Name = 'ReadOnlyDictionary'
            Make = {
                $d = [Collections.Generic.Dictionary[string, int]]::new()
                $d.a = 1
                , [Collections.ObjectModel.ReadOnlyDictionary[string, int]]::new($d)
            }
        }
        @{
            Name = 'ConcurrentDictionary'
            Make = { $d = [Collections.Concurrent.ConcurrentDictionary[string, object]]::new(); $d['a'] = 1; $d }
        }
        @{ Name = 'PSBoundParameters'; Make = { & { param($a) $PSBoundParameters } -a 1 } }
        @{ Name = 'object from JSON'; Make = { '{"a":1}' | ConvertFrom-Json } }
    ) {
        (Get-Recorded (& $Make)).a | Should -Be 1
        (Get-Recorded @{ inner = (& $Make) }).inner.a | Should -Be 1
    }

    It '<Name> is written as <Expected>' -ForEach @(
        @{ Name = 'DBNull'; Value = [DBNull]::Value; Expected = 'null' }
        @{ Name = 'NullString'; Value = [NullString]::Value; Expected = 'null' }
        @{ Name = 'bigint'; Value = [bigint]::Parse('123456789012345678901234567890'); Expected = '123456789012345678901234567890' }
        @{
            Name = 'int128'
            Value = [int128]::Parse('170141183460469231731687303715884105727')
            Expected = '170141183460469231731687303715884105727'
        }
        @{ Name = 'uint128'; Value = [uint128]::Parse('7'); Expected = '7' }
        @{ Name = 'half'; Value = [half]1.5; Expected = '1.5' }
        @{ Name = 'decimal'; Value = [decimal]::new(250, 0, 0, $false, 2); Expected = '2.50' }
        @{ Name = 'date'; Value = [dateonly]::new(2026, 11, 27); Expected = '"2026-11-27"' }
        @{ Name = 'text builder'; Value = [Text.StringBuilder]::new('x'); Expected = '"x"' }
        @{ Name = 'script'; Value = { 1 }; Expected = '" 1 "' }
        @{ Name = 'type'; Value = [string]; Expected = '"System.String"' }
        @{ Name = 'address'; Value = [ipaddress]'127.0.0.1'; Expected = '"127.0.0.1"' }
        @{ Name = 'XML'; Value = [xml]'<a/>'; Expected = '"\u003Ca /\u003E"' }
    ) {
        # The sandbox refuses the body; what counts is that it arrived.
        $null = Invoke-CxRestMethod /api/v2/audit/logs -Method POST -Body @{ v = $Value } -ErrorAction SilentlyContinue -ErrorVariable failure
        $failure.FullyQualifiedErrorId | Should -BeLike 'RequestInvalid,*'
        $expectedHash = [Convert]::ToHexStringLower([Security.Cryptography.SHA256]::HashData([Text.Encoding]::UTF8.GetBytes("{`"v`":$Expected}")))
        (Get-CxAuditRecord Rest.Write)[-1].Details.bodySha256 | Should -Be $expectedHash
    }

    It 'names a member whose getter throws, and leaves it out' {
        $odd = [pscustomobject]@{ good = 1 } | Add-Member -MemberType ScriptProperty -Name bad -Value { throw 'no' } -PassThru
        $record = Write-CxAuditLog TEST @{ odd = $odd } -LocalOnly -PassThru -WarningVariable warning -WarningAction SilentlyContinue
        $record.Details.odd.good | Should -Be 1
        $record.Details.odd.psobject.Properties['bad'] | Should -BeNullOrEmpty
        $warning | Should -BeLike 'odd.bad is left out*'
    }

    It 'names a member whose getter throws in weights, rules and test cases' {
        $odd = [pscustomobject]@{} | Add-Member -MemberType ScriptProperty -Name answer_rate -Value { throw 'no' } -PassThru
        {
            Test-CxPredictiveWeight 12345678-1234-1234-1234-123456789012 CXONE_PREDICTIVE_V3 $odd
        } | Should -Throw '*answer_rate*cannot be read*'
        { Test-CxDialerConfig dialer-east -ComplianceRules $odd } | Should -Throw '*answer_rate*cannot be read*'
        { Invoke-CxIvrSimulation ivr-def-001 -TestCase $odd } | Should -Throw -ErrorId 'ParameterInvalid,*'
    }

    It 'records every value, and names those that are written as text: <Name>' -ForEach @(
        @{ Name = 'a file'; Value = { Get-Item $PSCommandPath } }
        @{ Name = 'a process'; Value = { Get-Process -Id $PID } }
        @{ Name = 'a loop'; Value = { $loop = @{}; $loop.self = $loop; $loop } }
        @{ Name = 'not a number'; Value = { [double]::NaN } }
        @{ Name = 'half a surrogate pair'; Value = { "$([char]0xD800)" } }
        @{ Name = 'a secret'; Value = { ConvertTo-SecureString x -AsPlainText -Force } }
    ) {
        (Write-CxAuditLog TEST @{ v = (& $Value) } -LocalOnly -PassThru -WarningAction SilentlyContinue).Details.psobject.Properties['v'] |
            Should -Not -BeNullOrEmpty
    }

    It 'refuses to send what JSON cannot hold: <Name>' -ForEach @(
        @{ Name = 'not a number'; Value = { [double]::NaN } }
        @{ Name = 'a loop'; Value = { $loop = @{}; $loop.self = $loop; $loop } }
        @{ Name = 'a file'; Value = { Get-Item $PSCommandPath } }
        @{ Name = 'half a surrogate pair'; Value = { "$([char]0xD800)" } }
        @{ Name = 'a secret'; Value = { ConvertTo-SecureString x -AsPlainText -Force } }
    ) {
        { Invoke-CxRestMethod /api/v2/audit/logs -Method POST -Body @{ v = (& $Value) } } | Should -Throw -ErrorId 'ParameterInvalid,*'
    }

    It 'takes weights from a table of any kind' {
        $expected = (Test-CxPredictiveWeight 12345678-1234-1234-1234-123456789012 CXONE_PREDICTIVE_V3 @{ answer_rate = 0.12 }).Changes |
            Out-String
        $dictionary = [Collections.Generic.Dictionary[string, double]]::new(); $dictionary.answer_rate = 0.12
        foreach ($weight in ('{"answer_rate":0.12}' | ConvertFrom-Json), $dictionary, [ordered]@{ answer_rate = '0.12' }) {
            (Test-CxPredictiveWeight 12345678-1234-1234-1234-123456789012 CXONE_PREDICTIVE_V3 $weight).Changes | Out-String |
                Should -Be $expected
        }
    }

    It 'takes compliance rules from an object of JSON, with the case of their names' {
        $check = Test-CxDialerConfig dialer-east -ComplianceRules ('{"Neu":1,"Liste":[1,{"x":null}]}' | ConvertFrom-Json)
        $check.Changes.Field | Sort-Object | Should -Be 'complianceRules.Liste', 'complianceRules.Neu'
    }
}
