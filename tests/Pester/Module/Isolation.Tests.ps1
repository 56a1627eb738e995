BeforeDiscovery {
    $conflict = Join-Path $PSScriptRoot '../../../out/ConflictModule/ConflictModule.dll'
    $threadJob = [bool](Get-Module Microsoft.PowerShell.ThreadJob, ThreadJob -ListAvailable)
}
BeforeAll {
    Import-Module $PSScriptRoot/../Support.psm1 -Force
    $module = $env:CXONE_TEST_MODULE
    $conflict = Resolve-Path (Join-Path $PSScriptRoot '../../../out/ConflictModule/ConflictModule.dll')
    # Everything that CxOne uses its packages for: retries and time zones.
    $use = "Connect-CxOne -Sandbox -WarningAction SilentlyContinue -PassThru -SandboxOption @{ Fault = @{ 503 = 0.2 } } | Out-Null
        `$null = Get-CxDialerConfig; (Get-CxIvrDefinition -Id ivr-def-001).Name
        (ConvertTo-CxDataActionDate 2026-07-01T00:00:00Z Europe/Berlin -OutputFormat Offset).Value
        (Invoke-CxDialerSimulation -Agents 5 -AnswerRate 0.4 -Ratio 1 -Days 2).Agents
        `$own = [Runtime.Loader.AssemblyLoadContext]::All | Where-Object Name -eq CxOne
        `$own.Assemblies | Where-Object { `$_.GetName().Name -in 'Polly.Core', 'NodaTime' } | ForEach-Object { ([version][Diagnostics.FileVersionInfo]::GetVersionInfo(`$_.Location).FileVersion).ToString(2) } | Sort-Object"
    $other = "`$c = Get-Conflict; `$c.Answer; `$c.Zone; `$c.'Polly.Core'.ToString(2); `$c.NodaTime.ToString(2); `$c.'Microsoft.Extensions.Http'.Major"
    $ours = 'Main menu', '2026-07-01T02:00:00.000+02:00', '5', '3.3', '8.9'
    $theirs = '42', 'Europe/Berlin', '8.5', '2.4', '9'
    function Invoke-Clean([string] $Script) {
        $said = Invoke-Pwsh -Command "`$ErrorActionPreference = 'Stop'; $Script" 2>&1
        $LASTEXITCODE | Should -Be 0 -Because "$said"
        @($said | ForEach-Object { "$_" })
    }
}

# The quick tier runs this on the installed package alone; its assemblies are the same.
Describe 'Beside a module with other versions of the same packages' -Tag Package, Full {
    It 'works if the other one is imported and used first' {
        Invoke-Clean "Import-Module '$conflict'; $other; Import-Module '$module'; $use; $other" | Should -Be ($theirs + $ours + $theirs)
    }

    It 'works if the other one is imported and used afterwards' {
        Invoke-Clean "Import-Module '$module'; $use; Import-Module '$conflict'; $other; $use" | Should -Be ($ours + $theirs + $ours)
    }

    It 'works if both are imported before either is used' {
        Invoke-Clean "Import-Module '$module', '$conflict'; $use; $other" | Should -Be ($ours + $theirs)
        Invoke-Clean "Import-Module '$conflict', '$module'; $other; $use" | Should -Be ($theirs + $ours)
    }

    It 'works after two imports with -Force, and after it is removed and imported again' {
        Invoke-Clean "Import-Module '$conflict'; Import-Module '$module' -Force; Import-Module '$module' -Force; $use; Remove-Module CxOne; $other; Import-Module '$module'; $use" | Should -Be ($ours + $theirs + $ours)
    }
}

Describe 'Runspaces' {
    BeforeAll {
        Import-Module $module
        $one = Start-Sandbox
        $two = Start-Sandbox
        $secret = Get-Secret
    }
    AfterAll { Disconnect-CxOne; Stop-Sandbox $one; Stop-Sandbox $two }

    It 'keep their tenants apart' {
        $script = 'Connect-CxOne $uri -Credential $secret -RequestsPerMinute 100000; 1..20 | ForEach-Object { Set-CxDialerConfig dialer-east -MaxQueueDepth $depth -Confirm:$false; (Get-CxDialerConfig dialer-east).MaxQueueDepth }'
        $first = New-OtherPipeline $script @{ uri = $one.Uri; secret = $secret; depth = 111 }
        $second = New-OtherPipeline $script @{ uri = $two.Uri; secret = $secret; depth = 222 }
        $running = $first.BeginInvoke(), $second.BeginInvoke()
        @($first.EndInvoke($running[0]) | Sort-Object -Unique) | Should -Be 111
        @($second.EndInvoke($running[1]) | Sort-Object -Unique) | Should -Be 222
        $first.Streams.Error, $second.Streams.Error | ForEach-Object { $_.Count | Should -Be 0 }
        $first.Dispose(); $second.Dispose()
    }

    It 'can use a connection with $using: in ForEach-Object -Parallel' {
        $connection = Connect-CxOne $one.Uri -Credential $secret -RequestsPerMinute 100000 -PassThru
        $names = 1..8 | ForEach-Object -Parallel {
            Import-Module $using:module
            (Get-CxIvrDefinition -Id ivr-def-001 -Connection $using:connection).Name
        } -ThrottleLimit 4
        $names | Sort-Object -Unique | Should -Be 'Main menu'
        @($names).Count | Should -Be 8
    }

    It 'can use a connection in Start-ThreadJob' -Skip:(-not $threadJob) {
        $connection = Connect-CxOne $one.Uri -Credential $secret -RequestsPerMinute 100000 -PassThru
        $jobs = 1..4 | ForEach-Object {
            Start-ThreadJob { Import-Module $using:module; (Get-CxCampaign campaign-idle -Connection $using:connection).Id }
        }
        $jobs | Receive-Job -Wait -AutoRemoveJob | Sort-Object -Unique | Should -Be campaign-idle
    }

    It 'keep working if another one removes the module before every assembly is loaded' {
        $script = "`$other = [powershell]::Create(); `$null = `$other.AddScript('Import-Module $module; Remove-Module CxOne')
            Import-Module '$module'; `$null = `$other.Invoke(); `$other.Dispose(); Connect-CxOne -Sandbox -WarningAction SilentlyContinue; (Get-CxIvrDefinition -Id ivr-def-001).Name"
        Invoke-Clean $script | Should -Be 'Main menu'
    }

    It 'do not see a connection of another one' {
        Connect-CxOne $one.Uri -Credential $secret
        $shell = New-OtherPipeline 'Get-CxConnection; try { Get-CxCampaign -ErrorAction Stop } catch { $_.FullyQualifiedErrorId }'
        try { $shell.Invoke() | Should -BeLike 'NotConnected,*' } finally { $shell.Dispose() }
    }
}
