using System.Text.Json;

namespace CxOne.Http;

/// <summary>Gives access to the members of a tenant's object that have no type of the module's own.</summary>
public static class CxMembers
{
    /// <summary>Returns the members that the object's type does not have.</summary>
    /// <param name="item">An object that was read from a tenant.</param>
    /// <returns>Names and values; empty for an object that was not read from a tenant.</returns>
    public static IReadOnlyDictionary<string, JsonElement> Unknown(object? item)
        => (item as ICxExtensible)?.AdditionalMembers ?? new Dictionary<string, JsonElement>();

    /// <summary>
    /// The members that every object of its type has and whose content only the tenant knows, such as the compliance rules of a dialer
    /// configuration, or the state before the change in an audit record.
    /// </summary>
    /// <param name="item">An object that was read from a tenant or from the audit log.</param>
    /// <returns>
    /// Names and values, in the order of the type; a value is nothing where the object has none. Empty for anything else.
    /// </returns>
    public static IReadOnlyList<KeyValuePair<string, JsonElement?>> Content(object? item) => (item as ICxContent)?.ContentMembers ?? [];
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
