using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using CxOne.Errors;

namespace CxOne.Studio.Testing;

/// <summary>Takes values from nodes and collects every violation.</summary>
internal sealed class TestNodeReader
{
    private const int MaxViolations = 50;
    private const NumberStyles PlainNumber = NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign;
    private readonly List<string> _violations = [];

    public static TestNode? Member(TestNode node, string name)
        => node.Members?.FirstOrDefault(member => member.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value
            is { IsNull: false } found
                ? found
                : null;

    /// <summary>The items of a list; a single value is a list of one.</summary>
    public static IReadOnlyList<TestNode> Items(TestNode? node) => node?.Items ?? (node is null ? [] : [node]);

    /// <summary>
    /// JSON text of a value; quoted numbers and plain ones are one in YAML, so that what reads as a number is written as one.
    /// </summary>
    public static string? Json(TestNode? node)
    {
        if (node is null)
        {
            return null;
        }

        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            Write(writer, node);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    public void Add(string violation)
    {
        if (_violations.Count < MaxViolations)
        {
            _violations.Add(violation);
        }
    }

    public void ThrowIfAny(string source)
    {
        if (_violations.Count > 0)
        {
            throw TestDocument.Invalid(source, string.Join(' ', _violations));
        }
    }

    public void Try(TestNode node, Action read)
    {
        try
        {
            read();
        }
        catch (CxValidationException exception)
        {
            Add($"{node}: {exception.Message}");
        }
    }

    public bool CheckMembers(TestNode node, IReadOnlyList<string> known)
    {
        if (node.Members is not { } members)
        {
            Add(TestMessages.MustBeMap(node.ToString()));
            return false;
        }

        foreach (var twice in members.GroupBy(member => member.Key, StringComparer.OrdinalIgnoreCase).Where(group => group.Skip(1).Any()))
        {
            Add(TestMessages.MemberTwice(twice.Last().Value.ToString()));
        }

        foreach (var (name, value) in members.Where(member => !known.Contains(member.Key, StringComparer.OrdinalIgnoreCase)))
        {
            Add(TestMessages.MemberUnknown(value.ToString(), name, string.Join(", ", known)));
        }

        return true;
    }

    public string? Text(TestNode node, string name)
    {
        if (Member(node, name) is not { } member)
        {
            return null;
        }

        if (member.Text is null)
        {
            Add(TestMessages.MustBeText(member.ToString()));
        }

        return member.Text;
    }

    public IReadOnlyList<string> Texts(TestNode node, string name)
    {
        List<string> texts = [];
        foreach (var item in Items(Member(node, name)))
        {
            if (item.Text is { } text)
            {
                texts.Add(text);
            }
            else
            {
                Add(TestMessages.MustBeText(item.ToString()));
            }
        }

        return texts;
    }

    public IReadOnlyDictionary<string, string> Map(TestNode node, string name)
    {
        Dictionary<string, string> map = new(StringComparer.OrdinalIgnoreCase);
        if (Member(node, name) is not { } member)
        {
            return map;
        }

        if (member.Members is null)
        {
            Add(TestMessages.MustBeMap(member.ToString()));
        }

        foreach (var (key, value) in member.Members ?? [])
        {
            if (value.Items is null && value.Members is null)
            {
                map[key] = value.Text ?? string.Empty;
            }
            else
            {
                Add(TestMessages.MustBeText(value.ToString()));
            }
        }

        return map;
    }

    public decimal? Number(TestNode node, string name, decimal min, decimal max)
    {
        if (Member(node, name) is not { } member)
        {
            return null;
        }

        if (decimal.TryParse(member.Text, PlainNumber, CultureInfo.InvariantCulture, out var number)
            && number >= min && number <= max)
        {
            return number;
        }

        Add(TestMessages.MustBeNumber(
            member.ToString(), member.Text ?? string.Empty, string.Create(CultureInfo.InvariantCulture, $"from {min} to {max}")));
        return null;
    }

    public bool Flag(TestNode node, string name)
    {
        if (Member(node, name) is not { } member)
        {
            return false;
        }

        if (bool.TryParse(member.Text, out var flag))
        {
            return flag;
        }

        Add(TestMessages.MustBeFlag(member.ToString(), member.Text ?? string.Empty));
        return false;
    }

    public DateTimeOffset? Time(TestNode node, string name)
    {
        if (Member(node, name) is not { } member)
        {
            return null;
        }

        // Without an offset the time would be that of the machine.
        var text = member.Text?.Trim() ?? string.Empty;
        var hasOffset = text.EndsWith('Z') || (text.Length > 6 && text[^6] is '+' or '-' && text[^3] == ':');
        if (hasOffset && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
        {
            return time;
        }

        Add(TestMessages.MustBeTime(member.ToString(), text));
        return null;
    }

    public string? OneOf(TestNode node, string name, IReadOnlyList<string> known)
        => Text(node, name) is { } text ? Known(text, Member(node, name)!, known) : null;

    public IReadOnlyList<string> EachOf(TestNode node, string name, IReadOnlyList<string> known)
        => [.. Items(Member(node, name)).Select(item => Known(item.Text ?? string.Empty, item, known)).OfType<string>()];

    private string? Known(string text, TestNode node, IReadOnlyList<string> known)
    {
        if (known.FirstOrDefault(name => name.Equals(text.Trim(), StringComparison.OrdinalIgnoreCase)) is { } found)
        {
            return found;
        }

        Add(TestMessages.MustBeOneOf(node.ToString(), text, string.Join(", ", known)));
        return null;
    }

    private static void Write(Utf8JsonWriter writer, TestNode node)
    {
        if (node.Members is { } members)
        {
            writer.WriteStartObject();
            foreach (var (name, value) in members)
            {
                writer.WritePropertyName(name);
                Write(writer, value);
            }

            writer.WriteEndObject();
        }
        else if (node.Items is { } items)
        {
            writer.WriteStartArray();
            foreach (var item in items)
            {
                Write(writer, item);
            }

            writer.WriteEndArray();
        }
        else if (node.Text is null)
        {
            writer.WriteNullValue();
        }
        else if (decimal.TryParse(node.Text, PlainNumber, CultureInfo.InvariantCulture, out var number)
            && number.ToString(CultureInfo.InvariantCulture) == node.Text)
        {
            writer.WriteNumberValue(number);
        }
        else if (node.Text is "true" or "false")
        {
            writer.WriteBooleanValue(node.Text == "true");
        }
        else
        {
            writer.WriteStringValue(node.Text);
        }
    }
}
