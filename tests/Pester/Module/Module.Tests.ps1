BeforeAll {
    Import-Module $PSScriptRoot/../Support.psm1 -Force
    Import-Module $env:CXONE_TEST_MODULE -Force
    $pwsh = [Environment]::ProcessPath
}

Describe 'The module' {
    It 'passes Test-ModuleManifest and exports cmdlets only' {
        $manifest = Test-ModuleManifest $env:CXONE_TEST_MODULE
        $manifest.ExportedCmdlets.Count | Should -BeGreaterThan 10
        $manifest.ExportedFunctions.Count | Should -Be 0
        $manifest.ExportedAliases.Count | Should -Be 0
    }

    It 'exports every cmdlet class that is built, and no name that is not' {
        $types = [AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { $_.GetName().Name -eq 'CxOne.PowerShell' } | ForEach-Object ExportedTypes
        $built = foreach ($type in $types) {
            foreach ($attribute in $type.GetCustomAttributes([System.Management.Automation.CmdletAttribute], $false)) { "$($attribute.VerbName)-$($attribute.NounName)" }
        }
        (Get-Command -Module CxOne).Name | Sort-Object | Should -Be ($built | Sort-Object)
    }

    It 'imports silently, twice, with -Force, and again after it was removed' {
        $text = & $pwsh -NoProfile -NonInteractive -Command "
            Import-Module '$env:CXONE_TEST_MODULE'; Import-Module '$env:CXONE_TEST_MODULE' -Force
            Connect-CxOne -Sandbox; Remove-Module CxOne; Import-Module '$env:CXONE_TEST_MODULE'
            Connect-CxOne -Sandbox; (Get-CxIvrDefinition -Id ivr-def-001).Name" *>&1
        $LASTEXITCODE | Should -Be 0
        $text | Should -Be 'Main menu'
    }

    It 'loads no assembly but its own into the default context' {
        $names = & $pwsh -NoProfile -NonInteractive -Command "
            Import-Module '$env:CXONE_TEST_MODULE'; Connect-CxOne -Sandbox; `$null = Get-CxIvrDefinition
            [Runtime.Loader.AssemblyLoadContext]::Default.Assemblies | ForEach-Object { `$_.GetName().Name } | Where-Object { `$_ -match '^(CxOne|Polly|Microsoft\.Extensions|NodaTime)' }"
        $names | Should -Be 'CxOne.PowerShell'
    }

    It 'has a view of its own for <_>, with a table of at most six columns and a list' -ForEach @(
        'CxOne.Connection.CxConnection', 'CxOne.Ivr.IvrDefinition', 'CxOne.Ivr.IvrSimulationResult', 'CxOne.Ivr.IvrPathStep', 'CxOne.Ivr.IvrTimeoutEvent',
        'CxOne.Ivr.IvrExpectation', 'CxOne.Ivr.IvrDeploymentResult', 'CxOne.Ivr.IvrDeploymentJob', 'CxOne.Ivr.IvrDeploymentMetric', 'CxOne.Ivr.IvrStateChange',
        'CxOne.Dialer.DialerConfig', 'CxOne.Dialer.DialerConfigCheck', 'CxOne.Dialer.DialerConfigUpdate', 'CxOne.Merge.CxFieldDifference', 'CxOne.Merge.CxFieldConflict', 'CxOne.Campaigns.Campaign',
        'CxOne.Campaigns.AnswerSimulationResult', 'CxOne.Campaigns.AnswerAdjustment', 'CxOne.Campaigns.HomogeneityTest', 'CxOne.Campaigns.RateInterval', 'CxOne.Campaigns.PredictiveWeightCheck', 'CxOne.Campaigns.WeightSignificance', 'CxOne.Campaigns.PredictiveWeightUpdate', 'CxOne.Webhooks.Webhook',
        'CxOne.DataActions.DataAction', 'CxOne.DataActions.DataActionDateUpdate', 'CxOne.DataActions.DataActionDateResult', 'CxOne.DataActions.DataActionTimeResolution', 'CxOne.Webhooks.CallbackResult',
        'CxOne.Audit.AuditRecord', 'CxOne.Audit.AuditVerification', 'CxOne.Audit.TenantAuditReceipt'
    ) {
        $views = (Get-FormatData $_ -PowerShellVersion $PSVersionTable.PSVersion).FormatViewDefinition
        $table = $views.Control | Where-Object { $_ -is [System.Management.Automation.TableControl] }
        $table.Headers.Count | Should -BeGreaterThan 1
        $table.Headers.Count | Should -BeLessOrEqual 6
        $views.Control | Where-Object { $_ -is [System.Management.Automation.ListControl] } | Should -Not -BeNullOrEmpty
    }

    It 'holds docs/errors.md against the list in the code' {
        [void](Get-CxConnection)
        Connect-CxOne -Sandbox
        $assembly = (Get-CxConnection).GetType().Assembly
        $errors = $assembly.GetType('CxOne.Errors.CxErrors').GetProperty('All').GetValue($null)
        $page = Get-Content $PSScriptRoot/../../../docs/errors.md -Raw
        foreach ($definition in $errors) {
            $definition.RecommendedAction | Should -Not -BeNullOrEmpty
            $page | Should -Match ([regex]::Escape("### $($definition.Id)"))
            $page | Should -Match ([regex]::Escape($definition.RecommendedAction))
        }
        ([regex]::Matches($page, '(?m)^### (\w+)')).Count | Should -Be $errors.Count
    }
}
