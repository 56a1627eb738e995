#Requires -Version 7.6
# Writes 1,000 dates with Update-CxDataActionDate and with a plain sequential client: one token, one lookup and one write per row. Both
# have the same latency and the same share of faults in the same run.
[CmdletBinding()]
param(
    [Parameter(Mandatory)] [string] $Module,
    [Parameter(Mandatory)] [string] $Result,
    [int] $Rounds = 5,
    # The sequential client is measured with this many rows and scaled to 1,000.
    [int] $PlainRows = 25
)

$ErrorActionPreference = 'Stop'
$env:CXONE_AUDIT_PATH = Join-Path ([IO.Path]::GetTempPath()) "cxone-bench-dates-$PID"
Import-Module $Module
Import-Module $PSScriptRoot/../Pester/Support.psm1
$rows = foreach ($number in 1..1000) {
    [pscustomobject]@{
        Name = 'Batch_Date_{0:0000}' -f (63 + $number)
        Timestamp = ([datetime]'2025-01-01').AddMinutes($number).ToString('s') + 'Z'
        TimeZone = 'America/New_York'
        OffsetMinutes = 120
    }
}

function Invoke-PlainWay($Tenant, [object[]] $Row) {
    foreach ($item in $Row) {
        $client = [Net.Http.HttpClient]::new()
        $send = {
            param($make)
            for ($attempt = 0; ; $attempt++) {
                try {
                    $answer = $client.Send((& $make))
                    $text = [IO.StreamReader]::new($answer.Content.ReadAsStream()).ReadToEnd()
                    if ($answer.IsSuccessStatusCode) { return $text | ConvertFrom-Json -DateKind String }
                    if ([int]$answer.StatusCode -notin 429, 503) { throw "status $($answer.StatusCode)" }
                    $wait = if ($answer.Headers.RetryAfter.Delta) {
                        $answer.Headers.RetryAfter.Delta.Value.TotalSeconds
                    } else { [math]::Pow(2, $attempt) }
                } catch [Net.Http.HttpRequestException] { $wait = [math]::Pow(2, $attempt) }
                [Threading.Thread]::Sleep([int]($wait * 1000))
            }
        }
        $token = (& $send {
            $m = [Net.Http.HttpRequestMessage]::new('POST', "$($Tenant.Uri)/api/v2/oauth2/token")
            $m.Content = [Net.Http.StringContent]::new('grant_type=client_credentials&client_id=sandbox&client_secret=sandbox-secret',
                $null, 'application/x-www-form-urlencoded')
            $m
        }).access_token
        $action = (& $send {
            $m = [Net.Http.HttpRequestMessage]::new('GET', "$($Tenant.Uri)/api/v2/dataactions?pageSize=25&page=1&filter=name=$($item.Name)")
            $m.Headers.Authorization = "Bearer $token"
            $m
        }).entities[0]
        $action.configuration.dateProcessing.timezone = 'Europe/Paris'
        $body = $action | ConvertTo-Json -Depth 20 -Compress
        $null = & $send {
            $m = [Net.Http.HttpRequestMessage]::new('PUT', "$($Tenant.Uri)/api/v2/dataactions/$($action.id)")
            $m.Headers.Authorization = "Bearer $token"
            $m.Content = [Net.Http.StringContent]::new($body, $null, 'application/json')
            $m
        }
        $client.Dispose()
    }
}

function Get-Median([double[]] $Value) { ($Value | Sort-Object)[[int][math]::Floor($Value.Count / 2)] }

$plain, $own = [Collections.Generic.List[double]]::new(), [Collections.Generic.List[double]]::new()
foreach ($round in 1..$Rounds) {
    $tenant = Start-Sandbox --rate-limit, 10000000, --data-actions, 1063, --latency, 20, --fault, 429=0.1, --fault, 503=0.05, --fault,
        reset-after=0.02, --seed, $round
    try {
        $watch = [Diagnostics.Stopwatch]::StartNew()
        Invoke-PlainWay $tenant $rows[0..($PlainRows - 1)]
        $plain.Add($watch.Elapsed.TotalSeconds / $PlainRows * $rows.Count)
        $null = Invoke-RestMethod "$($tenant.Uri)/sandbox/reset" -Method Post
        # The faults affect the first requests too.
        while ($true) {
            try {
                Connect-CxOne $tenant.Uri -Credential (Get-Secret) -RequestsPerMinute 12000 -MaximumRetryCount 12
                break
            } catch { if ($_.FullyQualifiedErrorId -notmatch '^(ConnectionFailed|ServiceUnavailable)') { throw } }
        }
        $watch.Restart()
        $updates = @($rows | Update-CxDataActionDate -ThrottleLimit 8 -PassThru)
        $own.Add($watch.Elapsed.TotalSeconds)
        if (@($updates | Where-Object Status -in Changed, Recognised).Count -ne $rows.Count) { throw 'Not every row was written.' }
    } finally { Stop-Sandbox $tenant }
}
$row = [pscustomobject]@{
    Rows = $rows.Count
    Rounds = $Rounds
    ModuleSec = [math]::Round((Get-Median $own), 1)
    PlainSec = [math]::Round((Get-Median $plain), 1)
    Ratio = [math]::Round((Get-Median $plain) / (Get-Median $own), 1)
}
$row | Format-Table | Out-Host
$row | ConvertTo-Json | Set-Content $Result
if (Test-Path $env:CXONE_AUDIT_PATH) { Remove-Item $env:CXONE_AUDIT_PATH -Recurse }
