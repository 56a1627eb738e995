using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using CxOne;
using CxOne.Benchmarks.Requests;
using CxOne.Connection;
using CxOne.DataActions;
using CxOne.Http;

// Usage: Requests --server <CxOne.Sandbox.Server.dll> [--result <file>] [--batches <number>]
// Measures the cost of a request through the pipeline of the module (deadline, retries, budget, token, trace), alternating with a bare
// HttpClient.
const int Warm = 5000;
const int GetsOfBatch = 500;
const int Pages = 1000;
const int Items = 100_000;
const int Updates = 1000;
const int SeedUpdates = 100;
const int SampleActions = 63;
var server = Option("--server") ?? throw new ArgumentException("--server is missing.");
var result = Option("--result") ?? "requests-bench.json";
var batches = int.Parse(Option("--batches") ?? "9", CultureInfo.InvariantCulture);
var log = NullCxLog.Instance;
List<Row> rows = [];

using (var tenant = new Tenant(server, Pages * 25))
{
    using var connection = await ConnectAsync(tenant.Uri);
    using var bare = await BareAsync(tenant.Uri);
    var request = new CxRequest { Method = HttpMethod.Get, Path = "/api/v2/tenant" };
    Task OneAsync() => connection.Client.SendAsync(request, log, CancellationToken.None);
    Task OtherAsync() => bare.GetByteArrayAsync("/api/v2/tenant");

    // Alternating single requests, so that other work of the computer affects both equally. The first ones warm up the JIT compiler.
    List<double> ours = [];
    List<double> theirs = [];
    List<double> ratios = [];
    for (var batch = 0; batch < batches + 1; batch++)
    {
        List<double> one = [];
        List<double> other = [];
        for (var index = 0; index < (batch == 0 ? Warm : GetsOfBatch); index++)
        {
            one.Add(await MeasureAsync(OneAsync));
            other.Add(await MeasureAsync(OtherAsync));
        }

        if (batch > 0)
        {
            ours.Add(Median(one));
            theirs.Add(Median(other));
            ratios.Add(ours[^1] / theirs[^1]);
        }
    }

    rows.Add(new Row("one GET, module", 1000 * Median(ours), "µs"));
    rows.Add(new Row("one GET, bare HttpClient", 1000 * Median(theirs), "µs"));
    rows.Add(new Row("one GET, module ÷ bare", Median(ratios), "times", 1.25));

    List<double> pagesOurs = [];
    List<double> pagesTheirs = [];
    for (var round = 0; round < 7; round++)
    {
        pagesOurs.Add(await MeasureAsync(async () => await CountAsync(connection)));
        pagesTheirs.Add(await MeasureAsync(async () =>
        {
            for (var page = 1; page <= Pages; page++)
            {
                using var document = JsonDocument.Parse(await bare.GetByteArrayAsync($"/api/v2/dataactions?page={page}&pageSize=25"));
                _ = document.RootElement.GetProperty("entities").GetArrayLength();
            }
        }));
    }

    pagesOurs.RemoveAt(0);
    pagesTheirs.RemoveAt(0);
    rows.Add(new Row($"{Pages} pages of 25 typed objects, module", Median(pagesOurs), "ms"));
    rows.Add(new Row($"{Pages} pages of 25, bare HttpClient and JsonDocument", Median(pagesTheirs), "ms"));
    rows.Add(new Row("pages, module ÷ bare", Median(pagesOurs) / Median(pagesTheirs), "times"));
}

using (var tenant = new Tenant(server, Items))
{
    using var connection = await ConnectAsync(tenant.Uri);
    var seen = 0;
    double? begin = null;
    var highest = 0d;
    await foreach (var page in DataActionReader.ListAsync(connection, log, CancellationToken.None))
    {
        seen += page.Items.Count;

        // The first pages warm up the JIT compiler and fill the pools; growth is measured after them.
        if (seen % 5000 < page.Items.Count && seen >= 5000)
        {
            var now = GC.GetTotalMemory(forceFullCollection: true) / 1e6;
            begin ??= now;
            highest = Math.Max(highest, now - begin.Value);
        }
    }

    rows.Add(new Row($"streaming {seen} objects, growth of live memory", highest, "MB", 20));
}

