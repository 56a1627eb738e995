BeforeDiscovery {
    Import-Module $env:CXONE_TEST_MODULE
    # Connect-CxOne reaches out to whatever address it is given; its addresses are checked by tests of their own.
    $cmdlets = (Get-Command -Module CxOne | Where-Object Name -NotIn 'Connect-CxOne', 'Disconnect-CxOne').Name
}
BeforeAll {
    Import-Module $PSScriptRoot/../Support.psm1 -Force
    Import-Module $env:CXONE_TEST_MODULE
    Connect-CxOne -Sandbox -SandboxOption @{ JobStepMs = 0 }
    $known = (Get-CxConnection).GetType().Assembly.GetType('CxOne.Errors.CxErrors').GetProperty('All').GetValue($null).Id
    # What pwsh itself says of a value that it cannot bind.
    $binder = 'ParameterArgumentValidationError', 'ParameterArgumentTransformationError', 'CannotConvertArgumentNoMessage',
        'CannotConvertArgument', 'AmbiguousParameterSet', 'MissingMandatoryParameter',
    'ParameterArgumentValidationErrorNullNotAllowed', 'ParameterArgumentValidationErrorEmptyStringNotAllowed',
        'ParameterArgumentValidationErrorEmptyArrayNotAllowed', 'ParameterArgumentValidationErrorEmptyCollectionNotAllowed',
    'ParameterArgumentTransformationErrorNullNotAllowed', 'ParameterBindingFailed', 'DriveNotFound', 'PathNotFound', 'ProviderNotFound',
        'NotSupported'
    $nasty = @{
        Text   = '', ' ', 'x', '..', '../../oauth/token', 'a/b', '%2e%2e%2f', '?a=b#c', "line`r`nbreak", "nul`0", '"''`$(1)', 'ÄÖ漢字🎧',
            ('y' * 10000), '*', '[', 'C:\x', '0,5', $null
        Number = -1, 0, 1, [int]::MaxValue, [long]::MaxValue, [double]::NaN, [double]::PositiveInfinity, 1e308, -0.5, 'x', '', '0,5', $null
        Any    = $null, '', 'x', 42, @(), @{}, @{ x = 1 }, [pscustomobject]@{ Id = '../x' }, (Get-Date), ([object]::new()), @($null),
            @('a', $null)
    }
    # What a cmdlet must have so that the value under test is reached at all.
    $usual = @{
        Id = 'dialer-east'; CampaignId = '12345678-1234-1234-1234-123456789012'; IvrDefinitionId = 'ivr-def-001'
        DefinitionId = 'ivr-def-001'; JobId = 'no-such-job'; Environment = 'staging'
        Model = 'ErlangC'; Agents = 5; OfferedLoad = 3; Timestamp = '2026-01-01T00:00:00Z'; TimeZone = 'Europe/Berlin'
        Name = 'Production_Date_Processor'; OffsetMinutes = '5'; EventType = 'TEST'; Details = @{ a = 1 }
        AlgorithmId = 'CXONE_PREDICTIVE_V3'; Weight = @{ answer_rate = 0.1 }; AnswerRate = 0.4; AgentEfficiency = 0.8; WindowMinutes = 60
        Uri = 'https://monitor.example/x'; Event = 'campaign.updated'; Method = 'GET'
        TimeoutSec = 1; PollingIntervalSec = 0.01; Days = 2; Ratio = 1.0; FindRatio = $true; FindAgents = $true; FindLoad = $true
        ServiceLevel = 0.8; TargetSec = 20; HandleTimeSec = 100; DialRate = 2
    }
    function Get-Nasty([type] $Type) {
        $bare = [Nullable]::GetUnderlyingType($Type) ?? $Type
        if ($bare.IsArray) { $bare = $bare.GetElementType() }
        if ($bare -eq [switch]) { return }
        if ($bare -in [int], [long], [double]) { return $nasty.Number }
        if ($bare -in [string], [uri]) { return $nasty.Text }
        $nasty.Any
    }
    function Test-BadInput([string] $Cmdlet, [int] $Share) {
        $command = Get-Command $cmdlet
        $common = [System.Management.Automation.PSCmdlet]::CommonParameters +
            [System.Management.Automation.PSCmdlet]::OptionalCommonParameters
        $parameterNumber = 0
        $wrong = [Collections.Generic.List[string]]::new()
        # Not in Pester's drive: it cannot clean up files of such names.
        $folder = [IO.Directory]::CreateTempSubdirectory('cxone-fuzz').FullName
        $page = Join-Path $folder 'page.html'
        Push-Location $folder
        try {
            foreach ($set in $command.ParameterSets) {
                $base = @{}
                foreach ($parameter in $set.Parameters | Where-Object IsMandatory) {
                    if ($parameter.Name -eq 'Path') { $base.Path = $cmdlet -like 'Invoke-CxRestMethod' ? '/api/v2/tenant' : $page }
                    elseif ($usual.ContainsKey($parameter.Name)) { $base[$parameter.Name] = $usual[$parameter.Name] }
                }
                foreach ($name in 'TimeoutSec', 'PollingIntervalSec', 'Days') {
                    if ($set.Parameters.Name -contains $name) { $base[$name] = $usual[$name] }
                }
                foreach ($parameter in $set.Parameters | Where-Object { $_.Name -notin $common -and $_.Name -ne 'Connection' }) {
                    $at = $parameterNumber++
                    foreach ($value in Get-Nasty $parameter.ParameterType) {
                        if ($at++ % $Share -ne 0) { continue }
                        # Waiting for an hour, or for a webhook of the world's, is what was asked for and no error.
                        if ($parameter.Name -match 'Wait|Interval|TimeoutSec|Latency' -and $value -is [ValueType] -and $value -gt 1) {
                            continue
                        }
                        $arguments = $base.Clone()
                        $arguments[$parameter.Name] = $value
                        if ($command.Parameters.ContainsKey('Confirm')) { $arguments.Confirm = $false }
                        $failure = @()
                        try {
                            $null = & $cmdlet @arguments -ErrorVariable failure -ErrorAction SilentlyContinue -WarningAction Ignore -ProgressAction Ignore
                        } catch {
                            $failure = @($_)
                        }
                        foreach ($record in $failure | ForEach-Object {
                            $_ -is [System.Management.Automation.ErrorRecord] ? $_ : $_.ErrorRecord
                        }) {
                            $id = "$($record.FullyQualifiedErrorId)".Split(',')[0]
                            if (($id -notin $known -and $id -notin $binder) -or $id -eq 'UnexpectedError' -or
                                $record.CategoryInfo.Category -eq 'NotSpecified') {
                                $shown = "$($value ?? 'null')"; $shown = $shown.Substring(0, [math]::Min(20, $shown.Length))
                                # Without control characters: the report of the run is XML, which holds none.
                                $wrong.Add(("$($set.Name) -$($parameter.Name) '$shown': $id ($($record.CategoryInfo.Category)) $("$($record.Exception.Message)".Split("`n")[0])" -replace '\p{Cc}', '?'))
                            }
                        }
                    }
                }
            }
        } finally {
            Pop-Location
            [IO.Directory]::Delete($folder, $true)
        }
        ($wrong | Sort-Object -Unique | Select-Object -First 12) -join "`n" | Should -BeNullOrEmpty
    }
}
AfterAll { Disconnect-CxOne }

Describe 'Bad input to <_>' -ForEach $cmdlets {
    # One value in sixteen, another part of them for each parameter; the tier Full tries all.
    It 'causes a known error or is accepted: one value in sixteen' { Test-BadInput $_ 16 }

    It 'causes a known error or is accepted: every value' -Tag Full { Test-BadInput $_ 1 }
}
