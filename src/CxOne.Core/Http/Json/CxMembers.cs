using System.Text.Json;

namespace CxOne.Http;

/// <summary>Gives access to the members of a tenant's object that its type does not have.</summary>
public static class CxMembers
{
    /// <summary>Returns the members that the object's type does not have.</summary>
    /// <param name="item">An object that was read from a tenant.</param>
    /// <returns>Names and values; empty for an object that was not read from a tenant.</returns>
    public static IReadOnlyDictionary<string, JsonElement> Unknown(object? item)
        => (item as ICxExtensible)?.AdditionalMembers ?? new Dictionary<string, JsonElement>();
}

/// <summary>
/// An object of the tenant that keeps members which its type does not have. Internal, because pwsh would show the members of a public
/// interface.
/// </summary>
internal interface ICxExtensible
{
    /// <summary>The members that the type does not have, as the tenant wrote them.</summary>
    Dictionary<string, JsonElement>? AdditionalMembers { get; }
}
