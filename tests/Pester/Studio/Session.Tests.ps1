# Repeats the commands of docs/studio-session.md and compares what they write with the page.
BeforeDiscovery {
    $page = Get-Content $PSScriptRoot/../../../docs/studio-session.md -Raw
    $steps = [Collections.Generic.List[hashtable]]::new()
    foreach ($block in [regex]::Matches($page, '(?ms)^```text\r?\n(.*?)^```')) {
        foreach ($line in $block.Groups[1].Value -split '\r?\n') {
            if ($line -match '^PS> (.+)$') { $steps.Add(@{ Number = $steps.Count + 1; Command = $Matches[1]; Lines = @() }) }
            elseif ($line.Trim()) { $steps[-1].Lines += $line }
        }
    }
}

BeforeAll {
    Copy-Item (Resolve-Path $PSScriptRoot/../../../samples/ivr-ci) (Join-Path $TestDrive session) -Recurse
    $state = [initialsessionstate]::CreateDefault2()
    $state.ImportPSModule($env:CXONE_TEST_MODULE)
    $runspace = [runspacefactory]::CreateRunspace($state)
    $runspace.Open()
    $runspace.SessionStateProxy.Path.SetLocation((Join-Path $TestDrive session)) | Out-Null
    $runspace.SessionStateProxy.SetVariable('ErrorActionPreference', 'Stop')

    # The text of a terminal of 100 columns without colours; pwsh leaves the last column free. The page leaves its empty lines out.
    function Invoke-Step([string] $Command) {
        $shell = [powershell]::Create($runspace)
        try {
            $text = $shell.AddScript("`$PSStyle.OutputRendering = 'PlainText'; . { $Command } | Out-String -Width 99").Invoke()
            $shell.Streams.Error | Should -BeNullOrEmpty
            @("$text" -split '\r?\n' | ForEach-Object TrimEnd | Where-Object { $_ })
        } finally { $shell.Dispose() }
    }
}

AfterAll { $runspace.Dispose() }

Describe 'The session of docs/studio-session.md' {
    It 'has a step for each sight: comparison, Markdown, tests, linter, one call' {
        $steps.Count | Should -BeGreaterThan 12
    } -ForEach @{ steps = $steps }

    It 'step <Number> writes what the page shows: <Command>' -ForEach $steps {
        (Invoke-Step $Command) -join "`n" | Should -BeExactly ($Lines -join "`n")
    }
}
