using System.Globalization;
using System.Text.Json;

namespace CxOne.Http;

/// <summary>What a page says about the list that it belongs to. Tenants of either family have several names for the same.</summary>
internal sealed record ListFacts
{
    private const string Envelope = "resultSet";

    // The first of two that a page has counts.
    private static readonly string[] TotalNames = ["total", "totalRecords", "totalCount", "totalResults", "totalItems", "totalElements"];
    private static readonly string[] PageCountNames = ["pageCount", "totalPages", "pages"];
    private static readonly string[] PageSizeNames = ["pageSize", "limit", "top"];
    private static readonly string[] MoreNames = ["hasMore", "hasNext", "hasNextPage"];
    private static readonly string[] LinkNames = ["nextUri", "nextPageUri", "nextLink", "nextUrl"];
    private static readonly string[] CursorNames = ["nextPageToken", "nextCursor", "continuationToken", "cursor"];

    /// <summary>Items of the whole list.</summary>
    public long? Total { get; private init; }

    /// <summary>Pages of the whole list.</summary>
    public long? PageCount { get; private init; }

    /// <summary>Items of a full page.</summary>
    public long? PageSize { get; private init; }

    /// <summary>The page says whether there is another one.</summary>
    public bool? HasMore { get; private init; }

    /// <summary>Address of the next page.</summary>
    public string? Next { get; init; }

    /// <summary>The page has a place for the address of the next page.</summary>
    public bool HasLinks { get; private init; }

    /// <summary>The member that names the next page by something that is no address.</summary>
    public string? Cursor { get; private init; }

    public static ListFacts Read(ReadOnlySpan<byte> body)
    {
        var numbers = new Dictionary<string, long>(StringComparer.OrdinalIgnoreCase);
        var flags = new Dictionary<string, bool>(StringComparer.OrdinalIgnoreCase);
        var texts = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var hasLinks = false;
        string? link = null;
        var reader = new Utf8JsonReader(body);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            return new ListFacts();
        }

        // Some lists are in an envelope, whose members count like those beside it.
        var isInEnvelope = false;
        while (reader.Read() && (reader.TokenType == JsonTokenType.PropertyName || isInEnvelope))
        {
            if (reader.TokenType == JsonTokenType.EndObject)
            {
                isInEnvelope = false;
                continue;
            }

            var name = reader.GetString()!;
            reader.Read();
            switch (reader.TokenType)
            {
                case JsonTokenType.Number when reader.TryGetInt64(out var number):
                    numbers.TryAdd(name, number);
                    break;
                case JsonTokenType.True or JsonTokenType.False:
                    flags.TryAdd(name, reader.GetBoolean());
                    break;
                case JsonTokenType.String:
                    var text = reader.GetString()!;
                    texts.TryAdd(name, text);
                    if (long.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var written))
                    {
                        numbers.TryAdd(name, written);
                    }

                    break;
                case JsonTokenType.StartObject when name is "_links" or "links":
                    hasLinks = true;
                    link = NextOf(ref reader) ?? link;
                    break;
                case JsonTokenType.StartObject when !isInEnvelope && name.Equals(Envelope, StringComparison.OrdinalIgnoreCase):
                    isInEnvelope = true;
                    break;
                case JsonTokenType.StartObject or JsonTokenType.StartArray:
                    reader.Skip();
                    break;
            }
        }

        return new ListFacts
        {
            Total = First(TotalNames, numbers),
            PageCount = First(PageCountNames, numbers),
            PageSize = First(PageSizeNames, numbers),
            HasMore = MoreNames.Where(flags.ContainsKey).Select(name => (bool?)flags[name]).FirstOrDefault(),
            HasLinks = hasLinks,
            Next = link ?? LinkNames.Where(texts.ContainsKey).Select(name => texts[name]).FirstOrDefault(text => text.Trim().Length > 0),
            Cursor = CursorNames.FirstOrDefault(name => texts.TryGetValue(name, out var text) && text.Length > 0),
        };
    }

    /// <summary>The address in <c>next</c>: a text, or an object with <c>href</c>.</summary>
    private static string? NextOf(ref Utf8JsonReader reader)
    {
        using var links = JsonDocument.ParseValue(ref reader);
        return !links.RootElement.TryGetProperty("next", out var next) ? null
            : next.ValueKind == JsonValueKind.String && !string.IsNullOrWhiteSpace(next.GetString()) ? next.GetString()
            : next.ValueKind == JsonValueKind.Object
                && next.TryGetProperty("href", out var address)
                && address.ValueKind == JsonValueKind.String
                && !string.IsNullOrWhiteSpace(address.GetString()) ? address.GetString()
            : null;
    }

    /// <summary>A negative number says that it is not known.</summary>
    private static long? First(string[] names, Dictionary<string, long> numbers)
        => names
            .Where(name => numbers.TryGetValue(name, out var number) && number >= 0)
            .Select(name => (long?)numbers[name])
            .FirstOrDefault();
}
