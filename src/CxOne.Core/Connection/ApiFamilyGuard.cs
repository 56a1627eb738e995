using CxOne.Errors;

namespace CxOne.Connection;

/// <summary>Refuses operations whose family of calls the tenant does not offer. Nothing is sent for them.</summary>
public static class ApiFamilyGuard
{
    /// <summary>Throws if a call has shown that the tenant lacks a family.</summary>
    /// <param name="connection">The tenant.</param>
    /// <param name="family">The family that the operation needs; <see cref="CxApiFamilies.Unknown"/> for none.</param>
    /// <param name="item">The user's item; <see langword="null"/> for the tenant.</param>
    /// <param name="operation">The operation as the caller names it, for its counterpart; <see langword="null"/> if it is not
    /// known.</param>
    /// <exception cref="CxException">The tenant does not offer the family (<c>ApiNotOffered</c>).</exception>
    public static void Require(CxConnection connection, CxApiFamilies family, object? item = null, string? operation = null)
    {
        ArgumentNullException.ThrowIfNull(connection);
        if (connection.IsOffered(family) == false)
        {
            throw NotOffered(connection, family, item, operation);
        }
    }

    /// <summary>Creates the error of an operation whose family of calls the tenant does not offer.</summary>
    /// <param name="connection">The tenant.</param>
    /// <param name="family">The family that the operation needs.</param>
    /// <param name="item">The user's item; <see langword="null"/> for the tenant.</param>
    /// <param name="operation">The operation as the caller names it, for its counterpart; <see langword="null"/> if it is not
    /// known.</param>
    /// <returns>The error <c>ApiNotOffered</c>.</returns>
    public static CxException NotOffered(CxConnection connection, CxApiFamilies family, object? item = null, string? operation = null)
    {
        ArgumentNullException.ThrowIfNull(connection);
        var counterpart = operation is null ? null : CxHint.ApiCounterpart(operation).ToString();
        return new CxException(
            CxErrors.ApiNotOffered,
            ConnectionMessages.ApiNotOffered(connection.TenantId, Path(family), counterpart),
            item ?? connection.TenantId);
    }

    private static string Path(CxApiFamilies family)
        => family.HasFlag(CxApiFamilies.Published) ? ConnectionMessages.PublishedFamily : ConnectionMessages.SeedFamily;
}
