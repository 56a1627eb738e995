using System.Text.Json;
using CxOne.Dialer;

namespace CxOne.Skills;

/// <summary>
/// Represents a change of the dialer of a skill. Unset properties leave their members unchanged. Values are written as they are given:
/// where NICE's API description names no unit, the module converts nothing.
/// </summary>
public sealed record SkillDialerChange
{
    /// <summary>Gets the id of the skill.</summary>
    public required string Id { get; init; }

    /// <summary>Gets the maximum number of calls per available agent, at least 1; 1 is progressive dialing.</summary>
    public double? MaximumRatio { get; init; }

    /// <summary>
    /// Gets the largest change of the ratio, greater than 0 and at most 10; <see langword="null"/> for no limit. With it, the ratio is not
    /// raised while the abandonment rate of 30 days is at least 75 % of the limit of the rule set, and lowered from 90 % on.
    /// </summary>
    public double? MaximumStep { get; init; }

    /// <summary>Gets how long a call rings before the dialer gives up, in whole seconds, at least 1.</summary>
    public int? MaximumRingingDurationSec { get; init; }

    /// <summary>Gets the abandon rate at which the dialer stops overdialing, as the tenant has it, 0 to 100.</summary>
    public double? AbandonRateCutoff { get; init; }

    /// <summary>Gets the threshold of the abandon rate, as the tenant has it, at least 0.</summary>
    public double? AbandonRateThreshold { get; init; }

    /// <summary>Gets whether the skill's abandon rate applies instead of the business unit's.</summary>
    public bool? OverrideBusinessUnitAbandonRate { get; init; }

    /// <summary>Gets how fast the dialer approaches its maximum, as the tenant writes it.</summary>
    public string? Aggressiveness { get; init; }

    /// <summary>Gets the time after the contact's first greeting at which a call counts as abandoned, in seconds, at least 0.</summary>
    public double? AbandonTimeoutSec { get; init; }

    /// <summary>Gets the path of the message that an abandoned contact hears; empty for none.</summary>
    public string? AbandonMessagePath { get; init; }

    /// <summary>Gets the mode of answering machine detection, 0 to 9.</summary>
    public int? AnsweringMachineMode { get; init; }

    /// <summary>Gets the maximum number of attempts per record, 1 to 300.</summary>
    public int? MaximumAttempts { get; init; }

    /// <summary>Gets the time between two attempts, in whole minutes, at least 0.</summary>
    public int? MinimumRetryMinutes { get; init; }

    /// <summary>
    /// Gets the windows of the schedule, such as <c>08:00-20:00</c>, by day in English or for every day under <c>Daily</c>.
    /// </summary>
    public IReadOnlyDictionary<string, string?> Schedule { get; init; } = new Dictionary<string, string?>();

    /// <summary>Gets further members by block.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, JsonElement>> Settings { get; init; }
        = new Dictionary<string, IReadOnlyDictionary<string, JsonElement>>();

    /// <summary>Gets the rules that the result is compared with. The default is <see cref="DialerRuleSet.UsTsr"/>.</summary>
    public DialerRuleSet RuleSet { get; init; } = DialerRuleSet.UsTsr;

    /// <summary>Gets why a setting that breaks the rules is written all the same; it is recorded.</summary>
    public string? Reason { get; init; }

    /// <summary>
    /// Gets the maximum number of further attempts per block when other clients change it at the same time, 0 to 1,000. The default is 3.
    /// </summary>
    public int ConflictRetryCount { get; init; } = 3;

    /// <summary>
    /// Gets a value indicating whether the caller's value replaces one that another client set, and, with <see cref="Reason"/>, whether a
    /// setting that breaks the rules is written.
    /// </summary>
    public bool Force { get; init; }

    /// <inheritdoc/>
    public override string ToString()
    {
        var texts = SkillDialerPlan.Of(this).Blocks.SelectMany(block => block.Changes).Select(change => change.ToString()).ToList();
        return texts.Count == 0 ? SkillMessages.NoChanges : string.Join(", ", texts);
    }
}
