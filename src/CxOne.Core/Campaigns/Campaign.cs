using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using CxOne.Http;

namespace CxOne.Campaigns;

/// <summary>Represents an outbound campaign.</summary>
public sealed record Campaign : ICxExtensible, ICxContent
{
    /// <summary>Gets the id, e.g. <c>campaign-001</c>.</summary>
    [JsonRequired]
    public required string Id { get; init; }

    /// <summary>Gets the display name.</summary>
    public string? Name { get; init; }

    /// <summary>Gets the number of agents that are assigned to the campaign.</summary>
    public int? AgentCount { get; init; }

    /// <summary>Gets the version. A write must send the version that was read.</summary>
    public long? Version { get; init; }

    /// <summary>Gets the settings of the predictive dialer, including the weights.</summary>
    [JsonInclude]
    internal JsonElement? PredictiveDialerSettings { get; init; }

    /// <summary>Gets the other configuration, a JSON object.</summary>
    [JsonInclude]
    internal JsonElement? Configuration { get; init; }

    /// <inheritdoc/>
    IReadOnlyList<KeyValuePair<string, JsonElement?>> ICxContent.ContentMembers =>
    [
        new(nameof(PredictiveDialerSettings), PredictiveDialerSettings), new(nameof(Configuration), Configuration)
    ];

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
    public override string ToString() => Name is null ? Id : $"{Name} ({Id})";
}
