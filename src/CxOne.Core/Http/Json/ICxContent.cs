using System.Text.Json;

namespace CxOne.Http;

/// <summary>
/// An object with members that are JSON of the tenant's own form. They are no public properties: programs that serialize by reflection
/// would write the parts of a <see cref="JsonElement"/> instead of its content. Internal, because pwsh shows what a public interface
/// brings.
/// </summary>
internal interface ICxContent
{
    /// <summary>Names and values; a value is nothing where the object has none.</summary>
    IReadOnlyList<KeyValuePair<string, JsonElement?>> ContentMembers { get; }
}
