using System.Text.Json;
using CxOne.Errors;
using CxOne.Merge;

namespace CxOne.Dialer;

/// <summary>Represents a change of a dialer configuration. Unset properties leave their members unchanged.</summary>
public sealed record DialerConfigChange
{
    /// <summary>Gets the id of the configuration.</summary>
    public required string Id { get; init; }

    /// <summary>Gets the configuration as the caller read it. If <see langword="null"/>, it is read before the change.</summary>
    public DialerConfig? Base { get; init; }

    /// <summary>Gets the version of a copy that the caller based the change on, if the configuration itself is not available.</summary>
    public string? ETag { get; init; }

    /// <summary>
    /// Gets a copy whose values are part of the change; a property that is set takes precedence over it. If <see langword="null"/>, the
    /// change consists of the properties.
    /// </summary>
    public DialerConfigCopy? Copy { get; init; }

    /// <summary>Gets the pacing type: <c>predictive</c>, <c>progressive</c> or <c>preview</c>.</summary>
    public string? PacingType { get; init; }

    /// <summary>Gets the dial rate in the tenant's unit, 0.1 to 10.0.</summary>
    public double? DialRate { get; init; }

    /// <summary>Gets the lines per agent, 1.0 to 5.0; more than 3.0 needs <see cref="Force"/>.</summary>
    public double? AgentRatio { get; init; }

    /// <summary>Gets the maximum share of live-answered calls that may be abandoned, 0 to 0.05.</summary>
    public double? MaxAbandonmentRate { get; init; }

    /// <summary>Gets the maximum number of waiting calls, 1 to 500.</summary>
    public double? MaxQueueDepth { get; init; }

    /// <summary>Gets the answer rate below which the dialer slows down, 0 to 1.</summary>
    public double? AnswerRateThreshold { get; init; }

    /// <summary>
    /// Gets the compliance rules to change: a value sets a rule, <see langword="null"/> removes one, other rules stay unchanged.
    /// </summary>
    public IReadOnlyDictionary<string, JsonElement?> ComplianceRules { get; init; } = new Dictionary<string, JsonElement?>();

    /// <summary>Gets the campaign whose agents limit the dial rate; <see langword="null"/> skips the check.</summary>
    public string? CampaignId { get; init; }

    /// <summary>Gets the rule set whose limits on abandoned calls add warnings. The default is <see cref="DialerRuleSet.UsTsr"/>.</summary>
    public DialerRuleSet RuleSet { get; init; } = DialerRuleSet.UsTsr;

    /// <summary>
    /// Gets the maximum number of further attempts when other clients change the configuration at the same time, 0 to 1,000. The default
    /// is 3.
    /// </summary>
    public int ConflictRetryCount { get; init; } = 3;

    /// <summary>
    /// Gets a value indicating whether an agent ratio above 3.0 is accepted and the caller's value replaces one that another client set.
    /// </summary>
    public bool Force { get; init; }

    /// <summary>
    /// Gets a value indicating whether members that the configuration holds out of range, and that this change does not name, are set to
    /// the nearest allowed value.
    /// </summary>
    public bool RepairExisting { get; init; }

    /// <inheritdoc/>
    public override string ToString()
    {
        var changes = Changes();
        var named = changes.Count == 0 ? DialerMessages.NoChanges : string.Join(", ", changes);
        return Copy is null ? named : changes.Count == 0 ? $"{Copy}" : $"{named}, {Copy}";
    }

    /// <summary>The changes, member by member. Each call converts the values to JSON: keep the list.</summary>
    internal IReadOnlyList<FieldChange> Changes()
    {
        List<FieldChange> changes = [];
        if (PacingType is not null)
        {
            changes.Add(FieldChange.Set(new FieldPath("pacingType"), PacingType));
        }

        foreach (var (name, value) in Numbers())
        {
            if (value is { } number && double.IsFinite(number))
            {
                changes.Add(FieldChange.Set(new FieldPath(name), number));
            }
        }

        foreach (var (name, value) in ComplianceRules)
        {
            var path = new FieldPath("complianceRules", name);
            changes.Add(value is { } rule ? FieldChange.Set(path, rule) : FieldChange.Remove(path));
        }

        return changes;
    }

    /// <summary>The rules that the values break, independent of what the tenant holds.</summary>
    /// <param name="changes">The result of <see cref="Changes"/>.</param>
    /// <param name="mustChange">A change without members is a violation.</param>
    internal IReadOnlyList<string> Violations(IReadOnlyList<FieldChange> changes, bool mustChange = false)
    {
        List<string> violations = [];
        if (string.IsNullOrWhiteSpace(Id))
        {
            violations.Add(DialerMessages.IdMissing);
        }

        violations.AddRange(
            Numbers()
                .Where(number => number.Value is { } value && !double.IsFinite(value))
                .Select(number => DialerMessages.NotFinite(number.Name, number.Value!.Value)));
        violations.Range(nameof(ConflictRetryCount), ConflictRetryCount, 0, 1000);

        if (AgentRatio > DialerRules.HighestRatioWithoutForce && AgentRatio <= DialerRules.HighestRatio && !Force)
        {
            violations.Add(DialerMessages.RatioNeedsForce(AgentRatio.Value));
        }

        if (ComplianceRules.Keys.Any(string.IsNullOrEmpty))
        {
            violations.Add(DialerMessages.RuleWithoutName);
        }

        if (mustChange && changes.Count == 0 && Copy is null && !RepairExisting && violations.Count == 0)
        {
            violations.Add(DialerMessages.NothingToChange);
        }

        violations.AddRange(DialerRules.Violations(JsonFields.With([], changes)));
        return violations;
    }

    private (string Name, double? Value)[] Numbers() =>
    [
        ("dialRate", DialRate), ("agentRatio", AgentRatio), ("maxAbandonmentRate", MaxAbandonmentRate), ("maxQueueDepth", MaxQueueDepth),
        ("answerRateThreshold", AnswerRateThreshold)
    ];
}
