using System.Runtime.InteropServices;
using System.Text.Json;
using CxOne.Errors;
using CxOne.Http;

namespace CxOne.Rest;

/// <summary>
/// Reads lists page by page, in both families of paths: by page number, by skip and top, or by the link to the next page.
/// </summary>
internal static class RestPages
{
    private const string PublishedFamily = "/inContactAPI/";
    public const int PublishedPageSize = 100;
    public const int EntityPageSize = 25;

    /// <summary>Returns the path of the first page. Paging values that the user gave stay.</summary>
    public static string First(string path)
    {
        if (path.StartsWith(PublishedFamily, StringComparison.OrdinalIgnoreCase))
        {
            return RestPath.With(RestPath.With(path, "skip", "0", replace: false), "top", $"{PublishedPageSize}", replace: false);
        }

        return RestPath.With(RestPath.With(path, "page", "1", replace: false), "pageSize", $"{EntityPageSize}", replace: false);
    }

    /// <summary>Returns the path of the page after the current one.</summary>
    /// <param name="current">The path of the current page.</param>
    /// <param name="count">The number of its items.</param>
    /// <param name="link">The link to the next page, if the current one has one.</param>
    /// <param name="walked">The paths of the pages that were read before; the current one is added.</param>
    /// <param name="response">The answer with the current page.</param>
    /// <param name="baseUri">The connection's address.</param>
    public static string Next(string current, int count, string? link, HashSet<string> walked, CxResponse response, Uri baseUri)
    {
        if (link is null)
        {
            return RestPath.Number(current, "skip") is { } skip
                ? RestPath.With(current, "skip", $"{skip + count}", replace: true)
                : RestPath.With(current, "page", $"{(RestPath.Number(current, "page") ?? 1) + 1}", replace: true);
        }

        try
        {
            var next = RestPath.Below(baseUri, link);

            // An empty page has no items by which a circle of links could be recognised.
            return walked.Add(current) && !walked.Contains(next)
                ? next
                : throw response.Error(CxErrors.PageRepeated, HttpMessages.PageLinkRepeated);
        }
        catch (Exception exception) when (exception is CxValidationException or InvalidOperationException)
        {
            throw response.Invalid(RestMessages.NextLinkInvalid(exception.Message), exception);
        }
    }

    /// <summary>
    /// Returns the list in an answer: <c>entities</c>, or the only member that is a list, whose name depends on the resource.
    /// </summary>
    public static List<JsonElement> Items(JsonElement body, CxResponse response)
    {
        if (body.ValueKind == JsonValueKind.Array)
        {
            return RequireAffordable(body.EnumerateArray(), response);
        }

        if (body.ValueKind == JsonValueKind.Object)
        {
            if (body.TryGetProperty("entities", out var entities) && entities.ValueKind == JsonValueKind.Array)
            {
                return RequireAffordable(entities.EnumerateArray(), response);
            }

            var lists = body.EnumerateObject().Where(member => member.Value.ValueKind == JsonValueKind.Array).ToList();
            if (lists.Count == 1)
            {
                return RequireAffordable(lists[0].Value.EnumerateArray(), response);
            }
        }

        throw response.Invalid(RestMessages.NotAPage);
    }

    private static List<JsonElement> RequireAffordable(JsonElement.ArrayEnumerator items, CxResponse response)
        => [.. items.Select(item => RequireAffordable(item, response))];

    /// <summary>Returns an answer or an item of a page if the shell's objects for it fit in the allowed memory.</summary>
    /// <exception cref="CxRequestException">They do not fit.</exception>
    public static JsonElement RequireAffordable(JsonElement item, CxResponse response)
    {
        try
        {
            AnswerMemory.CheckDynamic(JsonMarshal.GetRawUtf8Value(item));
            return item;
        }
        catch (JsonException exception)
        {
            throw response.Invalid(exception.Message, exception);
        }
    }
}
