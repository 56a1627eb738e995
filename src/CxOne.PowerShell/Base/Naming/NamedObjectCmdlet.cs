using System.Management.Automation;
using CxOne.Connection;
using CxOne.Errors;

namespace CxOne.PowerShell.Base;

/// <summary>
/// The rule of cmdlets that only read: a text is an id or a name, wildcards included, by position and from the pipeline. Each match is
/// written. A text without wildcards that matches nothing is an error.
/// </summary>
/// <typeparam name="T">The kind of objects.</typeparam>
public abstract class NamedObjectCmdlet<T> : CxConnectedCmdlet
    where T : notnull
{
    private List<T>? _all;

    /// <summary>Takes every object that is piped in, to tell the members that the tenant has added from the ones that are known.</summary>
    [Parameter(ValueFromPipeline = true, DontShow = true)]
    [AllowNull]
    public PSObject? PipedObject { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => ForgetTenantMembers(PipedObject);

    /// <summary>Writes the objects that texts mean; all objects if there is no text.</summary>
    /// <param name="source">How the objects are read.</param>
    /// <param name="texts">Ids, names or patterns.</param>
    /// <param name="filter">Further conditions; <see langword="null"/> for none.</param>
    private protected void WriteObjects(ObjectSource<T> source, string[]? texts, Func<T, bool>? filter = null)
    {
        var connection = Tenant;
        if (texts is null)
        {
            if (MyInvocation.ExpectingInput)
            {
                // The piped object has no id: to return all objects instead would be a surprise.
                return;
            }

            WriteMatches(connection, source, filter ?? (_ => true));
            return;
        }

        foreach (var text in texts)
        {
            if (NamePatterns.Wildcard(text) is { } pattern)
            {
                WriteMatches(
                    connection,
                    source,
                    item => (pattern.IsMatch(source.Id(item)) || source.Names(item).Any(pattern.IsMatch)) && filter?.Invoke(item) != false);
            }
            else
            {
                RunForEach([text], (item, pipeline, token) => WriteExactAsync(connection, source, item, filter, pipeline, token));
            }
        }
    }

    /// <summary>Writes the objects whose names match; an exact name that no object has is an error.</summary>
    /// <param name="source">How the objects are read.</param>
    /// <param name="names">Names or patterns.</param>
    private protected void WriteNamed(ObjectSource<T> source, string[] names)
    {
        var connection = Tenant;
        var patterns = NamePatterns.From(names);
        Run(async (pipeline, token) =>
        {
            await foreach (var page in source.List(connection, pipeline, token).ConfigureAwait(false))
            {
                await pipeline.WriteAsync(
                    page.Items.Where(item => patterns.Match(source.Name(item))).Cast<object>()).ConfigureAwait(false);
            }

            foreach (var missing in patterns.Unmatched(connection.TenantId))
            {
                await pipeline.WriteErrorAsync(ErrorRecords.From(missing, null)).ConfigureAwait(false);
            }
        });
    }

    private void WriteMatches(CxConnection connection, ObjectSource<T> source, Func<T, bool> isMatch)
        => Run(async (pipeline, token) =>
        {
            await foreach (var page in source.List(connection, pipeline, token).ConfigureAwait(false))
            {
                await pipeline.WriteAsync(page.Items.Where(isMatch).Cast<object>()).ConfigureAwait(false);
            }
        });

    /// <summary>Returns the objects that a text means: an id, else a name; or all that match a pattern.</summary>
    /// <param name="connection">The tenant.</param>
    /// <param name="source">How the objects are read.</param>
    /// <param name="text">An id, a name or a pattern.</param>
    /// <param name="log">Receives one verbose line per request.</param>
    /// <param name="token">Cancels every wait.</param>
    /// <exception cref="CxException">No object has the text, which is no pattern, as its id or name (<c>ObjectNotFound</c>), or a request
    /// failed.</exception>
    private protected async Task<IReadOnlyList<T>> FindAsync(
        CxConnection connection, ObjectSource<T> source, string text, ICxLog log, CancellationToken token)
    {
        if (NamePatterns.Wildcard(text) is { } pattern)
        {
            return [.. (await AllAsync(connection, source, log, token).ConfigureAwait(false))
                .Where(item => pattern.IsMatch(source.Id(item)) || source.Names(item).Any(pattern.IsMatch))];
        }

        try
        {
            return [await source.Get(connection, text, log, token).ConfigureAwait(false)];
        }
        catch (CxException exception) when (exception.Definition == CxErrors.ObjectNotFound)
        {
            // The text may be a name.
        }

        var all = await AllAsync(connection, source, log, token).ConfigureAwait(false);
        var found = all.Where(item => source.Names(item).Contains(text, StringComparer.OrdinalIgnoreCase)).ToList();
        if (found.Count == 0)
        {
            var known = all.SelectMany(item => source.Names(item).Prepend(source.Id(item)));
            throw new CxException(
                CxErrors.ObjectNotFound,
                BaseCmdletMessages.NotFound(text, connection.TenantId, [.. Misspelling.Similar(text, known).Take(3)]),
                text);
        }

        return found;
    }

    private async Task WriteExactAsync(
        CxConnection connection, ObjectSource<T> source, string text, Func<T, bool>? filter, CxPipeline pipeline, CancellationToken token)
    {
        var found = await FindAsync(connection, source, text, pipeline, token).ConfigureAwait(false);
        await pipeline.WriteAsync(found.Where(item => filter?.Invoke(item) != false).Cast<object>()).ConfigureAwait(false);
    }

    /// <summary>All objects, read once for all texts of the pipeline.</summary>
    private async Task<IReadOnlyList<T>> AllAsync(CxConnection connection, ObjectSource<T> source, ICxLog log, CancellationToken token)
    {
        if (_all is null)
        {
            List<T> all = [];
            await foreach (var page in source.List(connection, log, token).ConfigureAwait(false))
            {
                all.AddRange(page.Items);
            }

            _all = all;
        }

        return _all;
    }
}
