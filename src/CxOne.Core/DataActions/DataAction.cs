using System.Text.Json;
using System.Text.Json.Serialization;
using CxOne.Http;

namespace CxOne.DataActions;

/// <summary>A data action.</summary>
public sealed record DataAction : ICxExtensible, ICxContent
{
    /// <summary>Its id.</summary>
    [JsonRequired]
    public required string Id { get; init; }

    /// <summary>Its name; two may have the same.</summary>
    public string? Name { get; init; }

    /// <summary>What sort it is.</summary>
    public string? Type { get; init; }

    /// <summary>It is in use.</summary>
    public bool? Enabled { get; init; }

    /// <summary>Its configuration, <c>dateProcessing</c> among it.</summary>
    [JsonInclude]
    internal JsonElement? Configuration { get; init; }

    /// <inheritdoc/>
    IReadOnlyList<KeyValuePair<string, JsonElement?>> ICxContent.ContentMembers => [new(nameof(Configuration), Configuration)];

    /// <inheritdoc/>
    Dictionary<string, JsonElement>? ICxExtensible.AdditionalMembers => Additional;

    /// <summary>Not public: in pwsh these members stand beside the others and not in a bag of their own.</summary>
    [JsonExtensionData]
    [JsonInclude]
    internal Dictionary<string, JsonElement>? Additional { get; set; }

    /// <inheritdoc/>
    public override string ToString() => Name is null ? Id : $"{Name} ({Id})";
}
