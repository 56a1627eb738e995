Set-StrictMode -Version Latest

# Makes the help that pwsh shows of the Markdown in this folder. Microsoft.PowerShell.PlatyPS reads the pages and writes the MAML;
# what pwsh would show badly in it (fences, marks, wrapped lines, missing defaults) is put right here.

$mamlSpace = 'http://schemas.microsoft.com/maml/2004/10'
$devSpace = 'http://schemas.microsoft.com/maml/dev/2004/10'
$commandSpace = 'http://schemas.microsoft.com/maml/dev/command/2004/10'

# Text without the marks of Markdown: `code`, **bold**, [text](address).
function ConvertTo-PlainText([string] $Text) {
    $Text -replace '\[([^\]]+)\]\([^)]*\)', '$1' -replace '\*\*([^*]+)\*\*', '$1' -replace '`([^`]+)`', '$1'
}

# Blocks of a piece of Markdown, each with its kind: text, item, code, table or heading. Lines of a paragraph are joined: the reader's window wraps them.
function Split-Markdown([string] $Text) {
    $kind, $lines = '', [Collections.Generic.List[string]]::new()
    $blocks = [Collections.Generic.List[object]]::new()
    $close = {
        if ($lines.Count) {
            $joined = if ($kind -in 'code', 'table') { $lines -join "`n" } else { ConvertTo-PlainText ($lines -join ' ') }
            $blocks.Add([pscustomobject]@{ Kind = $kind; Text = $joined })
            $lines.Clear()
        }
    }
    foreach ($line in $Text -replace "`r" -replace [char]0x80 -split "`n") {
        if ($line -match '^```') {
            $wasCode = $kind -eq 'code'
            . $close
            $kind = $wasCode ? '' : 'code'
        } elseif ($kind -eq 'code') { $lines.Add($line) }
        elseif ($line -match '^\s*$') { . $close; $kind = '' }
        elseif ($line -match '^(#+) +(.*)$') { . $close; $kind = ''; $blocks.Add([pscustomobject]@{ Kind = "heading$($Matches[1].Length)"; Text = ConvertTo-PlainText $Matches[2] }) }
        elseif ($line -match '^\|') { if ($kind -ne 'table') { . $close; $kind = 'table' }; $lines.Add($line) }
        elseif ($line -match '^[-*] +(.*)$') { . $close; $kind = 'item'; $lines.Add($Matches[1]) }
        else { if (-not $kind) { $kind = 'text' }; $lines.Add($line.Trim()) }
    }
    . $close
    $blocks
}

# Paragraphs of a MAML element as pwsh shows them: one a block, items with a dash and close together.
function Write-Paragraph([Xml.XmlElement] $Element, [object[]] $Block) {
    $Element.RemoveAll()
    $add = {
        param([string] $text)
        $paragraph = $Element.OwnerDocument.CreateElement('maml', 'para', $mamlSpace)
        $paragraph.InnerText = $text
        $null = $Element.AppendChild($paragraph)
    }
    $items = [Collections.Generic.List[string]]::new()
    foreach ($one in $Block) {
        if ($one.Kind -eq 'item') { $items.Add("- $($one.Text)"); continue }
        if ($items.Count) { & $add ($items -join "`n"); $items.Clear() }
        & $add $one.Text
    }
    if ($items.Count) { & $add ($items -join "`n") }
}

function Repair-Example([Xml.XmlElement] $Example) {
    $document = $Example.OwnerDocument
    $introduction = $Example['introduction', $mamlSpace]
    $text = @($introduction.ChildNodes | ForEach-Object InnerText) -join "`n`n"
    $code, $before, $after = $null, @(), @()
    foreach ($block in Split-Markdown $text) {
        if ($null -eq $code -and $block.Kind -eq 'code') { $code = $block.Text } elseif ($null -eq $code) { $before += $block } else { $after += $block }
    }
    Write-Paragraph $introduction $before
    $Example['code', $devSpace].InnerText = "$code"
    # The empty paragraph parts an example from the next one.
    Write-Paragraph $Example['remarks', $devSpace] ($after + [pscustomobject]@{ Kind = 'text'; Text = '' })
    $title = $Example['title', $mamlSpace]
    $title.InnerText = $title.InnerText.Trim('-', ' ')
    if (-not $before.Count) { $null = $introduction.AppendChild($document.CreateElement('maml', 'para', $mamlSpace)) }
}

