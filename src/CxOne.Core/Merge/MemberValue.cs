using System.Text.Json;
using System.Text.Json.Nodes;

namespace CxOne.Merge;

/// <summary>
/// The value of a member that may be absent. A present member may be JSON null, which <see cref="JsonNode"/> cannot tell from absence.
/// </summary>
internal readonly struct MemberValue
{
    public MemberValue(JsonNode? node)
    {
        IsPresent = true;
        Node = node;
    }

    public static MemberValue Absent => default;

    public bool IsPresent { get; }

    /// <summary>The value; <see langword="null"/> for JSON null and for an absent member.</summary>
    public JsonNode? Node { get; }

    /// <summary>The value as compact JSON with numbers spelled as they were read; <see langword="null"/> for an absent member.</summary>
    public string? Json => IsPresent ? Node is null ? "null" : JsonFields.Write(Node) : null;

    /// <summary>The content of a string, the JSON of any other value, empty for JSON null; <see langword="null"/> if absent.</summary>
    public string? Text => IsPresent ? Node?.ToString() ?? string.Empty : null;

    /// <summary>Compares values: 2 equals 2.0 exactly and the order of members is ignored. Absent and null are different.</summary>
    public bool HasSameValue(MemberValue other) => IsPresent == other.IsPresent && JsonNode.DeepEquals(Node, other.Node);

    public JsonElement? ToElement() => IsPresent ? JsonFields.ToElement(Node) : null;
}
