using System.Text.Json;
using System.Text.Json.Serialization;
using CxOne.Http;

namespace CxOne.Webhooks;

/// <summary>A webhook: an address that the tenant notifies of events.</summary>
public sealed record Webhook : ICxExtensible
{
    /// <summary>Gets the id of the webhook.</summary>
    [JsonRequired]
    public required string Id { get; init; }

    /// <summary>Gets the name of the webhook.</summary>
    public string? Name { get; init; }

    /// <summary>Gets the address that is notified.</summary>
    public string? Url { get; init; }

    /// <summary>Gets the events.</summary>
    public IReadOnlyList<string> Events { get => field ?? []; init => field = value is null ? value! : JsonLists.RequireNoNulls(value); }

    /// <summary>Gets whether the address is notified; <see langword="null"/> if the tenant does not report it.</summary>
    public bool? Enabled { get; init; }

    /// <summary>Gets the HTTP method of a notification.</summary>
    public string? HttpMethod { get; init; }

    /// <summary>Gets when the webhook was registered, if the tenant reports it.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>Gets whether this operation registered the webhook.</summary>
    [JsonIgnore]
    public bool IsNew { get; init; }

    /// <inheritdoc/>
    Dictionary<string, JsonElement>? ICxExtensible.AdditionalMembers => Additional;

    /// <summary>Not public, because pwsh shows these members next to the others instead of in a dictionary.</summary>
    [JsonExtensionData]
    [JsonInclude]
    internal Dictionary<string, JsonElement>? Additional { get; set; }

    /// <inheritdoc/>
    public override string ToString() => $"{Id} ({string.Join(", ", Events)})";
}
