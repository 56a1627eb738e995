using System.Text.Json.Serialization;
using CxOne.Http;

namespace CxOne.Dialer;

/// <summary>The JSON types of dialer configurations. See <see cref="CxJson"/>.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    Converters = [typeof(FiniteNumberConverter)])]
[JsonSerializable(typeof(DialerConfig))]
[JsonSerializable(typeof(DialerEventBody))]
[JsonSerializable(typeof(DialerEventReceipt))]
[JsonSerializable(typeof(DialerConfigAudit))]
internal sealed partial class DialerJson : JsonSerializerContext;
