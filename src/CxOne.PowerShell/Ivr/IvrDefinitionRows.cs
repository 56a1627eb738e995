using System.Management.Automation;
using CxOne.Errors;
using CxOne.Ivr;
using CxOne.PowerShell.Base;
using CxOne.Rows;

namespace CxOne.PowerShell.Ivr;

/// <summary>
/// Checks rows of a user's table that name definitions. Only the id is read from a row, so a column such as Environment, or one that is
/// misspelt, would be ignored without a word.
/// </summary>
internal static class IvrDefinitionRows
{
    private static readonly RowColumns Columns = new(
        ["IvrDefinitionId", "Id"],
        [.. typeof(IvrDefinition).GetProperties().Select(property => property.Name)]);

    /// <param name="piped">The object in the pipe. Single values, and objects of this module and their copies are not checked.</param>
    /// <param name="ignored">Columns to leave out.</param>
    /// <exception cref="CxValidationException">The row has other columns.</exception>
    public static void Require(PSObject? piped, IReadOnlyCollection<string> ignored)
    {
        if (InputRow.IsOwn(piped)
            || piped?.TypeNames.Any(name => name.Contains("CxOne.", StringComparison.Ordinal)) == true
            || InputRow.Members(piped) is not { } members)
        {
            return;
        }

        CxValidationException.ThrowIfAny(Columns.Match(members, ignored).Violations, piped);
    }
}
