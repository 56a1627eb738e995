using CxOne.Connection;
using CxOne.Errors;

namespace CxOne.PowerShell.Base;

/// <summary>
/// The rule of cmdlets that act on objects: an exact id, otherwise an exact name, no wildcards. A text that could mean several objects is
/// an error, so that a name which another user gives to an object cannot redirect a change.
/// </summary>
/// <typeparam name="T">The kind of objects.</typeparam>
internal sealed class ExactNames<T>
    where T : notnull
{
    private readonly ObjectSource<T> _source;
    private IReadOnlyList<(string Id, string[] Names)>? _all;

    public ExactNames(ObjectSource<T> source) => _source = source;

    /// <summary>Returns the id of the object that a text means. The list of objects is read once, for the first text.</summary>
    /// <param name="connection">The tenant.</param>
    /// <param name="text">An id or a name.</param>
    /// <param name="log">Receives one verbose line per request.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <returns>The id; the text itself if no object has it as its id or name, so that the call for it returns its own error.</returns>
    /// <exception cref="CxException">Several objects have the text as their id or name (<c>NameAmbiguous</c>), or the list could not be
    /// read.</exception>
    public async Task<string> ResolveAsync(CxConnection connection, string text, ICxLog log, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return text;
        }

        _all ??= await ReadAsync(connection, log, cancellationToken).ConfigureAwait(false);
        List<(string Id, string[] Names)> found =
            [.. _all.Where(item => item.Id == text || item.Names.Contains(text, StringComparer.Ordinal)).DistinctBy(item => item.Id)];
        return found switch
        {
            [] => text,
            [var only] => only.Id,
            _ => throw new CxException(
                CxErrors.NameAmbiguous,
                BaseCmdletMessages.SeveralMeant(
                    text, connection.TenantId, [.. found.Select(item => item.Names is [] ? item.Id : $"{item.Id} ({item.Names[0]})")]),
                text),
        };
    }

    /// <summary>
    /// Returns the id of the object that a text means, for kinds whose ids are whole numbers: any other text must be a name.
    /// </summary>
    /// <exception cref="CxException">No object has the text as its name (<c>ObjectNotFound</c>, with similar names), several objects have
    /// it as their id or name (<c>NameAmbiguous</c>), or the list could not be read.</exception>
    public async Task<string> ResolveNumberedAsync(CxConnection connection, string text, ICxLog log, CancellationToken cancellationToken)
    {
        var id = await ResolveAsync(connection, text, log, cancellationToken).ConfigureAwait(false);

        // A new object may be missing in the list for a few seconds.
        return id.Length > 0 && id.All(char.IsAsciiDigit)
            ? id
            : throw new CxException(
                CxErrors.ObjectNotFound,
                BaseCmdletMessages.NotFound(
                    text, connection.TenantId, [.. Misspelling.Similar(text, (_all ?? []).SelectMany(item => item.Names)).Take(3)]),
                text);
    }

    private async Task<IReadOnlyList<(string Id, string[] Names)>> ReadAsync(
        CxConnection connection, ICxLog log, CancellationToken cancellationToken)
    {
        List<(string Id, string[] Names)> all = [];
        await foreach (var page in _source.List(connection, log, cancellationToken).ConfigureAwait(false))
        {
            all.AddRange(page.Items.Select(item => (_source.Id(item), _source.Names(item).ToArray())));
        }

        return all;
    }
}
