namespace CxOne.Sandbox;

/// <summary>A request as the sandbox sees it, whatever carried it.</summary>
public sealed record SandboxRequest
{
    private readonly string _path = "/";

    /// <summary>The HTTP method, upper case.</summary>
    public required string Method { get; init; }

    /// <summary>Scheme and authority that the client used; links in answers start with it.</summary>
    public required Uri BaseUri { get; init; }

    /// <summary>The path as it was sent, percent-encoded, without the query.</summary>
    public required string Path
    {
        get => _path;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            _path = value;
            // Split first, unescape then: an encoded slash belongs to an id and must not cut it in two.
            Segments = [.. value.TrimStart('/').Split('/').Select(Uri.UnescapeDataString)];
        }
    }

    /// <summary>The segments of <see cref="Path"/>, each of them decoded.</summary>
    public IReadOnlyList<string> Segments { get; private init; } = [];

    /// <summary>The query as it was sent, with or without its question mark.</summary>
    public string Query { get; init; } = string.Empty;

    /// <summary>Header names, in any case, and values; several values of one name are joined by a comma.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } =
        new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The body, empty when there is none.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    internal string? Header(string name)
    {
        if (Headers.TryGetValue(name, out var value))
        {
            return value;
        }

        foreach (var (key, candidate) in Headers)
        {
            if (string.Equals(key, name, StringComparison.OrdinalIgnoreCase))
            {
                return candidate;
            }
        }

        return null;
    }

    internal bool IsPublishedFamily => Segments is ["inContactAPI", ..];

    internal bool IsControl => Segments is ["sandbox", ..];
}