using (var tenant = new Tenant(server, Updates + SampleActions, latencyMs: 20))
{
    using var connection = await ConnectAsync(tenant.Uri);
    using var bare = await BareAsync(tenant.Uri);
    var ids = new List<string>();
    await foreach (var page in DataActionReader.ListAsync(connection, log, CancellationToken.None))
    {
        ids.AddRange(
            page.Items
                .Where(action => action.Name?.StartsWith("Batch_Date_", StringComparison.Ordinal) == true)
                .Select(action => action.Id));
    }

    // Every round writes a different value, so that each row is a read and a write.
    List<double> updates = [];
    List<double> seeds = [];
    for (var round = 0; round < 5; round++)
    {
        seeds.Add(await MeasureAsync(() => OneByOneAsync(bare, ids.Take(SeedUpdates), $"Etc/GMT-{round + 6}")) * Updates / SeedUpdates);
        updates.Add(await MeasureAsync(() => UpdateAsync(connection, ids.Take(Updates), $"Etc/GMT+{round + 1}")));
    }

    rows.Add(new Row($"{Updates} updates at 20 ms a request, module, eight at once", Median(updates), "ms"));
    rows.Add(new Row($"{Updates} updates, one by one (of {SeedUpdates})", Median(seeds), "ms"));
    rows.Add(new Row("updates, one by one ÷ module", Median(seeds) / Median(updates), "times"));
}

foreach (var row in rows)
{
    var limit = row.Limit is { } value
        ? string.Create(CultureInfo.InvariantCulture, $"   (limit {value:0.###}{(row.Value > value ? ", missed" : string.Empty)})")
        : string.Empty;
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{row.Name,-62} {row.Value,10:0.000} {row.Unit}{limit}"));
}

var file = new
{
    benchmark = "requests",
    runtime = RuntimeInformation.FrameworkDescription,
    processors = Environment.ProcessorCount,
    batches,
    measurements = rows
};
File.WriteAllText(result, JsonSerializer.Serialize(file, JsonSerializerOptions.Web) + Environment.NewLine);
Console.WriteLine($"Written to {result}.");

string? Option(string name)
{
    var place = Array.IndexOf(args, name);
    return place >= 0 && place + 1 < args.Length ? args[place + 1] : null;
}

async Task<CxConnection> ConnectAsync(Uri uri) => await CxConnector.ConnectAsync(
    new CxConnectRequest
    {
        BaseUri = uri.AbsoluteUri,
        Credential = new CxCredential("sandbox", "sandbox-secret"),
        AuditPath = Path.Combine(Path.GetTempPath(), "cxone-bench-requests"),
        Requests = new CxRequestOptions { RequestsPerMinute = 100_000 },
    }.Resolve(_ => null),
    log,
    CancellationToken.None);

static async Task<HttpClient> BareAsync(Uri uri)
{
    var client = new HttpClient { BaseAddress = uri };
    using var form = new FormUrlEncodedContent(
        [new("grant_type", "client_credentials"), new("client_id", "sandbox"), new("client_secret", "sandbox-secret")]);
    using var answer = await client.PostAsync("/oauth/token", form);
    using var token = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
    client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
        "Bearer", token.RootElement.GetProperty("access_token").GetString());
    return client;
}

async Task<int> CountAsync(CxConnection connection)
{
    var count = 0;
    await foreach (var page in DataActionReader.ListAsync(connection, log, CancellationToken.None))
    {
        count += page.Items.Count;
    }

    return count;
}

// One lookup and one write per row, in sequence.
static async Task OneByOneAsync(HttpClient client, IEnumerable<string> ids, string zone)
{
    foreach (var id in ids)
    {
        using var answer = await client.GetAsync($"/api/v2/dataactions/{id}");
        var action = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        action["configuration"]!["dateProcessing"]!["timezone"] = zone;
        using var put = new HttpRequestMessage(HttpMethod.Put, $"/api/v2/dataactions/{id}")
        {
            Content = new StringContent(action.ToJsonString(), null, "application/json")
        };
        put.Headers.TryAddWithoutValidation("If-Match", answer.Headers.ETag?.ToString());
        using var done = await client.SendAsync(put);
        done.EnsureSuccessStatusCode();
    }
}

async Task UpdateAsync(CxConnection connection, IEnumerable<string> ids, string zone)
{
    var updateRows = ids.Select((id, index) => new DataActionDateRow
    {
        Number = index + 1,
        Id = id,
        Date = new DataActionDateRequest { Timestamp = "2025-01-01T00:00:00Z", TimeZone = zone },
    }).ToList();
    await foreach (var outcome in DataActionDateUpdater.RunAsync(
        connection, updateRows, throttleLimit: 8, conflictRetryCount: 3, log, CancellationToken.None))
    {
        if (outcome.Failure is not null)
        {
            throw outcome.Failure;
        }
    }
}

static async Task<double> MeasureAsync(Func<Task> action)
{
    var begin = Stopwatch.GetTimestamp();
    await action();
    return Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
}

static double Median(List<double> values)
{
    var sorted = values.Order().ToList();
    return sorted.Count % 2 == 1 ? sorted[sorted.Count / 2] : (sorted[(sorted.Count / 2) - 1] + sorted[sorted.Count / 2]) / 2;
}
