using System.Text.Json;
using System.Text.Json.Serialization;
using CxOne.Http;

namespace CxOne.Ivr;

/// <summary>One node of an IVR definition.</summary>
public sealed record IvrNode : ICxExtensible
{
    /// <summary>Gets the id, which is unique within the definition.</summary>
    [JsonRequired]
    public required string NodeId { get; init; }

    /// <summary>Gets the name of the node.</summary>
    public string? Name { get; init; }

    /// <summary>Gets the type: MENU, PROMPT, QUEUE, TRANSFER, HANGUP, or another type of the tenant.</summary>
    public string? Type { get; init; }

    /// <summary>Gets the prompt that callers hear.</summary>
    public IvrPrompt? Prompt { get; init; }

    /// <summary>Gets how long the node waits for input, in seconds.</summary>
    public double? TimeoutSeconds { get; init; }

    /// <summary>Gets the id of the queue that a QUEUE node leads to.</summary>
    public string? QueueId { get; init; }

    /// <summary>Gets the target of a TRANSFER node.</summary>
    public string? TransferTarget { get; init; }

    /// <summary>Gets the transitions to other nodes.</summary>
    public IReadOnlyList<IvrEdge>? Edges { get; init => field = JsonLists.RequireNoNullsOrNull(value); }

    /// <inheritdoc/>
    Dictionary<string, JsonElement>? ICxExtensible.AdditionalMembers => Additional;

    /// <summary>Not public, because pwsh shows these members next to the others instead of in a dictionary.</summary>
    [JsonExtensionData]
    [JsonInclude]
    internal Dictionary<string, JsonElement>? Additional { get; set; }

    /// <inheritdoc/>
    public override string ToString() => Type is null ? NodeId : $"{NodeId} ({Type})";
}
