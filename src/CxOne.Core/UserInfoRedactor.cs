using System.Text;

namespace CxOne;

/// <summary>Removes the user names and passwords of addresses in a text.</summary>
internal static class UserInfoRedactor
{
    private static readonly string[] AuthorityStarts = ["://", @":\/\/", "%3A%2F%2F"];

    /// <summary>
    /// Replaces the user information of each address in a text with <c>***</c>. Addresses are found as they are, with the escapes of JSON,
    /// and encoded as a query value.
    /// </summary>
    /// <param name="text">The text.</param>
    public static string WithoutUserInfo(string text)
    {
        StringBuilder? result = null;
        var copied = 0;
        for (var at = 0; (at = NextAuthority(text, at, out var isEncoded)) >= 0;)
        {
            var end = UserInfoEnd(text, at, isEncoded);
            if (end > at)
            {
                (result ??= new StringBuilder()).Append(text, copied, at - copied).Append("***");
                at = copied = end;
            }
        }

        return result is null ? text : result.Append(text, copied, text.Length - copied).ToString();
    }

    /// <returns>The position after the next <c>://</c> in any of its forms; −1 if no address follows.</returns>
    private static int NextAuthority(string text, int from, out bool isEncoded)
    {
        isEncoded = false;
        while (from < text.Length && text.AsSpan(from).IndexOfAny(':', '%') is >= 0 and var offset)
        {
            var rest = text.AsSpan(from + offset);
            foreach (var slashes in AuthorityStarts)
            {
                if (rest.StartsWith(slashes, StringComparison.OrdinalIgnoreCase))
                {
                    isEncoded = slashes[0] == '%';
                    return from + offset + slashes.Length;
                }
            }

            from += offset + 1;
        }

        return -1;
    }

    /// <returns>The position of the last '@' of an authority; the start of the authority if it has none.</returns>
    private static int UserInfoEnd(string text, int start, bool isEncoded)
    {
        var end = start;
        for (var at = start; at < text.Length; at++)
        {
            var unit = text[at];
            if (char.IsWhiteSpace(unit)
                || char.IsControl(unit)
                || unit is '/' or '?' or '#' or '"' or '<' or '>'
                || (isEncoded && unit == '&'))
            {
                break;
            }

            if (unit == '@')
            {
                end = at;
            }
            else if (isEncoded && unit == '%' && at + 2 < text.Length)
            {
                var code = text.AsSpan(at + 1, 2);
                if (code is "40")
                {
                    end = at;
                }
                else if (code.Equals("2F", StringComparison.OrdinalIgnoreCase)
                    || code.Equals("3F", StringComparison.OrdinalIgnoreCase)
                    || code is "20" or "22" or "23")
                {
                    break;
                }
            }
        }

        return end;
    }
}
