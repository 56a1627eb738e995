using System.Collections.Concurrent;
using System.Text.Json;
using CxOne.Connection;
using CxOne.Errors;

namespace CxOne.Published;

/// <summary>
/// Adds to scripts what only the listings of their folders have: locks, sizes and the names of media types. Each folder is read once, one
/// request per 100 scripts in it.
/// </summary>
public sealed class ScriptFolderReader
{
    private static readonly string[] ListKeys = ["scriptList"];
    private readonly ConcurrentDictionary<string, Dictionary<string, TenantScript>> _folders = new(StringComparer.OrdinalIgnoreCase);
    private bool _isRefused;

    /// <summary>
    /// Gets whether a tenant that refuses the listings is an error. By default it is a warning, and the members stay empty.
    /// </summary>
    public bool IsRequired { get; init; }

    /// <summary>Returns the script with the members of its folder's listing.</summary>
    /// <param name="connection">The tenant, the same for all scripts.</param>
    /// <param name="script">The script.</param>
    /// <param name="log">Receives one verbose line per request.</param>
    /// <param name="cancellationToken">Cancels every wait.</param>
    /// <exception cref="CxException">The listing could not be read.</exception>
    public async Task<TenantScript> CompleteAsync(
        CxConnection connection, TenantScript script, ICxLog log, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(script);
        ArgumentNullException.ThrowIfNull(log);
        if (_isRefused)
        {
            return script;
        }

        if (!_folders.TryGetValue(script.Folder, out var folder))
        {
            folder = await ReadAsync(connection, script.Folder, log, cancellationToken).ConfigureAwait(false);
            _folders[script.Folder] = folder;
        }

        return folder.TryGetValue(script.Name, out var entry)
            ? script with
            {
                MasterId = script.MasterId ?? entry.MasterId,
                MediaTypeId = script.MediaTypeId ?? entry.MediaTypeId,
                MediaTypeName = script.MediaTypeName ?? entry.MediaTypeName,
                ModifiedBy = script.ModifiedBy ?? entry.ModifiedBy,
                ModifyDate = script.ModifyDate ?? entry.ModifyDate,
                LockedBy = entry.LockedBy?.Trim() is { Length: > 0 } holder && holder != "0" ? holder : null,
                Size = entry.Size,
                Additional = Merged(script, entry),
            }
            : script;
    }

    private static Dictionary<string, JsonElement>? Merged(TenantScript script, TenantScript entry)
    {
        if (entry.Additional is not { Count: > 0 } more)
        {
            return script.Additional;
        }

        var all = script.Additional is { } own ? new Dictionary<string, JsonElement>(own) : [];
        foreach (var (name, value) in more)
        {
            all.TryAdd(name, value);
        }

        return all;
    }

    private async Task<Dictionary<string, TenantScript>> ReadAsync(
        CxConnection connection, string folder, ICxLog log, CancellationToken cancellationToken)
    {
        Dictionary<string, TenantScript> found = new(StringComparer.OrdinalIgnoreCase);
        try
        {
            var pages = new PublishedClient(connection, log).ReadPagesAsync(
                PublishedRoutes.ScriptFolders,
                folder.Length == 0 ? null : $"folder={Uri.EscapeDataString(folder)}",
                ListKeys,
                ScriptTables.ReadScript,
                cancellationToken);
            await foreach (var page in pages.ConfigureAwait(false))
            {
                foreach (var entry in page.Items.Where(entry => entry.Name.Length > 0))
                {
                    found.TryAdd(FullName(folder, entry.Name), entry);
                }
            }
        }
        catch (CxRequestException exception) when (!IsRequired && exception.StatusCode is 403 or 404)
        {
            _isRefused = exception.StatusCode == 403;
            if (_isRefused)
            {
                log.Warning(ScriptMessages.LocksUnreadable(exception.ErrorId));
            }
        }

        return found;
    }

    /// <summary>A listing may have names with or without their folder.</summary>
    private static string FullName(string folder, string name)
        => folder.Length == 0 || name.StartsWith(folder + '\\', StringComparison.OrdinalIgnoreCase)
            ? name.TrimStart('\\')
            : $@"{folder}\{name}";
}
