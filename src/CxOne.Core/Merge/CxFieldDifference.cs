using System.Text.Json;

namespace CxOne.Merge;

/// <summary>One member of a resource before and after.</summary>
/// <param name="Field">Its name, with dots where it stands deeper.</param>
/// <param name="Before">Its JSON before; nothing where it was not there.</param>
/// <param name="After">Its JSON after; nothing where it is gone.</param>
public sealed record CxFieldDifference(string Field, string? Before, string? After)
{
    internal static CxFieldDifference Of(FieldPath path, JsonElement? before, JsonElement? after)
        => new(path.ToString(), before?.GetRawText(), after?.GetRawText());

    /// <inheritdoc/>
    public override string ToString() => $"{Field}: {Before ?? "(absent)"} -> {After ?? "(removed)"}";
}
