namespace CxOne.Sandbox.Http;

/// <summary>The one filter that lists of the <c>/api/v2</c> family take: <c>filter=name=…</c>, the exact name.</summary>
internal static class NameFilter
{
    private const string Prefix = "name=";

    /// <summary>
    /// The name that is asked for, null when every name is; an entry is added to <paramref name="errors"/> when it is another filter.
    /// </summary>
    public static string? Read(RequestContext context, List<ErrorEntry> errors)
    {
        if (context.Query.Get("filter") is not { } filter)
        {
            return null;
        }

        if (filter.StartsWith(Prefix, StringComparison.Ordinal) && !context.Query.IsRepeated("filter"))
        {
            return filter[Prefix.Length..];
        }

        errors.Add(new ErrorEntry("NOT_ALLOWED", "filter must be given once, as name=<exact name>.") { Field = "filter" });
        return null;
    }
}
