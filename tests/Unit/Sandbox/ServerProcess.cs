using System.Diagnostics;
using System.Globalization;
using CxOne.Tests.Support;

namespace CxOne.Tests.Sandbox;

/// <summary>A server process and its output.</summary>
internal sealed class ServerProcess : IDisposable
{
    private readonly Process _process;

    private ServerProcess(Process process) => _process = process;

    public int Id => _process.Id;

    public static ServerProcess Start(params string[] arguments)
    {
        // A killed test run must not leave servers behind. The last of two --parent options applies.
        string[] all =
        [
            Repository.Assembly("src/CxOne.Sandbox.Server", "CxOne.Sandbox.Server"),
            "--parent",
            Environment.ProcessId.ToString(CultureInfo.InvariantCulture),
            .. arguments,
        ];
        var start = new ProcessStartInfo(Repository.DotNet, all) { RedirectStandardOutput = true, RedirectStandardError = true };
        return new ServerProcess(Process.Start(start)!);
    }

    public async Task<string> FirstLineAsync() =>
        (await _process.StandardOutput.ReadLineAsync().WaitAsync(Gate.Patience))!;

    /// <summary>Waits until the process ends; returns the output that was not read before.</summary>
    public async Task<(int ExitCode, string Output, string Error)> EndAsync()
    {
        var output = _process.StandardOutput.ReadToEndAsync();
        var error = _process.StandardError.ReadToEndAsync();
        await _process.WaitForExitAsync().WaitAsync(Gate.Patience);
        return (_process.ExitCode, await output, await error);
    }

    public void Kill() => _process.Kill();

    public async Task TerminateAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
        await kill.WaitForExitAsync();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}
