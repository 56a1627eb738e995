namespace CxOne.Sandbox;

/// <summary>A request to the sandbox, independent of the transport.</summary>
public sealed record SandboxRequest
{
    private readonly string _path = "/";

    /// <summary>Gets the HTTP method in upper case.</summary>
    public required string Method { get; init; }

    /// <summary>Gets the scheme and authority that the client used. Links in responses start with it.</summary>
    public required Uri BaseUri { get; init; }

    /// <summary>Gets the path as sent: percent-encoded, without the query.</summary>
    public required string Path
    {
        get => _path;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            _path = value;
            // Split before unescaping: an encoded slash belongs to an id and must not split it.
            Segments = [.. value.TrimStart('/').Split('/').Select(Uri.UnescapeDataString)];
        }
    }

    /// <summary>Gets the decoded segments of <see cref="Path"/>.</summary>
    public IReadOnlyList<string> Segments { get; private init; } = [];

    /// <summary>Gets the query as sent, with or without the question mark.</summary>
    public string Query { get; init; } = string.Empty;

    /// <summary>Gets the headers. Names may have any case; several values of one name are joined by commas.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } =
        new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets the body; empty if there is no body.</summary>
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

    /// <summary>Whether the path belongs to the published family. Its clients use several spellings.</summary>
    internal bool IsPublishedFamily =>
        Segments is [var first, ..] && string.Equals(first, "inContactAPI", StringComparison.OrdinalIgnoreCase);

    internal bool IsControl => Segments is ["sandbox", ..];
}
