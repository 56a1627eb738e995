using System.Globalization;
using CxOne.Sandbox.Http;

namespace CxOne.Sandbox.Published.Skills.Parameters;

/// <summary>Reads times of day as skill settings have them, such as 08:00.</summary>
internal static class TimeOfDay
{
    public static string? Read(JsonBodyValidator body, string member)
    {
        if (body.RequireString(member) is not { } text)
        {
            return null;
        }

        if (TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
        {
            return text;
        }

        body.Violate(member, "INVALID_TIME", $"must be a time such as 08:00, not '{text}'.");
        return null;
    }
}
