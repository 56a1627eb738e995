using CxOne.Errors;

namespace CxOne.Rows;

/// <summary>The messages about columns of rows.</summary>
internal static class RowMessages
{
    public static string UnknownColumn(string column, string? nearest, IEnumerable<string> known)
        => $"Column '{column}' is not known{(nearest is null ? null : $"; the nearest known one is {nearest}")}. "
            + $"The columns are {string.Join(", ", known)}. To leave it out, name it with {CxHint.Option("IgnoreColumn")}.";

    public static string ColumnTwice(string column, string other, string name)
        => $"Columns '{column}' and '{other}' are both {name}; keep one of them.";

    public static string NotSeparated(string column, string delimiter)
        => $"The table has one column, '{column}': its values are separated by {delimiter}. Name that delimiter when the file is read, or "
            + "save the file with commas.";
}
