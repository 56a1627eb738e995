using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using CxOne.Errors;
using CxOne.Merge;

namespace CxOne.Dialer;

/// <summary>A change of a dialer configuration as the caller wants it. What is absent is not touched.</summary>
public sealed record DialerConfigChange
{
    /// <summary>The configuration.</summary>
    public required string Id { get; init; }

    /// <summary>The configuration as the caller has read it; read anew where it is absent.</summary>
    public DialerConfig? Base { get; init; }

    /// <summary>The version of a copy that the caller decided on, where the object itself is not at hand.</summary>
    public string? ETag { get; init; }

    /// <summary><c>predictive</c>, <c>progressive</c> or <c>preview</c>.</summary>
    public string? PacingType { get; init; }

    /// <summary>0.1 to 10.0.</summary>
    public double? DialRate { get; init; }

    /// <summary>1.0 to 5.0; above 3.0 needs <see cref="Force"/>.</summary>
    public double? AgentRatio { get; init; }

    /// <summary>0 to 0.05.</summary>
    public double? MaxAbandonmentRate { get; init; }

    /// <summary>1 to 500.</summary>
    public double? MaxQueueDepth { get; init; }

    /// <summary>0 to 1.</summary>
    public double? AnswerRateThreshold { get; init; }

    /// <summary>Members of the compliance rules: a value sets one, nothing removes one, all others stay.</summary>
    public IReadOnlyDictionary<string, JsonElement?> ComplianceRules { get; init; } = new Dictionary<string, JsonElement?>();

    /// <summary>The campaign against whose agents the capacity is checked.</summary>
    public string? CampaignId { get; init; }

    /// <summary>Whose rules on abandoned calls add warnings.</summary>
    public DialerRuleSet RuleSet { get; init; } = DialerRuleSet.UsTsr;

    /// <summary>Further attempts when somebody else changes the configuration meanwhile, 0 to 1,000.</summary>
    public int ConflictRetryCount { get; init; } = 3;

    /// <summary>The caller insists: a ratio above 3.0, and a value where somebody else has set another.</summary>
    public bool Force { get; init; }

    /// <summary>
    /// Members that the configuration holds out of range, and that are not changed here, are set to the nearest allowed value.
    /// </summary>
    public bool RepairExisting { get; init; }

    /// <inheritdoc/>
    public override string ToString()
    {
        var changes = string.Join(", ", Changes().Select(change => $"{change.Path} = {change.Value?.GetRawText() ?? "(removed)"}"));
        return changes.Length == 0 ? "nothing" : changes;
    }

    /// <summary>The changes, member by member.</summary>
    internal IReadOnlyList<FieldChange> Changes()
    {
        List<FieldChange> changes = [];
        Add("pacingType", PacingType is null ? null : JsonSerializer.Serialize(PacingType, Http.CxJson.Default.String));
        Add("dialRate", Number(DialRate));
        Add("agentRatio", Number(AgentRatio));
        Add("maxAbandonmentRate", Number(MaxAbandonmentRate));
        Add("maxQueueDepth", Number(MaxQueueDepth));
        Add("answerRateThreshold", Number(AnswerRateThreshold));
        changes.AddRange(ComplianceRules.Select(rule => new FieldChange(new FieldPath("complianceRules", rule.Key), rule.Value)));
        return changes;

        void Add(string name, string? json)
        {
            if (json is not null)
            {
                using var document = JsonDocument.Parse(json);
                changes.Add(new FieldChange(new FieldPath(name), document.RootElement.Clone()));
            }
        }

        static string? Number(double? value)
            => value is { } number && double.IsFinite(number) ? number.ToString("R", CultureInfo.InvariantCulture) : null;
    }

    /// <summary>What is wrong with the values themselves, whatever the tenant holds.</summary>
    internal IReadOnlyList<string> Violations(bool mustChange = false)
    {
        List<string> violations = [];
        if (string.IsNullOrWhiteSpace(Id))
        {
            violations.Add("The id is missing.");
        }

        (string Name, double? Value)[] numbers =
        [
            ("maxQueueDepth", MaxQueueDepth), ("dialRate", DialRate), ("agentRatio", AgentRatio),
            ("maxAbandonmentRate", MaxAbandonmentRate), ("answerRateThreshold", AnswerRateThreshold)
        ];
        violations.AddRange(
            numbers
                .Where(number => number.Value is { } value && !double.IsFinite(value))
                .Select(number => $"{number.Name} is not a number."));
        violations.Range(nameof(ConflictRetryCount), ConflictRetryCount, 0, 1000);

        if (AgentRatio > DialerRules.HighestRatioWithoutForce && AgentRatio <= 5.0 && !Force)
        {
            violations.Add(
                string.Create(CultureInfo.InvariantCulture, $"agentRatio is {AgentRatio}; above 3.0 it needs {CxHint.Option("Force")}."));
        }

        if (ComplianceRules.Keys.Any(string.IsNullOrEmpty))
        {
            violations.Add("A compliance rule has no name.");
        }

        var changed = new JsonObject();
        foreach (var change in Changes())
        {
            JsonFields.Apply(changed, change);
        }

        if (mustChange && changed.Count == 0 && !RepairExisting && violations.Count == 0)
        {
            violations.Add("Nothing is to be changed: name at least one member. What was edited on a piped object itself is not written.");
        }

        violations.AddRange(DialerRules.Violations(changed));
        return violations;
    }
}
