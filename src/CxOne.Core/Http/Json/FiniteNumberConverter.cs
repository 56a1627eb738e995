using System.Text.Json;
using System.Text.Json.Serialization;

namespace CxOne.Http;

/// <summary>
/// Reads numbers that a double can hold. One beyond it would be read as infinity, which passes every minimum and cannot be written again.
/// </summary>
internal class FiniteNumberConverter : JsonConverter<double>
{
    public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.Number)
        {
            throw new JsonException("A number is expected.");
        }

        return reader.TryGetDouble(out var number) && double.IsFinite(number)
            ? number
            : throw new JsonException("The number is too great.");
    }

    public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options) => writer.WriteNumberValue(value);
}
