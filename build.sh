#!/usr/bin/env bash
# Entry point on Linux and macOS: runs build.ps1 with a pwsh of 7.6 or later, the one on PATH or else the .NET tool that
# .config/dotnet-tools.json pins. Usage: ./build.sh [Build|Test|Docs|Pack|Demo|Bench|Soak] [options of build.ps1]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 POWERSHELL_TELEMETRY_OPTOUT=1 POWERSHELL_UPDATECHECK=Off

fail() { echo "build.sh: $1" >&2; exit 2; }

command -v dotnet >/dev/null 2>&1 || fail 'the .NET 10 SDK is required, and there is no dotnet on PATH: https://aka.ms/dotnet/download'
# global.json names the SDK; dotnet fails where none fits.
said=$(dotnet --version 2>&1 </dev/null) || {
  found=$(dotnet --list-sdks 2>/dev/null | cut -d' ' -f1 | paste -sd, - || true)
  case ",$found" in *,10.*) fail "dotnet does not run: $said" ;; esac
  fail "the .NET 10 SDK is required; dotnet on PATH has ${found:-no SDK}: https://aka.ms/dotnet/download"
}

options=(-NoProfile -NonInteractive -File ./build.ps1 "$@")
if [ -n "$(pwsh -NoProfile -NonInteractive -Command '$PSVersionTable.PSVersion -ge [version]"7.6"' 2>/dev/null </dev/null | grep -x True)" ]; then
  exec pwsh "${options[@]}"
fi
restored=$(dotnet tool restore 2>&1 </dev/null) || fail "PowerShell could not be restored as a .NET tool:
$restored"
exec dotnet tool run pwsh -- "${options[@]}"
