using CxOne.Http;
using CxOne.Tests.Support;

namespace CxOne.Tests.Published;

/// <summary>Connections whose calls use v30.0 without a request for the tenant's versions.</summary>
internal static class PublishedSessions
{
    public static async Task<TestSession> ConnectAsync()
    {
        var session = new TestSession(options => options with { RequestsPerMinute = 1_000_000, MaximumRetryCount = 0 });
        session.Server.Then(ScriptedAnswer.Token(), ScriptedAnswer.Tenant());
        await session.ConnectAsync(session.Options() with { ApiVersion = "v30.0" });
        return session;
    }

    public static async Task<IReadOnlyList<T>> AllAsync<T>(IAsyncEnumerable<CxPage<T>> pages)
    {
        List<T> all = [];
        await foreach (var page in pages)
        {
            all.AddRange(page.Items);
        }

        return all;
    }
}
