BeforeDiscovery {
    $format = [xml](Get-Content $PSScriptRoot/../../../src/CxOne.PowerShell/CxOne.Format.ps1xml -Raw)
    $views = foreach ($view in $format.Configuration.ViewDefinitions.View) {
        @{
            Name = $view.Name
            Type = @($view.ViewSelectedBy.TypeName)[0]
            Control = $view.ChildNodes.Name | Where-Object { $_ -like '*Control' }
            Xml = $view.OuterXml
        }
    }
}

BeforeAll {
    Import-Module $PSScriptRoot/../Support.psm1 -Force
    Import-Module $env:CXONE_TEST_MODULE

    # Title, clear screen, C1 colour, both directions, backspace, delete, line breaks, tab: nothing of it may arrive.
    $evilEscaped = '\u001b]0;evil\u0007\u001b[2J\u009b31m\u202e\u2066\u200f\u2028\u0008\u007f\r\n\tx'
    $evil = [regex]::Unescape($evilEscaped)

    # What acts on a terminal, after pwsh's own colours and line ends are taken away.
    function Get-Raw([string] $Text) {
        $own = [regex]::Replace($Text, "`e\[[0-9;]*m|`e\[\?1[hl]|`e[=>]", '') -replace "`r`n", "`n"
        [regex]::Matches($own, '[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]') | ForEach-Object {
            '{0:X4} in {1}' -f [int][char]$_.Value, $own.Substring([math]::Max(0, $_.Index - 30),
                [math]::Min(40, $own.Length - [math]::Max(0, $_.Index - 30)))
        }
    }

    # A child pwsh with colours, and its standard output; it answers every prompt with 'n'.
    function Invoke-Child([string[]] $Argument) {
        $start = New-PwshStart ('-NoProfile', '-NoLogo' + $Argument)
        $start.RedirectStandardInput = $start.RedirectStandardOutput = $start.RedirectStandardError = $true
        $start.StandardOutputEncoding = $start.StandardErrorEncoding = [Text.UTF8Encoding]::new($false)
        $process = [Diagnostics.Process]::Start($start)
        $errors = $process.StandardError.ReadToEndAsync()
        foreach ($answer in 1..20) { $process.StandardInput.WriteLine('n') }
        $process.StandardInput.Close()
        $process.StandardOutput.ReadToEnd() + $errors.Result
        $process.WaitForExit()
    }
}

Describe 'Every view of the format file' {
    It '<Name> shows each of its values by TerminalView and none by its name' -ForEach $views {
        $xml = [xml]$Xml
        $xml.SelectNodes('//TableColumnItem/PropertyName | //ListItem/PropertyName | //WideItem/PropertyName | //ExpressionBinding/PropertyName | //GroupBy/PropertyName').Count | Should -Be 0
        $scripts = $xml.SelectNodes('//TableColumnItem/ScriptBlock | //ListItem/ScriptBlock | //WideItem/ScriptBlock | //ExpressionBinding/ScriptBlock | //GroupBy/ScriptBlock')
        $scripts.Count | Should -BeGreaterThan 0
        foreach ($script in $scripts) {
            $script.InnerText | Should -Match '^(, \[CxOne\.PowerShell\.Base\.TerminalView\]::Property\(\$_, ''\w+''\)|\[CxOne\.PowerShell\.Base\.TerminalView\]::Value\(\$\(.*\)\)|\[CxOne\.PowerShell\.Base\.TerminalView\]::Status\(\$_\.\w+, \$Host\.UI\.SupportsVirtualTerminal, \$PSStyle\))$'
        }
    }

    It '<Name> shows no control character of any member, whatever the member holds' -ForEach $views {
        $names = [regex]::Matches($Xml, "(?:Property\(\`$_, '|\`$_\.)(\w+)") | ForEach-Object { $_.Groups[1].Value } | Sort-Object -Unique
        $PSStyle.OutputRendering = 'Ansi'
        $shown = foreach ($value in $evil, @($evil, $evil), [pscustomobject]@{ a = $evil }, @{ "k$evil" = $evil },
            @([pscustomobject]@{ a = $evil }), ([Exception]::new($evil))) {
            $item = [pscustomobject]@{ PSTypeName = $Type }
            foreach ($name in $names) { $item | Add-Member NoteProperty $name $value -Force }
            if ($Control -eq 'TableControl') {
                $item | Format-Table | Out-String -Width 4000
            } else { $item | Format-List | Out-String -Width 4000 }
        }
        $PSStyle.OutputRendering = 'Host'
        # The view was really taken, and the text is there to be read, unless every column is a number that is computed.
        $label = @(([xml]$Xml).SelectNodes('//TableColumnHeader/Label | //ListItem/Label').InnerText)[0]
        "$shown" | Should -Match ([regex]::Escape($label))
        if ($Xml -match 'TerminalView\]::(Property|Status)') { "$shown" | Should -Match '\\u00|\\u\d*…|\\r\\n\\tx' }
        Get-Raw "$shown" | Should -BeNullOrEmpty
    }
}

