#!/usr/bin/env bash
# The front door on a machine that may have no pwsh yet: ./build.sh Build|Test|Docs|Pack|Demo|Bench|Soak
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

task=${1:-Build}
case "$task" in
  Build | Test | Docs | Pack | Demo | Bench | Soak) ;;
  *)
    echo "build.sh: '$task' is not a task; there are Build, Test, Docs, Pack, Demo, Bench and Soak." >&2
    exit 2
    ;;
esac

export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 POWERSHELL_TELEMETRY_OPTOUT=1

if ! command -v dotnet >/dev/null 2>&1; then
  echo "build.sh: the .NET 10 SDK is needed and there is no dotnet on PATH." >&2
  exit 2
fi

# The module needs 7.6; an older pwsh on PATH is as good as none.
is_recent() { "$@" -NoProfile -NonInteractive -Command 'exit [int]($PSVersionTable.PSVersion -lt [version]"7.6")' </dev/null >/dev/null 2>&1; }

within() { if command -v timeout >/dev/null 2>&1; then timeout "$@"; else shift; "$@"; fi; }

if command -v pwsh >/dev/null 2>&1 && is_recent pwsh; then
  exec pwsh -NoProfile -NonInteractive -File ./build.ps1 "$@"
fi
if within 180 dotnet tool restore </dev/null >/dev/null 2>&1 && is_recent dotnet tool run pwsh --; then
  exec dotnet tool run pwsh -- -NoProfile -NonInteractive -File ./build.ps1 "$@"
fi

echo "build.sh: there is no pwsh 7.6 on PATH and none to be had as a .NET tool; doing the part of '$task' that needs none."

build() { dotnet build CxOne.slnx --configuration Release --nologo --verbosity quiet; }

case "$task" in
  Build)
    build
    echo "The module is in out/CxOne, the sandbox server in out/SandboxServer."
    ;;
  Test)
    build
    mkdir -p out/TestResults
    rm -f out/TestResults/unit.trx
    status=0
    dotnet test tests/Unit/Unit.csproj --configuration Release --no-build --nologo --results-directory out/TestResults --logger "trx;LogFileName=unit.trx" --logger "console;verbosity=minimal" || status=$?
    # The counters stand in one element of the result file.
    counters=$(grep -o '<Counters [^>]*>' out/TestResults/unit.trx || true)
    count() { sed -n "s/.* $1=\"\([0-9]*\)\".*/\1/p" <<<"$counters"; }
    passed=$(count passed) failed=$(count failed) total=$(count total)
    if [ -z "$passed" ] || [ "$total" -eq 0 ]; then
      echo "build.sh: the unit tests did not run." >&2
      exit 1
    fi
    echo "$passed passed, $failed failed, $((total - passed - failed)) skipped"
    if [ "$failed" -gt 0 ] && [ "$status" -eq 0 ]; then status=1; fi
    exit "$status"
    ;;
  Demo)
    build
    CXONE_AUDIT_PATH="${CXONE_AUDIT_PATH:-$PWD/out/audit}" dotnet samples/DeployIvr/bin/Release/net10.0/DeployIvr.dll
    ;;
  Bench)
    build
    dotnet tests/Benchmarks/Pacing/bin/Release/net10.0/Pacing.dll --result out/bench-pacing.json
    dotnet tests/Benchmarks/Requests/bin/Release/net10.0/Requests.dll --server out/SandboxServer/CxOne.Sandbox.Server.dll --result out/bench-requests.json
    echo "build.sh: the costs of the module itself are measured in pwsh and are left out."
    ;;
  *)
    echo "build.sh: '$task' has no part that works without pwsh. Install PowerShell 7.6: https://aka.ms/powershell" >&2
    exit 3
    ;;
esac
