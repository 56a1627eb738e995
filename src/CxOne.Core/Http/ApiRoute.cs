using CxOne.Errors;

namespace CxOne.Http;

/// <summary>A call of the tenant's interface: method, path template and required scope.</summary>
internal sealed record ApiRoute(HttpMethod Method, string Template, string? Scope = null)
{
    /// <summary>Returns the path with the ids in its placeholders. Each id is escaped, so that it remains one segment.</summary>
    /// <exception cref="CxValidationException">An id is empty or a dot segment, which would lead to another path.</exception>
    public string With(params ReadOnlySpan<string> ids)
    {
        var path = Template;
        foreach (var id in ids)
        {
            // Servers resolve dot segments even if they are escaped, so such an id would address another resource.
            if (string.IsNullOrWhiteSpace(id) || id is "." or "..")
            {
                throw new CxValidationException([HttpMessages.IdInvalid(id)], id);
            }

            var start = path.IndexOf('{', StringComparison.Ordinal);
            var end = path.IndexOf('}', start);
            path = string.Concat(path.AsSpan(0, start), Uri.EscapeDataString(id), path.AsSpan(end + 1));
        }

        return path;
    }

    /// <summary>
    /// Returns whether a text is a path and query that cannot change the host or the request line: one leading <c>/</c>, and no character
    /// that would have to be escaped.
    /// </summary>
    public static bool IsPath(string text)
        => text.StartsWith('/') && !text.StartsWith("//", StringComparison.Ordinal) && !text.Any(c => c is <= ' ' or '\\' or '#' or > '~');
}
