using System.Text.Json;

namespace CxOne.Merge;

/// <summary>What a caller wants of one member: a value, or that it goes.</summary>
/// <param name="Path">The member.</param>
/// <param name="Value">Its new value; nothing removes it.</param>
internal sealed record FieldChange(FieldPath Path, JsonElement? Value);
