@{
    RootModule             = 'CxOne.PowerShell.dll'
    # Loaded before the root module: it resolves the assemblies in deps/ that the types of the cmdlets need.
    NestedModules          = @('CxOne.Loader.dll')
    ModuleVersion          = '0.1.0'
    GUID                   = '6f0c2a51-6d0f-4b0e-9d62-0c7a3f4f5b8e'
    Author                 = 'CxOne contributors'
    CompanyName            = 'CxOne contributors'
    Copyright              = '(c) CxOne contributors. MIT licence.'
    Description            = 'For administrators of a NICE CXone contact centre: simulate and deploy IVR definitions, set predictive dialers, tune them unattended, and keep an audit log of every change. A sandbox tenant is built in.'
    PowerShellVersion      = '7.6'
    CompatiblePSEditions   = @('Core')
    FormatsToProcess       = @('CxOne.Format.ps1xml')
    FunctionsToExport      = @()
    AliasesToExport        = @()
    VariablesToExport      = @()
    CmdletsToExport        = @(
        'Compare-CxScript'
        'Connect-CxOne'
        'ConvertTo-CxDataActionDate'
        'ConvertTo-CxIvrDiagram'
        'Disconnect-CxOne'
        'Export-CxAuditAnchor'
        'Export-CxDeploymentMetric'
        'Export-CxPacingCurve'
        'Export-CxReport'
        'Find-CxDncRecord'
        'Format-CxPacingCurve'
        'Get-CxAuditRecord'
        'Get-CxCallList'
        'Get-CxCampaign'
        'Get-CxConnection'
        'Get-CxDataAction'
        'Get-CxDialerConfig'
        'Get-CxDialerHistory'
        'Get-CxDisposition'
        'Get-CxHoursOfOperation'
        'Get-CxIvrDefinition'
        'Get-CxIvrDeployment'
        'Get-CxPointOfContact'
        'Get-CxSkill'
        'Get-CxSkillDialer'
        'Get-CxStore'
        'Get-CxWebhook'
        'Initialize-CxStore'
        'Invoke-CxAnswerSimulation'
        'Invoke-CxDialerSimulation'
        'Invoke-CxExclusive'
        'Invoke-CxIvrSimulation'
        'Invoke-CxRestMethod'
        'Invoke-CxScriptSimulation'
        'Measure-CxDialerPacing'
        'Publish-CxIvrDeployment'
        'Register-CxWebhook'
        'Restore-CxDataActionDate'
        'Restore-CxDialerConfig'
        'Restore-CxPointOfContact'
        'Restore-CxPredictiveWeight'
        'Restore-CxSkillDialer'
        'Set-CxDialerConfig'
        'Set-CxPointOfContact'
        'Set-CxPredictiveWeight'
        'Set-CxSkillDialer'
        'Start-CxSkill'
        'Stop-CxSkill'
        'Test-CxAuditLog'
        'Test-CxDialerConfig'
        'Test-CxHoursOfOperation'
        'Test-CxPredictiveWeight'
        'Test-CxScript'
        'Test-CxSkillDialer'
        'Undo-CxIvrDeployment'
        'Unregister-CxWebhook'
        'Update-CxDataActionDate'
        'Wait-CxIvrDeployment'
        'Write-CxAuditLog'
    )
    PrivateData            = @{
        PSData = @{
            Tags         = @('NICE', 'CXone', 'ContactCenter', 'IVR', 'Dialer', 'PSEdition_Core', 'Windows', 'Linux', 'MacOS')
            # A name that nobody can own stands in for the project's address; build.ps1 Pack says so until it is replaced.
            ProjectUri   = 'https://cxone.example/'
            LicenseUri   = 'https://cxone.example/LICENSE'
            IconUri      = 'https://cxone.example/assets/icon.png'
            ReleaseNotes = 'See CHANGELOG.md in the package.'
        }
    }
}
