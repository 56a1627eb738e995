using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CxOne.Sandbox.Http;

/// <summary>The pages of the <c>/api/v2</c> family: <c>page</c> from 1, <c>pageSize</c> from 1 to 100, 25 by default.</summary>
internal static class Page
{
    private const int DefaultSize = 25;
    private const int LargestSize = 100;

    public static SandboxResponse Of<T>(
        RequestContext context,
        IReadOnlyCollection<T> all,
        Func<T, JsonNode> render,
        List<ErrorEntry> errors) =>
        OfText(context, all, item => JsonText.Of(render(item)), errors);

    public static SandboxResponse OfText<T>(
        RequestContext context,
        IReadOnlyCollection<T> all,
        Func<T, JsonText> render,
        List<ErrorEntry> errors)
    {
        var page = context.Query.Integer("page", 1, 1, int.MaxValue, errors);
        var size = context.Query.Integer("pageSize", DefaultSize, 1, LargestSize, errors);
        if (errors.Count > 0)
        {
            return Responses.BadRequest(context.Request, "The query is invalid.", errors);
        }

        var first = (page - 1L) * size;
        IEnumerable<T> items = first >= all.Count ? [] : all.Skip((int)first).Take(size);
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteStartArray("entities");
            foreach (var item in items)
            {
                // Raw, because parsing and writing a number again may change its spelling.
                writer.WriteRawValue(render(item).Utf8.Span, skipInputValidation: true);
            }

            writer.WriteEndArray();
            writer.WriteNumber("total", all.Count);
            writer.WriteNumber("page", page);
            writer.WriteNumber("pageSize", size);
            writer.WriteEndObject();
        }

        return Responses.Text(200, JsonText.Of(buffer.WrittenSpan));
    }
}
