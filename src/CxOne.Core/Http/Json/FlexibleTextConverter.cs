using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CxOne.Http;

/// <summary>Reads text that some tenants write as a number, such as a version.</summary>
internal sealed class FlexibleTextConverter : JsonConverter<string>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.String => reader.GetString(),
        JsonTokenType.Number => Encoding.UTF8.GetString(reader.ValueSpan),
        _ => throw new JsonException(HttpMessages.TextOrNumberExpected),
    };

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);
}
