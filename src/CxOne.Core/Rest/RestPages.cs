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
    private const int PublishedPageSize = 100;
    private const int EntityPageSize = 25;

    /// <summary>Returns the path of the first page. Paging values that the user gave stay.</summary>
    public static string First(string path)
    {
        if (path.StartsWith(PublishedFamily, StringComparison.OrdinalIgnoreCase))
        {
            return RestPath.With(RestPath.With(path, "skip", "0", replace: false), "top", $"{PublishedPageSize}", replace: false);
        }

        return RestPath.With(RestPath.With(path, "page", "1", replace: false), "pageSize", $"{EntityPageSize}", replace: false);
    }

    /// <summary>Returns the path of the page after the current one; <see langword="null"/> after the last page.</summary>
    public static string? Next(string current, JsonElement body, int count, long seen, CxResponse response, Uri baseUri)
    {
        if (body.ValueKind != JsonValueKind.Object || count == 0)
        {
            return null;
        }

        if (body.TryGetProperty("_links", out var links) && links.ValueKind == JsonValueKind.Object)
        {
            try
            {
                return links.TryGetProperty("next", out var next)
                    && next.ValueKind == JsonValueKind.String
                    && !string.IsNullOrWhiteSpace(next.GetString())
                    ? RestPath.Below(baseUri, next.GetString()!)
                    : null;
            }
            catch (Exception exception) when (exception is CxValidationException or InvalidOperationException)
            {
                throw response.Invalid(RestMessages.NextLinkInvalid(exception.Message), exception);
            }
        }

        var total = Total(body);
        if (total is null || seen >= total)
        {
            return null;
        }

        return RestPath.Number(current, "skip") is { } skip
            ? RestPath.With(current, "skip", $"{skip + count}", replace: true)
            : RestPath.With(current, "page", $"{(RestPath.Number(current, "page") ?? 1) + 1}", replace: true);
    }

    /// <summary>Returns the number of items of the whole list, if the answer contains it.</summary>
    public static long? Total(JsonElement body) => Number(body, "total") ?? Number(body, "totalRecords");

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

    private static long? Number(JsonElement body, string name)
        => body.ValueKind == JsonValueKind.Object
            && body.TryGetProperty(name, out var value)
            && value.ValueKind == JsonValueKind.Number
            && value.TryGetInt64(out var number)
            ? number
            : null;
}
