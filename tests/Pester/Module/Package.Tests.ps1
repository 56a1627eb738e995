# What packing and installing can break, on the installed package: it imports, and a cmdlet of each area finds its assemblies and its data.
Describe 'The installed module' -Tag Package {
    BeforeAll {
        Import-Module $env:CXONE_TEST_MODULE -Force
        Connect-CxOne -Sandbox -SandboxOption @{ JobStepMs = 0 } -AuditPath (Join-Path $TestDrive audit)
    }
    AfterAll { Disconnect-CxOne }

    It 'works in the area <Area>' -ForEach @(
        @{ Area = 'Connection'; Run = { (Get-CxConnection).IsSandbox }; Expected = $true }
        @{ Area = 'Http'; Run = { (Invoke-CxRestMethod /api/v2/tenant).id }; Expected = 'tenant-123' }
        @{
            Area = 'Ivr'
            Run = { (Publish-CxIvrDeployment ivr-def-001 staging -TestInput 1, 0 -Confirm:$false).Status }
            Expected = 'COMPLETED'
        }
        @{ Area = 'Dialer'; Run = { (Set-CxDialerConfig dialer-east -DialRate 2.5 -PassThru).Status }; Expected = 'Changed' }
        @{ Area = 'Campaigns'; Run = { (Get-CxCampaign campaign-idle).Id }; Expected = 'campaign-idle' }
        @{ Area = 'Pacing'; Run = { (Invoke-CxDialerSimulation -Agents 5 -AnswerRate 0.4 -Ratio 1 -Days 2).Agents }; Expected = 5 }
        @{
            Area = 'DataActions'
            Run = { (ConvertTo-CxDataActionDate 2026-07-01T00:00:00Z Europe/Berlin -OutputFormat Offset).Value }
            Expected = '2026-07-01T02:00:00.000+02:00'
        }
        @{ Area = 'Webhooks'; Run = { (Register-CxWebhook https://monitor.example/x campaign.updated).IsNew }; Expected = $true }
        @{ Area = 'Reports'; Run = { (ConvertTo-CxIvrDiagram -DefinitionId ivr-def-001) -like 'flowchart TD*' }; Expected = $true }
        @{ Area = 'Audit'; Run = { Write-CxAuditLog PACKAGE_CHECK -LocalOnly; (Test-CxAuditLog).IsValid }; Expected = $true }
    ) { & $Run | Should -Be $Expected }

    It 'shows a table of six columns at most, and the help of a cmdlet' {
        (Get-CxDialerConfig dialer-east | Format-Table | Out-String) | Should -Match 'dialer-east'
        (Get-Help Publish-CxIvrDeployment).Synopsis | Should -Not -BeNullOrEmpty
        (Get-Help about_CxOne).Length | Should -BeGreaterThan 100
    }
}
