using System.Management.Automation;
using CxOne.Errors;
using CxOne.PowerShell.Base;
using CxOne.Store;
using CxOne.Stores;

namespace CxOne.PowerShell.Stores;

/// <summary>
/// The only place that names the assembly of the store. No method here is asynchronous and no type has a field of it: reading the types of
/// this assembly at import must not load the store and the database driver.
/// </summary>
internal static class StoreConnection
{
    public const string Variable = "CXONE_STORE";
    private static readonly string[] PasswordVariables = ["PGPASSWORD"];

    /// <summary>Returns how to connect to the store; <see langword="null"/> if neither parameter nor environment names one.</summary>
    /// <exception cref="CxException">A credential without a store.</exception>
    public static CxStoreOptions? Options(string? given, PSCredential? credential)
    {
        var text = given ?? Local.Variable(Variable);
        CxValidationException.ThrowIfAny(
            string.IsNullOrWhiteSpace(text) && credential is not null ? [StoreCmdletMessages.CredentialWithoutStore] : []);
        return string.IsNullOrWhiteSpace(text)
            ? null
            : new CxStoreOptions
            {
                ConnectionString = text,
                UserName = credential?.UserName,
                Password = credential?.GetNetworkCredential().Password,
                Origin = Local.Origin,
            };
    }

    /// <summary>Returns the passwords that no text may contain.</summary>
    public static IReadOnlyList<string> Secrets(CxStoreOptions options)
        =>
        [
            .. PasswordVariables.Select(Local.Variable).Append(options.Password).Append(PostgresStore.PasswordOf(options))
                .Where(secret => !string.IsNullOrEmpty(secret)).OfType<string>().Distinct(StringComparer.Ordinal),
        ];

    public static Task<ICxStore> OpenAsync(CxStoreOptions options, CancellationToken cancellationToken)
        => PostgresStore.OpenAsync(options, cancellationToken);

    public static Task<string> InitializeAsync(CxStoreOptions options, CancellationToken cancellationToken)
        => StoreSchema.InitializeAsync(options, cancellationToken);

    public static string Script() => StoreSchema.Script();
}
