using System.Text.Json;
using System.Text.Json.Nodes;

namespace CxOne.Merge;

/// <summary>One member of a resource before and after.</summary>
/// <param name="Field">Its name, with dots where it stands deeper.</param>
/// <param name="Before">Its JSON before; nothing where it was not there.</param>
/// <param name="After">Its JSON after; nothing where it is gone.</param>
public sealed record CxFieldDifference(string Field, string? Before, string? After)
{
    internal static CxFieldDifference Of(FieldPath path, JsonElement? before, JsonElement? after)
        => new(path.ToString(), before?.GetRawText(), after?.GetRawText());

    /// <summary>The members that differ between two states of a resource.</summary>
    internal static CxFieldDifference[] Between(JsonObject before, JsonObject after, int depth = 1)
        => [.. JsonFields.Difference(before, after, depth)
            .Select(field => Of(field.Path, JsonFields.Get(before, field.Path), field.Value))];

    /// <inheritdoc/>
    public override string ToString() => $"{Field} {Before ?? "(absent)"} → {After ?? "(removed)"}";
}
