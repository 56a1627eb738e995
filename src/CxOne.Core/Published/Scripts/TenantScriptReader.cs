using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using CxOne.Connection;
using CxOne.Errors;
using CxOne.Http;

namespace CxOne.Published;

/// <summary>Reads the list of the tenant's scripts and the versions of a script.</summary>
public static class TenantScriptReader
{
    private static readonly string[] ListKeys = ["scriptSearchDetails"];
    private static readonly string[] VersionKeys = ["versions", "scriptVersions"];

    /// <summary>
    /// Reads all current scripts, one request per 100. Each page is requested when the enumeration reaches it. Locks and sizes are not part
    /// of this list.
    /// </summary>
    /// <param name="connection">The tenant.</param>
    /// <param name="log">Receives one verbose line per request.</param>
    /// <param name="cancellationToken">Cancels every wait.</param>
    /// <exception cref="CxException">The tenant does not offer the published calls (<c>ApiNotOffered</c>), or a page could not be read.
    /// </exception>
    public static IAsyncEnumerable<CxPage<TenantScript>> ListAsync(
        CxConnection connection, ICxLog log, CancellationToken cancellationToken)
        => ListAsync(connection, new TenantScriptQuery(), log, cancellationToken);

    /// <summary>Reads the saved versions of a script, the newest first, in one request.</summary>
    /// <param name="connection">The tenant.</param>
    /// <param name="name">The name with its folder, e.g. <c>PROD\Main</c>. Case is ignored.</param>
    /// <param name="log">Receives one verbose line per request.</param>
    /// <param name="cancellationToken">Cancels every wait.</param>
    /// <exception cref="CxException">The tenant does not offer the published calls (<c>ApiNotOffered</c>), has no such script
    /// (<c>ObjectNotFound</c>, with similar names), or the request failed.</exception>
    public static async Task<IReadOnlyList<TenantScriptVersion>> ReadHistoryAsync(
        CxConnection connection, string name, ICxLog log, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(log);
        CxResponse response;
        try
        {
            response = await new PublishedClient(connection, log).SendAsync(
                PublishedRoutes.ScriptHistory, [], $"scriptPath={Uri.EscapeDataString(name)}", null, name, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (CxException exception) when (exception.Definition == CxErrors.ObjectNotFound)
        {
            var (_, similar) = await ScriptDirectory.FindAsync(connection, name, log, cancellationToken).ConfigureAwait(false);
            throw new CxException(CxErrors.ObjectNotFound, ScriptMessages.NotFoundSimilar(name, similar), name, exception);
        }

        TenantScriptVersion[] versions = response.StatusCode == 204
            ? []
            : [.. PublishedList.Items(response, VersionKeys).Select(entry => PublishedClient.Read(
                entry, ScriptTables.Version, PublishedJson.Default.TenantScriptVersion, response))];
        return versions.Length == 0
            ? throw response.Error(CxErrors.ObjectNotFound, ScriptMessages.WithoutVersions(name))
            : Order(versions, SpelledName(response) ?? name);
    }

    /// <summary>Reads current scripts that the tenant finds by a query; see the overload without one.</summary>
    /// <param name="connection">The tenant.</param>
    /// <param name="query">Conditions that the tenant applies. The list may have more scripts than meet them.</param>
    /// <param name="log">Receives one verbose line per request.</param>
    /// <param name="cancellationToken">Cancels every wait.</param>
    /// <exception cref="CxException">The tenant does not offer the published calls (<c>ApiNotOffered</c>), or a page could not be read.
    /// </exception>
    public static async IAsyncEnumerable<CxPage<TenantScript>> ListAsync(
        CxConnection connection, TenantScriptQuery query, ICxLog log, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(log);
        var pages = new PublishedClient(connection, log).ReadPagesAsync(
            PublishedRoutes.ScriptSearch, query.ToQuery(), ListKeys, ScriptTables.ReadScript, cancellationToken);
        await foreach (var page in pages.ConfigureAwait(false))
        {
            yield return page with
            {
                Items = [.. page.Items.Where(script => script.Name.Length > 0 && ScriptTables.IsCurrent(script.Status))],
            };
        }
    }

    /// <summary>Finds a script by its whole name, in any case. The tenant searches first; then all names are compared.</summary>
    /// <param name="connection">The tenant.</param>
    /// <param name="name">The name with its folder.</param>
    /// <param name="log">Receives one verbose line per request.</param>
    /// <param name="cancellationToken">Cancels every wait.</param>
    /// <exception cref="CxException">The tenant has no such script (<c>ObjectNotFound</c>, with similar names), or a request failed.
    /// </exception>
    public static async Task<TenantScript> FindAsync(
        CxConnection connection, string name, ICxLog log, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(name);

        // The tenant's search may find less than the names that a person confuses.
        List<string> names = [];
        return await FindAsync(connection, new TenantScriptQuery { Name = name }, name, [], log, cancellationToken).ConfigureAwait(false)
            ?? await FindAsync(connection, new TenantScriptQuery(), name, names, log, cancellationToken).ConfigureAwait(false)
            ?? throw new CxException(
                CxErrors.ObjectNotFound,
                ScriptMessages.NotFoundSimilar(name, [.. Misspelling.Similar(name, names).Take(3)]),
                name);
    }

    /// <summary>
    /// Reads the bodies of scripts, several at once, and returns them in the order of the scripts. A script of Desktop Studio is read from
    /// its XML, in a second request. No more bodies are held than are read at once.
    /// </summary>
    /// <param name="connection">The tenant.</param>
    /// <param name="scripts">The scripts.</param>
    /// <param name="log">Receives one verbose line per request.</param>
    /// <param name="cancellationToken">Cancels every wait.</param>
    /// <returns>Each script, with a task that returns a copy with the body. The task of a script that cannot be read throws a
    /// <see cref="CxException"/>: <c>ObjectNotFound</c>, <c>ScriptDesktopOnly</c>, or that of the request.</returns>
    public static IAsyncEnumerable<(TenantScript Item, Task<TenantScript> Result)> ReadBodiesAsync(
        CxConnection connection, IEnumerable<TenantScript> scripts, ICxLog log, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(scripts);
        ArgumentNullException.ThrowIfNull(log);
        return ReadAhead.RunAsync(scripts, ReadAsync, cancellationToken);

        async Task<TenantScript> ReadAsync(TenantScript script, CancellationToken token)
            => script.With(
                await ScriptBodyReader.ReadAnyAsync(connection, script.Name, script.MasterId, log, token).ConfigureAwait(false));
    }

    /// <summary>Reads the body of a saved version.</summary>
    /// <param name="connection">The tenant.</param>
    /// <param name="version">The version.</param>
    /// <param name="log">Receives one verbose line per request.</param>
    /// <param name="cancellationToken">Cancels every wait.</param>
    /// <returns>A copy with the body.</returns>
    /// <exception cref="CxException">The tenant has no such version (<c>ObjectNotFound</c>), returns it in no form that can be read
    /// (<c>ScriptDesktopOnly</c>), or the request failed.</exception>
    public static async Task<TenantScriptVersion> ReadBodyAsync(
        CxConnection connection, TenantScriptVersion version, ICxLog log, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(version);
        ArgumentNullException.ThrowIfNull(log);
        var body = await ScriptBodyReader.ReadAnyVersionAsync(connection, version.ScriptId, version.Name, log, cancellationToken)
            .ConfigureAwait(false);
        return version with { Script = body.Script, Hash = body.Hash };
    }

    private static async Task<TenantScript?> FindAsync(
        CxConnection connection, TenantScriptQuery query, string name, List<string> names, ICxLog log, CancellationToken cancellationToken)
    {
        await foreach (var page in ListAsync(connection, query, log, cancellationToken).ConfigureAwait(false))
        {
            var found = page.Items.Where(script => script.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).ToArray();
            if (found.Length > 0)
            {
                return found.FirstOrDefault(script => script.Name == name) ?? found[0];
            }

            names.AddRange(page.Items.Select(script => script.Name));
        }

        return null;
    }

    /// <summary>The name in the tenant's spelling; <see langword="null"/> if the answer has none.</summary>
    private static string? SpelledName(CxResponse response)
        => response.ReadJson() is { ValueKind: JsonValueKind.Object } root
            && MemberTable.Text(JsonObject.Create(root)!, "name") is { Length: > 0 } name
            ? name
            : null;

    private static IReadOnlyList<TenantScriptVersion> Order(IReadOnlyList<TenantScriptVersion> versions, string name)
    {
        TenantScriptVersion[] ordered = [.. versions
            .OrderByDescending(version => version.ModifyDate ?? DateTimeOffset.MinValue)
            .ThenByDescending(version => version.ScriptId)];
        var current = Array.FindIndex(ordered, version => version.Status is not null && ScriptTables.IsCurrent(version.Status));

        // A tenant that reports no status runs the newest version.
        current = current < 0 && ordered.All(version => version.Status is null) ? 0 : current;
        return [.. ordered.Select((version, place) => version with { Name = name, IsCurrent = place == current })];
    }
}
