using System.Runtime.CompilerServices;
using CxOne.Connection;
using CxOne.Errors;
using CxOne.PowerShell.Base;
using CxOne.Published;

namespace CxOne.PowerShell.Published;

/// <summary>
/// The scripts that names and folders mean. A few plain names are found by the tenant, one request each; for anything else the list of
/// scripts is read, one request per 100. A plain name that no script has is an error about that name.
/// </summary>
internal sealed class ScriptSelection
{
    /// <summary>Plain names that are looked up one by one.</summary>
    private const int FewNames = 5;

    /// <summary>Names or patterns; empty for all scripts.</summary>
    public string[] Names { get; init; } = [];

    /// <summary>Folders or patterns; empty for all folders.</summary>
    public string[] Folders { get; init; } = [];

    /// <summary>Conditions that the tenant applies.</summary>
    public TenantScriptQuery Query { get; init; } = new();

    /// <summary>Further conditions.</summary>
    public Func<TenantScript, bool> Filter { get; init; } = _ => true;

    /// <summary>Receives the name of every script in the list, also of those that are not selected. If it is set, the list is read.
    /// </summary>
    public Action<string>? OnListed { get; init; }

    /// <summary>Reads the scripts, page by page.</summary>
    public IAsyncEnumerable<IReadOnlyList<TenantScript>> ReadAsync(
        CxConnection connection, CxPipeline pipeline, CancellationToken token)
        => OnListed is null && Names.Length is > 0 and <= FewNames && Names.All(name => NamePatterns.Wildcard(name) is null)
            ? FindAsync(connection, pipeline, token)
            : ListAsync(connection, pipeline, token);

    private async IAsyncEnumerable<IReadOnlyList<TenantScript>> FindAsync(
        CxConnection connection, CxPipeline pipeline, [EnumeratorCancellation] CancellationToken token)
    {
        var folders = new FolderPatterns(Folders);
        foreach (var name in Names)
        {
            TenantScript? found = null;
            CxException? failure = null;
            try
            {
                found = await TenantScriptReader.FindAsync(connection, name, pipeline, token).ConfigureAwait(false);
            }
            catch (CxException exception) when (!ErrorRecords.EndsSession(exception))
            {
                failure = exception;
            }

            if (failure is not null)
            {
                await pipeline.WriteErrorAsync(ErrorRecords.ForItem(failure, name)).ConfigureAwait(false);
            }
            else if (folders.Match(found!.Folder) && Filter(found))
            {
                yield return [found];
            }
        }
    }

    private async IAsyncEnumerable<IReadOnlyList<TenantScript>> ListAsync(
        CxConnection connection, CxPipeline pipeline, [EnumeratorCancellation] CancellationToken token)
    {
        var names = NamePatterns.From(Names);
        var folders = new FolderPatterns(Folders);
        List<string> known = [];
        await foreach (var page in TenantScriptReader.ListAsync(connection, Query, pipeline, token).ConfigureAwait(false))
        {
            List<TenantScript> selected = [];
            foreach (var script in page.Items)
            {
                OnListed?.Invoke(script.Name);
                known.Add(script.Name);
                if (names.Match(script.Name) & folders.Match(script.Folder) && Filter(script))
                {
                    selected.Add(script);
                }
            }

            if (selected.Count > 0)
            {
                yield return selected;
            }
        }

        foreach (var missing in Missing(names, known).Concat(folders.Unmatched(connection.TenantId)))
        {
            await pipeline.WriteErrorAsync(ErrorRecords.From(missing, null)).ConfigureAwait(false);
        }
    }

    private static IEnumerable<CxException> Missing(NamePatterns names, List<string> known) => names.UnmatchedTexts
        .Where(text => NamePatterns.Wildcard(text) is null)
        .Select(text => new CxException(
            CxErrors.ObjectNotFound,
            PublishedCmdletMessages.ScriptNotFound(text, [.. Misspelling.Similar(text, known).Take(3)]),
            text));
}
