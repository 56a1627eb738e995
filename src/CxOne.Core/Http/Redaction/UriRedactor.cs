using System.Text;

namespace CxOne.Http;

/// <summary>Redacts addresses: removes user information, and query values whose names are not known to be harmless.</summary>
internal static class UriRedactor
{
    private static readonly HashSet<string> HarmlessQueryNames = new(StringComparer.OrdinalIgnoreCase)
    {
        "page", "pageSize", "skip", "top", "filter", "orderBy", "fields", "status", "targetEnvironment", "tenantId", "updatedSince",
    };

    public static string Redact(Uri uri) => $"{uri.Scheme}://{uri.Authority}{RedactPath(uri.PathAndQuery)}";

    public static string RedactPath(string pathAndQuery)
    {
        pathAndQuery = UserInfoRedactor.WithoutUserInfo(pathAndQuery);
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

    /// <summary>
    /// Returns the forms of a user information and its password: as written, unescaped, and as sent to a proxy.
    /// </summary>
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

    /// <summary>Returns the query values that are not shown, unescaped.</summary>
    public static IEnumerable<string> HiddenValues(string pathAndQuery)
    {
        var question = pathAndQuery.IndexOf('?', StringComparison.Ordinal);
        return question < 0
            ? []
            : pathAndQuery[(question + 1)..].Split('&').Select(part =>
            {
                var equals = part.IndexOf('=', StringComparison.Ordinal);
                return HarmlessQueryNames.Contains(Uri.UnescapeDataString(equals < 0 ? part : part[..equals]))
                    ? string.Empty
                    : Uri.UnescapeDataString(equals < 0 ? part : part[(equals + 1)..]);
            }).Where(value => value.Length > 0);
    }
}
