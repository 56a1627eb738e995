using System.Text.Json.Serialization;
using CxOne.Http;

namespace CxOne.Connection;

/// <summary>The JSON types of tokens and tenants. See <see cref="CxJson"/> for the options.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    Converters = [typeof(FiniteNumberConverter)])]
[JsonSerializable(typeof(TokenAnswer))]
[JsonSerializable(typeof(AccessKeyBody))]
[JsonSerializable(typeof(RefreshBody))]
[JsonSerializable(typeof(RefreshAnswer))]
[JsonSerializable(typeof(DiscoveryAnswer))]
[JsonSerializable(typeof(CxTenant))]
internal sealed partial class ConnectionJson : JsonSerializerContext;
