using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using CxOne.Sandbox.Http;

namespace CxOne.Sandbox.Published;

/// <summary>Creates responses of the published family.</summary>
internal static class PublishedResponses
{
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Returns an empty 200, as writes were seen to be confirmed.</summary>
    public static SandboxResponse Done() => new() { Status = 200 };

    /// <summary>Returns one object with the members that the caller selected.</summary>
    public static SandboxResponse Object(PublishedRequest request, Action<MemberWriter> write, bool asText = false)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Readable))
        {
            json.WriteStartObject();
            write(new MemberWriter(json, request.Query.Fields, asText));
            json.WriteEndObject();
        }

        return UnknownFields(request) ?? Responses.Text(200, JsonText.Of(buffer.WrittenSpan));
    }

    /// <summary>Returns a page of a list, or 204 if it has no items.</summary>
    public static SandboxResponse Page<T>(PublishedRequest request, PublishedList<T> list, IReadOnlyList<T> items)
    {
        var query = request.Query;
        var skip = query.Whole("skip") ?? 0;
        var top = query.Whole("top", 1, PublishedList<T>.LargestPage) ?? (list.IsPaged ? list.DefaultPage : int.MaxValue);
        var sorted = Sorted(query, list, items);
        if (request.Refusal() is { } refusal)
        {
            return refusal;
        }

        if (skip >= sorted.Count)
        {
            return Responses.NoContent();
        }

        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Readable))
        {
            json.WriteStartObject();
            if (list.IsInResultSet)
            {
                json.WriteStartObject("resultSet");
            }

            var envelope = new MemberWriter(json, null, list.HasTotalAsText);
            if (list.IsPaged)
            {
                WriteLinks(json, request.Context, skip, top, sorted.Count);
            }

            list.WriteEnvelope?.Invoke(envelope);
            if (list.TotalKey is { } total)
            {
                envelope.Whole(total, sorted.Count);
            }

            json.WriteStartArray(list.Key);
            var last = (int)Math.Min(sorted.Count, (long)skip + top);
            for (var index = skip; index < last; index++)
            {
                json.WriteStartObject();
                list.Write(new MemberWriter(json, query.Fields, list.HasItemsAsText), sorted[index]);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            if (list.IsInResultSet)
            {
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        return UnknownFields(request) ?? Responses.Text(200, JsonText.Of(buffer.WrittenSpan));
    }

    /// <summary>Returns one object below a member, as some calls return a list of one.</summary>
    public static SandboxResponse Single<T>(PublishedRequest request, PublishedList<T> list, T item) =>
        Page(request, list with { IsPaged = false, TotalKey = null }, [item]);

    private static IReadOnlyList<T> Sorted<T>(PublishedQuery query, PublishedList<T> list, IReadOnlyList<T> items)
    {
        if (query.Text("orderBy") is not { } order)
        {
            return items;
        }

        var words = order.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var isDescending = words is [_, var direction] && string.Equals(direction, "desc", StringComparison.OrdinalIgnoreCase);
        var isAscending = words is [_] || (words is [_, var other] && string.Equals(other, "asc", StringComparison.OrdinalIgnoreCase));
        if ((!isAscending && !isDescending) || !list.Order.TryGetValue(words[0], out var compare))
        {
            query.Add("orderBy", "NOT_ALLOWED", $"must be a member and asc or desc; members: {string.Join(", ", list.Order.Keys)}.");
            return items;
        }

        // A stable sort, so that pages do not overlap.
        var comparer = Comparer<T>.Create(isDescending ? (left, right) => compare(right, left) : compare);
        return [.. items.Order(comparer)];
    }

    private static SandboxResponse? UnknownFields(PublishedRequest request)
    {
        foreach (var name in request.Query.Fields.Unknown)
        {
            request.Query.Add("fields", "NOT_ALLOWED", $"names '{name}', which is not a member of the response.");
        }

        return request.Refusal();
    }

    private static void WriteLinks(Utf8JsonWriter json, RequestContext context, int skip, int top, int total)
    {
        json.WriteStartObject("_links");
        json.WriteString("self", Link(context, skip, top));
        if (top < total - skip)
        {
            json.WriteString("next", Link(context, skip + top, top));
        }

        if (skip > 0)
        {
            json.WriteString("previous", Link(context, Math.Max(0, skip - top), top));
        }

        json.WriteEndObject();
    }

    private static string Link(RequestContext context, int skip, int top)
    {
        // All other parameters of the request also apply to the other pages.
        var others = context.Query.Pairs
            .Where(pair => pair.Key is not ("skip" or "top"))
            .Select(pair => $"{Uri.EscapeDataString(pair.Key)}={Uri.EscapeDataString(pair.Value)}&");
        var address = context.Request.BaseUri.GetLeftPart(UriPartial.Authority);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{address}{context.Request.Path}?{string.Concat(others)}skip={skip}&top={top}");
    }
}
