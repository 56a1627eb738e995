BeforeAll {
    Import-Module $PSScriptRoot/../Support.psm1 -Force
    Import-Module $env:CXONE_TEST_MODULE -Force
    Connect-CxOne -Sandbox
    function Read-Campaign { [CmdletBinding()] param() Get-CxCampaign }
    function Get-LineCount([object[]] $Output, [type] $Kind) { @($Output | Where-Object { $_ -is $Kind }).Count }
}

AfterAll { Disconnect-CxOne }

# The lines are not even written where nobody reads them; whoever asks in any of pwsh's ways gets them.
Describe 'Verbose and debug lines' {
    It 'are written if requested: <How>' -ForEach @(
        @{ How = 'not at all'; Preference = 'SilentlyContinue'; Run = { Get-CxCampaign *>&1 }; Lines = 0 }
        @{ How = '-Verbose'; Preference = 'SilentlyContinue'; Run = { Get-CxCampaign -Verbose *>&1 }; Lines = 1 }
        @{ How = 'the preference'; Preference = 'Continue'; Run = { Get-CxCampaign *>&1 }; Lines = 1 }
        @{
            How = '-Verbose:$false against the preference'
            Preference = 'Continue'
            Run = { Get-CxCampaign -Verbose:$false *>&1 }
            Lines = 0
        }
        @{ How = '-Verbose of a calling function'; Preference = 'SilentlyContinue'; Run = { Read-Campaign -Verbose *>&1 }; Lines = 1 }
        @{ How = '-Verbose:$false of a calling function'; Preference = 'Continue'; Run = { Read-Campaign -Verbose:$false *>&1 }; Lines = 0 }
    ) {
        $VerbosePreference = $Preference
        Get-LineCount (& $Run) ([Management.Automation.VerboseRecord]) | Should -Be $Lines
    }

    It 'contain the sent headers with a debug preference' {
        $DebugPreference = 'Continue'
        $output = Get-CxCampaign *>&1
        Get-LineCount $output ([Management.Automation.DebugRecord]) | Should -Be 1
        Get-LineCount $output ([Management.Automation.VerboseRecord]) | Should -Be 0
    }
}
