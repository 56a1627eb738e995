using System.Text.Json;

namespace CxOne.Http;

/// <summary>
/// Lists of an answer. The annotations of a type say nothing about what stands in a list, so that a hole would be met where it is used.
/// </summary>
internal static class JsonLists
{
    /// <exception cref="JsonException">An entry is null.</exception>
    public static IReadOnlyList<T> RequireNoNulls<T>(IReadOnlyList<T> list)
        where T : class
        => list.Any(entry => entry is null) ? throw new JsonException("An entry of the list is null.") : list;

    /// <exception cref="JsonException">An entry is null.</exception>
    public static IReadOnlyList<T>? RequireNoNullsOrNull<T>(IReadOnlyList<T>? list)
        where T : class
        => list is null ? null : RequireNoNulls(list);
}
