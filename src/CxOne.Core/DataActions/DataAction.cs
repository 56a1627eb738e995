using System.Text.Json;
using System.Text.Json.Serialization;
using CxOne.Http;

namespace CxOne.DataActions;

/// <summary>A data action.</summary>
public sealed record DataAction : ICxExtensible, ICxContent
{
    /// <summary>Gets the id that the tenant assigned.</summary>
    [JsonRequired]
    public required string Id { get; init; }

    /// <summary>Gets the name. Several data actions may have the same name.</summary>
    public string? Name { get; init; }

    /// <summary>Gets the type as the tenant reports it.</summary>
    public string? Type { get; init; }

    /// <summary>Gets whether the tenant runs the data action; <see langword="null"/> if the tenant does not report it.</summary>
    public bool? Enabled { get; init; }

    /// <summary>Gets the configuration, including <c>dateProcessing</c>.</summary>
    [JsonInclude]
    internal JsonElement? Configuration { get; init; }

    /// <inheritdoc/>
    IReadOnlyList<KeyValuePair<string, JsonElement?>> ICxContent.ContentMembers => [new(nameof(Configuration), Configuration)];

    /// <inheritdoc/>
    Dictionary<string, JsonElement>? ICxExtensible.AdditionalMembers => Additional;

    /// <summary>Not public: PowerShell shows these members next to the others and not in a dictionary.</summary>
    [JsonExtensionData]
    [JsonInclude]
    internal Dictionary<string, JsonElement>? Additional { get; set; }

    /// <inheritdoc/>
    public override string ToString() => Name is null ? Id : $"{Name} ({Id})";
}
