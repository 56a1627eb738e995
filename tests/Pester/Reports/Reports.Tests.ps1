BeforeDiscovery {
    $chromium = Get-Command chromium, chromium-browser, google-chrome -CommandType Application -ErrorAction Ignore | Select-Object -First 1
    $npm = Get-Command npm -CommandType Application -ErrorAction Ignore
}
BeforeAll {
    Import-Module $PSScriptRoot/../Support.psm1 -Force
    Import-Module $env:CXONE_TEST_MODULE
    $chromium = Get-Command chromium, chromium-browser, google-chrome -CommandType Application -ErrorAction Ignore | Select-Object -First 1
    $server = Start-Sandbox
    function Connect-Server { Connect-CxOne $server.Uri -Credential (Get-Secret) -RequestsPerMinute 6000 }
    function Get-Silence { Invoke-CxIvrSimulation ivr-def-001 -TestInput 1, timeout }

    # What a page has become in a browser without a network, and what the console said.
    function Open-Page([string] $Path) {
        $errors = Join-Path $TestDrive 'browser.txt'
        $dom = & $chromium.Source --headless --no-sandbox --disable-gpu --no-first-run "--user-data-dir=$TestDrive/profile" '--host-resolver-rules=MAP * ~NOTFOUND' --enable-logging=stderr --virtual-time-budget=60000 --dump-dom ([uri]::new((Resolve-Path $Path).ProviderPath)).AbsoluteUri 2>$errors
        [pscustomobject]@{ Dom = $dom -join "`n"; Console = @(Get-Content $errors | Where-Object { $_ -match 'CONSOLE' }) }
    }
}
AfterAll { Stop-Sandbox $server }

