BeforeAll {
    Import-Module $PSScriptRoot/../Support.psm1 -Force
    $planted = @{
        ClientSecret = 'planted-client-secret-1'
        Token = 'planted-token-2'
        Callback = 'planted-callback-secret-3'
        Key = 'planted-query-key-4'
        Body = 'planted-body-password-5'
    }

    # A tenant that tells every secret it was told, in its answers, its headers, its errors and its redirects.
    function Start-TellTale {
        $listener, $port = Start-LoopbackListener
        $job = Start-ThreadJob {
            while (($using:listener).IsListening) {
                try { $context = ($using:listener).GetContext() } catch { return }
                $request, $answer = $context.Request, $context.Response
                $told = [IO.StreamReader]::new($request.InputStream).ReadToEnd()
                $path = $request.Url.AbsolutePath
                $echo = "You said $($request.Headers['Authorization']) and $told to $($request.RawUrl)"
                $answer.Headers['X-Request-Id'] = "$($request.Headers['Authorization'])" -replace 'Bearer '
                $json = switch -Wildcard ($path) {
                    '*/oauth/token' { @{ access_token = ($using:planted).Token; token_type = 'Bearer'; expires_in = 3600 } }
                    '*/tenant' { @{ id = 'tenant-x'; name = 'Tell tale' } }
                    '*/dialerconfigs/redirect' {
                        $answer.StatusCode = 302
                        $answer.Headers['Location'] = "http://localhost:$($using:port)/elsewhere?token=$(($using:planted).Token)"
                        @{}
                    }
                    '*/dialerconfigs/fails' { $answer.StatusCode = 500; @{ message = $echo } }
                    '*/dialerconfigs/refuses' {
                        $answer.StatusCode = 403
                        @{ message = $echo; errors = @(@{ field = $echo; code = 'X'; message = $echo }) }
                    }
                    '*/dialerconfigs/rubbish' { $answer.StatusCode = 200; $null }
                    default { $answer.StatusCode = 404; @{ detail = $echo; error_description = $echo } }
                }
                $bytes = [Text.Encoding]::UTF8.GetBytes($(if ($null -eq $json) { "<html>$echo" } else { $json | ConvertTo-Json -Depth 5 }))
                $answer.ContentType = 'application/json'
                try { $answer.OutputStream.Write($bytes); $answer.Close() } catch { $answer.Abort() }
            }
        }
        [pscustomobject]@{ Uri = "http://127.0.0.1:$port"; Listener = $listener; Job = $job }
    }

    # Everything that a process says at every level, keeps and serialises, in files of one folder.
    function Invoke-Telling([string] $Uri, [string] $Folder, [string] $Callback, [int] $Depth) {
        $script = @"
            `$ErrorActionPreference = 'Continue'; `$VerbosePreference = 'Continue'; `$DebugPreference = 'Continue'; `$InformationPreference = 'Continue'; `$ProgressPreference = 'Continue'
            Start-Transcript $Folder/transcript.txt | Out-Null
            Import-Module '$env:CXONE_TEST_MODULE'
            `$credential = [pscredential]::new('client', (ConvertTo-SecureString `$env:PLANTED_SECRET -AsPlainText -Force))
            `$callbackSecret = ConvertTo-SecureString `$env:PLANTED_CALLBACK -AsPlainText -Force
            `$connection = Connect-CxOne $Uri -Credential `$credential -MaximumRetryCount 1 -AuditPath $Folder/audit -PassThru
            `$connection; `$connection | Format-List * -Force; `$connection | ConvertTo-Json -Depth 6 -WarningAction Ignore; `$connection | Export-Clixml $Folder/connection.xml -Depth 6
            Get-CxDialerConfig redirect, fails, refuses, rubbish, missing
            Get-CxDialerConfig fails -ErrorVariable failure -ErrorAction SilentlyContinue
            Get-Error | Out-String -Width 400; `$failure | Format-List * -Force | Out-String -Width 400; `$failure[0].Exception | Format-List * -Force; "`$(`$failure[0].Exception)"; `$failure | Export-Clixml $Folder/error.xml -Depth $Depth
            Set-CxDialerConfig refuses -DialRate 2 -Confirm:`$false
            Invoke-CxRestMethod "/api/v2/anything?api_key=`$env:PLANTED_KEY" -Method Post -Body @{ password = `$env:PLANTED_BODY; client_secret = `$env:PLANTED_BODY } -Confirm:`$false
            Invoke-CxRestMethod "/inContactAPI/services/v30.0/agents?token=`$env:PLANTED_KEY"
            Register-CxWebhook "$Callback" campaign.updated -Confirm:`$false
            [pscustomobject]@{ TimeBucket = '09:00'; CallsAttempted = 100; CallsAnswered = 40; AvgTalkTimeSeconds = 100 } | Invoke-CxAnswerSimulation c -AnswerRate 0.4 -AgentEfficiency 0.8 -WindowMinutes 60 -CallbackUri "$Callback" -CallbackSecret `$callbackSecret
            Get-CxAuditRecord | Format-List * | Out-String -Width 400; Get-CxAuditRecord | ConvertTo-Json -Depth 8
            Start-Job { Import-Module '$env:CXONE_TEST_MODULE'; `$c = [pscredential]::new('client', (ConvertTo-SecureString `$env:PLANTED_SECRET -AsPlainText -Force)); Connect-CxOne $Uri -Credential `$c -MaximumRetryCount 0 -PassThru; Get-CxDialerConfig fails, refuses } | Receive-Job -Wait -AutoRemoveJob -ErrorVariable jobFailure | Export-Clixml $Folder/job.xml -Depth $Depth
            `$jobFailure | Export-Clixml $Folder/jobError.xml -Depth $Depth
            [IO.File]::ReadAllText('/proc/self/cmdline') | Set-Content $Folder/cmdline.txt
            Stop-Transcript | Out-Null
"@
        $file = Join-Path $Folder 'say.ps1'
        Set-Content $file $script
        $env:PLANTED_SECRET, $env:PLANTED_CALLBACK, $env:PLANTED_KEY, $env:PLANTED_BODY = $planted.ClientSecret, $planted.Callback,
            $planted.Key, $planted.Body
        try {
            Invoke-Pwsh -Command "& '$file' *>&1 | Out-File '$Folder/streams.txt' -Width 500" *> "$Folder/process.txt"
        } finally {
            Remove-Item env:PLANTED_SECRET, env:PLANTED_CALLBACK, env:PLANTED_KEY, env:PLANTED_BODY
        }
    }
}

# An error that is exported to a depth of 8 takes most of a minute.
foreach ($tier in @{ Depth = 4; Tag = 'Quick' }, @{ Depth = 8; Tag = 'Full' }) {
Describe 'Planted secrets, with errors exported to a depth of <Depth>' -Skip:(-not $IsLinux) -Tag $tier.Tag -ForEach @{ Depth = $tier.Depth } {
    BeforeAll {
        $tellTale = Start-TellTale
        $folder = New-Item (Join-Path $TestDrive "said-$Depth") -ItemType Directory
        Invoke-Telling $tellTale.Uri $folder "$($tellTale.Uri)/hook?key=$($planted.Key)" $Depth
        $files = Get-ChildItem $folder -Recurse -File | Where-Object Name -NE say.ps1
    }
    AfterAll { Stop-Receiver $tellTale }

    It 'reached the sandbox: the requests arrived and got every kind of response' {
        $text = Get-Content $folder/streams.txt -Raw
        foreach ($part in 'Tell tale|tenant-x', 'Permission denied', 'Not found', '500', '"bodySha256": "', 'Loading module from path',
            'Idempotency-Key') {
            $text | Should -Match $part
        }
        (Get-Content $folder/transcript.txt -Raw).Length | Should -BeGreaterThan 5000
        Get-ChildItem $folder/audit -Recurse -File | Should -Not -BeNullOrEmpty
        $files.Name | Should -Contain jobError.xml
    }

    It 'appear in no stream, transcript, error, audit log, object or file: <_>' -ForEach 'ClientSecret', 'Token', 'Callback', 'Key',
        'Body' {
        $secret = $planted.$_
        $found = $files | Select-String $secret -SimpleMatch
        $found | ForEach-Object {
            "$($_.Filename):$($_.LineNumber): $($_.Line.Substring(0, [math]::Min(200, $_.Line.Length)))"
        } | Should -BeNullOrEmpty
    }
}
}
