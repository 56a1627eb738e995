using System.Text.Json.Serialization;
using CxOne.Http;

namespace CxOne.Ivr;

/// <summary>How IVR definitions and deployments are read and written. See <see cref="CxJson"/>.</summary>
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
