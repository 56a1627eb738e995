using System.Text.Json;
using System.Text.Json.Nodes;
using CxOne.Merge;

namespace CxOne.Campaigns;

/// <summary>Where the weights and their settings stand in a campaign, and the changes that a request asks for.</summary>
internal static class PredictiveWeightFields
{
    private const string Settings = "predictiveDialerSettings";
    private const string Configuration = "configuration";

    /// <summary>Objects that a difference goes into: the settings, and the weights in them.</summary>
    public const int Depth = 2;

    public static readonly FieldPath Version = new("version");
    public static readonly FieldPath Algorithm = new(Settings, "algorithmId");
    public static readonly FieldPath Weights = new(Settings, "parameterWeights");
    public static readonly FieldPath Split = new(Settings, "validationSplit");
    public static readonly FieldPath Deviation = new(Settings, "maxDeviationLimit");
    public static readonly FieldPath Convergence = new(Settings, "convergenceThreshold");

    /// <summary>Exactly what the caller names and what tuning needs; settings that a campaign lacks get the usual value.</summary>
    public static IReadOnlyList<FieldChange> Changes(PredictiveWeightRequest request, JsonObject campaign)
    {
        List<FieldChange> changes = [new(Algorithm, JsonFields.ToElement(JsonValue.Create(request.AlgorithmId)))];
        changes.AddRange(request.Weights.Select(weight => Number(new FieldPath(Settings, "parameterWeights", weight.Key), weight.Value)));
        Setting(Split, request.ValidationSplit, PredictiveWeightRules.DefaultValidationSplit);
        Setting(Deviation, request.MaxDeviation, PredictiveWeightRules.DefaultMaxDeviation);
        Setting(Convergence, request.ConvergenceThreshold, PredictiveWeightRules.DefaultConvergenceThreshold);
        changes.Add(new(new FieldPath(Configuration, "enablePredictiveTuning"), JsonFields.ToElement(JsonValue.Create(true))));
        changes.Add(new(new FieldPath(Configuration, "simulationTrigger"), JsonFields.ToElement(JsonValue.Create("automatic"))));
        changes.Add(new(new FieldPath(Configuration, "driftProtection"), JsonFields.ToElement(JsonValue.Create(true))));
        return changes;

        void Setting(FieldPath path, double? wanted, double usual)
        {
            if (wanted is not null || JsonFields.Get(campaign, path) is not { ValueKind: JsonValueKind.Number })
            {
                changes.Add(Number(path, wanted ?? usual));
            }
        }
    }

    public static double Value(JsonObject campaign, FieldPath path) => JsonFields.Get(campaign, path)!.Value.GetDouble();

    private static FieldChange Number(FieldPath path, double value) => new(path, JsonFields.ToElement(JsonValue.Create(value)));
}
