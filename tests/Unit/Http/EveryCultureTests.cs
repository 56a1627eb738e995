using System.Globalization;
using System.Text.Json;
using CxOne.Campaigns;
using CxOne.Connection;
using CxOne.DataActions;
using CxOne.Dialer;
using CxOne.Errors;
using CxOne.Http;
using CxOne.Sandbox;
using CxOne.Tests.Support;

namespace CxOne.Tests.Http;

/// <summary>
/// Runs reads and writes of every area in other cultures, and compares what the tenant receives: in a dozen that differ most (1 s), and in
/// every culture that the framework knows (36 s).
/// </summary>
public sealed class EveryCultureTests
{
    private const string Campaign = "12345678-1234-1234-1234-123456789012";

    [Fact]
    public Task Cultures_that_differ_most_give_the_same_requests()
        => CompareAsync(
            [.. new[] { "ar-SA", "da-DK", "de-DE", "fa-IR", "fr-CH", "he-IL", "hi-IN", "ja-JP", "nb-NO", "sv-SE", "th-TH", "tr-TR" }
                .Select(CultureInfo.GetCultureInfo)]);

    [Fact]
    [Trait(Tier.Name, Tier.Full)]
    public async Task Every_culture_of_the_framework_gives_the_same_requests()
    {
        // Cultures that format and read alike need to run only once: what differs is numbers, dates, casing and order.
        var cultures = CultureInfo.GetCultures(CultureTypes.AllCultures).DistinctBy(Forms).ToList();
        Assert.True(cultures.Count > 100, $"{cultures.Count} cultures");
        await CompareAsync(cultures);
    }

    private static async Task CompareAsync(IReadOnlyList<CultureInfo> cultures)
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.InvariantCulture;
            var expected = await RequestsAsync();
            Assert.True(expected.Count > 8, string.Join('\n', expected));
            Assert.Contains(expected, request => request.Contains("\"dialRate\":2.5", StringComparison.Ordinal));

            foreach (var culture in cultures)
            {
                CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = culture;
                var requests = await RequestsAsync();
                Assert.True(
                    expected.SequenceEqual(requests, StringComparer.Ordinal),
                    $"{culture.Name}: {string.Join('\n', requests.Except(expected, StringComparer.Ordinal))}");
            }
        }
        finally
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = before;
        }
    }

    private static string Forms(CultureInfo culture)
        => string.Join(
            '|',
            new DateTime(2026, 11, 27, 13, 4, 5).ToString("F", culture),
            new DateTime(2026, 11, 27, 13, 4, 5).ToString("d", culture),
            culture.Calendar.GetType().Name,
            (-1234567.5).ToString("N", culture),
            culture.NumberFormat.NegativeSign,
            culture.NumberFormat.NaNSymbol,
            string.Concat(culture.NumberFormat.NativeDigits),
            "IiİıSSß".ToLower(culture),
            "IiİıSSß".ToUpper(culture));

    private static async Task<List<string>> RequestsAsync()
    {
        using var folder = new TempFolder();
        using var tenant = await SandboxTenant.CreateAsync(new SandboxOptions());
        List<string> requests = [];
        var options = new CxConnectOptions
        {
            Endpoint = CxEndpoint.Create(CxEndpointStyle.Environment, "https://sandbox.localhost"),
            Credential = new CxCredential("sandbox", "sandbox-secret"),
            Transport = () => new Recorder(requests, new SandboxHandler(tenant, disposesTenant: false)),
            IsSandbox = true,
            Requests = new CxRequestOptions { RequestsPerMinute = 1_000_000 },
            AuditFolder = folder.FullName,
        };
        var log = NullCxLog.Instance;
        using var connection = await CxConnector.ConnectAsync(options, log, CancellationToken.None);
        await DialerConfigEditor.SetAsync(
            connection,
            new DialerConfigChange
            {
                Id = "dialer-east", DialRate = 2.5, MaxAbandonmentRate = 0.025, MaxQueueDepth = 120,
                ComplianceRules = new Dictionary<string, JsonElement?> { ["i"] = JsonSerializer.SerializeToElement(1234.5) },
            },
            log,
            CancellationToken.None);
        await foreach (var (_, update, failure) in DataActionDateUpdater.RunAsync(
            connection,
            [
                new DataActionDateRow
                {
                    Number = 1,
                    Name = "Production_Date_Processor",
                    Date = new DataActionDateRequest
                    {
                        Timestamp = DataActionTimestamp.From("2026-11-27T13:04:05.678Z"), TimeZone = "Asia/Tokyo", Period = "P1M",
                    },
                },
            ],
            1,
            conflictRetryCount: 3,
            log,
            CancellationToken.None))
        {
            Assert.Null(failure);
            Assert.NotNull(update);
        }

        await AnswerSimulator.RunAsync(
            connection,
            new AnswerSimulationRequest
            {
                CampaignId = Campaign,
                AnswerRate = 0.385,
                AgentEfficiency = 0.825,
                WindowMinutes = 120,
                History =
                [
                    new CallHistoryBucket { TimeBucket = "09:00", CallsAttempted = 1200, CallsAnswered = 460, AvgTalkTimeSeconds = 180.5 },
                ],
            },
            log,
            CancellationToken.None);
        await foreach (var page in new CxOne.Rest.CxRestCall
        {
            Method = HttpMethod.Get, Path = "/inContactAPI/services/v30.0/skills", AllPages = true
        }.RunAsync(connection, log, CancellationToken.None))
        {
            Assert.NotEmpty(page.Items);
        }

        return requests;
    }

    /// <summary>Keeps method, address and body of each request; ids that are made anew for each call are left out.</summary>
    private sealed class Recorder(List<string> requests, HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var body = request.Content is null ? null : await request.Content.ReadAsStringAsync(cancellationToken);
            requests.Add($"{request.Method} {request.RequestUri!.PathAndQuery} {Stable(body)}");
            return await base.SendAsync(request, cancellationToken);
        }

        private static string? Stable(string? body) => body is null
            ? null
            : System.Text.RegularExpressions.Regex.Replace(
                body, @"""(timestamp|latency_ms|latencyMs|request_id|requestId)"":(""[0-9a-fT:.Z-]+""|[0-9.]+)", "\"$1\":0");
    }
}
