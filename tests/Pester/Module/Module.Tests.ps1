BeforeAll {
    Import-Module $PSScriptRoot/../Support.psm1 -Force
    Import-Module $env:CXONE_TEST_MODULE -Force
}

Describe 'The module' {
    It 'passes Test-ModuleManifest and exports cmdlets only' -Tag Package {
        $manifest = Test-ModuleManifest $env:CXONE_TEST_MODULE
        $manifest.ExportedCmdlets.Count | Should -BeGreaterThan 10
        $manifest.ExportedFunctions.Count | Should -Be 0
        $manifest.ExportedAliases.Count | Should -Be 0
    }

    It 'exports every cmdlet class, and no other name' -Tag Package {
        $types = [AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { $_.GetName().Name -eq 'CxOne.PowerShell' } |
            ForEach-Object ExportedTypes
        $built = foreach ($type in $types) {
            foreach ($attribute in $type.GetCustomAttributes([System.Management.Automation.CmdletAttribute], $false)) {
                "$($attribute.VerbName)-$($attribute.NounName)"
            }
        }
        (Get-Command -Module CxOne).Name | Sort-Object | Should -Be ($built | Sort-Object)
    }

    It 'imports silently, twice, with -Force, and again after it was removed' -Tag Package {
        $text = Invoke-Pwsh -Command "
            Import-Module '$env:CXONE_TEST_MODULE'; Import-Module '$env:CXONE_TEST_MODULE' -Force
            Connect-CxOne -Sandbox -WarningAction SilentlyContinue; Remove-Module CxOne; Import-Module '$env:CXONE_TEST_MODULE'
            Connect-CxOne -Sandbox -WarningAction SilentlyContinue; (Get-CxIvrDefinition -Id ivr-def-001).Name" *>&1
        $LASTEXITCODE | Should -Be 0
        $text | Should -Be 'Main menu'
    }

    It 'loads no assembly but its own into the default context' -Tag Package {
        $names = Invoke-Pwsh -Command "
            Import-Module '$env:CXONE_TEST_MODULE'; Connect-CxOne -Sandbox -WarningAction SilentlyContinue; `$null = Get-CxIvrDefinition
            [Runtime.Loader.AssemblyLoadContext]::Default.Assemblies | ForEach-Object { `$_.GetName().Name } | Where-Object { `$_ -match '^(CxOne|Polly|Microsoft\.Extensions|NodaTime)' }"
        $names | Sort-Object | Should -Be 'CxOne.Loader', 'CxOne.PowerShell'
    }

    It 'contains no assembly that the runtime or pwsh has in the same or a newer version' -Tag Package {
        $carried = Get-ChildItem (Join-Path (Split-Path $env:CXONE_TEST_MODULE) deps) -Filter *.dll -Recurse
        $carried.Count | Should -BeGreaterThan 4
        $hosts = (Split-Path ([object].Assembly.Location)), $PSHOME
        $shadowing = foreach ($file in $carried) {
            foreach ($folder in $hosts) {
                $other = Join-Path $folder $file.Name
                if ((Test-Path $other) -and [Reflection.AssemblyName]::GetAssemblyName($other).Version -ge
                    [Reflection.AssemblyName]::GetAssemblyName($file.FullName).Version) {
                    "$($file.Name), which is in $folder too"
                }
            }
        }
        $shadowing | Should -BeNullOrEmpty
    }

    It 'contains only compiled assemblies that were built from those in deps, and uses them' -Tag Package {
        $deps = Join-Path (Split-Path $env:CXONE_TEST_MODULE) deps
        # The id of a module changes with every change of its code.
        $id = {
            $reader = [Reflection.PortableExecutable.PEReader]::new([IO.File]::OpenRead($args[0]))
            try {
                $metadata = [Reflection.Metadata.PEReaderExtensions]::GetMetadataReader($reader)
                $metadata.GetGuid($metadata.GetModuleDefinition().Mvid)
            } finally { $reader.Dispose() }
        }
        foreach ($compiled in Get-ChildItem $deps -Directory | Get-ChildItem -Filter *.dll) {
            & $id $compiled.FullName | Should -Be (& $id (Join-Path $deps $compiled.Name)) -Because $compiled.FullName
        }
        $platform = ($IsWindows ? 'win' : $IsLinux ? 'linux' : 'osx') +
            "-$([Runtime.InteropServices.RuntimeInformation]::ProcessArchitecture)".ToLowerInvariant()
        $folder = Join-Path $deps $platform
        $expected = (Test-Path $folder) ? $folder : $deps
        Invoke-Pwsh -Command "Import-Module '$env:CXONE_TEST_MODULE'; Connect-CxOne -Sandbox -WarningAction SilentlyContinue; Split-Path (Get-CxConnection).GetType().Assembly.Location" | Should -Be $expected
    }

    It 'accepts an enumeration value by its name only: no number, no abbreviation, no list' {
        $checked = foreach ($command in Get-Command -Module CxOne) {
            foreach ($parameter in $command.Parameters.Values) {
                $type = [Nullable]::GetUnderlyingType($parameter.ParameterType) ?? $parameter.ParameterType
                if (-not $type.IsEnum -or $type.Namespace -notlike 'CxOne*') { continue }
                $names = [enum]::GetNames($type)
                $reader = $parameter.Attributes | Where-Object { $_ -is [System.Management.Automation.ArgumentTransformationAttribute] }
                "$($command.Name) -$($parameter.Name)"
                if ($reader.Transform($ExecutionContext, " $($names[-1].ToUpperInvariant()) ") -ne [enum]::Parse($type, $names[-1])) {
                    throw "$($command.Name) -$($parameter.Name) does not read $($names[-1])."
                }
                foreach ($value in 1, '1', 99, $names[0].Substring(0, 2), "$($names[0]), $($names[1])", $names[0..1], '', $null) {
                    { $reader.Transform($ExecutionContext, $value) } |
                        Should -Throw -ErrorId ArgumentTransformationMetadataException -Because "$($command.Name) -$($parameter.Name) $value"
                }
            }
        }
        @($checked).Count | Should -BeGreaterThan 8
        { Test-CxDialerConfig dialer-east -RuleSet 3 } | Should -Throw -ErrorId 'ParameterArgumentTransformationError,*'
        { Test-CxDialerConfig dialer-east -RuleSet Ofcom, Crtc } | Should -Throw -ErrorId 'ParameterArgumentTransformationError,*'
    }

    It 'has views for every returned and nested type: a table of at most six columns and a list of every member' {
        $missing = [Collections.Generic.List[string]]::new()
        $seen = [Collections.Generic.HashSet[type]]::new()
        $open = [Collections.Generic.Queue[type]]::new()
        (Get-Command -Module CxOne).OutputType.Type | Where-Object { $_ } | ForEach-Object { $open.Enqueue($_) }
        while ($open.Count -gt 0) {
            $type = $open.Dequeue()
            if ($type.IsGenericType) { $type.GetGenericArguments() | ForEach-Object { $open.Enqueue($_) } }
            if ($type.IsArray) { $open.Enqueue($type.GetElementType()) }
            if ($type.Namespace -notlike 'CxOne*' -or $type.IsEnum -or -not $seen.Add($type) -or $type.IsSubclassOf([Exception])) {
                continue
            }
            $type.GetProperties() | Where-Object { -not $_.GetMethod.IsStatic } | ForEach-Object { $open.Enqueue($_.PropertyType) }
            $views = (Get-FormatData $type.FullName -PowerShellVersion $PSVersionTable.PSVersion).FormatViewDefinition
            $table = $views.Control | Where-Object { $_ -is [System.Management.Automation.TableControl] }
            $list = $views.Control | Where-Object { $_ -is [System.Management.Automation.ListControl] }
            if (-not $table -or -not $list -or $table.Headers.Count -gt 6) {
                $missing.Add("$($type.FullName) (table columns: $($table.Headers.Count), list: $([bool]$list))")
            }
            # The client is a door, not a fact about the connection.
            $shown = $list.Entries.Items.DisplayEntry.Value
            $hidden = $type.GetProperties() | Where-Object {
                -not $_.GetMethod.IsStatic -and $_.Name -notin $shown -and "$($type.Name).$($_.Name)" -ne 'CxConnection.Client'
            } |
                Where-Object { -not ($shown -match "\b$($_.Name)\b") }
            if ($hidden) { $missing.Add("$($type.FullName) (not in the list: $($hidden.Name -join ', '))") }
        }
        $seen.Count | Should -BeGreaterThan 30
        $missing | Should -BeNullOrEmpty
    }

    It 'has the metadata that the gallery requires' -Tag Package {
        $manifest = Test-ModuleManifest $env:CXONE_TEST_MODULE
        $manifest.Description.Length | Should -BeGreaterThan 50
        $manifest.Author, $manifest.Tags, $manifest.LicenseUri, $manifest.ProjectUri, $manifest.IconUri, $manifest.ReleaseNotes |
            ForEach-Object { $_ | Should -Not -BeNullOrEmpty }
        $manifest.Tags | ForEach-Object { $_ | Should -Match '^\S+$' }
        foreach ($file in 'LICENSE', 'CHANGELOG.md', 'THIRD-PARTY-NOTICES.md', 'icon.png', 'CxOne.Format.ps1xml') {
            Join-Path (Split-Path $env:CXONE_TEST_MODULE) $file | Should -Exist
        }
    }

    It 'passes PSScriptAnalyzer, with its scripts and samples' -Skip:(-not (Get-Module PSScriptAnalyzer -ListAvailable)) {
        $root = Resolve-Path $PSScriptRoot/../../..
        $files = @($env:CXONE_TEST_MODULE, "$root/build.ps1") +
            (Get-ChildItem $root/samples, $root/docs, $root/src -Include *.ps1, *.psm1 -Recurse -File |
            Where-Object FullName -NotMatch '[/\\](bin|obj|node_modules)[/\\]').FullName
        $found = $files | ForEach-Object { Invoke-ScriptAnalyzer $_ -Settings (Join-Path $root 'PSScriptAnalyzerSettings.psd1') }
        $found | ForEach-Object { "$($_.ScriptPath):$($_.Line) $($_.RuleName): $($_.Message)" } | Should -BeNullOrEmpty
    }

    It 'has a docs/errors.md that agrees with the code' {
        [void](Get-CxConnection)
        Connect-CxOne -Sandbox
        $assembly = (Get-CxConnection).GetType().Assembly
        $errors = $assembly.GetType('CxOne.Errors.CxErrors').GetProperty('All').GetValue($null)
        $words = $assembly.GetType('CxOne.Errors.CxVocabulary').GetProperty('Current').GetValue($null)
        $words.GetType().Name | Should -Be CmdletVocabulary
        $page = Get-Content $PSScriptRoot/../../../docs/errors.md -Raw
        foreach ($definition in $errors) {
            $definition.RecommendedAction | Should -Not -BeNullOrEmpty
            $page | Should -Match ([regex]::Escape("### $($definition.Id)"))
            $page | Should -Match ([regex]::Escape($words.RecommendedAction($definition)))
            $page | Should -Match ([regex]::Escape("$($words.Meaning($definition)) Kind: $($definition.Kind)."))
        }
        ([regex]::Matches($page, '(?m)^### (\w+)')).Count | Should -Be $errors.Count
    }

    It 'names only existing cmdlets and parameters in the text of every hint' {
        Connect-CxOne -Sandbox
        $assembly = (Get-CxConnection).GetType().Assembly
        $words = $assembly.GetType('CxOne.Errors.CxVocabulary').GetProperty('Current').GetValue($null)
        $hint = $assembly.GetType('CxOne.Errors.CxHint')
        foreach ($id in [Enum]::GetValues($assembly.GetType('CxOne.Errors.CxHintId'))) {
            # The counterpart of a cmdlet depends on the cmdlet, and some have none: Families.Tests.ps1 reads all of them.
            if ("$id" -eq 'ApiCounterpart') { continue }
            $text = $words.Words([Activator]::CreateInstance($hint, $id, 'Force'))
            $text | Should -Match '\w-Cx[A-Z]|^-Force$' -Because "$id names what to run"
            foreach ($name in [regex]::Matches($text, '\w+-Cx\w+').Value) {
                Get-Command $name -Module CxOne | Should -Not -BeNullOrEmpty -Because $id
            }
        }
    }
}
