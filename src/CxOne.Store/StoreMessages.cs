using System.Globalization;

namespace CxOne.Store;

/// <summary>Every text of this project that a user can meet. A snapshot test holds all of them.</summary>
internal static class StoreMessages
{
    public const string NotAConnectionString
        = "The connection string of the store could not be parsed. Write it as 'Host=server;Database=cxone;Username=app' or "
            + "'postgresql://app@server/cxone'.";

    public const string HostMissing = "The connection string of the store has no Host.";
    public const string SchemaMissing = "The database contains no store.";

    public static string NotVerified(string host, string sslMode)
        => $"SSL Mode must be VerifyFull or VerifyCA for the host {host} (was {sslMode}); otherwise another server "
            + "could pretend to be the store.";

    public static string Unavailable(string name, string cause) => $"The store {name} could not be reached: {cause.TrimEnd('.')}.";

    public static string CertificateRefused(string name, string cause)
        => $"The certificate of the store {name} was refused: {cause.TrimEnd('.')}.";

    public static string AccessDenied(string name, string cause) => $"The store {name} refused access: {cause.TrimEnd('.')}.";

    public static string Failed(string name, string cause, string state)
        => $"The store {name} reported an error: {cause.TrimEnd('.')} (SQLSTATE {state}).";

    public static string Refused(string name, string cause) => $"The store {name} refused the call: {cause.TrimEnd('.', ';')}.";

    public static string NotPrimary(string attribute)
        => $"Target Session Attributes must be primary or read-write (was {attribute}); nothing can be recorded at a standby.";

    public static string NotInitialized(string name, string cause) => $"The database {name} contains no store: {cause.TrimEnd('.')}.";

    public static string DatabaseMissing(string name, string cause)
        => $"The database of the store {name} does not exist: {cause.TrimEnd('.')}.";

    public static string SchemaTooOld(string name, int version, int wanted)
        => string.Create(
            CultureInfo.InvariantCulture, $"The store {name} has schema version {version}; this version of the module needs {wanted}.");

    public static string SchemaTooNew(string name, int version, int known)
        => string.Create(
            CultureInfo.InvariantCulture,
            $"The store {name} has schema version {version}; this version of the module knows up to {known}.");

    public static string PoolerFound(string name)
        => $"A connection pooler between this computer and the store {name} changes the server session between transactions.";
}
