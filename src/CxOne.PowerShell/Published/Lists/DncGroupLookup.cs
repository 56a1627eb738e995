using CxOne.Connection;
using CxOne.Errors;
using CxOne.PowerShell.Base;
using CxOne.Published;

namespace CxOne.PowerShell.Published;

/// <summary>Finds do-not-call groups by their exact id or name. The list of groups is read once.</summary>
internal sealed class DncGroupLookup
{
    private IReadOnlyList<DncGroup>? _all;

    /// <param name="connection">The tenant.</param>
    /// <param name="text">An id or a name.</param>
    /// <param name="log">Receives one verbose line per request.</param>
    /// <param name="cancellationToken">Cancels every wait.</param>
    /// <exception cref="CxException">No group, or several, have that id or name (<c>ObjectNotFound</c>, <c>NameAmbiguous</c>), or the list
    /// could not be read.</exception>
    public async Task<DncGroup> FindAsync(CxConnection connection, string text, ICxLog log, CancellationToken cancellationToken)
    {
        _all ??= await DncReader.ReadGroupsAsync(connection, log, cancellationToken).ConfigureAwait(false);
        List<DncGroup> found = [.. _all.Where(group => $"{group.Id}" == text || group.Name == text)];
        return found switch
        {
            [var only] => only,
            [] => throw new CxException(
                CxErrors.ObjectNotFound,
                BaseCmdletMessages.NotFound(
                    text, connection.TenantId, [.. Misspelling.Similar(text, _all.Select(group => group.Name).OfType<string>()).Take(3)]),
                text),
            _ => throw new CxException(
                CxErrors.NameAmbiguous,
                BaseCmdletMessages.SeveralMeant(text, connection.TenantId, [.. found.Select(group => group.ToString())]),
                text),
        };
    }
}
