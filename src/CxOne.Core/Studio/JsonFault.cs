using System.Globalization;
using System.Text.Json;

namespace CxOne.Studio;

/// <summary>What is wrong with a JSON file, in the form that other files have it: line and column from 1, then the reason.</summary>
internal static class JsonFault
{
    public static string Reason(Exception exception)
    {
        var text = exception.Message;
        var end = text.IndexOf(" LineNumber: ", StringComparison.Ordinal);
        return exception is not JsonException { LineNumber: { } line, BytePositionInLine: { } column } || end < 0
            ? text
            : line == 0 && column == 0 && text.Contains("any JSON tokens", StringComparison.Ordinal)
                ? StudioMessages.FileEmpty
                : string.Create(CultureInfo.InvariantCulture, $"Line {line + 1}, column {column + 1}: {text[..end]}");
    }
}
