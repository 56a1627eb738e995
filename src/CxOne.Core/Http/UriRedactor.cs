using System.Text;

namespace CxOne.Http;

/// <summary>Makes an address fit to be shown: user info goes, query values stay only where their name is known to be harmless.</summary>
internal static class UriRedactor
{
    private static readonly HashSet<string> HarmlessQueryNames = new(StringComparer.OrdinalIgnoreCase)
    {
        "page", "pageSize", "skip", "top", "filter", "orderBy", "fields", "status", "targetEnvironment", "tenantId", "updatedSince",
    };

    private static readonly string[] AuthorityStarts = ["://", @":\/\/", "%3A%2F%2F"];

    public static string Redact(Uri uri) => $"{uri.Scheme}://{uri.Authority}{RedactPath(uri.PathAndQuery)}";

    public static string RedactPath(string pathAndQuery)
    {
        pathAndQuery = WithoutUserInfo(pathAndQuery);
        var question = pathAndQuery.IndexOf('?', StringComparison.Ordinal);
        if (question < 0)
        {
            return pathAndQuery;
        }

        var parts = pathAndQuery[(question + 1)..].Split('&').Select(part =>
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            var name = equals < 0 ? part : part[..equals];
            return HarmlessQueryNames.Contains(Uri.UnescapeDataString(name)) ? part : equals < 0 ? "***" : name + "=***";
        });
        return string.Concat(pathAndQuery.AsSpan(0, question + 1), string.Join('&', parts));
    }

    /// <summary>Replaces the user info of every address in a text by <c>***</c>, in the address's own form and in those of JSON and of a query value.</summary>
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

    /// <summary>The password of a user info and the whole of it, as they are written and unescaped, and as a proxy is told of them.</summary>
    public static IEnumerable<string> Passwords(string userInfo)
    {
        if (userInfo.Length == 0)
        {
            yield break;
        }

        var plain = Uri.UnescapeDataString(userInfo);
        yield return userInfo;
        yield return plain;
        yield return Convert.ToBase64String(Encoding.UTF8.GetBytes(plain));
        var colon = userInfo.IndexOf(':', StringComparison.Ordinal);
        if (colon >= 0)
        {
            yield return userInfo[(colon + 1)..];
            yield return Uri.UnescapeDataString(userInfo[(colon + 1)..]);
        }
    }

    /// <summary>The query values that are not shown, unescaped.</summary>
    public static IEnumerable<string> HiddenValues(string pathAndQuery)
    {
        var question = pathAndQuery.IndexOf('?', StringComparison.Ordinal);
        return question < 0
            ? []
            : pathAndQuery[(question + 1)..].Split('&').Select(part =>
            {
                var equals = part.IndexOf('=', StringComparison.Ordinal);
                return HarmlessQueryNames.Contains(Uri.UnescapeDataString(equals < 0 ? part : part[..equals])) ? string.Empty : Uri.UnescapeDataString(equals < 0 ? part : part[(equals + 1)..]);
            }).Where(value => value.Length > 0);
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
            if (char.IsWhiteSpace(unit) || char.IsControl(unit) || unit is '/' or '?' or '#' or '"' or '<' or '>' || (isEncoded && unit == '&'))
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
                else if (code.Equals("2F", StringComparison.OrdinalIgnoreCase) || code.Equals("3F", StringComparison.OrdinalIgnoreCase) || code is "20" or "22" or "23")
                {
                    break;
                }
            }
        }

        return end;
    }
}
