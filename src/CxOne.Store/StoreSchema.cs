using System.Reflection;
using CxOne.Stores;
using Npgsql;

namespace CxOne.Store;

/// <summary>The schema of the store: the SQL files of the module.</summary>
public static class StoreSchema
{
    /// <summary>The version of the schema that this version of the module creates and needs.</summary>
    public const int Version = 1;

    private static readonly string[] Files = ["1-roles.sql", "2-schema.sql", "3-functions.sql", "4-rights.sql"];

    /// <summary>Returns the whole SQL as one transaction, for a database administrator.</summary>
    public static string Script() => $"BEGIN;\n\n{string.Join("\n", Files.Select(Text))}\nCOMMIT;\n";

    /// <summary>Creates the schema, the functions and the roles, or brings them up to date. It may run again at any time.</summary>
    /// <param name="options">A user with the attribute CREATEROLE and the right CREATE on the database, or a superuser.</param>
    /// <param name="cancellationToken">Cancels the work; nothing is changed then.</param>
    /// <returns>Server, port and database.</returns>
    /// <exception cref="Errors.CxException">The connection string is invalid (<c>StoreInvalid</c>), the server cannot be reached
    /// (<c>StoreUnavailable</c>), the user lacks a right (<c>StoreAccessDenied</c>), the store is newer (<c>StoreSchemaTooNew</c>), or
    /// a role of its name has too many rights (<c>StoreRoleUnsafe</c>).</exception>
    public static async Task<string> InitializeAsync(CxStoreOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        var builder = StoreConnectionString.Read(options);
        builder.Pooling = false;
        builder.MaxAutoPrepare = 0;
        var name = StoreConnectionString.Name(builder);
        try
        {
            var connection = new NpgsqlConnection(builder.ConnectionString);
            await using (connection.ConfigureAwait(false))
            {
                await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
                var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
                await using (transaction.ConfigureAwait(false))
                {
                    foreach (var file in Files)
                    {
                        // The files are constants of the module and have no parameters.
                        var command = new NpgsqlCommand(Text(file), connection, transaction);
                        await using (command.ConfigureAwait(false))
                        {
                            await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
                        }
                    }

                    await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
                }
            }
        }
        catch (Exception exception) when (StoreErrors.IsOfDatabase(exception))
        {
            throw StoreErrors.Translate(exception, name);
        }

        return name;
    }

    private static string Text(string file)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("CxOne.Store." + file)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
