using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using CxOne.Merge;

namespace CxOne.Published;

/// <summary>
/// The members of a published object. Tenants and versions spell names and values in several ways; the table turns all of them into one
/// form, in which objects are compared, merged and read. Members that the table does not name are kept as they are.
/// </summary>
internal sealed class MemberTable
{
    private const string UsDate = "M/d/yyyy h:mm:ss tt";
    private readonly Dictionary<string, PublishedMember> _members;

    public MemberTable(params PublishedMember[] members)
        => _members = members
            .SelectMany(member => member.Variants.Prepend(member.Name).Select(name => (Name: name, Member: member)))
            .ToDictionary(entry => entry.Name, entry => entry.Member, StringComparer.OrdinalIgnoreCase);

    /// <summary>Returns a copy of an object in the table's form.</summary>
    /// <param name="body">The object as the tenant wrote it.</param>
    /// <exception cref="JsonException">Two members of the object are the same one in two spellings and have different values.</exception>
    public JsonObject Normalize(JsonObject body)
    {
        var normal = new JsonObject();
        foreach (var (name, value) in body)
        {
            var member = _members.GetValueOrDefault(name);
            var key = member?.Name ?? name;
            var converted = member is null ? value?.DeepClone() : Convert(value, member.Kind);
            if (normal.TryGetPropertyValue(key, out var former))
            {
                // A tenant may return an old and a new spelling side by side.
                if (former is not null && converted is not null && !JsonNode.DeepEquals(former, converted))
                {
                    throw new JsonException(PublishedMessages.MemberTwice(key, name));
                }

                normal[key] = former?.DeepClone() ?? converted;
            }
            else
            {
                normal.Add(key, converted);
            }
        }

        return normal;
    }

    /// <summary>Returns the value of a member as text, whatever its case and form; <see langword="null"/> if it is absent.</summary>
    public static string? Text(JsonObject body, string name) => Find(body, name) is JsonValue value ? value.ToString() : null;

    /// <summary>Returns a member whatever its case; <see langword="null"/> if it is absent or null.</summary>
    public static JsonNode? Find(JsonObject body, string name)
        => body.TryGetPropertyValue(name, out var exact)
            ? exact
            : body.FirstOrDefault(member => member.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    /// <summary>A value that cannot be converted is kept, so that reading the object reports it.</summary>
    private static JsonNode? Convert(JsonNode? value, MemberKind kind)
    {
        if (value is not JsonValue scalar || kind == MemberKind.Any)
        {
            return value?.DeepClone();
        }

        var isText = scalar.GetValueKind() == JsonValueKind.String;
        var text = scalar.ToString().Trim();
        return kind switch
        {
            MemberKind.Text when isText => scalar.DeepClone(),
            MemberKind.Text => Node(JsonFields.Write(scalar), MergeJson.Default.String),
            MemberKind.Number when isText && text.Length == 0 => null,
            MemberKind.Number when isText && IsNumber(text) => JsonNode.Parse(text),
            MemberKind.Flag when isText && text.Length == 0 => null,
            MemberKind.Flag when text is "1" || text.Equals("true", StringComparison.OrdinalIgnoreCase)
                => Node(true, MergeJson.Default.Boolean),
            MemberKind.Flag when text is "0" || text.Equals("false", StringComparison.OrdinalIgnoreCase)
                => Node(false, MergeJson.Default.Boolean),
            MemberKind.Time when isText && text.Length == 0 => null,
            MemberKind.Time when isText && Time(text) is { } time => Node(time, MergeJson.Default.String),
            _ => scalar.DeepClone(),
        };
    }

    /// <summary>Only JSON's own spelling of numbers: a text such as 1,000 is not a number.</summary>
    private static bool IsNumber(string text)
    {
        var reader = new Utf8JsonReader(System.Text.Encoding.UTF8.GetBytes(text));
        try
        {
            return reader.Read() && reader.TokenType == JsonTokenType.Number && !reader.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>
    /// ISO 8601 in UTC. A time without a zone is UTC; the history of scripts has US text with AM or PM, whose zone no document names.
    /// </summary>
    private static string? Time(string text)
    {
        const DateTimeStyles Styles = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        var culture = CultureInfo.InvariantCulture;
        var isRead = DateTime.TryParseExact(text, UsDate, culture, Styles, out var time)
            || (text.Length >= 10 && text[4] == '-' && DateTime.TryParse(text, culture, Styles, out time));
        return isRead ? time.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", culture) : null;
    }

    private static JsonNode? Node<T>(T value, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type)
        => JsonSerializer.SerializeToNode(value, type);
}
