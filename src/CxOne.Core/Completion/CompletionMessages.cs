using System.Globalization;

namespace CxOne.Completion;

/// <summary>The descriptions beside completed values. A snapshot test holds all of them.</summary>
internal static class CompletionMessages
{
    public const string UsedEnvironment = "used in an earlier deployment";
    public const string UsualEnvironment = "usual name";

    public static string Campaign(string? name, int? agentCount)
        => List(name, agentCount is { } count ? $"{count} {(count == 1 ? "agent" : "agents")}" : null);

    public static string Webhook(string? name, IReadOnlyList<string> events, string? url)
        => $"{List(name, string.Join(", ", events))} → {url}";

    public static string Job(string status, IReadOnlyList<string> definitionIds, string? environment, DateTimeOffset? submittedAt)
        => List(
            status,
            $"{string.Join(", ", definitionIds)} → {environment}",
            submittedAt?.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture));

    public static string DialerConfig(string? name, string? pacingType, double? dialRate, double? agentRatio)
        => List(
            name,
            pacingType,
            dialRate is { } rate ? string.Create(CultureInfo.InvariantCulture, $"rate {rate}") : null,
            agentRatio is { } ratio ? string.Create(CultureInfo.InvariantCulture, $"ratio {ratio}") : null);

    public static string Algorithm(IReadOnlyList<string> campaigns) => $"used by {string.Join(", ", campaigns)}";

    public static string Skill(int id, string? mediaType, string? campaign)
        => List(string.Create(CultureInfo.InvariantCulture, $"{id}"), mediaType, campaign);

    public static string PointOfContact(string? name, string? script) => $"{name} → {script}";

    public static string Numbered(int id, string? description)
        => List(string.Create(CultureInfo.InvariantCulture, $"{id}"), description);

    public static string CallList(int id, string? status, long? records)
        => List(
            string.Create(CultureInfo.InvariantCulture, $"{id}"),
            status,
            records is { } count ? string.Create(CultureInfo.InvariantCulture, $"{count} records") : null);

    private static string List(params IEnumerable<string?> parts) => string.Join(", ", parts.Where(part => !string.IsNullOrEmpty(part)));
}
