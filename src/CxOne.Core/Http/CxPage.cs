namespace CxOne.Http;

/// <summary>One page of a list.</summary>
/// <param name="Items">The items of the page; may be empty.</param>
/// <param name="Total">The number of items of the whole list, if the tenant reports it.</param>
public sealed record CxPage<T>(IReadOnlyList<T> Items, long? Total);
