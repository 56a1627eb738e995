using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Serialization;
using CxOne.Sandbox.Http;

namespace CxOne.Sandbox.State;

/// <summary>A resource that is replaced as a whole and whose versions have different ETags.</summary>
internal sealed record StoredResource
{
    public required string Id { get; init; }

    /// <summary>Number of changes, from 1. A write of an identical body is not a change.</summary>
    public long Version { get; init; } = 1;

    /// <summary>
    /// The version and a digest of the body. The version alone would repeat after a reset, the digest alone after a change is reverted.
    /// </summary>
    [JsonPropertyName("etag")]
    public string ETag => string.Create(
        CultureInfo.InvariantCulture,
        $"\"{Version}-{Convert.ToHexStringLower(SHA256.HashData(Body.Utf8.Span).AsSpan(0, 6))}\"");

    public required JsonText Body { get; init; }
}
