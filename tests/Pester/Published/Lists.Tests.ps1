BeforeAll {
    Import-Module $PSScriptRoot/../Support.psm1 -Force
    Import-Module $env:CXONE_TEST_MODULE
    $env:CXONE_AUDIT_PATH = "$TestDrive/audit"
    $server = Start-Sandbox
    Connect-CxOne $server.Uri -Credential (Get-Secret) -RequestsPerMinute 6000
}
AfterAll { Disconnect-CxOne; Stop-Sandbox $server; $env:CXONE_AUDIT_PATH = $null }

Describe 'Cmdlets that read published objects' {
    It '<Command> takes an id, a name and a pattern by position and from the pipe' -ForEach @(
        @{ Command = 'Get-CxSkill' }, @{ Command = 'Get-CxSkillDialer' }, @{ Command = 'Get-CxPointOfContact' }, @{ Command = 'Get-CxHoursOfOperation' }
        @{ Command = 'Get-CxDisposition' }, @{ Command = 'Get-CxCallList' }
    ) {
        $all = @(& $Command)
        $one = $all[1]
        (& $Command $one.Id).Name | Should -Be $one.Name
        (& $Command $one.Name.ToUpperInvariant() | Where-Object Id -EQ $one.Id) | Should -HaveCount 1
        ($one | & $Command).Id | Should -Be $one.Id
        (& $Command "$($one.Name.Substring(0, 3))*").Id | Should -Contain $one.Id
        { & $Command 'no such thing' -ErrorAction Stop } | Should -Throw -ErrorId 'ObjectNotFound,*'
        ($all | Format-Table | Out-String -Width 100) -split "`n" | Where-Object Length -GT 100 | Should -BeNullOrEmpty
    }
}

Describe 'Get-CxCallList' {
    It 'has counts as numbers' {
        $list = @(Get-CxCallList)[0]
        $list.TotalRecords | Should -BeOfType long
        $list.Skills[0].FreshRecords | Should -BeOfType long
        ($list.Skills | Measure-Object TotalRecords -Sum).Sum | Should -Be $list.TotalRecords
    }
}

Describe 'Find-CxDncRecord' {
    It 'lists the records of a group by its exact name or id' {
        $records = Find-CxDncRecord -Group 'Company list'
        $records.Count | Should -BeGreaterThan 100
        (Find-CxDncRecord -Group $records[0].GroupId).Count | Should -Be $records.Count
        { Find-CxDncRecord -Group 'Company*' -ErrorAction Stop } | Should -Throw -ErrorId 'ObjectNotFound,*'
    }

    It 'finds numbers in any spelling, and returns nothing for one that no group has' {
        $number = @(Find-CxDncRecord -Group 'Company list')[0].PhoneNumber
        (Find-CxDncRecord "+$number").GroupName | Should -Contain 'Company list'
        (Find-CxDncRecord $number.Insert(4, ') ').Insert(1, ' (')).PhoneNumber | Should -Be $number
        ([pscustomobject]@{ PhoneNumber = $number } | Find-CxDncRecord).PhoneNumber | Should -Be $number
        Find-CxDncRecord 19995550199 | Should -BeNullOrEmpty
    }

    It 'reports a text that is no number and searches the others' {
        $number = @(Find-CxDncRecord -Group 'Company list')[0].PhoneNumber
        $found = '1-800-FLOWERS', $number | Find-CxDncRecord -ErrorAction SilentlyContinue -ErrorVariable failure
        $found.PhoneNumber | Should -Be $number
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'ParameterInvalid,*'
        $failure[0].TargetObject | Should -Be '1-800-FLOWERS'
    }

    It 'changes nothing, and repeats a search whose answer is lost' {
        $number = @(Find-CxDncRecord -Group 'Company list')[0].PhoneNumber
        $before = Invoke-RestMethod "$($server.Uri)/sandbox/state"
        Add-SandboxFault $server @{ method = 'POST'; path = '/inContactAPI/*'; fault = 'reset-after'; count = 1 }
        (Find-CxDncRecord $number).PhoneNumber | Should -Be $number
        (Invoke-RestMethod "$($server.Uri)/sandbox/state" | ConvertTo-Json -Depth 20) | Should -Be ($before | ConvertTo-Json -Depth 20)
    }
}