Describe 'Values in views' {
    BeforeAll { Connect-CxOne -Sandbox -AuditPath (Join-Path $TestDrive audit) }
    AfterAll { Disconnect-CxOne }

    It 'stay raw on the object' {
        $config = Get-CxDialerConfig dialer-east
        $config | Add-Member NoteProperty PacingType $evil -Force
        ($config | Format-List | Out-String) | Should -Match '\\u202E'
        $config.PacingType | Should -BeExactly $evil
    }

    # Not what anybody wants: when pwsh takes the module's view here too, the exception in SECURITY.md goes.
    It 'are raw in the list that PowerShell makes of a second type of object' {
        $config = Get-CxDialerConfig dialer-east
        $config | Add-Member NoteProperty PacingType $evil -Force
        Get-Raw ((Get-CxIvrDefinition -Id ivr-def-001), $config | Out-String) | Should -Not -BeNullOrEmpty
        Get-Raw ((Get-CxIvrDefinition -Id ivr-def-001), $config | ForEach-Object { $_ | Out-String }) | Should -BeNullOrEmpty
    }

    It 'are displayed like PowerShell displays them: numbers, empty lists, lists of one, long lists' {
        $definition = Get-CxIvrDefinition -Id ivr-def-001
        $list = $definition | Format-List | Out-String
        $list | Should -Match '(?m)^Version +: 12\r?$'
        $list | Should -Match '(?m)^Nodes +: \{main-menu \(MENU\), .*, .*, .*…\}\r?$'
        (Test-CxDialerConfig dialer-east -DialRate 2.5 | Format-List | Out-String) | Should -Match '(?m)^Violations +: \{\}\r?$'
        (Get-CxAuditRecord | Format-List | Out-String) | Should -Not -Match 'TerminalView'
        $update = Set-CxDialerConfig dialer-east -DialRate 2.5 -PassThru -Confirm:$false
        ($update | Format-List | Out-String) | Should -Match '(?m)^Changes +: \{dialRate .*\}\r?$'
    }
}

Describe 'Messages' {
    It 'of every stream, prompt and error of a child process show no control character' {
        $script = @"
            `$PSStyle.OutputRendering = 'Ansi'; `$VerbosePreference = 'Continue'; `$DebugPreference = 'Continue'
            Import-Module '$env:CXONE_TEST_MODULE' -Verbose:`$false
            Connect-CxOne -Sandbox -AuditPath '$TestDrive/messages'
            `$evil = [regex]::Unescape('$evilEscaped')
            Undo-CxIvrDeployment "job`$evil" -WhatIf
            Write-CxAuditLog "noted`$evil" -WhatIf
            Write-CxAuditLog "noted`$evil" -Confirm
            Set-CxDialerConfig "none`$evil" -DialRate 3 -Confirm:`$false
            Get-CxDataAction "none`$evil"
            Get-CxIvrDeployment "none`$evil"
            Set-CxDialerConfig dialer-east -DialRate "2`$evil" -Confirm:`$false
            Set-CxDialerConfig dialer-east -DialRate 99 -PacingType "x`$evil" -MaxQueueDepth 9999 -Confirm:`$false
            `$ErrorView = 'NormalView'; Get-CxDialerConfig "none`$evil"
            Get-CxDialerConfig "none`$evil" -ErrorAction SilentlyContinue -ErrorVariable failure
            "RAW:`$(`$failure[0].TargetObject -ceq "none`$evil")"
"@
        $file = Join-Path $TestDrive messages.ps1
        Set-Content $file $script
        $said = Invoke-Child '-File', $file
        foreach ($part in 'What if: .*noted\\u001B', 'Are you sure|Confirm', 'ObjectNotFound|Not found', 'VERBOSE: ', 'DEBUG: ',
            'RAW:True') {
            $said | Should -Match $part
        }
        Get-Raw $said | Should -BeNullOrEmpty
    }

    It 'of the pipeline show no control character: progress' {
        $other = New-OtherPipeline {
            Connect-CxOne -Sandbox -AuditPath $audit
            Publish-CxIvrDeployment ivr-def-001 "x$evil" -SkipSimulation -Confirm:$false
            Invoke-CxDialerSimulation -Agents 5 -AnswerRate 0.3 -Duration 600
        } @{ audit = (Join-Path $TestDrive progress); evil = $evil }
        $null = $other.Invoke()
        Get-Raw ("$($other.Streams.Progress | ForEach-Object { $_.Activity + $_.StatusDescription + $_.CurrentOperation })" +
            "$($other.Streams.Error)" + "$($other.Streams.Warning)") | Should -BeNullOrEmpty
        $other.Runspace.Dispose()
    }

    It 'cannot bypass the base class' {
        $base = (Get-Command Connect-CxOne).ImplementingType.BaseType
        while ($base.Name -ne 'EscapingCmdlet') { $base = $base.BaseType }
        $flags = [Reflection.BindingFlags]'Instance, Public, NonPublic, DeclaredOnly'
        $own = $base.GetMethods($flags) | ForEach-Object { "$($_.Name)($($_.GetParameters().ParameterType.Name -join ', '))" }
        foreach ($method in [Management.Automation.Cmdlet].GetMethods([Reflection.BindingFlags]'Instance, Public, DeclaredOnly') |
            Where-Object {
            $_.Name -match '^(Write(?!Object)|Should|ThrowTerminating)'
        }) {
            $own | Should -Contain "$($method.Name)($($method.GetParameters().ParameterType.Name -join ', '))"
        }
    }
}

Describe 'Completion of a hostile value' {
    It 'inserts the value, and shows nothing raw' {
        $type = (Get-Command Connect-CxOne).ImplementingType.Assembly.GetType('CxOne.PowerShell.Completion.CompletionText')
        foreach ($value in "a$evil", 'plain', "it's", "a`$(calc)$evil",
            ('quote"' + [char]0x201C + [char]0x201D + [char]0x201E + '`$x' + $evil), 'a b') {
            $items = [ValueTuple[string, string][]]@([ValueTuple[string, string]]::new($value, "described$evil"))
            $result = @($type.GetMethod('Matching').Invoke($null, @('', $items)))[0]
            Get-Raw ($result.CompletionText + $result.ListItemText + $result.ToolTip) | Should -BeNullOrEmpty
            Invoke-Expression "Write-Output $($result.CompletionText)" | Should -BeExactly $value
        }
    }
}

