using System.Text.Json;
using System.Text.Json.Serialization;

namespace CxOne.Http;

/// <summary>
/// Reads numbers in the range of a double. A larger one would be read as infinity, which passes every minimum and cannot be written back.
/// </summary>
internal class FiniteNumberConverter : JsonConverter<double>
{
    public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.Number)
        {
            throw new JsonException(HttpMessages.NumberExpected);
        }

        return reader.TryGetDouble(out var number) && double.IsFinite(number)
            ? number
            : throw new JsonException(HttpMessages.NumberTooGreat);
    }

    public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options) => writer.WriteNumberValue(value);
}
