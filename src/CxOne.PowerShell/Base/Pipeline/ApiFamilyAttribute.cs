using CxOne.Connection;

namespace CxOne.PowerShell.Base;

/// <summary>
/// Declares which family of calls a cmdlet needs. Every cmdlet has this attribute; a test finds one that does not. On a tenant without the
/// family, the cmdlet ends with <c>ApiNotOffered</c> before its first request.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
internal sealed class ApiFamilyAttribute : Attribute
{
    /// <summary>The cmdlet works without a tenant, or on any tenant.</summary>
    public ApiFamilyAttribute()
    {
    }

    /// <summary>The cmdlet needs a family where it uses a tenant.</summary>
    public ApiFamilyAttribute(CxApiFamilies family) => Family = family;

    /// <summary>The family; <see cref="CxApiFamilies.Unknown"/> for none.</summary>
    public CxApiFamilies Family { get; }
}
