using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Serialization;
using CxOne.Sandbox.Http;

namespace CxOne.Sandbox.State;

/// <summary>A resource that is written whole, and whose versions an ETag tells apart.</summary>
internal sealed record StoredResource
{
    public required string Id { get; init; }

    /// <summary>Counts the changes from 1; a write of what is there already is none.</summary>
    public long Version { get; init; } = 1;

    /// <summary>
    /// The version and a digest of the body. The version alone would come again after a reset, the digest alone whenever
    /// a change is taken back.
    /// </summary>
    [JsonPropertyName("etag")]
    public string ETag => string.Create(
        CultureInfo.InvariantCulture,
        $"\"{Version}-{Convert.ToHexStringLower(SHA256.HashData(Body.Utf8.Span).AsSpan(0, 6))}\"");

    public required JsonText Body { get; init; }
}
