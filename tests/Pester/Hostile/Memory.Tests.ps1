BeforeAll {
    Import-Module $PSScriptRoot/../Support.psm1 -Force
    Import-Module $env:CXONE_TEST_MODULE
    $size = 16MB

    # A tenant whose answer is of one shape.
    function Start-ShapedTenant {
        $listener, $port = Start-LoopbackListener
        $answer = [Collections.Concurrent.ConcurrentDictionary[string, byte[]]]::new()
        $job = Start-ThreadJob {
            while (($using:listener).IsListening) {
                try { $context = ($using:listener).GetContext() } catch { return }
                $bytes = switch -Wildcard ($context.Request.Url.AbsolutePath) {
                    '*/oauth/token' {
                        , [Text.Encoding]::ASCII.GetBytes('{"access_token":"a-token-of-the-test","token_type":"Bearer","expires_in":3600}')
                    }
                    '*/tenant' { , [Text.Encoding]::ASCII.GetBytes('{"id":"tenant-x"}') }
                    default { , ($using:answer)['body'] }
                }
                $context.Response.ContentType = 'application/json'
                $context.Response.ContentLength64 = $bytes.Length
                try {
                    $context.Response.OutputStream.Write($bytes, 0, $bytes.Length)
                    $context.Response.Close()
                } catch { $context.Response.Abort() }
            }
        }
        [pscustomobject]@{ Uri = "http://127.0.0.1:$port"; Listener = $listener; Job = $job; Answer = $answer }
    }

    function Set-Answer([string] $First, [string] $Repeated, [string] $Last) {
        $text = [Text.StringBuilder]::new($First, $size + 64).Insert($First.Length, $Repeated,
            [int][math]::Floor(($size - $First.Length - $Last.Length) / $Repeated.Length)).Append($Last).ToString()
        $tenant.Answer['body'] = [Text.Encoding]::ASCII.GetBytes($text)
    }
}

Describe 'A response of 16 MiB' {
    BeforeAll {
        $tenant = Start-ShapedTenant
        Connect-CxOne $tenant.Uri -Credential (Get-Secret) -AuditPath (Join-Path $TestDrive audit)
    }
    AfterAll { Disconnect-CxOne; $tenant.Listener.Stop(); $tenant.Job | Remove-Job -Force }

    It 'takes at most four times its size as objects, or is ResponseInvalid: <Name>' -ForEach @(
        @{ Name = 'empty lists'; First = '['; Repeated = '[],'; Last = '1]' }
        @{ Name = 'empty objects'; First = '['; Repeated = '{},'; Last = '1]' }
        @{ Name = 'objects'; First = '['; Repeated = '{"a":{"b":1}},'; Last = '1]' }
        @{ Name = 'members'; First = '{'; Repeated = '"a":1,'; Last = '"b":1}' }
        @{ Name = 'lists in lists'; First = '['; Repeated = '[[[[[[[[1]]]]]]]],'; Last = '1]' }
        @{ Name = 'short texts'; First = '['; Repeated = '"a",'; Last = '1]' }
        @{ Name = 'numbers'; First = '['; Repeated = '1,'; Last = '1]' }
        @{ Name = 'long texts'; First = '["'; Repeated = 'abcdefghijklmnop'; Last = '"]' }
    ) {
        Set-Answer $First $Repeated $Last
        $result = $null
        $before = [GC]::GetTotalMemory($true)
        try { $result = Invoke-CxRestMethod /api/v2/x -ErrorAction Stop } catch {
            $_.FullyQualifiedErrorId | Should -BeLike 'ResponseInvalid,*'
        }
        $cost = [GC]::GetTotalMemory($true) - $before
        $cost | Should -BeLessOrEqual (4 * $size)
        if ($Name -eq 'long texts') { $result[0].Length | Should -BeGreaterThan 16000000 }
    }
}

Describe 'Objects of a response' {
    It 'take no more memory than estimated: <Name>' -ForEach @(
        @{ Name = 'empty objects'; Json = '{},'; Counted = 652 }
        @{ Name = 'objects with one member'; Json = '{"a":1},'; Counted = 652 + 188 + 84 }
        @{ Name = 'objects with three members'; Json = '{"a":1,"b":2,"c":3},'; Counted = 652 + (3 * (188 + 84)) }
        @{ Name = 'lists'; Json = '[1],'; Counted = 132 + 84 }
        @{ Name = 'empty lists'; Json = '[],'; Counted = 132 }
        @{ Name = 'texts'; Json = '"ab",'; Counted = 88 }
        @{ Name = 'numbers'; Json = '1.5,'; Counted = 84 }
    ) {
        $type = (Get-Command Connect-CxOne).ImplementingType.Assembly.GetType('CxOne.PowerShell.Base.JsonObjects')
        $method = $type.GetMethod('ToPowerShell')
        $count = 100000
        $document = [Text.Json.JsonDocument]::Parse('[' + ($Json * $count) + '1]')
        $null = $method.Invoke($null, @($document.RootElement[0]))
        $before = [GC]::GetTotalMemory($true)
        $objects = $method.Invoke($null, @($document.RootElement))
        $cost = ([GC]::GetTotalMemory($true) - $before) / $count
        $cost | Should -BeLessOrEqual $Counted
        [GC]::KeepAlive($objects)
    }
}
