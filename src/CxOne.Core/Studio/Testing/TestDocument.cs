using System.Globalization;
using System.Text;
using System.Text.Json;
using CxOne.Errors;

namespace CxOne.Studio.Testing;

/// <summary>Reads JSON or YAML into nodes.</summary>
internal static class TestDocument
{
    private const int MaxDepth = 32;
    private const int MaxNodes = 200_000;

    public static TestNode Read(ReadOnlyMemory<byte> content, string source)
    {
        var bytes = Utf8Text.WithoutMark(content);
        var trimmed = bytes.Span.TrimStart(" \t\r\n"u8);
        var isJson = source.EndsWith(".json", StringComparison.OrdinalIgnoreCase) || trimmed is [(byte)'{' or (byte)'[', ..];
        return isJson ? ReadJson(bytes, source) : YamlDocument.Read(Encoding.UTF8.GetString(bytes.Span), source, MaxDepth, MaxNodes);
    }

    internal static CxException Invalid(string source, string reason, Exception? cause = null)
        => new(CxErrors.ScriptTestInvalid, TestMessages.FileInvalid(source, reason), source, cause);

    private static TestNode ReadJson(ReadOnlyMemory<byte> bytes, string source)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes, new JsonDocumentOptions
            {
                MaxDepth = MaxDepth, AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip,
            });
            return Node(document.RootElement, string.Empty);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw Invalid(source, JsonFault.Reason(exception), exception);
        }
    }

    private static TestNode Node(JsonElement json, string path) => json.ValueKind switch
    {
        JsonValueKind.Object => TestNode.OfMembers(
            path, 0, [.. json.EnumerateObject().Select(member
                => KeyValuePair.Create(member.Name, Node(member.Value, Join(path, member.Name))))]),
        JsonValueKind.Array => TestNode.OfItems(
            path,
            0,
            [.. json.EnumerateArray().Select((item, place)
                => Node(item, string.Create(CultureInfo.InvariantCulture, $"{path}[{place}]")))]),
        JsonValueKind.String => TestNode.OfText(path, 0, json.GetString()),
        JsonValueKind.Null or JsonValueKind.Undefined => TestNode.OfText(path, 0, null),
        JsonValueKind.True => TestNode.OfText(path, 0, "true"),
        JsonValueKind.False => TestNode.OfText(path, 0, "false"),
        _ => TestNode.OfText(path, 0, json.GetRawText()),
    };

    internal static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";
}
