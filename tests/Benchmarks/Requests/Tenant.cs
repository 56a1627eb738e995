using System.Diagnostics;

namespace CxOne.Benchmarks.Requests;

/// <summary>The sandbox server in a separate process.</summary>
internal sealed class Tenant : IDisposable
{
    private readonly Process _process;

    public Tenant(string server, int dataActions, int latencyMs = 0)
    {
        ProcessStartInfo start = new("dotnet") { RedirectStandardOutput = true };
        foreach (var argument in new[]
        {
            server, "--parent", $"{Environment.ProcessId}", "--rate-limit", "100000000", "--data-actions", $"{dataActions}", "--latency",
            $"{latencyMs}"
        })
        {
            start.ArgumentList.Add(argument);
        }

        _process = Process.Start(start)!;
        var line = _process.StandardOutput.ReadLine() ?? string.Empty;
        Uri = line.StartsWith("listening ", StringComparison.Ordinal)
            ? new Uri(line["listening ".Length..])
            : throw new InvalidOperationException($"The sandbox server wrote an unexpected line: '{line}'.");
    }

    public Uri Uri { get; }

    public void Dispose()
    {
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
    }
}
