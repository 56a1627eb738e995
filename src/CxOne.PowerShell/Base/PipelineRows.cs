using System.Management.Automation;

namespace CxOne.PowerShell.Base;

/// <summary>Objects that are piped in one by one, or passed as a collection of any type: an array, a list, a table of a database.</summary>
internal static class PipelineRows
{
    /// <summary>The objects without those that are null. A hashtable and a text are one object.</summary>
    public static IEnumerable<PSObject> Of(object? given)
        => (LanguagePrimitives.GetEnumerable(given)?.Cast<object?>() ?? [given])
            .Where(item => item is not null)
            .Select(PSObject.AsPSObject!);
}
