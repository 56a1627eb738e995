using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using CxOne.Http;

namespace CxOne.Dialer;

/// <summary>Represents a dialer configuration as it was read, with its version. A change uses it as its base.</summary>
public sealed record DialerConfig : ICxExtensible, ICxContent
{
    /// <summary>Gets the id, e.g. <c>dialer-east</c>.</summary>
    [JsonRequired]
    public required string Id { get; init; }

    /// <summary>Gets the pacing type: <c>predictive</c>, <c>progressive</c> or <c>preview</c>.</summary>
    public string? PacingType { get; init; }

    /// <summary>Gets the dial rate in the tenant's unit, 0.1 to 10.0 and at most agents × agent ratio.</summary>
    public double? DialRate { get; init; }

    /// <summary>Gets the lines per agent, counting all agents and all lines, 1.0 to 5.0; more than 3.0 must be forced.</summary>
    public double? AgentRatio { get; init; }

    /// <summary>Gets the maximum share of live-answered calls that may be abandoned, 0 to 0.05.</summary>
    public double? MaxAbandonmentRate { get; init; }

    /// <summary>Gets the maximum number of waiting calls, 1 to 500.</summary>
    public double? MaxQueueDepth { get; init; }

    /// <summary>Gets the answer rate below which the dialer slows down, 0 to 1.</summary>
    public double? AnswerRateThreshold { get; init; }

    /// <summary>Gets the tenant's own rules, a JSON object.</summary>
    [JsonInclude]
    internal JsonElement? ComplianceRules { get; init; }

    /// <summary>Gets the version, exactly as the tenant wrote it.</summary>
    [JsonIgnore]
    public string? ETag { get; init; }

    /// <inheritdoc/>
    IReadOnlyList<KeyValuePair<string, JsonElement?>> ICxContent.ContentMembers => [new(nameof(ComplianceRules), ComplianceRules)];

    /// <inheritdoc/>
    Dictionary<string, JsonElement>? ICxExtensible.AdditionalMembers => Additional;

    /// <summary>Members that the module does not know. Not public: PowerShell shows them as properties of the object.</summary>
    [JsonExtensionData]
    [JsonInclude]
    internal Dictionary<string, JsonElement>? Additional { get; set; }

    /// <summary>All members as they were read, known or not: the base of a change. Never changed in place.</summary>
    [JsonIgnore]
    internal JsonObject? Raw { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Id} ({PacingType}, rate {DialRate}, ratio {AgentRatio})";
}
