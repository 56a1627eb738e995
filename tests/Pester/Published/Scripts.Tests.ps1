BeforeAll {
    Import-Module $PSScriptRoot/../Support.psm1 -Force
    Import-Module $env:CXONE_TEST_MODULE
    $env:CXONE_AUDIT_PATH = "$TestDrive/audit"
    Connect-CxOne -Sandbox
}
AfterAll { Disconnect-CxOne; $env:CXONE_AUDIT_PATH = $null }

Describe 'Get-CxScript' {
    It 'takes a name and patterns with folders by position and from the pipe' {
        $main = Get-CxScript PROD\Main
        $main.Name, $main.Folder, $main.Leaf | Should -Be 'PROD\Main', 'PROD', 'Main'
        $main.ModifiedBy | Should -Not -BeNullOrEmpty
        $main.Size | Should -BeGreaterThan 0
        ('prod\main' | Get-CxScript).MasterId | Should -Be $main.MasterId
        ($main | Get-CxScript).MasterId | Should -Be $main.MasterId
        $all = Get-CxScript
        (Get-CxScript PROD\*).Name | Should -Be $all.Where({ $_.Name -like 'PROD\*' }).Name
        (Get-CxScript -Folder PROD\Outbound).Name | Should -Be $all.Where({ $_.Folder -eq 'PROD\Outbound' }).Name
        (Get-CxScript *\Main -Folder TEST).Name | Should -Be 'TEST\Main'
    }

    It 'filters by media type, modifier and time' {
        (Get-CxScript -MediaType 3).Name | Should -Be 'PROD\Chat'
        $newest = (Get-CxScript | Sort-Object ModifyDate -Descending)[2].ModifyDate
        (Get-CxScript -ModifiedAfter $newest.UtcDateTime).Count | Should -Be 3
        Get-CxScript -ModifiedBy nobody* | Should -BeNullOrEmpty
        Get-CxScript -LockedBy * | Should -BeNullOrEmpty
    }

    It 'reports a name and a folder that do not exist, with similar names, and reads the others' {
        $found = Get-CxScript PROD\Mian, PROD\Chat -ErrorVariable failure -ErrorAction SilentlyContinue
        $found.Name | Should -Be 'PROD\Chat'
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'ObjectNotFound,*'
        "$failure" | Should -Match ([regex]::Escape("'PROD\Main'"))
        { Get-CxScript -Folder Nowhere -ErrorAction Stop } | Should -Throw -ErrorId 'ObjectNotFound,*'
        Get-CxScript NO* | Should -BeNullOrEmpty
    }

    It 'reads bodies, also of Desktop Studio, and they go on to the other cmdlets' {
        $main = Get-CxScript PROD\Main -Body
        $main.Script.Actions.Count | Should -BeGreaterThan 3
        $main.Script.Actions[0].Name | Should -Be 'BEGIN'
        $main.Script.Actions[1].Properties[0].Name | Should -Be 'Sequence'
        $main.Script.Actions[0].Branches[0].To | Should -Be $main.Script.Actions[1].Id
        $main.Hash | Should -Match '^[0-9a-f]{64}$'
        (Get-CxScript LEGACY\Desktop -Body).Script.Source | Should -Be 'Xml'
        $main | ConvertTo-CxIvrDiagram | Should -Match 'flowchart'
        ($main | Invoke-CxScriptSimulation -Explore -Depth 1).States | Should -BeGreaterThan 0
        ($main | Test-CxScript | Select-Object -First 1).Script | Should -Be 'PROD\Main'
        { Get-CxScript PROD\Main | ConvertTo-CxIvrDiagram -ErrorAction Stop } | Should -Throw -ErrorId 'ParameterInvalid,*'
    }
}

Describe 'Get-CxScriptHistory' {
    It 'lists versions newest first, and they go on to Compare-CxScript' {
        $versions = Get-CxScript PROD\Main | Get-CxScriptHistory
        $versions.Count | Should -BeGreaterThan 1
        $versions[0].IsCurrent | Should -BeTrue
        $versions.ModifyDate | Should -Be ($versions.ModifyDate | Sort-Object -Descending)
        $versions[1..9].IsCurrent | Should -Not -Contain $true
        (Get-CxScriptHistory PROD\Main -Body)[1].Hash | Should -Not -Be (Get-CxScript PROD\Main -Body).Hash
        ($versions[1] | Compare-CxScript).IsSame | Should -BeFalse
        ($versions[0] | Compare-CxScript).IsSame | Should -BeTrue
        (Compare-CxScript -Name PROD\Main -Version $versions[1].ScriptId -DifferenceVersion $versions[1].ScriptId).IsSame | Should -BeTrue
        { Get-CxScriptHistory PROD\Mian -ErrorAction Stop } | Should -Throw -ErrorId 'ObjectNotFound,*'
    }
}

