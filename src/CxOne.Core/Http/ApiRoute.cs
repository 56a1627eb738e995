using CxOne.Errors;

namespace CxOne.Http;

/// <summary>One call of the tenant's interface: method, path template and the scope it needs.</summary>
internal sealed record ApiRoute(HttpMethod Method, string Template, string? Scope = null)
{
    /// <summary>The path with its <c>{…}</c> places filled, each id escaped so that it stays one segment.</summary>
    /// <exception cref="CxValidationException">An id is empty or a dot segment, which would lead to another path.</exception>
    public string With(params ReadOnlySpan<string> ids)
    {
        var path = Template;
        foreach (var id in ids)
        {
            // Servers resolve dot segments even when they are escaped: such an "id" would name another resource.
            if (string.IsNullOrWhiteSpace(id) || id is "." or "..")
            {
                throw new CxValidationException([$"'{id}' is not an id."], id);
            }

            var start = path.IndexOf('{', StringComparison.Ordinal);
            var end = path.IndexOf('}', start);
            path = string.Concat(path.AsSpan(0, start), Uri.EscapeDataString(id), path.AsSpan(end + 1));
        }

        return path;
    }

    /// <summary>
    /// Path and query that stay at their host and in their request line: one leading <c>/</c>, nothing that would have to be escaped.
    /// </summary>
    public static bool IsPath(string text)
        => text.StartsWith('/') && !text.StartsWith("//", StringComparison.Ordinal) && !text.Any(c => c is <= ' ' or '\\' or '#' or > '~');
}
