BeforeDiscovery {
    $pages = Get-ChildItem (Join-Path $PSScriptRoot '../../../docs/cmdlets') -Filter *.md | ForEach-Object { @{ Name = $_.BaseName } }
}

BeforeAll {
    # Title and code of every example of a page; what stands behind the first block of code is output or explanation.
    $examples = foreach ($page in Get-ChildItem (Join-Path $PSScriptRoot '../../../docs/cmdlets') -Filter *.md) {
        $part = [IO.File]::ReadAllText($page.FullName) -split '(?m)^## ' | Where-Object { $_ -match '^EXAMPLES' }
        $number = 0
        foreach ($example in $part -split '(?m)^### ' | Select-Object -Skip 1) {
            $isWhole = $example -match '(?s)^(?<title>[^\n]+).*?```powershell\n(?<code>.*?)\n```'
            [pscustomobject]@{
                Page = $page.BaseName
                Title = $isWhole ? $Matches.title : $example.Split("`n")[0]
                Code = $isWhole ? $Matches.code : ''
                Folder = (New-Item (Join-Path $TestDrive "$($page.BaseName)-$((++$number))") -ItemType Directory).FullName
            }
        }
    }

    # Lists in results that PowerShell takes for single objects: item 0 of them is the list itself.
    $check = {
        param($output)
        foreach ($item in $output) {
            foreach ($property in $item.PSObject.Properties) {
                $value = $property.Value
                if ($value -is [System.Collections.ICollection] -and $value -isnot [System.Collections.IDictionary] -and $value.Count -gt 0 -and
                    [object]::ReferenceEquals($value[0], $value)) { "$($property.Name) of $($item.GetType().Name) has no index" }
            }
        }
    }.ToString()

    # Each in a session that has done nothing but to connect, in a folder of its own; nobody is there to answer a question.
    $module = $env:CXONE_TEST_MODULE
    $script:outcomes = $examples | ForEach-Object -ThrottleLimit 4 -Parallel {
        $state = [initialsessionstate]::CreateDefault2()
        $state.ImportPSModule($using:module)
        $runspace = [runspacefactory]::CreateRunspace($state)
        $runspace.Open()
        $shell = [powershell]::Create($runspace)
        $trouble = try {
            $null = $shell.AddScript("Set-Location '$($_.Folder)'; Connect-CxOne -Sandbox -AuditPath ./audit").Invoke()
            $shell.Commands.Clear()
            $output = $shell.AddScript($_.Code).Invoke()
            $shell.Commands.Clear()
            $null = $shell.AddCommand('Out-String').Invoke($output)
            $shell.Streams.Error | ForEach-Object { "$_" }
            $shell.Commands.Clear()
            $shell.AddScript($using:check).AddArgument($output).Invoke()
        } catch { "$_" } finally { $shell.Dispose(); $runspace.Dispose() }
        [pscustomobject]@{ Page = $_.Page; Title = $_.Title; HasCode = $_.Code.Trim() -ne ''; Trouble = @($trouble) }
    }
}

Describe 'The examples of <Name>' -ForEach $pages {
    It 'run unchanged, each in a new session on the sandbox' {
        $own = @($script:outcomes | Where-Object Page -eq $Name)
        $own.Count | Should -BeGreaterOrEqual 2
        $own | Where-Object { -not $_.HasCode } | ForEach-Object Title |
            Should -BeNullOrEmpty -Because 'an example without code runs nothing'
        ($own | ForEach-Object { $title = $_.Title; $_.Trouble | ForEach-Object { "${title}: $_" } }) -join "`n" | Should -BeNullOrEmpty
    }
}