function Repair-Command([Xml.XmlElement] $Command, $Page, [string] $Address) {
    $document = $Command.OwnerDocument
    $names = [Xml.XmlNamespaceManager]::new($document.NameTable)
    $names.AddNamespace('m', $mamlSpace)
    $names.AddNamespace('d', $devSpace)
    $names.AddNamespace('c', $commandSpace)
    foreach ($place in $Command.SelectNodes('c:details/m:description | m:description | c:parameters/c:parameter/m:description | c:inputTypes/c:inputType/m:description | c:returnValues/c:returnValue/m:description | m:alertSet/m:alert', $names)) {
        Write-Paragraph $place (Split-Markdown (@($place.ChildNodes | ForEach-Object InnerText) -join "`n`n"))
    }
    foreach ($example in $Command.SelectNodes('c:examples/c:example', $names)) { Repair-Example $example }
    foreach ($parameter in $Command.SelectNodes('c:parameters/c:parameter', $names)) {
        $documented = $Page.Parameters | Where-Object Name -eq $parameter['name', $mamlSpace].InnerText
        $isSwitch = $documented.Type -match 'SwitchParameter$'
        $value = $parameter['parameterValue', $commandSpace]
        if ($isSwitch -and $value) {
            $null = $parameter.RemoveChild($value)
        } elseif ($value) {
            $value.SetAttribute('variableLength', 'false')
            $short = $Command.SelectSingleNode("c:syntax/c:syntaxItem/c:parameter[m:name='$($documented.Name)']/c:parameterValue", $names)
            if ($short) { $value.InnerText = $short.InnerText }
        }
        $parameter.SetAttribute('variableLength', 'false')
        $parameter.SetAttribute('globbing', "$($documented.SupportsWildcards)".ToLowerInvariant())
        $default = $document.CreateElement('dev', 'defaultValue', $devSpace)
        $default.InnerText = $documented.DefaultValue ? (ConvertTo-PlainText $documented.DefaultValue) : 'None'
        $null = $parameter.AppendChild($default)
    }
    # An invalid address makes -Online fail with an obscure error; the names alone say what to read.
    foreach ($link in $Command.SelectNodes('c:relatedLinks/m:navigationLink', $names)) {
        $target = $link['uri', $mamlSpace]
        if ($target.InnerText -notmatch '^https?://') { $target.InnerText = '' }
        if ($link['linkText', $mamlSpace].InnerText -eq 'Online Version' -and -not $target.InnerText) {
            if ($Address) { $target.InnerText = $Address } else { $null = $link.ParentNode.RemoveChild($link) }
        }
    }
}

# The MAML of all pages as one text, the same on every machine.
function ConvertTo-CmdletHelp {
    [CmdletBinding()]
    [OutputType([string])]
    param([Parameter(Mandatory)] [string] $Path, [Parameter(Mandatory)] [string] $Manifest)
    # Where the pages can be read online: below the project's address, once it has one that is not reserved for examples.
    $address = (Import-PowerShellDataFile $Manifest).PrivateData.PSData['ProjectUri']
    $hasAddress = $address -and ([uri]$address).Host -notmatch '(^|\.)(example|invalid|test|localhost)(\.(com|net|org))?$'
    $pages = @(Get-ChildItem $Path -Filter *.md | Sort-Object Name -Culture '' | ForEach-Object { Import-MarkdownCommandHelp -Path $_.FullName })
    $folder = Join-Path ([IO.Path]::GetTempPath()) "cxone-help-$PID-$([guid]::NewGuid().ToString('n'))"
    try {
        $file = Export-MamlCommandHelp -CommandHelp $pages -OutputFolder $folder -Force
        $document = [xml]::new()
        $document.Load(@($file)[0].FullName)
    } finally {
        if (Test-Path $folder) { Remove-Item $folder -Recurse -Force }
    }
    foreach ($command in @($document.DocumentElement.ChildNodes)) {
        $name = $command['details', $commandSpace]['name', $commandSpace].InnerText
        Repair-Command $command ($pages | Where-Object Title -eq $name) ($hasAddress ? "$($address.TrimEnd('/'))/docs/cmdlets/$name.md" : '')
    }
    $text = [Text.StringBuilder]::new()
    $settings = [Xml.XmlWriterSettings]@{ Indent = $true; IndentChars = '  '; NewLineChars = "`n"; NewLineHandling = 'Replace'; OmitXmlDeclaration = $true }
    $writer = [Xml.XmlWriter]::Create($text, $settings)
    $document.DocumentElement.WriteTo($writer)
    $writer.Dispose()
    "<?xml version=`"1.0`" encoding=`"utf-8`"?>`n$text`n"
}

