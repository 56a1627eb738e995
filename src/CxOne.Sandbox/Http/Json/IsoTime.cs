using System.Globalization;

namespace CxOne.Sandbox.Http;

/// <summary>
/// Validates ISO 8601 as a tenant does: date, <c>T</c>, time with seconds, and <c>Z</c> or an offset. It shares no code with the client, so
/// that it does not repeat an error of the client.
/// </summary>
internal static class IsoTime
{
    private const int AnyDecimals = -1;
    private const int MostDecimals = 9;
    private const int MostOffsetHours = 14;

    /// <summary>Reads an instant with up to nine decimals. Adds a violation and returns null if it is invalid.</summary>
    public static string? Read(JsonBodyValidator body, string member) => Read(body, member, AnyDecimals);

    /// <summary>Reads an instant with exactly three decimals. Adds a violation and returns null if it is invalid.</summary>
    public static string? ReadMilliseconds(JsonBodyValidator body, string member) => Read(body, member, 3);

    private static string? Read(JsonBodyValidator body, string member, int decimals)
    {
        if (body.RequireString(member) is not { } text)
        {
            return null;
        }

        if (Fault(text, decimals) is not { } fault)
        {
            return text;
        }

        body.Violate(member, "INVALID_TIMESTAMP", $"must be an ISO 8601 instant, not '{text}': {fault}.");
        return null;
    }

    private static string? Fault(string text, int decimals)
    {
        const string Shape = "0000-00-00T00:00:00";
        if (text.Length < Shape.Length || !Shape.Index().All(place => Fits(place.Item, text[place.Index])))
        {
            return "it does not start with yyyy-MM-ddTHH:mm:ss";
        }

        var (year, month, day) = (Number(text, 0, 4), Number(text, 5, 2), Number(text, 8, 2));
        if (year == 0 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
        {
            return "there is no such day";
        }

        if (Number(text, 11, 2) > 23 || Number(text, 14, 2) > 59 || Number(text, 17, 2) > 59)
        {
            return "there is no such time of day";
        }

        var rest = text.AsSpan(Shape.Length);
        var length = 0;
        if (rest.StartsWith('.'))
        {
            rest = rest[1..];
            while (length < rest.Length && char.IsAsciiDigit(rest[length]))
            {
                length++;
            }

            if (length == 0)
            {
                return "there are no decimals after the point";
            }
        }

        if (decimals == AnyDecimals ? length > MostDecimals : length != decimals)
        {
            return decimals == AnyDecimals ? $"it has more than {MostDecimals} decimals" : $"it has {length} decimals, not {decimals}";
        }

        return OffsetFault(rest[length..]);
    }

    private static string? OffsetFault(ReadOnlySpan<char> offset)
    {
        if (offset is "Z")
        {
            return null;
        }

        if (offset.Length != 6 || offset[0] is not ('+' or '-') || offset[3] != ':' || !IsNumber(offset[1..3]) || !IsNumber(offset[4..]))
        {
            return "it does not end with Z or an offset of the form +00:00";
        }

        var (hours, minutes) = (Number(offset, 1, 2), Number(offset, 4, 2));
        if (minutes > 59 || hours > MostOffsetHours || (hours == MostOffsetHours && minutes > 0))
        {
            return "there is no such offset";
        }

        return offset is "-00:00" ? "ISO 8601 has no offset -00:00" : null;
    }

    private static bool Fits(char expected, char actual) => expected == '0' ? char.IsAsciiDigit(actual) : actual == expected;

    private static bool IsNumber(ReadOnlySpan<char> text) => !text.ContainsAnyExceptInRange('0', '9');

    private static int Number(ReadOnlySpan<char> text, int start, int length) =>
        int.Parse(text.Slice(start, length), NumberStyles.None, CultureInfo.InvariantCulture);
}
