using System.Diagnostics;
using System.Globalization;
using CxOne.Tests.Support;

namespace CxOne.Tests.Sandbox;

/// <summary>The server as a process of its own, with all that it says.</summary>
internal sealed class ServerProcess : IDisposable
{
    private readonly Process _process;

    private ServerProcess(Process process) => _process = process;

    public int Id => _process.Id;

    public static ServerProcess Start(params string[] arguments)
    {
        // A test run that is killed leaves no server behind; of two parents given the last one counts.
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

    /// <summary>Waits for the end; what was read before is not part of the output.</summary>
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
