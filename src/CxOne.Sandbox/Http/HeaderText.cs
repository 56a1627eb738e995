namespace CxOne.Sandbox.Http;

/// <summary>What may stand in a header.</summary>
internal static class HeaderText
{
    public static bool IsPrintable(string text) => text.All(character => character is >= ' ' and <= '~');

    /// <summary>Ids of the caller come back in messages, and a line break in a header would be a second header.</summary>
    public static string Printable(string text) =>
        string.Concat(text.Select(character => character is >= ' ' and <= '~' ? character : '?'));
}
