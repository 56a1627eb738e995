#Requires -Version 7.6

<#
.SYNOPSIS
Fetches the uPlot library that package-lock.json pins and writes it, compressed, where the build embeds it from.
.DESCRIPTION
For a newer version: change it in package.json, run 'npm install --package-lock-only' in this folder, then this script, then the tests,
and check a page in a browser. Requires npm.
#>
[CmdletBinding()]
param()

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'
Push-Location $PSScriptRoot
try {
    npm ci
    if ($LASTEXITCODE -ne 0) { throw "npm ci failed (exit code $LASTEXITCODE)." }
    $package = Join-Path $PSScriptRoot 'node_modules/uplot'
    foreach ($name in 'uPlot.iife.min.js', 'uPlot.min.css') {
        $source = [IO.File]::ReadAllBytes((Join-Path $package "dist/$name"))
        $packed = [IO.MemoryStream]::new()
        $brotli = [IO.Compression.BrotliStream]::new($packed, [IO.Compression.CompressionLevel]::SmallestSize)
        $brotli.Write($source)
        $brotli.Dispose()
        [IO.File]::WriteAllBytes((Join-Path $PSScriptRoot "$name.br"), $packed.ToArray())
        Write-Host "${name}.br: $([math]::Round($packed.ToArray().Length / 1KB)) KB of $([math]::Round($source.Length / 1KB)) KB."
    }
    Write-Host "The licence is in $package/LICENSE; THIRD-PARTY-NOTICES.md must hold it."
} finally {
    Pop-Location
}
