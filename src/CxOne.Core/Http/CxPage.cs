namespace CxOne.Http;

/// <summary>One page of a list.</summary>
/// <param name="Items">What stands on it; may be empty.</param>
/// <param name="Total">How many items the whole list has, where the tenant says so.</param>
public sealed record CxPage<T>(IReadOnlyList<T> Items, long? Total);
