using CxOne.Connection;
using CxOne.Errors;
using CxOne.Http;

namespace CxOne.Published;

/// <summary>Reads the names of the tenant's scripts. A script is identified by its name, which includes its folder.</summary>
internal static class ScriptDirectory
{
    private const string Current = "CURR";
    private static readonly string[] ListKeys = ["scriptSearchDetails"];

    /// <summary>Reads the names of all current scripts, page by page.</summary>
    /// <param name="connection">The tenant.</param>
    /// <param name="name">A part of the name that the tenant searches for; <see langword="null"/> for all scripts.</param>
    /// <param name="log">Receives one verbose line per request.</param>
    /// <param name="cancellationToken">Cancels every wait.</param>
    /// <exception cref="CxException">A page could not be read.</exception>
    public static IAsyncEnumerable<CxPage<string>> ListAsync(
        CxConnection connection, string? name, ICxLog log, CancellationToken cancellationToken)
        => new PublishedClient(connection, log).ReadPagesAsync(
            PublishedRoutes.ScriptSearch,
            name is null ? null : $"scriptName={Uri.EscapeDataString(name)}",
            ListKeys,
            static (entry, _)
                => IsCurrent(MemberTable.Text(entry, "status")) ? MemberTable.Text(entry, "scriptName") ?? string.Empty : string.Empty,
            cancellationToken);

    /// <summary>Finds a script by its whole name.</summary>
    /// <param name="connection">The tenant.</param>
    /// <param name="name">The name with its folder, e.g. <c>PROD\Main</c>. Case is ignored.</param>
    /// <param name="log">Receives one verbose line per request.</param>
    /// <param name="cancellationToken">Cancels every wait.</param>
    /// <returns>
    /// The name as the tenant spells it, or <see langword="null"/>; and similar names that the tenant has, if the script was not found.
    /// </returns>
    /// <exception cref="CxException">The list could not be read.</exception>
    public static async Task<(string? Name, IReadOnlyList<string> Similar)> FindAsync(
        CxConnection connection, string name, ICxLog log, CancellationToken cancellationToken)
    {
        await foreach (var page in ListAsync(connection, name, log, cancellationToken).ConfigureAwait(false))
        {
            if (page.Items.FirstOrDefault(found => found.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } exact)
            {
                return (exact, []);
            }
        }

        // The tenant's search may find less than the names that a person confuses.
        List<string> all = [];
        await foreach (var page in ListAsync(connection, null, log, cancellationToken).ConfigureAwait(false))
        {
            all.AddRange(page.Items.Where(found => found.Length > 0));
        }

        return (
            all.Find(found => found.Equals(name, StringComparison.OrdinalIgnoreCase)),
            [.. Misspelling.Similar(name, all).Take(3)]);
    }

    /// <summary>Versions that are not current have another status; a tenant that returns none has only current scripts.</summary>
    private static bool IsCurrent(string? status) => status is null || status.Equals(Current, StringComparison.OrdinalIgnoreCase);
}
