namespace CxOne.PowerShell.Base;

/// <summary>Reads a value of an enumeration by its name, in any case.</summary>
internal static class ChoiceName
{
    /// <param name="text">The name; numbers, abbreviations and lists of names are none.</param>
    /// <param name="value">The value.</param>
    public static bool TryRead<T>(string text, out T value)
        where T : struct, Enum
    {
        var name = text.Trim();
        return Enum.TryParse(name, ignoreCase: true, out value)
            && Enum.IsDefined(value)
            && value.ToString().Equals(name, StringComparison.OrdinalIgnoreCase);
    }
}
