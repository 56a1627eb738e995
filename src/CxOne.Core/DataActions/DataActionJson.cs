using System.Text.Json.Serialization;
using CxOne.Http;

namespace CxOne.DataActions;

/// <summary>The JSON types of data actions. See <see cref="CxJson"/>.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    Converters = [typeof(FiniteNumberConverter)])]
[JsonSerializable(typeof(CxEntityPage<DataAction>))]
[JsonSerializable(typeof(DataAction))]
[JsonSerializable(typeof(DataActionDateAudit))]
[JsonSerializable(typeof(DataActionDateRestoreAudit))]
[JsonSerializable(typeof(DataActionCallbackBody))]
internal sealed partial class DataActionJson : JsonSerializerContext;
