using System.Globalization;
using CxOne.Connection;
using CxOne.PowerShell.Base;
using CxOne.Published;

namespace CxOne.PowerShell.Published;

/// <summary>Finds the id of a skill that is named by its id or name.</summary>
internal static class SkillLookup
{
    /// <param name="connection">The tenant.</param>
    /// <param name="names">The names of the tenant's skills, read once per cmdlet.</param>
    /// <param name="text">An id or a name.</param>
    /// <param name="log">Receives one verbose line per request.</param>
    /// <param name="cancellationToken">Cancels every wait.</param>
    /// <exception cref="Errors.CxException">No skill, or several, have that id or name (<c>ObjectNotFound</c>, <c>NameAmbiguous</c>).
    /// </exception>
    public static async Task<int> IdAsync(
        CxConnection connection, ExactNames<Skill> names, string text, ICxLog log, CancellationToken cancellationToken)
    {
        var id = await names.ResolveNumberedAsync(connection, text, log, cancellationToken).ConfigureAwait(false);

        // A number that is too large for an id is reported by the call for it.
        return int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : (await SkillReader.GetAsync(connection, id, log, cancellationToken).ConfigureAwait(false)).Id;
    }
}
