using System.Globalization;
using System.Text.Json;

namespace CxOne.Http;

/// <summary>Reads numbers that some tenants write as text, such as the lifetime of a token.</summary>
internal sealed class FlexibleNumberConverter : FiniteNumberConverter
{
    public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            return base.Read(ref reader, typeToConvert, options);
        }

        return double.TryParse(reader.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && double.IsFinite(number)
            ? number
            : throw new JsonException(HttpMessages.TextNotANumber);
    }
}
