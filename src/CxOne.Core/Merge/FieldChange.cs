using System.Text.Json;
using System.Text.Json.Nodes;

namespace CxOne.Merge;

/// <summary>A change that a caller makes to one member.</summary>
/// <param name="Path">The member.</param>
/// <param name="Value">The new value; an absent value removes the member.</param>
/// <remarks>
/// A new value becomes JSON once, here. All nodes of a merge are therefore backed by parsed JSON, which keeps the spelling of numbers,
/// compares them exactly and converts to any number type. Nodes made by <see cref="JsonValue.Create(double, JsonNodeOptions?)"/> compare
/// as doubles, so that 0.1 would equal 0.1000000000000000055, and cannot be read as <see cref="decimal"/>.
/// </remarks>
internal sealed record FieldChange(FieldPath Path, MemberValue Value)
{
    public static FieldChange Remove(FieldPath path) => new(path, MemberValue.Absent);

    public static FieldChange Set(FieldPath path, double value)
        => new(path, new MemberValue(JsonSerializer.SerializeToNode(value, MergeJson.Default.Double)));

    public static FieldChange Set(FieldPath path, string value)
        => new(path, new MemberValue(JsonSerializer.SerializeToNode(value, MergeJson.Default.String)));

    public static FieldChange Set(FieldPath path, bool value)
        => new(path, new MemberValue(JsonSerializer.SerializeToNode(value, MergeJson.Default.Boolean)));

    public static FieldChange Set(FieldPath path, JsonElement value) => new(path, new MemberValue(JsonFields.ToNode(value)));

    /// <returns>E.g. <c>dialRate = 2.5</c>.</returns>
    public override string ToString() => $"{Path} = {Value.Json ?? MergeMessages.Removed}";
}
