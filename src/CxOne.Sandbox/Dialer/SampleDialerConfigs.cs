using System.Globalization;
using System.Text;
using CxOne.Sandbox.Http;
using CxOne.Sandbox.State;

namespace CxOne.Sandbox.Dialer;

/// <summary>The 200 dialer configurations of the sample tenant.</summary>
internal static class SampleDialerConfigs
{
    private const int Count = 200;
    private const int LegacyIndex = 100;

    private const string East = """
        {"id":"dialer-east","name":"Outbound East","pacingType":"predictive","dialRate":2.0,"agentRatio":1.8,
        "maxAbandonmentRate":0.03,"maxQueueDepth":100,"answerRateThreshold":0.30,
        "complianceRules":{"callingHours":"08:00-21:00","maxAttemptsPerDay":3},
        "vendorHints":{"warmupFactor":1.50,"trunks":["east-1","east-2"],"burst":{"limit":1.2e2,"note":"Größe nach Absprache"},"retiredBy":null}}
        """;

    private const string West = """
        {"id":"dialer-west","name":"Outbound West","pacingType":"progressive","dialRate":1.2,"agentRatio":1.0,
        "maxAbandonmentRate":0.01,"maxQueueDepth":60,"answerRateThreshold":0.25,
        "complianceRules":{"callingHours":"09:00-20:00","maxAttemptsPerDay":2}}
        """;

    /// <summary>A configuration with a queue depth above the current limit. It can be read, but not written back unchanged.</summary>
    private const string Legacy = """
        {"id":"dialer-legacy","name":"Overflow (before the 2019 limits)","pacingType":"predictive","dialRate":3.0,"agentRatio":2.5,
        "maxAbandonmentRate":0.05,"maxQueueDepth":900,"answerRateThreshold":0.20,
        "complianceRules":{"callingHours":"08:00-21:00"}}
        """;

    private static readonly (string Id, string Name)[] Lines =
    [
        ("renewals", "Renewals"), ("collections", "Collections"), ("surveys", "Surveys"), ("appointments", "Appointments"),
        ("win-back", "Win-back"), ("upgrades", "Upgrades"), ("deliveries", "Delivery notices"), ("claims", "Claims follow-up"),
        ("welcome", "Welcome calls"), ("leads", "Lead qualification"),
    ];

    private static readonly string[] Sites =
    [
        "Albany", "Austin", "Boise", "Calgary", "Cardiff", "Cork", "Denver", "Dresden", "Glasgow", "Halifax",
        "Leeds", "Lille", "Lisbon", "Manila", "Memphis", "Omaha", "Pune", "Tampa", "Tucson", "Utrecht",
    ];

    private static readonly string[] PacingTypes = ["predictive", "predictive", "predictive", "progressive", "preview"];

    private static readonly string[] AbandonmentRates = ["0.01", "0.015", "0.02", "0.04", "0.05"];

    public static List<StoredResource> All()
    {
        var configs = new List<StoredResource> { Stored("dialer-east", East), Stored("dialer-west", West) };
        for (var index = 0; configs.Count < Count; index++)
        {
            configs.Add(configs.Count == LegacyIndex ? Stored("dialer-legacy", Legacy) : Regular(index));
        }

        return configs;
    }

    private static StoredResource Regular(int index)
    {
        var (lineId, lineName) = Lines[index / Sites.Length];
        var site = Sites[index % Sites.Length];
        var id = $"dialer-{lineId}-{site.ToLowerInvariant()}";
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $$"""
            {"id":"{{id}}","name":"{{lineName}}, {{site}}","pacingType":"{{PacingTypes[index % 5]}}",
            "dialRate":{{0.8m + (0.1m * (index % 20))}},"agentRatio":{{1.0m + (0.1m * (index % 16))}},
            "maxAbandonmentRate":{{AbandonmentRates[index % 5]}},"maxQueueDepth":{{20 + (10 * (index % 30))}},
            "answerRateThreshold":{{0.20m + (0.01m * (index % 25))}},
            "complianceRules":{"callingHours":"{{(index % 3 == 0 ? "09:00-20:00" : "08:00-21:00")}}","maxAttemptsPerDay":{{2 + (index % 4)}}}{{Hints(index)}}}
            """);
        return Stored(id, text);
    }

    /// <summary>Members of a vendor tool that some configurations have and the contract does not define.</summary>
    private static string Hints(int index) => index % 4 == 0
        ? string.Create(CultureInfo.InvariantCulture, $$""","vendorHints":{"warmupFactor":{{1.00m + (0.25m * (index % 5))}}}""")
        : string.Empty;

    private static StoredResource Stored(string id, string json) =>
        new() { Id = id, Body = JsonText.Of(Encoding.UTF8.GetBytes(json)) };
}
