BeforeAll {
    Import-Module $PSScriptRoot/../Support.psm1 -Force
    Import-Module $env:CXONE_TEST_MODULE
    $common = [System.Management.Automation.Cmdlet]::CommonParameters + [System.Management.Automation.Cmdlet]::OptionalCommonParameters
    $parameters = foreach ($command in Get-Command -Module CxOne) {
        foreach ($parameter in $command.Parameters.Values | Where-Object Name -NotIn $common) {
            [pscustomobject]@{
                Command = $command.Name
                Verb = $command.Verb
                Parameter = $parameter
                Name = "$($command.Name) -$($parameter.Name)"
            }
        }
    }
    function Get-Attribute($Parameter, [string] $Name) {
        $Parameter.Parameter.Attributes | Where-Object { $_.GetType().Name -eq "${Name}Attribute" }
    }
}

Describe 'Numbers' {
    It 'are read strictly by every numeric parameter, and as a list only by those that take one' {
        $wrong = foreach ($parameter in $parameters) {
            $type = $parameter.Parameter.ParameterType
            $item = $type.IsArray ? $type.GetElementType() : $type
            $bare = [Nullable]::GetUnderlyingType($item) ?? $item
            if ($bare -notin [int], [long], [double], [decimal]) { continue }
            $strict = Get-Attribute $parameter StrictNumber
            if (-not $strict -or $strict.IsList -ne $type.IsArray) { $parameter.Name }
        }
        $wrong | Should -BeNullOrEmpty
    }

    It 'are refused as <Value>, with what to write' -ForEach @(
        @{ Value = '0,35'; Expected = '0\.35' }
        @{ Value = '35%'; Expected = 'for 35 % write 0\.35' }
        @{ Value = '2,5 %'; Expected = 'write 0\.025' }
        @{ Value = (0, 35); Expected = '0\.35.*0\.035' }
        @{ Value = (1, 2, 3); Expected = 'list of 3' }
    ) {
        {
            Measure-CxDialerPacing ErlangC 10 -OfferedLoad $Value -ErrorAction Stop
        } | Should -Throw -ErrorId 'ParameterArgumentTransformationError,*'
        try { Measure-CxDialerPacing ErlangC 10 -OfferedLoad $Value -ErrorAction Stop } catch { "$_" | Should -Match $Expected }
    }
}

Describe 'Objects' {
    It 'are read by id, name and pattern, by position and from the pipe' {
        # These read no objects of a tenant.
        $readers = $parameters | Where-Object { $_.Verb -eq 'Get' -and $_.Command -notin 'Get-CxConnection', 'Get-CxAuditRecord', 'Get-CxStore' }
        $right = $readers | Where-Object {
            (Get-Attribute $_ SupportsWildcards) -and (Get-Attribute $_ ObjectId) -and
            ($_.Parameter.Attributes | Where-Object {
                $_ -is [Parameter] -and $_.Position -eq 0 -and $_.ValueFromPipeline -and $_.ValueFromPipelineByPropertyName -and
                    -not $_.Mandatory
            })
        }
        $readers.Command | Sort-Object -Unique | Where-Object { $_ -notin $right.Command } | Should -BeNullOrEmpty
    }

    It 'are changed by exact ids and names only' {
        ($parameters | Where-Object { $_.Verb -ne 'Get' -and (Get-Attribute $_ SupportsWildcards) }).Name | Should -BeNullOrEmpty
    }
}

Describe 'Names' {
    It 'have one form for the limit of abandonment' {
        ($parameters | Where-Object { $_.Parameter.Name -like 'MaxAbandon*' }).Parameter.Name | Sort-Object -Unique |
            Should -Be 'MaxAbandonmentRate'
        $parameters | Where-Object {
            $_.Parameter.Name -eq 'MaxAbandonmentRate' -and $_.Parameter.Aliases -notcontains 'MaxAbandonment'
        } | Should -BeNullOrEmpty
    }
}

Describe 'Completion' {
    BeforeAll {
        $env:CXONE_AUDIT_PATH = "$TestDrive/audit"
        Connect-CxOne -Sandbox
        $null = New-Item "$TestDrive/zzz-file" -ItemType File
        Push-Location $TestDrive
    }
    AfterAll { Pop-Location; Disconnect-CxOne; $env:CXONE_AUDIT_PATH = $null }

    It 'offers no files where a list of values exists' {
        # Lists of a tenant that has none of these objects yet.
        $empty = 'JobId', 'Webhook', 'Target'
        $listed = $parameters | Where-Object {
            (Get-Attribute $_ ArgumentCompleter) -and $_.Parameter.Name -notin $empty -and $_.Command -notlike '*Webhook' }
        $listed.Count | Should -BeGreaterThan 20
        $wrong = foreach ($parameter in $listed) {
            $line = "$($parameter.Command) -$($parameter.Parameter.Name) zzz"
            # A list of the tenant that takes longer than 0.2 s is there for the next Tab.
            Wait-Until {
                (TabExpansion2 "$($parameter.Command) -$($parameter.Parameter.Name) " ($line.Length -
                    3)).CompletionMatches.ResultType -contains 'ParameterValue'
            }
            if ((TabExpansion2 $line $line.Length).CompletionMatches.ResultType -contains 'ProviderItem') { $parameter.Name }
        }
        $wrong | Should -BeNullOrEmpty
    }

    It 'offers <Value> after <Line>' -ForEach @(
        @{ Line = 'Get-CxAuditRecord Dialer'; Value = 'DialerConfig.Set' }
        @{ Line = 'Get-CxAuditRecord -Outcome Suc'; Value = 'Succeeded' }
        @{ Line = 'Connect-CxOne -Region e'; Value = 'eu1' }
        @{ Line = 'Set-CxDialerConfig dialer-east -PacingType pro'; Value = 'progressive' }
    ) {
        (TabExpansion2 $Line $Line.Length).CompletionMatches.CompletionText | Should -Contain $Value
    }
}
