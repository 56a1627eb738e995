using System.Text.Json;
using System.Text.Json.Nodes;
using CxOne.Merge;

namespace CxOne.Campaigns;

/// <summary>The members of a campaign that hold the weights and their settings, and the changes of a request.</summary>
internal static class PredictiveWeightFields
{
    private const string Settings = "predictiveDialerSettings";
    private const string Configuration = "configuration";

    /// <summary>The levels of objects that are compared member by member: the settings, and the weights in them.</summary>
    public const int Depth = 2;

    public static readonly FieldPath Version = new("version");
    public static readonly FieldPath Algorithm = new(Settings, "algorithmId");
    public static readonly FieldPath Weights = new(Settings, "parameterWeights");
    public static readonly FieldPath Split = new(Settings, "validationSplit");
    public static readonly FieldPath Deviation = new(Settings, "maxDeviationLimit");
    public static readonly FieldPath Convergence = new(Settings, "convergenceThreshold");

    /// <summary>The values of the request and what tuning needs. Settings that the campaign lacks get their default.</summary>
    public static IReadOnlyList<FieldChange> Changes(PredictiveWeightRequest request, JsonObject campaign)
    {
        List<FieldChange> changes = [FieldChange.Set(Algorithm, request.AlgorithmId)];
        changes.AddRange(
            request.Weights.Select(weight => FieldChange.Set(new FieldPath(Settings, "parameterWeights", weight.Key), weight.Value)));
        Setting(Split, request.ValidationSplit, PredictiveWeightRules.DefaultValidationSplit);
        Setting(Deviation, request.MaxDeviation, PredictiveWeightRules.DefaultMaxDeviation);
        Setting(Convergence, request.ConvergenceThreshold, PredictiveWeightRules.DefaultConvergenceThreshold);
        changes.Add(FieldChange.Set(new FieldPath(Configuration, "enablePredictiveTuning"), true));
        changes.Add(FieldChange.Set(new FieldPath(Configuration, "simulationTrigger"), "automatic"));
        changes.Add(FieldChange.Set(new FieldPath(Configuration, "driftProtection"), true));
        return changes;

        void Setting(FieldPath path, double? value, double defaultValue)
        {
            if (value is not null || JsonFields.Get(campaign, path).Node?.GetValueKind() is not JsonValueKind.Number)
            {
                changes.Add(FieldChange.Set(path, value ?? defaultValue));
            }
        }
    }

    public static double Value(JsonObject campaign, FieldPath path) => JsonFields.Get(campaign, path).Node!.GetValue<double>();
}
