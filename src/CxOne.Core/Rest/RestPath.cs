using CxOne.Errors;
using CxOne.Http;

namespace CxOne.Rest;

/// <summary>Paths and queries of calls that the user composes.</summary>
internal static class RestPath
{
    /// <summary>Returns the path and query below the connection's address. The token must not be sent to another host.</summary>
    /// <exception cref="CxValidationException">The path is invalid, or the address has another host.</exception>
    public static string Below(Uri baseUri, string path)
    {
        var text = path.Trim();
        var item = UriRedactor.RedactPath(path);
        if (!text.StartsWith('/') && text.Contains("://", StringComparison.Ordinal)
            && Uri.TryCreate(text, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }, out var absolute))
        {
            if (!absolute.GetLeftPart(UriPartial.Authority)
                .Equals(baseUri.GetLeftPart(UriPartial.Authority), StringComparison.OrdinalIgnoreCase))
            {
                throw new CxValidationException(
                    [RestMessages.OtherHost(absolute.Host, baseUri.Host)], item);
            }

            // Every request path is appended to the path of the connection's address.
            var below = baseUri.AbsolutePath.TrimEnd('/');
            text = below.Length > 0 && absolute.PathAndQuery.StartsWith(below + "/", StringComparison.Ordinal)
                ? absolute.PathAndQuery[below.Length..]
                : absolute.PathAndQuery;
        }
        else if (text.Length > 0 && text[0] != '/')
        {
            text = "/" + text;
        }

        return ApiRoute.IsPath(text)
            ? text
            : throw new CxValidationException([RestMessages.PathInvalid], item);
    }

    /// <summary>Reads a number of the query.</summary>
    public static long? Number(string path, string name)
    {
        var question = path.IndexOf('?', StringComparison.Ordinal);
        return question < 0
            ? null
            : path[(question + 1)..].Split('&')
                .Where(part => part.StartsWith(name + "=", StringComparison.OrdinalIgnoreCase))
                .Select(part => long.TryParse(part.AsSpan(name.Length + 1), out var number) ? number : (long?)null)
                .FirstOrDefault();
    }

    /// <summary>Sets a value of the query. A value that is present stays unless it is replaced.</summary>
    public static string With(string path, string name, string value, bool replace)
    {
        var question = path.IndexOf('?', StringComparison.Ordinal);
        if (question < 0)
        {
            return $"{path}?{name}={value}";
        }

        var parts = path[(question + 1)..].Split('&', StringSplitOptions.RemoveEmptyEntries).ToList();
        var at = parts.FindIndex(part => part.StartsWith(name + "=", StringComparison.OrdinalIgnoreCase));
        if (at < 0)
        {
            parts.Add($"{name}={value}");
        }
        else if (replace)
        {
            parts[at] = $"{name}={value}";
        }

        return $"{path[..question]}?{string.Join('&', parts)}";
    }
}
