BeforeDiscovery {
    Import-Module $env:CXONE_TEST_MODULE
    $commands = (Get-Module CxOne).ExportedCmdlets.Values | Sort-Object Name | ForEach-Object { @{ Name = $_.Name; Command = $_ } }
    $abouts = Get-ChildItem (Join-Path $PSScriptRoot '../../../docs') -Filter about_*.md |
        ForEach-Object { @{ Name = $_.BaseName; Path = $_.FullName } }
}

BeforeAll {
    Import-Module $env:CXONE_TEST_MODULE
    $hasPlatyPs = [bool](Get-Module Microsoft.PowerShell.PlatyPS -ListAvailable)
    $root = (Resolve-Path (Join-Path $PSScriptRoot '../../..')).Path
    $pages = Join-Path $root docs/cmdlets
    $committed = Join-Path $root src/CxOne.PowerShell/en-US
    $built = Join-Path (Split-Path $env:CXONE_TEST_MODULE) en-US
    Import-Module (Join-Path $root docs/Help.psm1)
    $errorIds = (Get-Command Connect-CxOne).ImplementingType.Assembly.GetReferencedAssemblies() | Where-Object Name -eq CxOne.Core |
        ForEach-Object {
        # Core is loaded once a cmdlet has run.
        $null = Get-CxConnection
        $core = [AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { $_.GetName().Name -eq 'CxOne.Core' } | Select-Object -First 1
        $core.GetType('CxOne.Errors.CxErrors').GetProperty('All').GetValue($null).Id
    }
    $format = [xml](Get-Content (Join-Path (Split-Path $env:CXONE_TEST_MODULE) CxOne.Format.ps1xml) -Raw)

    # Parameters that a person sees: neither the common ones nor those that are kept out of sight.
    function Get-OwnParameter($Command) {
        $Command.Parameters.Values | Where-Object {
            $_.Name -notin [System.Management.Automation.Cmdlet]::CommonParameters -and
                -not ($_.Attributes | Where-Object { $_ -is [Parameter] -and $_.DontShow })
        }
    }

    function Get-Text($Paragraph) { @($Paragraph | ForEach-Object { $_.Text }) -join "`n" }

    # What is wrong with the views of a type, in words.
    function Get-ViewProblem([string] $Type) {
        $views = @($format.Configuration.ViewDefinitions.View | Where-Object { $_.ViewSelectedBy.TypeName -contains $Type })
        $tables = @($views | Where-Object { $_['TableControl'] })
        if (-not $tables) { "$Type has no table view" }
        if (-not ($views | Where-Object { $_['ListControl'] })) { "$Type has no list view" }
        foreach ($table in $tables) {
            $columns = @($table.TableControl.TableHeaders.TableColumnHeader).Count
            if ($columns -gt 6) { "the table view of $Type has $columns columns" }
            $clr = [AppDomain]::CurrentDomain.GetAssemblies().Where({ $_.GetName().Name -eq 'CxOne.Core' }, 'First')[0].GetType($Type)
            $width = $columns - 1
            foreach ($header in $table.TableControl.TableHeaders.TableColumnHeader) {
                # A header is what a person writes after Where-Object.
                $property = $clr.GetProperty($header['Label'].InnerText)
                if (-not $property) { "the header $($header['Label'].InnerText) of $Type is no property"; continue }
                $width += $header['Width'] ? [int]$header['Width'].InnerText : 10
                $held = [Nullable]::GetUnderlyingType($property.PropertyType) ?? $property.PropertyType
                if ($held -in [int], [long], [double], [decimal] -and $header['Alignment']?.InnerText -ne 'Right') {
                    "the numbers of $Type.$($property.Name) are not right-aligned"
                }
            }
            if ($width -gt 80) { "the table view of $Type takes $width columns of a terminal that has 80" }
            if (-not $table.SelectSingleNode('.//TableRowEntry/Wrap')) { "the table view of $Type cuts what is too long for a column" }
        }
    }

    # The types of the module's own that objects of a type hold, however deep. A connection's client is a service for C# and no result.
    function Get-HeldType([type] $Type, [Collections.Generic.HashSet[type]] $Seen) {
        foreach ($held in @($Type) + @($Type.GetGenericArguments()) + @($Type.HasElementType ? $Type.GetElementType() : @())) {
            $own = [Nullable]::GetUnderlyingType($held) ?? $held
            if ($own.IsEnum -or "$($own.Namespace)" -notlike 'CxOne.*' -or $own.IsGenericType -or $own.Name -eq 'CxApiClient' -or
                -not $Seen.Add($own)) {
                continue
            }
            $own.GetProperties() | ForEach-Object { Get-HeldType $_.PropertyType $Seen }
        }
    }
}

Describe 'Help as a whole' {
    It 'has a page for every exported cmdlet and no page without one' {
        (Get-ChildItem $pages -Filter *.md).BaseName | Sort-Object | Should -Be ((Get-Module CxOne).ExportedCmdlets.Keys | Sort-Object)
    }

    It 'is identical beside the built module and in the repository' {
        $names = (Get-ChildItem $committed).Name
        $names | Should -Contain 'CxOne.PowerShell.dll-Help.xml'
        foreach ($name in $names) {
            Get-Content (Join-Path $built $name) -Raw | Should -BeExactly (Get-Content (Join-Path $committed $name) -Raw) -Because $name
        }
    }

    It 'names every error id on at least one page, and no id that does not exist' {
        $named = Get-ChildItem $pages -Filter *.md | ForEach-Object { [regex]::Matches((Get-Content $_ -Raw), '(?m)^- `(\w+)`: ') } |
            ForEach-Object { $_.Groups[1].Value } | Sort-Object -Unique
        $errorIds.Count | Should -BeGreaterThan 40
        $errorIds | Where-Object { $_ -notin $named } | Should -BeNullOrEmpty -Because 'every error must be told where it can happen'
        $named | Where-Object { $_ -notin $errorIds } | Should -BeNullOrEmpty -Because 'such an error does not exist'
        $listed = [regex]::Matches((Get-Content (Join-Path $root docs/errors.md) -Raw), '(?m)^### (\w+)') |
            ForEach-Object { $_.Groups[1].Value }
        $listed | Should -Be $errorIds
    }

    It 'names no cmdlet, page or test that does not exist' {
        $files = @(Get-ChildItem $pages -Filter *.md) + @(Get-ChildItem (Join-Path $root docs) -Filter about_*.md)
        $wrong = foreach ($file in $files) {
            $text = Get-Content $file -Raw
            [regex]::Matches($text, '\b[A-Z][a-z]+-Cx\w+') | ForEach-Object Value | Sort-Object -Unique |
                Where-Object { $_ -notin (Get-Module CxOne).ExportedCmdlets.Keys } | ForEach-Object { "$($file.Name): $_" }
            [regex]::Matches($text, '\babout_CxOne\w*') | ForEach-Object Value | Sort-Object -Unique |
                Where-Object { -not (Test-Path (Join-Path $root "docs/$_.md")) } | ForEach-Object { "$($file.Name): $_" }
            [regex]::Matches($text, '\]\(([^)#]+)\)') | ForEach-Object { $_.Groups[1].Value } | Where-Object {
                $_ -notmatch '^https?:' -and -not (Test-Path (Join-Path $file.DirectoryName $_))
            } | ForEach-Object { "$($file.Name): link to $_" }
            [regex]::Matches($text, '`((?:tests|docs|src|samples)/[^` ]+)`') | ForEach-Object { $_.Groups[1].Value } |
                Where-Object { -not (Test-Path (Join-Path $root $_)) } | ForEach-Object { "$($file.Name): $_" }
        }
        $wrong | Should -BeNullOrEmpty
    }

    It 'has an online link if the project has an address' {
        if (-not $hasPlatyPs) { Set-ItResult -Skipped -Because 'Microsoft.PowerShell.PlatyPS, which reads the pages, is not installed' }
        # An address that is reserved for examples leads nowhere: -Online then says that there is none.
        Import-Module Microsoft.PowerShell.PlatyPS
        $folder = Join-Path $TestDrive pages
        $null = New-Item $folder -ItemType Directory
        Copy-Item (Join-Path $pages Get-CxConnection.md) $folder
        foreach ($case in @{
            Address = 'https://contoso.com/cxone/'
            Link = 'https://contoso.com/cxone/docs/cmdlets/Get-CxConnection.md'
        }, @{ Address = 'https://cxone.example/'; Link = $null }) {
            Set-Content (Join-Path $TestDrive one.psd1) "@{ PrivateData = @{ PSData = @{ ProjectUri = '$($case.Address)' } } }"
            $links = ([xml](ConvertTo-CmdletHelp $folder (Join-Path $TestDrive one.psd1))).helpItems.command.relatedLinks.navigationLink
            $links | Where-Object linkText -eq 'Online Version' | ForEach-Object uri | Should -Be $case.Link
        }
    }

    It 'is up to date with the pages' {
        if (-not $hasPlatyPs) { Set-ItResult -Skipped -Because 'Microsoft.PowerShell.PlatyPS, which reads the pages, is not installed' }
        Import-Module Microsoft.PowerShell.PlatyPS
        Get-ChildItem $pages -Filter *.md | Where-Object { -not (Test-MarkdownCommandHelp -Path $_.FullName) } | Should -BeNullOrEmpty
        $expected = ConvertTo-CmdletHelp $pages (Join-Path $root CxOne.psd1)
        Get-Content (Join-Path $committed CxOne.PowerShell.dll-Help.xml) -Raw |
            Should -BeExactly $expected -Because './build.sh Docs writes it anew'
    }
}

Describe 'The page <Name>' -ForEach $abouts {
    It 'is up to date with its source, and fits a window of 100 columns' {
        $text = Get-Content (Join-Path $committed "$Name.help.txt") -Raw
        $text | Should -BeExactly (ConvertTo-AboutHelp $Path) -Because './build.sh Docs writes it anew'
        $text -split "`n" | Where-Object Length -gt 100 | Should -BeNullOrEmpty
    }

    It 'is found by Get-Help' {
        $help = Get-Help $Name
        "$help" | Should -Match 'SHORT DESCRIPTION'
    }
}

Describe 'The help of <Name>' -ForEach $commands {
    BeforeAll {
        $help = Get-Help $Name -Full
        $own = @(Get-OwnParameter $Command)
    }

    It 'describes the purpose and when to use it' {
        $help.Synopsis | Should -Match '^[A-Z].{20,}\.$'
        Get-Text $help.description | Should -Match '\bUse it\b'
        (Get-Text $help.description).Length | Should -BeGreaterThan 150
    }

    It 'has at least two examples with a title and code' {
        $examples = @($help.examples.example)
        $examples.Count | Should -BeGreaterOrEqual 2
        foreach ($example in $examples) {
            $example.title | Should -Match '^Example \d+: \S'
            $example.code | Should -Match ([regex]::Escape($Name.Split('-')[1]) + '|CxOne')
            # Who copies an example from the window copies its indent too, and a here-string cannot end behind one.
            $example.code | Should -Not -Match '@[''"]\s*(\n|$)'
            # Longer lines are broken by the window, and copied from it in pieces.
            $example.code -split "`n" | Where-Object Length -gt 96 | Should -BeNullOrEmpty
        }
    }

    It 'describes every parameter, with its unit and its range' {
        $wrong = foreach ($parameter in $own) {
            $documented = $help.parameters.parameter | Where-Object name -eq $parameter.Name
            $text = Get-Text $documented.description
            $called = "-$($parameter.Name)"
            if ($text -notmatch '^\S.{15,}' -or $text -match '\{\{|TODO') { "$called is not described"; continue }
            if ($parameter.Name -cmatch 'Sec$' -and $text -notmatch '\bseconds?\b|\bs\b') { "$called says no seconds" }
            if ($parameter.Name -cmatch 'Ms$' -and $text -notmatch 'millisecond') { "$called says no milliseconds" }
            if ($parameter.Name -cmatch 'Minutes?$' -and $text -notmatch 'minute|60 seconds') { "$called says no minutes" }
            if ($parameter.Name -cmatch 'Hours?$' -and $text -notmatch 'hour') { "$called says no hours" }
            if ($parameter.Name -cmatch '(Rate|Abandonment|Blocking|Level)$' -and $text -notmatch 'share|unit') {
                "$called does not say what it is a share of"
            }
            $plain = $text -replace '(?<=\d),(?=\d{3})'
            foreach ($range in $parameter.Attributes | Where-Object { $_ -is [ValidateRange] }) {
                foreach ($bound in $range.MinRange, $range.MaxRange) {
                    if ($plain -notmatch "(?<![\d.])$([regex]::Escape("$bound"))(?!\d|\.\d)") { "$called does not name $bound" }
                }
            }
            $choices = @(($parameter.Attributes | Where-Object { $_ -is [ValidateSet] }).ValidValues)
            $type = [Nullable]::GetUnderlyingType($parameter.ParameterType) ?? $parameter.ParameterType
            if ($type.IsEnum) { $choices += [enum]::GetNames($type) }
            foreach ($choice in $choices) { if ($text -notmatch "\b$choice\b") { "$called does not name $choice" } }
            if ("$($documented.defaultValue)" -eq '') { "$called has no default, not even None" }
        }
        $wrong -join "`n" | Should -BeNullOrEmpty
        $help.parameters.parameter.name | Where-Object { $_ -notin $own.Name } |
            Should -BeNullOrEmpty -Because 'such a parameter does not exist'
    }

    It 'agrees with the cmdlet about every parameter' {
        $fresh = $Command.ImplementingType::new()
        $wrong = foreach ($parameter in $own) {
            $documented = $help.parameters.parameter | Where-Object name -eq $parameter.Name
            $sets = @($parameter.ParameterSets.Values)
            # A number or text that stands in the code for who gives none; where none stands there, the page tells in words what is taken.
            $value = $fresh.($parameter.Name)
            $isGiven = $sets | Where-Object { -not $_.IsMandatory }
            if ($isGiven -and $value -and ($value -is [string] -or $value -is [valuetype]) -and "$($documented.defaultValue)" -cne
                [string]::Format([cultureinfo]::InvariantCulture, '{0}', $value)) {
                "-$($parameter.Name): its default is '$($documented.defaultValue)', must be '$value'"
            }
            $isPiped = [bool]($sets | Where-Object ValueFromPipeline)
            $isNamed = [bool]($sets | Where-Object ValueFromPipelineByPropertyName)
            $pipeline = if ($isPiped -and $isNamed) {
                'true (ByValue, ByPropertyName)'
            } elseif ($isPiped) { 'true (ByValue)' } elseif ($isNamed) { 'true (ByPropertyName)' } else { 'false' }
            $aliases = $parameter.Aliases.Count ? ($parameter.Aliases -join ', ') : 'none'
            if ($documented.pipelineInput -ne $pipeline) {
                "-$($parameter.Name): pipeline input is '$($documented.pipelineInput)', must be '$pipeline'"
            }
            if ($documented.aliases -ne $aliases) { "-$($parameter.Name): aliases are '$($documented.aliases)', must be '$aliases'" }
            $type = $parameter.SwitchParameter ? '' : $parameter.ParameterType.Name
            $shown = "$($documented.parameterValue)" -replace '^int', 'Int32' -replace '^long', 'Int64' -replace '^bool', 'Boolean'
            $wanted = ([Nullable]::GetUnderlyingType($parameter.ParameterType) ?? $parameter.ParameterType).Name
            # A table of the module's own is what a hashtable becomes; a person writes the hashtable.
            if ($type -and $shown -ne $wanted -and -not ($shown -eq 'hashtable' -and $wanted -like '*Table')) {
                "-$($parameter.Name): its type is '$shown', must be '$wanted'"
            }
        }
        $wrong -join "`n" | Should -BeNullOrEmpty
        @($help.syntax.syntaxItem).Count | Should -Be $Command.ParameterSets.Count
        if ($own) { @(Get-Help $Name -Parameter * | Where-Object name).Count | Should -Be $own.Count }
    }

    It 'describes its input, and every type that it returns' {
        $help.inputTypes.inputType | ForEach-Object { Get-Text $_.description | Should -Match '\S{3}' }
        $documented = @($help.returnValues.returnValue.type.name)
        $returned = @($Command.OutputType.Name)
        $returned | Where-Object { $_ -notin $documented } | Should -BeNullOrEmpty
        $documented | Where-Object { $_ -notin $returned -and $_ -ne 'None' } | Should -BeNullOrEmpty
        $help.returnValues.returnValue | ForEach-Object { Get-Text $_.description | Should -Match '\S{3}' }
    }

    It 'returns only types with a table view and a list view' {
        $seen = [Collections.Generic.HashSet[type]]::new()
        $Command.OutputType.Type | Where-Object { $_ } | ForEach-Object { Get-HeldType $_ $seen }
        @($seen | ForEach-Object { Get-ViewProblem $_.FullName }) -join "`n" | Should -BeNullOrEmpty
    }

    It 'names its scopes and its errors with recommended actions' {
        $notes = Get-Text $help.alertSet.alert
        $notes | Should -Match '^Scopes: \S'
        $notes | Should -Match '(?m)^- [A-Z]\w+: \S.{10,}'
    }
}

Describe 'Scripts' {
    It 'show their help: <Name>' -ForEach @(Get-ChildItem $PSScriptRoot/../../../build.ps1, $PSScriptRoot/../../../samples/*.ps1 |
        ForEach-Object {
        @{ Name = $_.Name; Path = $_.FullName }
    }) {
        # PowerShell ignores help that follows another comment without an empty line, and shows the syntax instead.
        (Get-Help $Path).Synopsis.Trim() | Should -Not -BeLike "$Name*"
    }
}
