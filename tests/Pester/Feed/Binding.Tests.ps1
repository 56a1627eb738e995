# What parameters take: numbers, collections of any type, and of a tenant's objects only what the module knows.
BeforeDiscovery {
    Import-Module $env:CXONE_TEST_MODULE
    $numeric = foreach ($command in Get-Command -Module CxOne) {
        foreach ($parameter in $command.Parameters.Values) {
            $type = $parameter.ParameterType.IsArray ? $parameter.ParameterType.GetElementType() : $parameter.ParameterType
            $type = [Nullable]::GetUnderlyingType($type) ?? $type
            if ($type -in [int], [long], [double], [decimal], [float], [short],
                [byte] -and $parameter.Name -notin [Management.Automation.Cmdlet]::CommonParameters) {
                @{ Command = $command.Name; Parameter = $parameter.Name; IsWhole = $type -in [int], [long], [short], [byte] }
            }
        }
    }
}
BeforeAll {
    Import-Module $PSScriptRoot/../Support.psm1 -Force
    Import-Module $env:CXONE_TEST_MODULE
    Connect-CxOne -Sandbox -AuditPath (Join-Path (Convert-Path TestDrive:) audit)
    $campaign = '12345678-1234-1234-1234-123456789012'
}

Describe 'Numbers' {
    It 'the parameters are found' { (Get-Command Connect-CxOne).Parameters['RequestsPerMinute'].ParameterType | Should -Be ([int]) }

    It '<Command> -<Parameter> reads no text with a comma and rounds nothing' -ForEach $numeric {
        $attribute = (Get-Command $Command).Parameters[$Parameter].Attributes |
            Where-Object { $_.GetType().Name -eq 'StrictNumberAttribute' }
        $attribute | Should -Not -BeNullOrEmpty
        $attribute.IsWhole | Should -Be $IsWhole
        $attribute.Transform($null, '12') | Should -Be 12
        foreach ($bad in '0,5', '99,5', '1.000,5', '0x10', '1kb', '5-', '(5)', '1 000') {
            { $attribute.Transform($null, $bad) } | Should -Throw "*before its decimals*"
        }
        foreach ($bad in [char]'5', $true) { { $attribute.Transform($null, $bad) } | Should -Throw }
        if ($IsWhole) {
            foreach ($bad in 1.5, '1.5', [decimal]::new(15, 0, 0, $false, 1)) {
                { $attribute.Transform($null, $bad) } | Should -Throw '*whole number*'
            }
            $attribute.Transform($null, '9007199254740993') | Should -BeExactly 9007199254740993
        } else { $attribute.Transform($null, '1.5e-3') | Should -Be 0.0015 }
    }

    It 'lists of numbers of any type are read one by one' {
        $list = [Collections.Generic.List[string]]::new(); $list.Add('1,5')
        { Invoke-CxDialerSimulation -Agents 5 -AnswerRate 0.4 -Ratio $list -Days 2 } | Should -Throw '*before its decimals*'
        { Measure-CxDialerPacing ErlangC -Agents ([double[]](1.5, 2)) -OfferedLoad 1 } | Should -Throw '*whole number*'
        { Connect-CxOne -Sandbox -SandboxOption @{ Seed = '1,5' } } | Should -Throw -ErrorId 'ParameterInvalid,*'
        { Connect-CxOne -Sandbox -SandboxOption @{ Fault = @{ 429 = '0,5' } } } | Should -Throw -ErrorId 'ParameterInvalid,*'
    }

    It 'the nightly run refuses them as well: <Name>' -ForEach @(
        @{ Name = 'WrapSec'; Value = '20,5' }, @{ Name = 'AnswerRate'; Value = '0,38' }, @{ Name = 'WindowMinutes'; Value = '1.5' },
            @{ Name = 'LockTimeoutSec'; Value = '9,5' }
    ) {
        $arguments = @{ $Name = $Value; Stage = 'Simulate'; TranscriptPath = (Join-Path $TestDrive "$Name.log") }
        { & $PSScriptRoot/../../../samples/nightly-tuning.ps1 @arguments } | Should -Throw -ErrorId 'ParameterArgumentValidationError,*'
    }

    It 'no parameter of a sample is converted to a number before it is checked' {
        $checked = 0
        foreach ($sample in Get-ChildItem $PSScriptRoot/../../../samples/*.ps1) {
            $ast = [Management.Automation.Language.Parser]::ParseFile($sample.FullName, [ref] $null, [ref] $null)
            foreach ($parameter in $ast.ParamBlock.Parameters) {
                $parameter.StaticType | Should -Not -BeIn @([int], [double], [decimal],
                    [long]) -Because "$($sample.Name): $($parameter.Name)"
                $isChecked = $parameter.Attributes.TypeName.Name -contains 'ValidatePattern'
                if ($parameter.DefaultValue.StaticType -in [int], [double]) {
                    $isChecked | Should -BeTrue -Because "$($sample.Name): $($parameter.Name)"
                }
                if ($isChecked) { $checked++ }
            }
        }
        $checked | Should -Be 15
    }
}

Describe 'Collections of every type' {
    It 'are rows: <Name>' -ForEach @(
        @{ Name = 'array'; Make = { , @($rows) } }
        @{ Name = 'List[object]'; Make = { , [Collections.Generic.List[object]]$rows } }
        @{ Name = 'ArrayList'; Make = { , [Collections.ArrayList]$rows } }
        @{ Name = 'queue'; Make = { , [Collections.Queue]::new([object[]]$rows) } }
        @{
            Name = 'table of a database'
            Make = {
                $table = [Data.DataTable]::new()
                foreach ($name in 'TimeBucket', 'CallsAttempted', 'CallsAnswered', 'AvgTalkTimeSeconds') {
                    $null = $table.Columns.Add($name)
                }
                foreach ($row in $rows) {
                    $null = $table.Rows.Add($row.TimeBucket, $row.CallsAttempted, $row.CallsAnswered, $row.AvgTalkTimeSeconds)
                }
                , $table
            }
        }
    ) {
        $rows = foreach ($hour in 9, 10) {
            [pscustomobject]@{
                TimeBucket = "$('{0:00}' -f $hour):00-$($hour + 1):00"
                CallsAttempted = 1000
                CallsAnswered = 400
                AvgTalkTimeSeconds = 100
            }
        }
        $given = & $Make
        (Invoke-CxAnswerSimulation $campaign 0.4 0.8 120 -History $given).PooledRate | Should -Be 0.4
        (, $given | Invoke-CxAnswerSimulation $campaign 0.4 0.8 120).PooledRate | Should -Be 0.4
        $expected = (Invoke-CxDialerSimulation -History $rows -Agents 5 -WrapSec 5 -Ratio 1.2 -Days 2 -WarningAction SilentlyContinue).AbandonmentRate
        (Invoke-CxDialerSimulation -History $given -Agents 5 -WrapSec 5 -Ratio 1.2 -Days 2 -WarningAction SilentlyContinue).AbandonmentRate | Should -Be $expected
        (Invoke-CxDialerSimulation -InputObject $given -Agents 5 -WrapSec 5 -Ratio 1.2 -Days 2 -WarningAction SilentlyContinue).AbandonmentRate | Should -Be $expected
    }

    It 'are objects: <Name>' -ForEach @(
        @{
            Name = 'Format-CxPacingCurve'
            Run = {
                Format-CxPacingCurve -InputObject ([Collections.Generic.List[object]]@(Invoke-CxDialerSimulation -Agents 5 -AnswerRate 0.4 -Ratio 1, 2, 3 -Days 2 -WarningAction SilentlyContinue))
            }
        }
        @{
            Name = 'Export-CxReport'
            Run = {
                Export-CxReport (Join-Path $TestDrive r.html) -InputObject ([Collections.ArrayList]@(Invoke-CxIvrSimulation ivr-def-001 -TestInput '1', '0')) -PassThru
            }
        }
        @{
            Name = 'ConvertTo-CxIvrDiagram'
            Run = { ConvertTo-CxIvrDiagram -InputObject ([Collections.Generic.List[object]]@(Get-CxIvrDefinition -Id ivr-def-001)) }
        }
        @{
            Name = 'Invoke-CxIvrSimulation'
            Run = { Invoke-CxIvrSimulation ivr-def-001 -TestCase ([Collections.ArrayList]@(@{ Input = '1', '0' })) }
        }
    ) { & $Run -ErrorAction Stop | Should -Not -BeNullOrEmpty }

    It 'are test cases: <Name>' -ForEach @(
        @{ Name = 'queue'; Make = { , [Collections.Generic.Queue[object]]::new([object[]]$cases) } }
        @{ Name = 'nested list'; Make = { , @($cases[0], [Collections.Generic.List[object]]@($cases[1])) } }
        @{ Name = 'list in a list'; Make = { , @(, @($cases)) } }
    ) {
        $cases = @{ Name = 'a'; Input = '1', '0' }, [pscustomobject]@{ Name = 'b'; Input = '1', 'timeout' }
        $given = & $Make
        (Invoke-CxIvrSimulation ivr-def-001 -TestCase $given).Input | Should -Be '1', '0', '1', 'timeout'
        { Invoke-CxIvrSimulation ivr-def-001 -TestCase @($given, 'text') -ErrorAction Stop } | Should -Throw '*Test case 3*'
    }

    It 'are rows of dates: <Name>' -ForEach @(
        @{ Name = 'array'; Make = { , @($rows) } }
        @{ Name = 'ArrayList'; Make = { , [Collections.ArrayList]$rows } }
        @{ Name = 'List[object]'; Make = { , [Collections.Generic.List[object]]$rows } }
    ) {
        $rows = [pscustomobject]@{ Name = 'Crm_Date_Stamper'; 'Offset Minutes' = 10 },
            @{ Name = 'Production_Date_Processor'; OffsetMinutes = 20 }, [pscustomobject]@{ Name = 'Crm_Date_Stamper' }
        $date = @{ Timestamp = '2026-05-01T00:00:00Z'; TimeZone = 'Europe/Berlin' }
        $given = & $Make
        $expected = '2026-05-01T00:10:00.000Z', '2026-05-01T00:20:00.000Z', '2026-05-01T00:00:00.000Z'
        (Update-CxDataActionDate -InputObject $given @date -PassThru).Value | Should -Be $expected
        (, $given | Update-CxDataActionDate @date -PassThru).Value | Should -Be $expected
        (ConvertTo-CxDataActionDate -InputObject $given @date).Value | Should -Be $expected
        (Update-CxDataActionDate -InputObject (Get-CxDataAction Crm_Date_Stamper, Production_Date_Processor) @date -PassThru).Count |
            Should -Be 2
        (Update-CxDataActionDate -InputObject (Get-CxDataAction Crm_Date_Stamper) @date -PassThru).Name | Should -Be Crm_Date_Stamper
        (Update-CxDataActionDate -InputObject 'Crm_Date_Stamper', 'Production_Date_Processor' @date -PassThru).Count | Should -Be 2
        {
            Update-CxDataActionDate -InputObject @($rows[0], @{ Name = 'Crm_Date_Stamper'; OffsetMinuts = 1 }) @date -ErrorAction Stop
        } | Should -Throw -ErrorId 'ParameterInvalid,*'
    }
}

Describe 'Inputs of test cases' {
    It 'that were typed as numbers are warned of, because leading zeros are lost' {
        $null = Invoke-CxIvrSimulation ivr-def-001 -TestInput 01, 0 -WarningVariable warning -WarningAction SilentlyContinue
        $warning | Should -BeLike '*typed as numbers (1, 0)*'
        $null = Invoke-CxIvrSimulation ivr-def-001 -TestCase @{ Input = 01, 0 } -WarningVariable warning -WarningAction SilentlyContinue
        $warning | Should -BeLike '*typed as numbers*'
        $null = Publish-CxIvrDeployment ivr-def-001 staging -TestInput 1,
            timeout -WhatIf -ErrorAction SilentlyContinue -WarningVariable warning -WarningAction SilentlyContinue
        $warning | Should -BeLike '*typed as numbers (1)*'
    }

    It 'in quotes, from JSON or alone are as they were typed' {
        $calls = @(
            Invoke-CxIvrSimulation ivr-def-001 -TestInput '01', '0' -WarningVariable +warning
            Invoke-CxIvrSimulation ivr-def-001 -TestInput 01 -WarningVariable +warning
            Invoke-CxIvrSimulation ivr-def-001 -TestCase ('{"Input":[1,0]}' | ConvertFrom-Json) -WarningVariable +warning
        )
        $warning | Should -BeNullOrEmpty
        $calls | ForEach-Object { $_.Input -join '|' } | Should -Be '01|0', '01', '1|0'
    }

    It 'in one text, as pwsh -File passes them, are split as those of test cases are' {
        (Invoke-CxIvrSimulation ivr-def-001 -TestInput '1,0').Input | Should -Be '1', '0'
        (Invoke-CxIvrSimulation ivr-def-001 -TestInput '1 > timeout').Input | Should -Be '1', 'timeout'
    }
}

Describe 'Members that only the tenant knows' {
    It 'of a data action bind to no parameter' {
        $own = Invoke-CxRestMethod /api/v2/dataactions -AllPages | Where-Object name -eq Production_Date_Processor
        $own | Add-Member -NotePropertyMembers @{
            offsetMinutes = 90
            operation = 'Add'
            timeZone = 'Asia/Tokyo'
            timestamp = '2020-01-01T00:00:00Z'
            targetField = 'evil'
            period = 'P1D'
        }
        $null = Invoke-CxRestMethod "/api/v2/dataactions/$($own.id)" -Method PUT -Body $own
        $action = Get-CxDataAction Production_Date_Processor
        $action.offsetMinutes | Should -Be 90
        $update = $action | Update-CxDataActionDate -Timestamp 2026-01-01T00:00:00Z -TimeZone Europe/Berlin -PassThru
        $update.Value | Should -Be '2026-01-01T00:00:00.000Z'
        ($action | Update-CxDataActionDate -PassThru -ErrorAction SilentlyContinue -ErrorVariable failure) | Should -BeNullOrEmpty
        $failure.FullyQualifiedErrorId | Should -BeLike 'ParameterInvalid,*'
        { $action | ConvertTo-CxDataActionDate -ErrorAction Stop } | Should -Throw
        # A row of the user's own binds all of its columns.
        $row = [pscustomobject]@{
            Id = $action.Id
            OffsetMinutes = 90
            Operation = 'Add'
            Timestamp = '2026-01-01T00:00:00Z'
            TimeZone = 'Europe/Berlin'
        }
        ($row | Update-CxDataActionDate -PassThru).Value | Should -Be '2026-01-01T01:30:00.000Z'
    }

    It 'of a copy of a data action bind to no parameter: <Name>' -ForEach @(
        @{ Name = 'JSON'; Make = { Get-CxDataAction Production_Date_Processor | ConvertTo-Json -Depth 9 | ConvertFrom-Json } }
        @{
            Name = 'JSON as a hashtable'
            Make = { Get-CxDataAction Production_Date_Processor | ConvertTo-Json -Depth 9 | ConvertFrom-Json -AsHashtable }
        }
        @{
            Name = 'JSON that is cut off'
            Make = {
                Get-CxDataAction Production_Date_Processor | ConvertTo-Json -Depth 1 -WarningAction SilentlyContinue | ConvertFrom-Json
            }
        }
        @{
            Name = 'JSON that is cut off at once'
            Make = {
                Get-CxDataAction Production_Date_Processor | ConvertTo-Json -Depth 0 -WarningAction SilentlyContinue | ConvertFrom-Json
            }
        }
        @{
            Name = 'Clixml'
            Make = {
                Get-CxDataAction Production_Date_Processor | Export-Clixml (Join-Path $TestDrive action.xml)
                Import-Clixml (Join-Path $TestDrive action.xml)
            }
        }
        @{ Name = 'CSV'; Make = { Get-CxDataAction Production_Date_Processor | ConvertTo-Csv | ConvertFrom-Csv } }
        @{ Name = 'Select-Object'; Make = { Get-CxDataAction Production_Date_Processor | Select-Object * } }
        @{
            Name = 'Invoke-CxRestMethod'
            Make = { Invoke-CxRestMethod "/api/v2/dataactions/$((Get-CxDataAction Production_Date_Processor).Id)" }
        }
    ) {
        $copy = & $Make
        $copy.offsetMinutes | Should -Be 90
        $copy.Id | Should -Not -BeNullOrEmpty
        $date = @{
            Timestamp = '2026-02-01T00:00:00Z'
            TimeZone = 'Europe/Berlin'
            PassThru = $true
            WarningVariable = 'warning'
            WarningAction = 'SilentlyContinue'
        }
        $update = $copy | Update-CxDataActionDate @date
        $update.Value | Should -Be '2026-02-01T00:00:00.000Z'
        $update.Name | Should -Be Production_Date_Processor
        $warning | Should -BeLike '*OffsetMinutes*'
        (Update-CxDataActionDate -InputObject $copy @date).Value | Should -Be '2026-02-01T00:00:00.000Z'
        ($copy | Update-CxDataActionDate -OffsetMinutes 30 -Operation Add @date).Value | Should -Be '2026-02-01T00:30:00.000Z'
        { $copy | ConvertTo-CxDataActionDate -ErrorAction Stop -WarningAction SilentlyContinue } | Should -Throw
        # The row after it is read as any other.
        $row = [pscustomobject]@{ Id = $copy.Id; OffsetMinutes = 60; Operation = 'Add' }
        ($copy, $row, $copy | Update-CxDataActionDate @date).Value | Should -Be '2026-02-01T00:00:00.000Z', '2026-02-01T01:00:00.000Z',
            '2026-02-01T00:00:00.000Z'
    }

    It 'a column Configuration does not make a copy of a row' {
        $date = @{ Timestamp = '2026-03-01T00:00:00Z'; TimeZone = 'Europe/Berlin'; ErrorAction = 'Stop' }
        foreach ($header in 'Name,Configuration,OffsetMinuts', 'Id,Configuration,OffsetMinuts') {
            {
                "$header`nProduction_Date_Processor,x,60" | ConvertFrom-Csv | Update-CxDataActionDate @date
            } | Should -Throw -ErrorId 'ParameterInvalid,*'
        }
        {
            "Id,Name,Configuration,OffsetMinuts`n,Production_Date_Processor,,60" | ConvertFrom-Csv | Update-CxDataActionDate @date
        } | Should -Throw -ErrorId 'ParameterInvalid,*'
        $row = "Name,Configuration,OffsetMinutes`nProduction_Date_Processor,x,60" | ConvertFrom-Csv
        ($row | Update-CxDataActionDate @date -IgnoreColumn Configuration -PassThru).Value | Should -Be '2026-03-01T01:00:00.000Z'
    }

    It 'a calculated column of a copy is named in a warning, and binds where columns are selected by name' {
        $date = @{ Timestamp = '2026-04-01T00:00:00Z'; TimeZone = 'Europe/Berlin'; PassThru = $true }
        $action = Get-CxDataAction Crm_Date_Stamper
        ($action | Select-Object *, @{
            n = 'OffsetMinutes'
            e = { 60 }
        } | Update-CxDataActionDate @date -WarningVariable warning -WarningAction SilentlyContinue).Value |
            Should -Be '2026-04-01T00:00:00.000Z'
        $warning | Should -BeLike '*OffsetMinutes*Select-Object Id, OffsetMinutes*'
        ($action | Select-Object Id, @{ n = 'OffsetMinutes'; e = { 60 } } | Update-CxDataActionDate @date -WarningVariable warning).Value |
            Should -Be '2026-04-01T01:00:00.000Z'
        $warning | Should -BeNullOrEmpty
    }

    It 'of other objects do not stand in for what the module knows' {
        $keeper = Start-Keeper
        try {
            $keeper.Kept['/api/v2/ivr/definitions/ivr-1'] = '{"id":"ivr-1","ivrDefinitionId":"evil","jobId":"evil","environment":"evil"}'
            $keeper.Kept['/api/v2/ivr/deployments/job-1'] = '{"jobId":"job-1","status":"COMPLETED","ivrDefinitionIds":["ivr-1"],"id":"evil","environment":"evil","targetEnvironment":"staging"}'
            $keeper.Kept['/api/v2/outbound/campaigns/c-1'] = '{"id":"c-1","version":1,"campaignId":"evil","predictiveDialerSettings":{"parameterWeights":{"answer_rate":0.1}}}'
            $other = Connect-CxOne $keeper.Uri -Credential (Get-Secret) -MaximumRetryCount 0 -AuditPath (Join-Path (Convert-Path TestDrive:) kept) -PassThru
            $definition = Get-CxIvrDefinition -Id ivr-1
            $definition.ivrDefinitionId | Should -Be evil
            $null = $definition | Invoke-CxIvrSimulation -TestInput '1' -ErrorAction SilentlyContinue
            $null = $definition | Publish-CxIvrDeployment -Environment staging -SkipSimulation -NoWait -ErrorAction SilentlyContinue
            $job = Get-CxIvrDeployment job-1
            $null = $job | Get-CxIvrDefinition -ErrorAction SilentlyContinue
            $null = $job | Export-CxDeploymentMetric -TimeoutSec 1 -ErrorAction SilentlyContinue
            $null = Get-CxCampaign c-1 | Test-CxPredictiveWeight -AlgorithmId CXONE_PREDICTIVE_V3 -Weight @{ answer_rate = 0.1 } -ErrorAction SilentlyContinue
            $keeper.Seen | Where-Object { $_ -match 'evil' } | Should -BeNullOrEmpty
            $keeper.Kept.Keys | ForEach-Object {
                $_ -match '/(simulate|deploy|deployments|exports?)' ? $keeper.Kept[$_] : $null
            } | Where-Object { $_ -match '"evil"' -and $_ -notmatch '"jobId":"job-1","status"' } | Should -BeNullOrEmpty
            @($keeper.Seen | Where-Object { $_ -match 'ivr-1/simulate|ivr/definitions/ivr-1$' }).Count | Should -BeGreaterThan 1
        } finally {
            Connect-CxOne -Sandbox -AuditPath (Join-Path (Convert-Path TestDrive:) audit)
            Stop-Receiver $keeper
        }
    }
}

Describe 'Objects in the place of text' {
    It '<_> refuses an object without an id' -ForEach @(
        'Get-CxIvrDeployment', 'Wait-CxIvrDeployment', 'Undo-CxIvrDeployment', 'Export-CxDeploymentMetric', 'Get-CxIvrDefinition',
            'Get-CxCampaign',
        'Get-CxDialerConfig', 'Get-CxWebhook', 'Get-CxDataAction', 'Unregister-CxWebhook', 'Set-CxDialerConfig', 'Test-CxDialerConfig',
            'Test-CxScript'
    ) {
        $null = [pscustomobject]@{ 'Job Id' = 'x' } | & $_ -ErrorAction SilentlyContinue -ErrorVariable failure
        $failure[0].FullyQualifiedErrorId | Should -Match '^ParameterArgumentTransformationError,'
    }

    It 'every parameter that takes text from any object does so' {
        $checked = 0
        foreach ($command in Get-Command -Module CxOne) {
            foreach ($parameter in $command.Parameters.Values) {
                $isPiped = $parameter.Attributes | Where-Object {
                    $_ -is [Management.Automation.ParameterAttribute] -and $_.ValueFromPipeline
                }
                if ($isPiped -and $parameter.ParameterType -in [string], [string[]] -and $command.Name -ne 'ConvertTo-CxDataActionDate') {
                    $parameter.Attributes.ForEach({ $_.GetType().Name }) |
                        Should -Contain ObjectIdAttribute -Because "$($command.Name) -$($parameter.Name)"
                    $checked++
                }
            }
        }
        $checked | Should -BeGreaterThan 14
    }

    It 'an id may be a number, a GUID or the value of a table' {
        foreach ($id in 7, [guid]::Empty) {
            $null = [pscustomobject]@{ Id = $id } | Get-CxIvrDefinition -ErrorAction SilentlyContinue -ErrorVariable failure
            $failure[0].FullyQualifiedErrorId | Should -Match '^ObjectNotFound,'
            $failure[0].Exception.Message | Should -Match "'$id'"
        }
        $known = (Get-CxIvrDefinition | Select-Object -First 1).Id
        (@{ id = $known } | Get-CxIvrDefinition).Id | Should -Be $known
    }

    It 'columns of a row that names a definition are not ignored' {
        $known = (Get-CxIvrDefinition | Select-Object -First 1).Id
        $row = [pscustomobject]@{ IvrDefinitionId = $known; Environmnt = 'Dev' }
        { $row | Publish-CxIvrDeployment -Environment staging -DryRun -SkipSimulation } | Should -Throw -ErrorId 'ParameterInvalid,*'
        { $row | Invoke-CxIvrSimulation -TestInput '1' } | Should -Throw -ErrorId 'ParameterInvalid,*'
        ($row | Invoke-CxIvrSimulation -TestInput '1' -IgnoreColumn environmnt).IvrDefinitionId | Should -Be $known
        (Get-CxIvrDefinition $known | Select-Object Id, Name | Invoke-CxIvrSimulation -TestInput '1').IvrDefinitionId | Should -Be $known
        (Get-CxIvrDefinition $known | ConvertTo-Json -Depth 9 | ConvertFrom-Json | Invoke-CxIvrSimulation -TestInput '1').IvrDefinitionId |
            Should -Be $known
    }

    It 'copies are refused with a sentence where the objects themselves are needed' {
        $definition = Get-CxIvrDefinition | Select-Object -First 1
        $call = $definition | Invoke-CxIvrSimulation -TestInput '1'
        $definition | Export-Clixml (Join-Path $TestDrive definition.xml)
        $call | Export-Clixml (Join-Path $TestDrive call.xml)
        {
            ConvertTo-CxIvrDiagram -DefinitionId $definition.Id -Simulation (Import-Clixml (Join-Path $TestDrive call.xml))
        } | Should -Throw '*Import-Clixml*'
        {
            Export-CxReport (Join-Path $TestDrive r.html) $call -Definition (Import-Clixml (Join-Path $TestDrive definition.xml))
        } | Should -Throw '*Import-Clixml*'
        ConvertTo-CxIvrDiagram -DefinitionId $definition.Id -Simulation $call | Should -Not -BeNullOrEmpty
    }

    It 'weights are numbers of any type, and not text' {
        $check = Test-CxPredictiveWeight $campaign CXONE_PREDICTIVE_V3 @{ answer_rate = [float] 0.12; call_rate = [bigint] 0 }
        $check.Changes -match 'answer_rate' | Should -Match '0\.12$'
        $check.Changes -match 'call_rate' | Should -Match ' 0$'
        { Test-CxPredictiveWeight $campaign CXONE_PREDICTIVE_V3 '{"answer_rate":0.12}' } | Should -Throw '*ConvertFrom-Json*'
    }
}
