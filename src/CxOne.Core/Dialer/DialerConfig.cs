using System.Text.Json;
using System.Text.Json.Serialization;
using CxOne.Http;

namespace CxOne.Dialer;

/// <summary>A dialer configuration as it was read, with its version. A change takes it as its base.</summary>
public sealed record DialerConfig : ICxExtensible, ICxContent
{
    /// <summary>Its id.</summary>
    [JsonRequired]
    public required string Id { get; init; }

    /// <summary><c>predictive</c>, <c>progressive</c> or <c>preview</c>.</summary>
    public string? PacingType { get; init; }

    /// <summary>Dial rate in the tenant's unit, 0.1 to 10.0; at most agents × agent ratio.</summary>
    public double? DialRate { get; init; }

    /// <summary>Lines per agent, 1.0 to 5.0; above 3.0 only by force.</summary>
    public double? AgentRatio { get; init; }

    /// <summary>Share of live-answered calls that may be abandoned, 0 to 0.05.</summary>
    public double? MaxAbandonmentRate { get; init; }

    /// <summary>Waiting calls, 1 to 500.</summary>
    public double? MaxQueueDepth { get; init; }

    /// <summary>Answer rate below which the dialer slows down, 0 to 1.</summary>
    public double? AnswerRateThreshold { get; init; }

    /// <summary>Rules of the tenant's own, member by member.</summary>
    [JsonInclude]
    internal JsonElement? ComplianceRules { get; init; }

    /// <summary>Its version, exactly as the tenant wrote it.</summary>
    [JsonIgnore]
    public string? ETag { get; init; }

    /// <inheritdoc/>
    IReadOnlyList<KeyValuePair<string, JsonElement?>> ICxContent.ContentMembers => [new(nameof(ComplianceRules), ComplianceRules)];

    /// <inheritdoc/>
    Dictionary<string, JsonElement>? ICxExtensible.AdditionalMembers => Additional;

    /// <summary>Not public: in pwsh these members stand beside the others and not in a bag of their own.</summary>
    [JsonExtensionData]
    [JsonInclude]
    internal Dictionary<string, JsonElement>? Additional { get; set; }

    /// <summary>Everything that was read, known or not, as it was written: what a change is built on.</summary>
    [JsonIgnore]
    internal JsonElement Raw { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Id} ({PacingType}, rate {DialRate}, ratio {AgentRatio})";
}
