using System.Collections.Concurrent;
using System.Diagnostics;

namespace CxOne.Tests.Support;

/// <summary>A process that shares a store with others: tests/StoreClient.</summary>
internal sealed class StoreClient : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Task _reading;

    private StoreClient(Process process)
    {
        _process = process;
        _reading = Task.Run(async () =>
        {
            while (await process.StandardOutput.ReadLineAsync() is { } line)
            {
                Lines.Enqueue(line);
                LineRead?.Invoke();
                if (line == "ready" || line == "held")
                {
                    IsReady.Open();
                }
            }
        });
    }

    /// <summary>Occurs when a line was added to <see cref="Lines"/>.</summary>
    public event Action? LineRead;

    /// <summary>Gets the lines that the process has written.</summary>
    public ConcurrentQueue<string> Lines { get; } = [];

    /// <summary>Opens when the process has written <c>ready</c> or <c>held</c>.</summary>
    public Gate IsReady { get; } = new();

    public static StoreClient Start(string connectionString, params string[] arguments)
    {
        var start = new ProcessStartInfo(
            Repository.DotNet, [Repository.Assembly("tests/StoreClient", "StoreClient"), .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        start.Environment["CXONE_STORE"] = connectionString;
        start.Environment["DOTNET_TieredPGO"] = "0";
        return new StoreClient(Process.Start(start)!);
    }

    /// <summary>Writes a line to the process, for which it waits.</summary>
    public async Task ContinueAsync()
    {
        await _process.StandardInput.WriteLineAsync();
        await _process.StandardInput.FlushAsync();
    }

    /// <summary>Kills the process, as kill -9 does.</summary>
    public void Kill() => _process.Kill();

    /// <summary>Waits until the process has ended and all of its lines are read.</summary>
    public async Task<int> EndAsync(TimeSpan patience)
    {
        await _process.WaitForExitAsync().WaitAsync(patience);
        await _reading.WaitAsync(patience);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
