using System.Globalization;

namespace CxOne.Completion;

/// <summary>The descriptions beside completed values. A snapshot test holds all of them.</summary>
internal static class CompletionMessages
{
    public const string UsedEnvironment = "used in an earlier deployment";
    public const string UsualEnvironment = "common name";

    public static string Campaign(string? name, int? agentCount)
        => agentCount is { } count ? $"{name}, {count} {(count == 1 ? "agent" : "agents")}" : $"{name}";

    public static string Webhook(string? name, IReadOnlyList<string> events, string? url) => $"{name}, {string.Join(", ", events)} → {url}";

    public static string Job(string status, IReadOnlyList<string> definitionIds, string? environment, DateTimeOffset? submittedAt)
        => Text($"{status}, {string.Join(", ", definitionIds)} → {environment}, {submittedAt:yyyy-MM-dd HH:mm:ss}");

    public static string DialerConfig(string? name, string? pacingType, double? dialRate, double? agentRatio)
        => Text($"{(name is null ? null : $"{name}, ")}{pacingType}, rate {dialRate}, ratio {agentRatio}");

    public static string Algorithm(IReadOnlyList<string> campaigns) => $"used by {string.Join(", ", campaigns)}";

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
