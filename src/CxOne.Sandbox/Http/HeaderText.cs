namespace CxOne.Sandbox.Http;

/// <summary>Checks and replaces the characters of header values.</summary>
internal static class HeaderText
{
    public static bool IsPrintable(string text) => text.All(character => character is >= ' ' and <= '~');

    /// <summary>
    /// Replaces characters that are not printable ASCII. Messages contain the caller's ids, and a line break would start another header.
    /// </summary>
    public static string Printable(string text) =>
        string.Concat(text.Select(character => character is >= ' ' and <= '~' ? character : '?'));
}
