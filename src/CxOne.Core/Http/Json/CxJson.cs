using System.Text.Json;
using System.Text.Json.Serialization;

namespace CxOne.Http;

/// <summary>
/// The JSON types that belong to no area. Each area has a context of its own with the same options. Source generation saves the 20 ms that
/// reflection would take on the first request. Nullability is enforced, so that an answer without a required member fails when it is read.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    Converters = [typeof(FiniteNumberConverter)])]
[JsonSerializable(typeof(CxEntityPage<JsonElement>))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(JsonElement))]
internal sealed partial class CxJson : JsonSerializerContext;
