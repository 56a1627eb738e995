using System.Runtime.CompilerServices;
using CxOne.Connection;
using CxOne.Http;
using CxOne.Published;
using CxOne.Tests.Support;

namespace CxOne.Tests.Published;

/// <summary>Long lists of a server of its own, which has 5,000 skills and no calls below <c>/api/v2</c>.</summary>
public sealed class SkillListTests : IAsyncLifetime, IDisposable
{
    private const int Count = 5000;
    private readonly TempFolder _folder = new();
    private SandboxServer? _server;
    private CxConnection? _connection;

    public async Task InitializeAsync()
    {
        _server = await SandboxServer.StartAsync("--skill-count", "5000", "--families", "published");
        _connection = await CxConnector.ConnectAsync(
            new CxConnectOptions
            {
                Endpoint = CxEndpoint.Create(CxEndpointStyle.AccessKey, "na1", _server.BaseUri.AbsoluteUri),
                Credential = new CxCredential("sandbox-key", "sandbox-key-secret"),
                Requests = new CxRequestOptions { RequestsPerMinute = 6000 },
                AuditFolder = _folder.FullName,
            },
            NullCxLog.Instance,
            CancellationToken.None).WaitAsync(Gate.Patience);
    }

    public async Task DisposeAsync()
    {
        _connection?.Dispose();
        await (_server?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Five_thousand_skills_take_one_request_per_hundred_and_no_page_stays_in_memory()
    {
        var before = (await _server!.RequestsAsync()).Count;

        var pages = await ReadAsync();

        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        Assert.Equal(Count / 100, pages.Count);

        // The newest pages may still be referenced by the enumeration that has just ended.
        Assert.DoesNotContain(pages.SkipLast(3), page => page.IsAlive);

        // One further request reads the versions, once per connection.
        Assert.Equal((Count / 100) + 1, (await _server.RequestsAsync()).Count - before);
        Assert.Equal("Published", _connection!.Api);
    }

    [Fact]
    public async Task The_dialers_of_all_skills_take_one_request()
    {
        var connection = _connection!;
        List<SkillDialer> dialers = [];
        await foreach (var page in SkillReader.ListDialersAsync(connection, NullCxLog.Instance, CancellationToken.None))
        {
            dialers.AddRange(page.Items);
        }

        var requests = (await _server!.RequestsAsync()).Where(
            request => request.GetProperty("path").GetString()!.Contains("/skills", StringComparison.Ordinal));
        Assert.Single(requests);
        Assert.All(dialers, dialer => Assert.NotNull(dialer.MaximumRatio));
    }

    // A method of its own, so that no local variable of the test keeps a page.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private async Task<List<WeakReference>> ReadAsync()
    {
        List<WeakReference> pages = [];
        var count = 0;
        await foreach (var page in SkillReader.ListAsync(_connection!, NullCxLog.Instance, CancellationToken.None))
        {
            pages.Add(new WeakReference(page.Items[0]));
            count += page.Items.Count;
        }

        Assert.Equal(Count, count);
        return pages;
    }
}
