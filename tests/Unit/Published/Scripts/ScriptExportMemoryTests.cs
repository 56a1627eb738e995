using System.Globalization;
using CxOne.Published;
using CxOne.Tests.DataActions;
using CxOne.Tests.Support;

namespace CxOne.Tests.Published.Scripts;

/// <summary>
/// An export of thousands of large scripts takes no more memory than one of ten. The memory of the process is measured, so that no other
/// test may run.
/// </summary>
[Collection(TimedAlone.Name)]
public sealed class ScriptExportMemoryTests
{
    private const int Count = 5000;
    private const int PageSize = 100;
    private const long Allowed = 20_000_000;

    // About 60 KB, so that all bodies together would take some 300 MB.
    private static readonly string Comment = new('x', 60_000);

    [Fact]
    [Trait(Tier.Name, Tier.Full)]
    public async Task Five_thousand_scripts_are_exported_with_flat_memory()
    {
        using var folder = new TempFolder();
        await using var session = await PublishedSessions.ConnectAsync();
        session.Server.Otherwise = Answer;
        var scripts = await PublishedSessions.AllAsync(
            TenantScriptReader.ListAsync(session.Connection, NullCxLog.Instance, CancellationToken.None));
        var exporter = new ScriptExporter(folder.FullName, scripts.Select(script => script.Name), new ScriptExportOptions());
        var done = 0;
        long? first = null;
        var most = 0L;

        await foreach (var (_, read) in TenantScriptReader.ReadBodiesAsync(
            session.Connection, scripts, NullCxLog.Instance, CancellationToken.None))
        {
            exporter.Apply(exporter.Plan(await read));
            if (++done % 500 == 0)
            {
                // The recorded requests of the test's own server grow by less than a kilobyte each.
                var live = GC.GetTotalMemory(forceFullCollection: true) - (session.Server.Requests.Count * 1024L);
                first ??= live;
                most = Math.Max(most, live - first.Value);
            }
        }

        exporter.SaveLock();
        Assert.Equal(Count, done);
        Assert.InRange(most, long.MinValue, Allowed);
        Assert.Equal(Count, Directory.EnumerateFiles(folder["DEEP"], "*.json", SearchOption.AllDirectories).Count());
        Assert.Equal(Count, exporter.Lock.Scripts.Entries.Count);
        Assert.True(new ScriptExporter(folder.FullName, [], new ScriptExportOptions()).Lock.Scripts.Entries.Count == Count);
    }

    private static ScriptedAnswer Answer(ScriptedRequest request)
    {
        var query = System.Web.HttpUtility.ParseQueryString(new Uri("http://x" + request.Target).Query);
        if (query["scriptPath"] is { } name)
        {
            var body = $$$$"""
                {"header":{"scriptName":{{{{Json(name)}}}},"mediaType":4},"actions":{"1":{"actionId":1,"name":"BEGIN","label":"Begin"},
                "2":{"actionId":2,"name":"ANNOTATION","label":"Note"}},"properties":{"2":{"0":{"name":"Comments","value":"{{{{Comment}}}}"}}},
                "branches":{}}
                """;
            return ScriptedAnswer.Json(200, body);
        }

        var skip = int.Parse(query["skip"]!, CultureInfo.InvariantCulture);
        var entries = Enumerable.Range(skip, Math.Min(PageSize, Count - skip)).Select(number => string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"masterID":{{number + 1}},"scriptName":"DEEP\\{{number % 50}}\\Script {{number}}","status":"CURR"}"""));
        return ScriptedAnswer.Json(200, $$"""{"totalRecords":{{Count}},"scriptSearchDetails":[{{string.Join(',', entries)}}]}""");
    }

    private static string Json(string text) => $"\"{System.Text.Json.JsonEncodedText.Encode(text)}\"";
}