Describe 'Export-CxScript' {
    It 'writes files and a lock file, and touches nothing when nothing has changed' {
        $path = Join-Path $TestDrive first
        Export-CxScript PROD\Main $path -WhatIf
        $path | Should -Not -Exist
        $export = Export-CxScript PROD\Main, DEMO\* $path -PassThru
        $export.Status | Sort-Object -Unique | Should -Be 'Created'
        $lock = Get-Content $path/cxone.lock.json -Raw | ConvertFrom-Json -AsHashtable
        $lock.format | Should -Be 'cxone-lock/1'
        $lock.scripts['PROD\Main'].file | Should -Be 'PROD/Main.json'
        $lock.scripts['PROD\Main'].hash | Should -Be (Get-CxScript PROD\Main -Body).Hash
        $lock.scripts['PROD\Main'].modifyDate | Should -Not -BeNullOrEmpty
        $lock.scripts.Count | Should -Be $export.Count
        $before = Get-ChildItem $path -Recurse -File | ForEach-Object { "$($_.FullName) $($_.LastWriteTimeUtc.Ticks)" }
        (Export-CxScript PROD\Main, DEMO\* $path -PassThru).Status | Sort-Object -Unique | Should -Be 'Unchanged'
        Get-ChildItem $path -Recurse -File | ForEach-Object { "$($_.FullName) $($_.LastWriteTimeUtc.Ticks)" } | Should -Be $before
        ($export | Test-CxScript | Where-Object Rule -EQ CXS000) | Should -BeNullOrEmpty
    }

    It 'does not overwrite an edited file without -Force, and exports the others' {
        $path = Join-Path $TestDrive edited
        Export-CxScript TEST\* $path
        $file = Join-Path $path TEST/Survey.json
        $text = (Get-Content $file -Raw) -replace 'Bye', 'Edited'
        Set-Content $file $text -NoNewline
        $export = Export-CxScript TEST\* $path -PassThru -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'ExportedFileEdited,*'
        $failure[0].TargetObject | Should -Be 'TEST\Survey'
        $export.Name | Should -Not -Contain 'TEST\Survey'
        Get-Content $file -Raw | Should -BeExactly $text
        (Compare-CxScript -Name TEST\Survey -DifferencePath $file).Script | Should -Be 'TEST\Survey'
        (Compare-CxScript -Name TEST\* -DifferencePath $path).Count | Should -Be @(Get-CxScript TEST\*).Count
        (Export-CxScript TEST\Survey $path -Force -PassThru).Status | Should -Be 'Updated'
        Get-Content $file -Raw | Should -Not -Match 'Edited'
    }

    It 'exports the prompts that scripts play, and warns about those that are missing' {
        $path = Join-Path $TestDrive prompts
        Export-CxScript PROD\Main, PROD\Claims $path -IncludePrompts -WarningVariable missing -WarningAction SilentlyContinue
        "$missing" | Should -Match 'Claims_Storm\.wav'
        [Text.Encoding]::ASCII.GetString([IO.File]::ReadAllBytes("$path/prompts/Prompts/Welcome.wav")[0..3]) | Should -Be 'RIFF'
    }

    It 'writes nothing where nothing is piped in' {
        @() | Export-CxScript -Path $TestDrive/none
        "$TestDrive/none" | Should -Not -Exist
    }
}

Describe 'Export-CxScriptCatalog' {
    It 'writes the action types in the form that -Catalog reads' {
        $file = Join-Path $TestDrive actions.json
        Export-CxScriptCatalog $file -Name DEMO\*
        (Get-Content $file -Raw | ConvertFrom-Json).actions.Count | Should -BeGreaterThan 50
        Export-CxScript DEMO\* $TestDrive/catalogued
        $with = Test-CxScript $TestDrive/catalogued -Catalog $file | ForEach-Object { "$($_.Script) $_" }
        $with | Should -Be (Test-CxScript $TestDrive/catalogued | ForEach-Object { "$($_.Script) $_" })
        { Export-CxScriptCatalog $file -ErrorAction Stop } | Should -Throw -ErrorId 'ReportExists,*'
        (Export-CxScriptCatalog $file -Name PROD\Main -Force -PassThru).Length | Should -BeGreaterThan 1000
    }
}

Describe 'Test-CxScript -Name' {
    It 'checks scripts of the tenant with its skills, hours and prompts' {
        $findings = Test-CxScript -Name PROD\* -WarningVariable warned
        $warned | Should -BeNullOrEmpty
        ($findings | Where-Object Rule -EQ CXS045).Message | Should -Match 'Claims_Storm'
        $skipped = Test-CxScript -Name PROD\Main -Verbose 4>&1 | Where-Object { "$_" -match 'is not checked' }
        "$skipped" | Should -Not -Match 'CXS045|CXS011|CXS008'
        { Test-CxScript -Name PROD\Mian -ErrorAction Stop } | Should -Throw -ErrorId 'ObjectNotFound,*'
    }

    It 'needs no connection for files' {
        $path = Join-Path $TestDrive offline
        Export-CxScript PROD\Main $path
        $connection = Get-CxConnection
        Disconnect-CxOne
        try {
            Test-CxScript $path -ErrorAction Stop | Out-Null
            { Test-CxScript -Name PROD\Main -ErrorAction Stop } | Should -Throw -ErrorId 'NotConnected,*'
        } finally { Connect-CxOne -Sandbox }
        $connection | Should -Not -BeNullOrEmpty
    }
}
