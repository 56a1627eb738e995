using System.Collections;
using System.Globalization;
using System.Management.Automation;

namespace CxOne.PowerShell.Base;

/// <summary>Reads names and values of everything that is a table: hashtables, and dictionaries of any type.</summary>
internal static class Tables
{
    /// <returns>The entries in their order; <see langword="null"/> where the value is no table.</returns>
    public static IEnumerable<KeyValuePair<string, object?>>? Entries(object? value) => value switch
    {
        IDictionary table => Entries(table),
        IEnumerable<KeyValuePair<string, object?>> table => table,
        IEnumerable table when IsDictionary(value.GetType()) => table.Cast<object>().Select(Entry),
        _ => null,
    };

    /// <summary>Not Cast: a generic dictionary gives entries of another type unless it is enumerated as a table.</summary>
    private static IEnumerable<KeyValuePair<string, object?>> Entries(IDictionary table)
    {
        for (var entries = table.GetEnumerator(); entries.MoveNext();)
        {
            yield return KeyValuePair.Create(Name(entries.Key), entries.Value);
        }
    }

    private static bool IsDictionary(Type type) => type.GetInterfaces().Any(face => face.IsGenericType
        && (face.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>)
            || face.GetGenericTypeDefinition() == typeof(IDictionary<,>)));

    private static KeyValuePair<string, object?> Entry(object pair)
    {
        var type = pair.GetType();
        return KeyValuePair.Create(Name(type.GetProperty("Key")!.GetValue(pair)), type.GetProperty("Value")!.GetValue(pair));
    }

    private static string Name(object? key)
        => Convert.ToString(key is PSObject wrapped ? wrapped.BaseObject : key, CultureInfo.InvariantCulture) ?? string.Empty;
}
