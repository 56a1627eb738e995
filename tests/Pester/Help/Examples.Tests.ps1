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
                IsFirst = $number -eq 0
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
    function Invoke-Example([object[]] $Example) {
        $Example | ForEach-Object -ThrottleLimit 4 -Parallel {
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
            [pscustomobject]@{ Page = $_.Page; Title = $_.Title; Trouble = @($trouble) }
        }
    }
    function Get-Trouble([object[]] $Outcome, [string] $Page) {
        ($Outcome | Where-Object Page -eq $Page | ForEach-Object { $title = $_.Title; $_.Trouble | ForEach-Object { "${title}: $_" } }) -join "`n"
    }
}

Describe 'The first example of <Name>' -ForEach $pages {
    BeforeAll { $script:first ??= Invoke-Example ($examples | Where-Object IsFirst) }
    It 'runs unchanged in a new session on the sandbox' {
        $own = @($examples | Where-Object Page -eq $Name)
        $own.Count | Should -BeGreaterOrEqual 2
        $own | Where-Object { $_.Code.Trim() -eq '' } | ForEach-Object Title | Should -BeNullOrEmpty -Because 'an example without code runs nothing'
        $script:first.Page | Should -Contain $Name
        Get-Trouble $script:first $Name | Should -BeNullOrEmpty
    }
}

# All of them take more than a minute of processor time.
Describe 'The other examples of <Name>' -Tag Full -ForEach $pages {
    BeforeAll { $script:others ??= Invoke-Example ($examples | Where-Object { -not $_.IsFirst }) }
    It 'run unchanged, each in a new session on the sandbox' {
        $script:others.Page | Should -Contain $Name
        Get-Trouble $script:others $Name | Should -BeNullOrEmpty
    }
}
