using System.Text.Json.Serialization;
using CxOne.Http;

namespace CxOne.Rest;

/// <summary>How calls of any path are read and written. See <see cref="CxJson"/>.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    Converters = [typeof(FiniteNumberConverter)])]
[JsonSerializable(typeof(RestMethodAudit))]
internal sealed partial class RestJson : JsonSerializerContext;
