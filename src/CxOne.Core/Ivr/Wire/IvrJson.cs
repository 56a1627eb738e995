using System.Text.Json.Serialization;
using CxOne.Http;

namespace CxOne.Ivr;

/// <summary>The JSON types of IVR definitions and deployments. See <see cref="CxJson"/> for the options.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    Converters = [typeof(FiniteNumberConverter)])]
[JsonSerializable(typeof(CxEntityPage<IvrDefinition>))]
[JsonSerializable(typeof(CxEntityPage<IvrDeploymentJob>))]
[JsonSerializable(typeof(IvrDefinition))]
[JsonSerializable(typeof(IvrDeploymentJob))]
[JsonSerializable(typeof(IvrSimulationBody))]
[JsonSerializable(typeof(IvrSimulationAnswer))]
[JsonSerializable(typeof(IvrDeploymentBody))]
[JsonSerializable(typeof(IvrRollbackBody))]
[JsonSerializable(typeof(IvrExportBody))]
[JsonSerializable(typeof(IvrExportStarted))]
[JsonSerializable(typeof(IvrExportAnswer))]
[JsonSerializable(typeof(IvrDeploymentAudit))]
internal sealed partial class IvrJson : JsonSerializerContext;
