using System.Text.Json.Serialization;
using CxOne.Http;

namespace CxOne.Rest;

/// <summary>The details of a call in the audit log. The body may contain confidential data, so only its hash is recorded.</summary>
internal sealed record RestMethodAudit
{
    public required string Method { get; init; }

    public required string Path { get; init; }

    public string? BodySha256 { get; init; }

    public int? StatusCode { get; init; }

    public string? ContentType { get; init; }

    public string? RequestId { get; init; }

    public string? IdempotencyKey { get; init; }

    public string? Error { get; init; }
}

/// <summary>The JSON types of calls of any path. See <see cref="CxJson"/> for the options.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    Converters = [typeof(FiniteNumberConverter)])]
[JsonSerializable(typeof(RestMethodAudit))]
internal sealed partial class RestJson : JsonSerializerContext;
