using System.Text.Json;
using System.Text.Json.Serialization;

namespace CxOne.Http;

/// <summary>
/// How JSON is read and written that belongs to no area; each area has a context of its own with the same options. Source generation spares
/// the first request the 20 ms that reflection costs; nullability is enforced so that an answer with holes is
/// refused where it is read and not where it is used.
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
