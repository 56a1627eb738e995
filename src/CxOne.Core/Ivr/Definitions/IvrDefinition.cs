using System.Text.Json;
using System.Text.Json.Serialization;
using CxOne.Http;

namespace CxOne.Ivr;

/// <summary>An IVR definition: a state machine of menus, prompts, queues and transfers.</summary>
public sealed record IvrDefinition : ICxExtensible
{
    /// <summary>Its id.</summary>
    [JsonRequired]
    public required string Id { get; init; }

    /// <summary>Its name.</summary>
    public string? Name { get; init; }

    /// <summary>What it is for.</summary>
    public string? Description { get; init; }

    /// <summary>Its version.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? Version { get; init; }

    /// <summary>The node that a call enters.</summary>
    public string? EntryNodeId { get; init; }

    /// <summary>Its nodes.</summary>
    public IReadOnlyList<IvrNode>? Nodes { get; init => field = JsonLists.RequireNoNullsOrNull(value); }

    /// <inheritdoc/>
    Dictionary<string, JsonElement>? ICxExtensible.AdditionalMembers => Additional;

    /// <summary>Not public: in pwsh these members stand beside the others and not in a bag of their own.</summary>
    [JsonExtensionData]
    [JsonInclude]
    internal Dictionary<string, JsonElement>? Additional { get; set; }
}
