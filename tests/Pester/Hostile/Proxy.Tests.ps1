BeforeAll {
    Import-Module $PSScriptRoot/../Support.psm1 -Force

    # A proxy on loopback that refuses every tunnel and every request with 407.
    function Start-RefusingProxy {
        $socket = [Net.Sockets.TcpListener]::new([Net.IPAddress]::Loopback, 0)
        $socket.Start()
        $job = Start-ThreadJob {
            while ($true) {
                try { $client = ($using:socket).AcceptTcpClient() } catch { return }
                try {
                    $stream = $client.GetStream()
                    $null = $stream.Read([byte[]]::new(8192), 0, 8192)
                    $stream.Write([Text.Encoding]::ASCII.GetBytes("HTTP/1.1 407 Proxy Authentication Required`r`nProxy-Authenticate: Basic realm=x`r`nContent-Length: 0`r`nConnection: close`r`n`r`n"))
                } catch { $null = $_ } finally { $client.Dispose() }
            }
        }
        [pscustomobject]@{ Port = $socket.LocalEndpoint.Port; Socket = $socket; Job = $job }
    }

    function Invoke-Child([string] $File, [hashtable] $Variable) {
        $start = New-PwshStart '-NoProfile', '-NonInteractive', '-File', $File $Variable
        $start.RedirectStandardOutput = $start.RedirectStandardError = $true
        $process = [Diagnostics.Process]::Start($start)
        $errors = $process.StandardError.ReadToEndAsync()
        $process.StandardOutput.ReadToEnd() + $errors.Result
        $process.WaitForExit()
    }

    function Test-ProxyPassword([string] $Variable, [string] $UserInfo, [string[]] $Forms) {
        $folder = New-Item (Join-Path $TestDrive $Variable.ToUpper().Replace('_', $UserInfo.Length)) -ItemType Directory -Force
        $file = Join-Path $folder say.ps1
        Set-Content $file @"
            `$VerbosePreference = 'Continue'; `$DebugPreference = 'Continue'
            Start-Transcript '$folder/transcript.txt' | Out-Null
            Import-Module '$env:CXONE_TEST_MODULE' -Verbose:`$false
            Connect-CxOne https://tenant.example -Credential ([pscredential]::new('c', (ConvertTo-SecureString client-secret -AsPlainText -Force))) -MaximumRetryCount 1 -AuditPath '$folder/audit' -ErrorAction Continue -ErrorVariable failure
            `$failure | Format-List * -Force | Out-String -Width 400; "`$(`$failure.Exception)"; Get-Error | Out-String -Width 400
            Connect-CxOne -Sandbox -MaximumRetryCount 1 -AuditPath '$folder/audit'
            `$result = [pscustomobject]@{ TimeBucket = '09:00'; CallsAttempted = 100; CallsAnswered = 40; AvgTalkTimeSeconds = 100 } |
                Invoke-CxAnswerSimulation 12345678-1234-1234-1234-123456789012 -AnswerRate 0.4 -AgentEfficiency 0.8 -WindowMinutes 60 -CallbackUri https://planner.example/hook
            `$result | ConvertTo-Json -Depth 6 -WarningAction Ignore
            Write-CxAuditLog noted -Details @{ seen = 'http://$UserInfo@127.0.0.1:$($proxy.Port)/' } -Confirm:`$false
            Get-CxAuditRecord | ConvertTo-Json -Depth 8
            Stop-Transcript | Out-Null
"@
        $said = Invoke-Child $file @{ $Variable = "http://$UserInfo@127.0.0.1:$($proxy.Port)" }
        Set-Content (Join-Path $folder said.txt) $said
        $said | Should -Match '407'
        $said | Should -Match 'ConnectionFailed|could not'
        ([regex]::Matches($said, '\*\*\*@127\.0\.0\.1')).Count | Should -BeGreaterThan 2
        foreach ($form in $Forms) {
            Get-ChildItem $folder -Recurse -File | Where-Object Name -NE say.ps1 | Select-String $form -SimpleMatch |
                ForEach-Object { "$($_.Filename): $($_.Line)" } | Should -BeNullOrEmpty
        }
    }
}

Describe "A proxy's password" {
    BeforeAll { $proxy = Start-RefusingProxy }
    AfterAll { $proxy.Socket.Stop(); $proxy.Job | Remove-Job -Force }

    It 'appears in no error, stream, transcript, result or audit log' {
        Test-ProxyPassword HTTPS_PROXY 'proxy-user:planted%40proxy%2Fword' 'planted%40proxy', 'planted@proxy'
    }

    It 'appears nowhere if it is in <Variable>' -Tag Full -ForEach @(
        @{ Variable = 'https_proxy'; UserInfo = 'u:pw'; Forms = @(':pw@') }
        @{
            Variable = 'ALL_PROXY'
            UserInfo = 'proxy-user:planted-proxy-word'
            Forms = 'planted-proxy-word', 'cHJveHktdXNlcjpwbGFudGVkLXByb3h5LXdvcmQ='
        }
    ) {
        Test-ProxyPassword $Variable $UserInfo $Forms
    }
}