Describe 'A hostile tenant' -Tag Full {
    It 'shows nothing raw in any view, message, prompt, error or completion' {
        $sandbox = Start-Sandbox
        try { $state = (Invoke-WebRequest "$($sandbox.Uri)/sandbox/state").Content } finally { Stop-Sandbox $sandbox }
        $known = $state | ConvertFrom-Json
        $texts = @($known.tenant.name
            $known.ivrDefinitions.definition | Where-Object id -In ivr-def-001, ivr-def-002, ivr-def-disabled-queue | ForEach-Object {
                $_.id
                $_.name
                $_.description
                $_.nodes.nodeId
                $_.nodes.name
                $_.nodes.prompt.text
            }
            $known.dialerConfigs[0..1].body | ForEach-Object { $_.id; $_.name }
            $known.campaigns[1..2].body | ForEach-Object { $_.id; $_.name }
            $known.dataActions.body | Where-Object name -EQ Crm_Date_Stamper | ForEach-Object { $_.id; $_.name }) | Where-Object { $_ } | Sort-Object -Unique
        $json = $evilEscaped -replace '\\u2028', ''
        foreach ($text in $texts) {
            $state = $state.Replace(($text | ConvertTo-Json) + ',',
                ($text | ConvertTo-Json).TrimEnd('"') + $json +
                '",').Replace(($text | ConvertTo-Json) + '}', ($text | ConvertTo-Json).TrimEnd('"') + $json + '"}')
        }
        $file = Join-Path $TestDrive tenant.json
        [IO.File]::WriteAllText($file, $state)
        $sandbox = Start-Sandbox '--state', $file
        try {
            $said = Invoke-Child '-File', "$PSScriptRoot/Show-HostileTenant.ps1", '-Module', $env:CXONE_TEST_MODULE, '-Uri', $sandbox.Uri,
                '-Suffix', $json, '-AuditPath', (Join-Path $TestDrive tenant-audit)
        } finally { Stop-Sandbox $sandbox }
        $parts = [regex]::Split($said, '(?m)^=== (.+?)\r?$')
        $parts[-2] | Should -Be done
        $hostile = 0
        for ($index = 1; $index -lt $parts.Count - 2; $index += 2) {
            $hostile += $parts[$index + 1] -match '\\u001B\]0;evil|u\{1B\}'
            Get-Raw $parts[$index + 1] | Should -BeNullOrEmpty -Because $parts[$index]
        }
        # Some answers hold no text of the tenant; most do.
        $hostile | Should -BeGreaterThan 26
    }
}
