using System.Management.Automation;
using CxOne.Campaigns;
using CxOne.PowerShell.Base;

namespace CxOne.PowerShell.Campaigns;

/// <summary>Hands rows of a call history that PowerShell has to the reader of histories.</summary>
internal static class CallHistoryRows
{
    /// <summary>The object speaks of call history: it has one of the two counts.</summary>
    public static bool IsRow(PSObject item)
        => item.BaseObject is CallHistoryBucket || (InputRow.Members(item) is { } members && CallHistoryTable.IsRow(members));

    /// <summary>Reads the rows of one table.</summary>
    /// <param name="rows">The rows as they came.</param>
    /// <param name="ignoredColumns">Columns to leave out.</param>
    public static CallHistoryTable Read(IEnumerable<PSObject> rows, IReadOnlyCollection<string> ignoredColumns)
        => CallHistoryTable.Read(
            rows.Select(row => row.BaseObject as CallHistoryBucket ?? (object)(InputRow.Members(row) ?? [])), ignoredColumns);
}
