using System.Text.Json;
using System.Text.Json.Serialization;
using CxOne.Http;

namespace CxOne.Ivr;

/// <summary>An IVR definition: a state machine of menus, prompts, queues and transfers.</summary>
public sealed record IvrDefinition : ICxExtensible
{
    /// <summary>Gets the id of the definition.</summary>
    [JsonRequired]
    public required string Id { get; init; }

    /// <summary>Gets the name of the definition.</summary>
    public string? Name { get; init; }

    /// <summary>Gets the description.</summary>
    public string? Description { get; init; }

    /// <summary>Gets the version, as the tenant wrote it.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? Version { get; init; }

    /// <summary>Gets the id of the node at which calls start.</summary>
    public string? EntryNodeId { get; init; }

    /// <summary>Gets the nodes.</summary>
    public IReadOnlyList<IvrNode>? Nodes { get; init => field = JsonLists.RequireNoNullsOrNull(value); }

    /// <inheritdoc/>
    Dictionary<string, JsonElement>? ICxExtensible.AdditionalMembers => Additional;

    /// <summary>Not public, because pwsh shows these members next to the others instead of in a dictionary.</summary>
    [JsonExtensionData]
    [JsonInclude]
    internal Dictionary<string, JsonElement>? Additional { get; set; }
}
