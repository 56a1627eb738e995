using System.Text;

namespace CxOne;

/// <summary>Hides user name and password of the addresses in a text.</summary>
internal static class UserInfoRedactor
{
    private static readonly string[] AuthorityStarts = ["://", @":\/\/", "%3A%2F%2F"];

    /// <summary>
    /// Replaces the user info of every address in a text by <c>***</c>, in the address's
    /// own form and in those of JSON and of a query value.
    /// </summary>
    /// <param name="text">Any text, whoever wrote it.</param>
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

    /// <returns>The first position behind the next <c>://</c>, in any of its forms; −1 where there is none.</returns>
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

    /// <returns>Where the last '@' of an authority is; the authority's start where it has none.</returns>
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
