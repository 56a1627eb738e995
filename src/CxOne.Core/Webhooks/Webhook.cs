using System.Text.Json;
using System.Text.Json.Serialization;
using CxOne.Http;

namespace CxOne.Webhooks;

/// <summary>An address that the tenant tells of events.</summary>
public sealed record Webhook : ICxExtensible
{
    /// <summary>Its id.</summary>
    [JsonRequired]
    public required string Id { get; init; }

    /// <summary>Its name.</summary>
    public string? Name { get; init; }

    /// <summary>The address.</summary>
    public string? Url { get; init; }

    /// <summary>The events that it is told of.</summary>
    public IReadOnlyList<string> Events { get => field ?? []; init => field = value is null ? value! : JsonLists.RequireNoNulls(value); }

    /// <summary>It is told of events at present.</summary>
    public bool? Enabled { get; init; }

    /// <summary>How it is told.</summary>
    public string? HttpMethod { get; init; }

    /// <summary>When it was registered, where the tenant tells.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>This very call registered it.</summary>
    [JsonIgnore]
    public bool IsNew { get; init; }

    /// <inheritdoc/>
    Dictionary<string, JsonElement>? ICxExtensible.AdditionalMembers => Additional;

    /// <summary>Not public: in pwsh these members stand beside the others and not in a bag of their own.</summary>
    [JsonExtensionData]
    [JsonInclude]
    internal Dictionary<string, JsonElement>? Additional { get; set; }

    /// <inheritdoc/>
    public override string ToString() => $"{Id} ({string.Join(", ", Events)})";
}
