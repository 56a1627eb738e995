using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;

namespace CxOne.Tests.Support;

/// <summary>The sandbox tenant in a separate process, on a free loopback port. It ends with its test or with this process.</summary>
internal sealed class SandboxServer : IAsyncDisposable
{
    private const string Greeting = "listening ";
    private readonly Process _process;

    private SandboxServer(Process process, Uri baseUri)
    {
        _process = process;
        BaseUri = baseUri;
        Client = new HttpClient { BaseAddress = baseUri };
    }

    public Uri BaseUri { get; }

    /// <summary>A client without a token.</summary>
    public HttpClient Client { get; }

    public static async Task<SandboxServer> StartAsync(params string[] args)
    {
        string[] all =
        [
            Repository.Assembly("src/CxOne.Sandbox.Server", "CxOne.Sandbox.Server"),
            "--parent",
            Environment.ProcessId.ToString(CultureInfo.InvariantCulture),
            .. args
        ];
        var process = Process.Start(
            new ProcessStartInfo(Repository.DotNet, all) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        try
        {
            var line = await process.StandardOutput.ReadLineAsync().WaitAsync(Gate.Patience);
            if (line is null || !line.StartsWith(Greeting, StringComparison.Ordinal))
            {
                throw new InvalidOperationException(
                    $"The server said '{line}'. {await process.StandardError.ReadToEndAsync().WaitAsync(Gate.Patience)}");
            }

            return new SandboxServer(process, new Uri(line[Greeting.Length..]));
        }
        catch
        {
            process.Kill();
            process.Dispose();
            throw;
        }
    }

    /// <summary>Adds a fault to the next matching requests, with the rule of <c>/sandbox/faults</c>.</summary>
    public async Task AddFaultAsync(string rule)
    {
        using var content = new StringContent(
            $$"""{"rules":[{{rule}}]}""", new System.Net.Http.Headers.MediaTypeHeaderValue("application/json"));
        using var response = await Client.PostAsync(new Uri("/sandbox/faults", UriKind.Relative), content);
        response.EnsureSuccessStatusCode();
    }

    /// <summary>Returns the requests that the tenant has received.</summary>
    public async Task<IReadOnlyList<JsonElement>> RequestsAsync()
    {
        var answer = await Client.GetFromJsonAsync<JsonElement>(new Uri("/sandbox/requests", UriKind.Relative));
        return [.. answer.GetProperty("requests").EnumerateArray()];
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        await _process.WaitForExitAsync().WaitAsync(Gate.Patience);
        _process.Dispose();
    }
}
