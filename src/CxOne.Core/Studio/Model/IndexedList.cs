namespace CxOne.Studio.Model;

/// <summary>
/// Lists of a script that people reach into with an index. PowerShell finds no indexer on the lists that the compiler makes of collection
/// expressions, and returns nothing.
/// </summary>
internal static class IndexedList
{
    /// <summary>The list itself, or an array of its items.</summary>
    public static IReadOnlyList<T> Of<T>(IReadOnlyList<T> list) => list is T[] or List<T> ? list : list.ToArray();
}
