using System.Text.Json;
using CxOne.Errors;

namespace CxOne.Audit;

/// <summary>
/// Number and hash of a record, kept at a place that the owner of the log cannot change. It reveals a log that was rewritten as a whole,
/// and last records that were removed.
/// </summary>
public sealed record AuditAnchor
{
    /// <summary>Gets the log: its file, or server and database of its store.</summary>
    public string? Log { get; init; }

    /// <summary>Gets the number of the record.</summary>
    public required long Sequence { get; init; }

    /// <summary>Gets the hash of the record, 64 hexadecimal digits in lower case.</summary>
    public required string Hash { get; init; }

    /// <summary>Gets when the anchor was created.</summary>
    public DateTimeOffset? ExportedAt { get; init; }

    /// <summary>Returns the anchor as JSON with a line end, for a file.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, AuditAnchorJson.Default.AuditAnchor) + "\n";

    /// <summary>Reads an anchor.</summary>
    /// <param name="json">The content of a file.</param>
    /// <param name="source">The file, for the error.</param>
    /// <exception cref="CxException">The text is not an anchor (<c>AuditAnchorInvalid</c>).</exception>
    public static AuditAnchor Parse(string json, string source)
    {
        try
        {
            return JsonSerializer.Deserialize(json, AuditAnchorJson.Default.AuditAnchor) is { } anchor
                ? anchor.Checked(source)
                : throw Invalid(source, AuditMessages.NullReason);
        }
        catch (JsonException exception)
        {
            throw Invalid(source, exception.Message.TrimEnd('.'));
        }
    }

    /// <summary>Returns the anchor with its hash in lower case.</summary>
    /// <param name="source">The origin, for the error.</param>
    /// <exception cref="CxException">Number or hash is invalid (<c>AuditAnchorInvalid</c>).</exception>
    public AuditAnchor Checked(string source)
        => Sequence >= 1 && Hash is { Length: 64 } && Hash.All(char.IsAsciiHexDigit)
            ? this with { Hash = Hash.ToLowerInvariant() }
            : throw Invalid(source, AuditMessages.AnchorReason);

    private static CxException Invalid(string source, string reason)
        => new(CxErrors.AuditAnchorInvalid, AuditMessages.AnchorInvalid(source, reason), source);
}
