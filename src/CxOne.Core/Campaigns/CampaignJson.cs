using System.Text.Json.Serialization;
using CxOne.Http;

namespace CxOne.Campaigns;

/// <summary>The JSON types of campaigns. See <see cref="CxJson"/>.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    Converters = [typeof(FiniteNumberConverter)])]
[JsonSerializable(typeof(Campaign))]
[JsonSerializable(typeof(AnswerSimulationBody))]
[JsonSerializable(typeof(AnswerSimulationAnswer))]
[JsonSerializable(typeof(AnswerSimulationAudit))]
[JsonSerializable(typeof(AnswerCallbackBody))]
[JsonSerializable(typeof(CampaignSimulationBody))]
[JsonSerializable(typeof(CampaignSimulation))]
[JsonSerializable(typeof(PredictiveWeightAudit))]
internal sealed partial class CampaignJson : JsonSerializerContext;
