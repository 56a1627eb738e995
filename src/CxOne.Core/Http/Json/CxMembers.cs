using System.Text.Json;

namespace CxOne.Http;

/// <summary>The members of a tenant's object that the module does not know.</summary>
public static class CxMembers
{
    /// <summary>What the tenant wrote beside the members that the object's type has.</summary>
    /// <param name="item">An object that was read from a tenant.</param>
    /// <returns>Names and values; empty for anything else.</returns>
    public static IReadOnlyDictionary<string, JsonElement> Unknown(object? item)
        => (item as ICxExtensible)?.AdditionalMembers ?? new Dictionary<string, JsonElement>();
}
