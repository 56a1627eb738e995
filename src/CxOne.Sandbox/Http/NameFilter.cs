namespace CxOne.Sandbox.Http;

/// <summary>The filter of lists of the <c>/api/v2</c> family: <c>filter=name=…</c> with the exact name.</summary>
internal static class NameFilter
{
    private const string Prefix = "name=";

    /// <summary>
    /// Returns the requested name, null without a filter. Adds an entry to <paramref name="errors"/> for any other filter.
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
