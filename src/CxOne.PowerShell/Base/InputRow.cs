using System.Collections;
using System.Data;
using System.Globalization;
using System.Management.Automation;

namespace CxOne.PowerShell.Base;

/// <summary>The columns of a row of a table, whatever has read the table.</summary>
internal static class InputRow
{
    /// <summary>Names and values of an object of Import-Csv or JSON, a hashtable, a row of a database, or any other object.</summary>
    /// <returns><see langword="null"/> if the object is a single value, such as text or a time.</returns>
    public static IReadOnlyList<KeyValuePair<string, object?>>? Members(object? item) => Bare(item) switch
    {
        null or string or ValueType or Uri or Version => null,
        IDictionary table => [.. table
            .Cast<DictionaryEntry>()
            .Select(entry => KeyValuePair.Create(
                Convert.ToString(entry.Key, CultureInfo.InvariantCulture) ?? string.Empty, Bare(entry.Value)))],
        DataRowView view => Columns(view.Row),
        DataRow row => Columns(row),
        IEnumerable => null,
        _ => [.. PSObject.AsPSObject(item!).Properties
            .Where(property => property.IsGettable)
            .Select(property => KeyValuePair.Create(property.Name, Bare(property.Value)))],
    };

    /// <summary>An object that a cmdlet of this module has given, and not a row of a user's table.</summary>
    public static bool IsOwn(object? item)
        => Bare(item)?.GetType().Assembly.GetName().Name?.StartsWith("CxOne.", StringComparison.Ordinal) == true;

    private static List<KeyValuePair<string, object?>> Columns(DataRow row) => [.. row.Table.Columns
        .Cast<DataColumn>()
        .Select(column => KeyValuePair.Create(column.ColumnName, Bare(row[column])))];

    private static object? Bare(object? value)
        => value is PSObject { BaseObject: not PSCustomObject } wrapped ? Bare(wrapped.BaseObject) : value is DBNull ? null : value;
}
