using System.Text.Json;
using System.Text.Json.Serialization;
using CxOne.Http;

namespace CxOne.Ivr;

/// <summary>One node of an IVR definition.</summary>
public sealed record IvrNode : ICxExtensible
{
    /// <summary>Its id within the definition.</summary>
    [JsonRequired]
    public required string NodeId { get; init; }

    /// <summary>Its name.</summary>
    public string? Name { get; init; }

    /// <summary>MENU, PROMPT, QUEUE, TRANSFER, HANGUP, or what the tenant knows besides.</summary>
    public string? Type { get; init; }

    /// <summary>What it says.</summary>
    public IvrPrompt? Prompt { get; init; }

    /// <summary>How long it waits for input, in seconds.</summary>
    public double? TimeoutSeconds { get; init; }

    /// <summary>The queue that it leads to.</summary>
    public string? QueueId { get; init; }

    /// <summary>Where it transfers to.</summary>
    public string? TransferTarget { get; init; }

    /// <summary>The ways out of it.</summary>
    public IReadOnlyList<IvrEdge>? Edges { get; init => field = JsonLists.RequireNoNullsOrNull(value); }

    /// <inheritdoc/>
    Dictionary<string, JsonElement>? ICxExtensible.AdditionalMembers => Additional;

    /// <summary>Not public: in pwsh these members stand beside the others and not in a bag of their own.</summary>
    [JsonExtensionData]
    [JsonInclude]
    internal Dictionary<string, JsonElement>? Additional { get; set; }

    /// <inheritdoc/>
    public override string ToString() => Type is null ? NodeId : $"{NodeId} ({Type})";
}
