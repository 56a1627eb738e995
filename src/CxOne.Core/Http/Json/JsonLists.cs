using System.Text.Json;

namespace CxOne.Http;

/// <summary>
/// Checks the lists of an answer. The serializer does not enforce that the entries of a list are not null.
/// </summary>
internal static class JsonLists
{
    /// <exception cref="JsonException">An entry is null.</exception>
    public static IReadOnlyList<T> RequireNoNulls<T>(IReadOnlyList<T> list)
        where T : class
        => list.Any(entry => entry is null) ? throw new JsonException(HttpMessages.EntryNull) : list;

    /// <exception cref="JsonException">An entry is null.</exception>
    public static IReadOnlyList<T>? RequireNoNullsOrNull<T>(IReadOnlyList<T>? list)
        where T : class
        => list is null ? null : RequireNoNulls(list);
}
