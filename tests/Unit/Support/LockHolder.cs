using System.Diagnostics;

namespace CxOne.Tests.Support;

/// <summary>A process that holds the lock of an audit log, one at a time.</summary>
public sealed class LockHolder : IAsyncDisposable
{
    private static readonly string Program = Repository.Assembly("tests/AuditWriter", "AuditWriter");
    private readonly Process _process = Process.Start(new ProcessStartInfo(Repository.DotNet, [Program, "hold"])
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
    })!;

    public Task HoldAsync(string folder) => AskAsync(folder, "held");

    public Task FreeAsync() => AskAsync(string.Empty, "free");

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync().WaitAsync(Gate.Patience);
        _process.Dispose();
    }

    private async Task AskAsync(string line, string answer)
    {
        await _process.StandardInput.WriteLineAsync(line);
        await _process.StandardInput.FlushAsync();
        Assert.Equal(answer, await _process.StandardOutput.ReadLineAsync().WaitAsync(Gate.Patience));
    }
}
