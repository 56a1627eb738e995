@echo off
rem Entry point on Windows, where there may be no pwsh yet: restores PowerShell as a .NET tool and runs build.ps1 with it.
setlocal
cd /d "%~dp0"
set DOTNET_NOLOGO=1& set DOTNET_CLI_TELEMETRY_OPTOUT=1& set POWERSHELL_TELEMETRY_OPTOUT=1
dotnet --version >nul 2>&1 || (echo build.cmd: the .NET 10 SDK is required: https://aka.ms/dotnet/download & exit /b 2)
dotnet tool restore || exit /b 2
dotnet tool run pwsh -- -NoProfile -NonInteractive -ExecutionPolicy Bypass -File build.ps1 %*
exit /b %ERRORLEVEL%
