using System.Text.Json;

namespace CxOne.Http;

/// <summary>
/// An object of the tenant that keeps the members that the module does not know.
/// Internal, because pwsh shows what a public interface brings.
/// </summary>
internal interface ICxExtensible
{
    /// <summary>Members that the module does not know, as the tenant wrote them.</summary>
    Dictionary<string, JsonElement>? AdditionalMembers { get; }
}