# Words in lines of a width.
function Format-Line([string] $Text, [int] $Width, [string] $First = '', [string] $Next = $First) {
    $line = $First
    $isEmpty = $true
    foreach ($word in -split $Text) {
        if (-not $isEmpty -and $line.Length + 1 + $word.Length -gt $Width) {
            $line
            $line = $Next
            $isEmpty = $true
        }
        $line += $isEmpty ? $word : " $word"
        $isEmpty = $false
    }
    $line
}

# A table of Markdown as columns of text; the widest column gives way until the rest fits, but no word is broken.
function Format-Column([string] $Table, [int] $Width, [string] $Indent) {
    $rows = @($Table -split "`n" | Where-Object { $_ -notmatch '^\|[-| :]+\|$' } | ForEach-Object {
            , @($_.Trim().Trim('|') -split '(?<!\\)\|' | ForEach-Object { ConvertTo-PlainText ($_.Trim() -replace '\\\|', '|') })
        })
    $count = $rows[0].Count
    $columns = 0..($count - 1)
    $widths = @($columns | ForEach-Object { $column = $_; ($rows | ForEach-Object { $_[$column].Length } | Measure-Object -Maximum).Maximum })
    $words = @($columns | ForEach-Object { $column = $_; (-split ($rows | ForEach-Object { $_[$column] }) | Measure-Object Length -Maximum).Maximum })
    $room = $Width - $Indent.Length - 2 * ($count - 1)
    while (($widths | Measure-Object -Sum).Sum -gt $room) {
        $widest = $columns | Where-Object { $widths[$_] -gt $words[$_] } | Sort-Object { $widths[$_] } -Descending -Stable | Select-Object -First 1
        if ($null -eq $widest) { break }
        $widths[$widest]--
    }
    $number = 0
    foreach ($row in $rows) {
        $cells = @($columns | ForEach-Object { , @(Format-Line $row[$_] $widths[$_]) })
        $height = ($cells | ForEach-Object { $_.Count } | Measure-Object -Maximum).Maximum
        for ($at = 0; $at -lt $height; $at++) {
            $line = $columns | ForEach-Object { ($at -lt $cells[$_].Count ? $cells[$_][$at] : '').PadRight($widths[$_]) }
            ($Indent + ($line -join '  ')).TrimEnd()
        }
        if ($number++ -eq 0) { $Indent + (($widths | ForEach-Object { '-' * $_ }) -join '  ') }
    }
}

# An about page as the text that Get-Help shows: 80 columns, headings at the margin; code as it is written.
function ConvertTo-AboutHelp {
    [CmdletBinding()]
    [OutputType([string])]
    param([Parameter(Mandatory)] [string] $Path, [int] $Width = 80)
    $text = [Collections.Generic.List[string]]::new()
    $former = ''
    foreach ($block in Split-Markdown ([IO.File]::ReadAllText($Path))) {
        if ($text.Count -and -not ($former -eq 'item' -and $block.Kind -eq 'item') -and $former -notin 'heading1', 'heading2') { $text.Add('') }
        switch ($block.Kind) {
            heading1 { $text.Add('TOPIC'); $text.Add("    $($block.Text)") ; $text.Add('') }
            heading2 { $text.Add($block.Text.ToUpperInvariant()) }
            heading3 { $text.Add("  $($block.Text)") }
            item { Format-Line $block.Text $Width '    - ' '      ' | ForEach-Object { $text.Add($_) } }
            code { $block.Text -split "`n" | ForEach-Object { $text.Add("    $_".TrimEnd()) } }
            table { Format-Column $block.Text $Width '    ' | ForEach-Object { $text.Add($_) } }
            default { Format-Line $block.Text $Width '    ' | ForEach-Object { $text.Add($_) } }
        }
        $former = $block.Kind
    }
    ($text -join "`n") + "`n"
}

Export-ModuleMember -Function ConvertTo-CmdletHelp, ConvertTo-AboutHelp
