using CxOne.Audit;

namespace CxOne.Stores;

/// <summary>How to connect to a store.</summary>
public sealed record CxStoreOptions
{
    /// <summary>Gets the connection string, as the database driver reads it,
    /// or an address such as <c>postgresql://user@host/database</c>.</summary>
    public required string ConnectionString { get; init; }

    /// <summary>Gets the database user, which replaces the one in the connection string.</summary>
    public string? UserName { get; init; }

    /// <summary>
    /// Gets the password, which replaces the one in the connection string. Without one, <c>PGPASSWORD</c>, <c>PGPASSFILE</c> and client
    /// certificates are used.
    /// </summary>
    public string? Password { get; init; }

    /// <summary>Gets the user, computer and process that other machines are shown.</summary>
    public AuditOrigin? Origin { get; init; }

    /// <inheritdoc/>
    public override string ToString() => nameof(CxStoreOptions);
}