Describe 'ConvertTo-CxIvrDiagram' {
    BeforeAll { Connect-Server }

    It 'draws definitions from the pipeline and by id' {
        $text = Get-CxIvrDefinition -Id ivr-def-001 | ConvertTo-CxIvrDiagram
        $text | Should -BeOfType string
        $text | Should -BeLike "flowchart TD`n*node_main_menu -->|`"1`"| node_sales_dept*"
        ConvertTo-CxIvrDiagram -DefinitionId ivr-def-001 | Should -Be $text
        'ivr-def-001' | ConvertTo-CxIvrDiagram | Should -Be $text
    }

    It 'draws every definition of the tenant' {
        $all = Get-CxIvrDefinition
        @($all | ConvertTo-CxIvrDiagram).Count | Should -Be $all.Count
    }

    It 'highlights the path of a simulated call, with time-outs in red' {
        $call = Get-Silence
        $text = Get-CxIvrDefinition -Id ivr-def-001, ivr-def-002 | ConvertTo-CxIvrDiagram -Simulation $call
        $text.Count | Should -Be 2
        $text[0] | Should -Match 'node_main_menu -->\|"1<br/>step 1"\| node_sales_dept'
        $text[0] | Should -Match 'node_sales_dept -\.->\|"time-out 10 s<br/>step 2"\| node_agent_transfer'
        $text[0] | Should -Match 'classDef timeout fill:#fee2e2,stroke:#c81e1e'
        $text[0] | Should -Match 'class node_sales_dept timeout'
        $text[0] | Should -Match 'linkStyle 0,1 stroke:#3b74e8'
        $text[0] | Should -Match 'linkStyle 11 stroke:#e02424'
        $text[1] | Should -Not -Match 'linkStyle'
        $call | ConvertTo-CxIvrDiagram | Should -Be $text[0]
    }

    It 'warns about simulated calls that it could not draw' {
        $null = Get-CxIvrDefinition -Id ivr-def-002 |
            ConvertTo-CxIvrDiagram -Simulation (Get-Silence) -WarningVariable warning -WarningAction SilentlyContinue
        $warning.Message | Should -Match "'ivr-def-001'"
    }

    It 'needs no connection for a piped definition' {
        $definition, $call = (Get-CxIvrDefinition -Id ivr-def-001), (Get-Silence)
        Disconnect-CxOne
        try {
            $definition | ConvertTo-CxIvrDiagram -Simulation $call | Should -Match 'step 2'
            { ConvertTo-CxIvrDiagram ivr-def-001 -ErrorAction Stop } | Should -Throw -ErrorId 'NotConnected,*'
        } finally { Connect-Server }
    }

    It 'continues after an object that it cannot draw' {
        $text = 'nope', 5, 'ivr-def-001' | ConvertTo-CxIvrDiagram -ErrorAction SilentlyContinue -ErrorVariable failure
        @($text).Count | Should -Be 1
        $failure.FullyQualifiedErrorId | Should -BeLike '*,*ConvertToCxIvrDiagramCommand'
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'ObjectNotFound,*'
        $failure[1].FullyQualifiedErrorId | Should -BeLike 'ParameterInvalid,*'
        $failure[1].TargetObject | Should -Be 5
    }

    It 'refuses -<_> without -Path' -ForEach 'Force', 'NoClobber', 'PassThru' {
        $switch = @{ $_ = $true }
        { ConvertTo-CxIvrDiagram ivr-def-001 @switch } | Should -Throw -ErrorId 'ParameterInvalid,*'
    }

    It 'writes one page of all definitions that loads no external resources' {
        $file = Get-CxIvrDefinition -Id ivr-def-001, ivr-def-002 | ConvertTo-CxIvrDiagram -Path $TestDrive/two.html -PassThru
        $file | Should -BeOfType IO.FileInfo
        $html = Get-Content $file -Raw
        $html | Should -Match "default-src 'none'; script-src 'sha256-"
        # Outside of the script element of the library there is no address at all.
        $html -replace '(?s)<script>.*?</script>' | Should -Not -Match '(?i)https?:|src=|url\(|@import|<link'
        ($html | Select-String '<pre class="mermaid">' -AllMatches).Matches.Count | Should -Be 2
        [IO.File]::ReadAllBytes($file)[0] | Should -Be ([byte][char]'<')
    }

    It 'writes nothing under -WhatIf, keeps an existing file with -NoClobber, and overwrites it without' {
        $path = Join-Path $TestDrive 'page [1].html'
        ConvertTo-CxIvrDiagram ivr-def-001 -Path $path -WhatIf
        Test-Path -LiteralPath $path | Should -BeFalse
        Set-Content -LiteralPath $path -Value 'mine'
        ConvertTo-CxIvrDiagram ivr-def-001 -Path $path -NoClobber -ErrorAction SilentlyContinue -ErrorVariable failure
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'ReportExists,*'
        $failure[0].CategoryInfo.Category | Should -Be ResourceExists
        Get-Content -LiteralPath $path | Should -Be 'mine'
        ConvertTo-CxIvrDiagram ivr-def-001 -Path $path
        Get-Content -LiteralPath $path -TotalCount 1 | Should -Be '<!DOCTYPE html>'
    }

    It 'overwrites a write-protected page with -Force only, and leaves it protected' {
        $path = Join-Path $TestDrive 'protected.html'
        Set-Content $path 'mine'
        Set-ItemProperty $path IsReadOnly $true
        if (-not $IsLinux -or (id -u) -ne '0') {
            ConvertTo-CxIvrDiagram ivr-def-001 -Path $path -ErrorAction SilentlyContinue -ErrorVariable failure
            $failure[0].FullyQualifiedErrorId | Should -BeLike 'ReportWriteFailed,*'
        }
        ConvertTo-CxIvrDiagram ivr-def-001 -Path $path -Force
        Get-Content $path -TotalCount 1 | Should -Be '<!DOCTYPE html>'
        (Get-Item $path).IsReadOnly | Should -BeTrue
    }

    It 'names a missing folder and an invalid path' {
        {
            ConvertTo-CxIvrDiagram ivr-def-001 -Path $TestDrive/no/such/folder.html -ErrorAction Stop
        } | Should -Throw -ErrorId 'ReportWriteFailed,*'
        { ConvertTo-CxIvrDiagram ivr-def-001 -Path env:page } | Should -Throw -ErrorId 'ParameterInvalid,*'
    }
}

Describe 'Export-CxReport' {
    BeforeEach { Reset-Sandbox $server; Connect-Server }

    It 'writes simulations, deployment, states over time and metrics' {
        $case = @{ Name = 'silence at <sales>'; Input = '1', 'timeout'; ExpectEnd = 'agent-transfer'; AllowTimeout = 'sales-dept' }
        $result = Publish-CxIvrDeployment ivr-def-001 staging -TestCase $case
        $file = $result | Export-CxReport $TestDrive/report.html -PassThru
        $html = (Get-Content $file -Raw) -replace '(?s)<script>.*?</script>'
        foreach ($text in $result.JobId, $result.AuditId, $result.AuditLogId, $result.Metrics.ExportJobId, 'silence at &lt;sales&gt;',
            'States over time', 'timed out at', $result.Simulations[0].SimulationId) {
            $html | Should -Match ([regex]::Escape($text))
        }
        foreach ($state in $result.StateHistory) {
            $html | Should -Match $state.SeenAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", [cultureinfo]::InvariantCulture)
        }
        $html | Should -Match '<html lang="en">'
    }

    It 'writes <Status> as such' -ForEach @(
        @{ Status = 'ROLLED_BACK'; Id = 'ivr-def-disabled-queue'; Text = 'dependencyResolutionError' }
        @{ Status = 'REJECTED'; Id = 'ivr-def-overlap'; Text = 'created no job' }
        @{ Status = 'NOT_SUBMITTED'; Id = 'ivr-def-001'; TestInput = '1', 'timeout'; Text = 'Node &#x27;sales-dept&#x27; timed out' }
    ) {
        Publish-CxIvrDeployment $Id staging -TestInput ($TestInput ?? '1') -ErrorAction SilentlyContinue |
            Export-CxReport $TestDrive/failed.html
        $html = Get-Content $TestDrive/failed.html -Raw
        $html | Should -Match "<h1>Deployment to staging: $Status</h1>"
        $html | Should -Match $Text
    }

    It 'accepts simulated calls alone, from the pipeline or as a list' {
        $calls = 'ivr-def-001', 'ivr-def-002' | Invoke-CxIvrSimulation -TestInput 1
        $calls | Export-CxReport $TestDrive/a.html -Title 'Before the change'
        Export-CxReport $TestDrive/b.html $calls
        foreach ($name in 'a', 'b') {
            $html = Get-Content $TestDrive/$name.html -Raw
            ($html | Select-String '<pre class="mermaid">' -AllMatches).Matches.Count | Should -Be 4
        }
        Get-Content $TestDrive/a.html -Raw | Should -Match '<title>Before the change</title>'
    }

    It 'omits diagrams that cannot be read, with a warning' {
        $call, $definition = (Get-Silence), (Get-CxIvrDefinition -Id ivr-def-001)
        Disconnect-CxOne
        $call | Export-CxReport $TestDrive/alone.html -WarningVariable warning -WarningAction SilentlyContinue
        $warning.Message | Should -Match 'ivr-def-001'
        Get-Content $TestDrive/alone.html -Raw | Should -Match ([regex]::Escape($warning.Message))
        $call | Export-CxReport $TestDrive/given.html -Definition $definition -WarningVariable none
        $none | Should -BeNullOrEmpty
        Get-Content $TestDrive/given.html -Raw | Should -Match '<pre class="mermaid">'
        $call | Export-CxReport $TestDrive/bare.html -NoDiagram -WarningVariable none
        $none | Should -BeNullOrEmpty
        (Get-Item $TestDrive/bare.html).Length | Should -BeLessThan 100KB
    }

    It 'refuses other objects, and writes the rest' {
        5, (Get-Silence) | Export-CxReport $TestDrive/rest.html -ErrorAction SilentlyContinue -ErrorVariable failure
        $failure.Count | Should -Be 1
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'ParameterInvalid,*'
        Test-Path $TestDrive/rest.html | Should -BeTrue
        'x' | Export-CxReport $TestDrive/none.html -ErrorAction SilentlyContinue
        Test-Path $TestDrive/none.html | Should -BeFalse
    }

    It 'sends no request and writes nothing under -WhatIf' {
        $call = Get-Silence
        $before = @(Get-SandboxRequest $server).Count
        $call | Export-CxReport $TestDrive/whatif.html -WhatIf
        Test-Path $TestDrive/whatif.html | Should -BeFalse
        @(Get-SandboxRequest $server).Count | Should -Be $before
    }
}

Describe 'A page in a browser' {
    BeforeAll { Connect-Server }

    It 'shows a deployment with the path of its call without console messages' -Skip:(-not $chromium) {
        Publish-CxIvrDeployment ivr-def-001 staging -TestCase @{ Input = '1', 'timeout'; AllowTimeout = 'sales-dept' } |
            Export-CxReport $TestDrive/browser.html
        $page = Open-Page $TestDrive/browser.html
        $page.Console | Should -BeNullOrEmpty
        $page.Dom | Should -Match 'data-diagrams="drawn"'
        ([regex]::Matches($page.Dom, '<svg[^>]*aria-roledescription="flowchart')).Count | Should -Be 2
        $page.Dom | Should -Match '<g class="node default timeout[^>]*flowchart-node_sales_dept-|<g class="node default timeout[^>]*id="[^"]*node_sales_dept'
        ([regex]::Matches($page.Dom, '<g class="node default path')).Count | Should -Be 2
        $page.Dom | Should -Match 'class="nodeLabel[^>]*><p>sales-dept<br>Sales<br>MENU, waits 10 s<br>timed out at'
    }

    It 'shows every definition of the tenant' -Tag Full -Skip:(-not $chromium) {
        $all = Get-CxIvrDefinition
        $all | ConvertTo-CxIvrDiagram -Path $TestDrive/all.html
        $page = Open-Page $TestDrive/all.html
        $page.Console | Should -BeNullOrEmpty
        $page.Dom | Should -Match 'data-diagrams="drawn"'
        ([regex]::Matches($page.Dom, '<svg[^>]*aria-roledescription="flowchart')).Count | Should -Be $all.Count
    }
}

Describe 'The library <package>' -ForEach @(
    @{ Package = '@mermaid-js/tiny'; Folder = 'mermaid'; Files = 'mermaid.tiny.js' }
    @{ Package = 'uplot'; Folder = 'uplot'; Files = 'uPlot.iife.min.js', 'uPlot.min.css' }
) {
    BeforeAll { $assets = Join-Path $PSScriptRoot "../../../src/CxOne.Core/Reports/Assets/$Folder" }

    It 'is the pinned version, and the lock file names no registry' {
        $lock = Get-Content $assets/package-lock.json -Raw
        $lock | Should -Not -Match 'resolved|https?:'
        $pinned = ($lock | ConvertFrom-Json -AsHashtable).packages."node_modules/$Package"
        $pinned.version | Should -Be (Get-Content $assets/package.json -Raw | ConvertFrom-Json).dependencies.$Package
        $pinned.integrity | Should -Match '^sha512-'
        Get-Content $PSScriptRoot/../../../THIRD-PARTY-NOTICES.md -Raw | Should -Match ([regex]::Escape("$Package $($pinned.version)"))
    }

    It 'is identical to the npm package' -Skip:(-not $npm) {
        $place = New-Item $TestDrive/$Folder -ItemType Directory
        Copy-Item $assets/package.json, $assets/package-lock.json, $assets/.npmrc $place
        Push-Location $place
        try { $said = npm ci --fetch-retries=1 --fetch-timeout=30000 2>&1; $code = $LASTEXITCODE } finally { Pop-Location }
        if ($code -ne 0 -and "$said" -match 'ENOTFOUND|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EAI_AGAIN|network') {
            Set-ItResult -Skipped -Because 'npm reaches no registry here'
        }
        $code | Should -Be 0 -Because "$said"
        foreach ($file in $Files) {
            $packed = [IO.File]::OpenRead((Resolve-Path "$assets/$file.br"))
            $plain = [IO.Compression.BrotliStream]::new($packed, [IO.Compression.CompressionMode]::Decompress)
            try { $hash = (Get-FileHash -InputStream $plain).Hash } finally { $plain.Dispose() }
            (Get-FileHash "$place/node_modules/$Package/dist/$file").Hash | Should -Be $hash
        }
    }
}
