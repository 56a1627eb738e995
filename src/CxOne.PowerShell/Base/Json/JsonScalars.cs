using System.Globalization;
using System.Management.Automation;
using System.Text;
using System.Text.Json;

namespace CxOne.PowerShell.Base;

/// <summary>The values of .NET that JSON represents as text.</summary>
internal static class JsonScalars
{
    /// <summary>Returns the text of a value, or <see langword="null"/> if the value is not represented as text.</summary>
    /// <param name="value">The value.</param>
    public static string? Text(object value) => value switch
    {
        string text => text,
        DateTime time => JsonSerializer.SerializeToElement(time).GetString(),
        DateTimeOffset time => JsonSerializer.SerializeToElement(time).GetString(),
        TimeSpan time => time.ToString("c", CultureInfo.InvariantCulture),
        DateOnly or TimeOnly => ((IFormattable)value).ToString("O", CultureInfo.InvariantCulture),
        char or Enum or Guid or Uri or Version or StringBuilder or ScriptBlock or Type or System.Net.IPAddress
            or CultureInfo or System.Text.RegularExpressions.Regex => value.ToString(),
        System.Xml.XmlNode node => node.OuterXml,
        _ => null,
    };

    /// <summary>Returns whether a text has half a surrogate pair, which UTF-8 cannot represent.</summary>
    /// <param name="text">The text.</param>
    public static bool HasHalfPair(string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (char.IsHighSurrogate(text[at]) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]))
            {
                at++;
            }
            else if (char.IsSurrogate(text[at]))
            {
                return true;
            }
        }

        return false;
    }
}
