using System.Text.Json;
using System.Text.Json.Serialization;
using CxOne.Http;

namespace CxOne.Campaigns;

/// <summary>An outbound campaign.</summary>
public sealed record Campaign : ICxExtensible, ICxContent
{
    /// <summary>Its id.</summary>
    [JsonRequired]
    public required string Id { get; init; }

    /// <summary>Its name.</summary>
    public string? Name { get; init; }

    /// <summary>Agents that work on it.</summary>
    public int? AgentCount { get; init; }

    /// <summary>Its version; a write must carry the one that was read.</summary>
    public long? Version { get; init; }

    /// <summary>Settings of the predictive dialer, weights among them.</summary>
    [JsonInclude]
    internal JsonElement? PredictiveDialerSettings { get; init; }

    /// <summary>Other configuration.</summary>
    [JsonInclude]
    internal JsonElement? Configuration { get; init; }

    /// <inheritdoc/>
    IReadOnlyList<KeyValuePair<string, JsonElement?>> ICxContent.ContentMembers =>
    [
        new(nameof(PredictiveDialerSettings), PredictiveDialerSettings), new(nameof(Configuration), Configuration)
    ];

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
    public override string ToString() => Name is null ? Id : $"{Name} ({Id})";
}
