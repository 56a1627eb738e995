BeforeAll {
    Import-Module $PSScriptRoot/../Support.psm1 -Force
    Import-Module $env:CXONE_TEST_MODULE
    $root = '/inContactAPI/services/v30.0'
}

Describe 'The published family of a sandbox in this session' {
    AfterAll { Disconnect-CxOne }

    It 'is the only one with Families Published, reached with the access key' {
        Connect-CxOne -Sandbox -SandboxOption @{ Families = 'published' } -WarningAction SilentlyContinue
        (Get-CxConnection).EndpointStyle | Should -Be AccessKey
        (Get-CxConnection).TenantId | Should -Be 'tenant-123'
        (Invoke-CxRestMethod "$root/skills?top=1").skills[0].skillName | Should -Be 'Collections-East'
        { Invoke-CxRestMethod /api/v2/outbound/campaigns -ErrorAction Stop } | Should -Throw -ErrorId 'ObjectNotFound,*'
    }

    It 'has its profile, its reading of a PUT and its number of skills from the options' {
        Connect-CxOne -Sandbox -SandboxOption @{ PublishedProfile = 'V33'; PublishedPut = 'Merge'; SkillCount = 300 } -WarningAction SilentlyContinue
        @(Invoke-CxRestMethod "$root/skills?fields=skillId" -AllPages).Count | Should -Be 300
        (Invoke-CxRestMethod "$root/campaigns?top=1").campaigns[0].name | Should -Be 'Sales'
        $body = @{ pointOfContactName = 'Main line'; skillId = 880141; scriptName = 'PROD\Sales' }
        Invoke-CxRestMethod "$root/points-of-contact/730001" -Method PUT -Body $body | Should -BeNullOrEmpty
        (Invoke-CxRestMethod /sandbox/state).published.pointsOfContact[0].ivrReportingEnabled | Should -BeTrue
    }

    It 'refuses <Name> <Value> by name' -ForEach @(
        @{ Name = 'Families'; Value = 'Most' }
        @{ Name = 'PublishedProfile'; Value = 'V31' }
        @{ Name = 'PublishedPut'; Value = 7 }
        @{ Name = 'SkillCount'; Value = 'many' }
    ) {
        { Connect-CxOne -Sandbox -SandboxOption @{ $Name = $Value } -WarningAction SilentlyContinue } | Should -Throw -ErrorId 'ParameterInvalid,*'
        "$($Error[0].Exception.Message)" | Should -Match $Name
    }

    It 'refuses a number of skills out of range' {
        { Connect-CxOne -Sandbox -SandboxOption @{ SkillCount = 10 } -WarningAction SilentlyContinue } | Should -Throw -ErrorId 'ParameterInvalid,*'
    }
}

Describe 'The published family of a sandbox server' {
    BeforeAll { $server = Start-Sandbox -Option '--families', 'published', '--put', 'merge', '--published-profile', 'old', '--skill-count', '231' }
    AfterAll { Disconnect-CxOne; Stop-Sandbox $server }

    It 'has what the command line says' {
        Connect-CxOne -AccessKey -Area na1 -BaseUri $server.Uri -Credential (Get-Secret sandbox-key) -WarningAction SilentlyContinue
        (Invoke-CxRestMethod "$root/skills?top=1").totalRecords | Should -Be 231
        (Invoke-CxRestMethod "$root/hours-of-operation?isDeleted=false").resultSet.hoursOfOperationProfiles[0].hoursOfOperationProfileName |
            Should -Be 'Office'
        { Invoke-CxRestMethod /api/v2/tenant -ErrorAction Stop } | Should -Throw -ErrorId 'ObjectNotFound,*'
    }
}
