using CxOne.Errors;

namespace CxOne.Pacing;

/// <summary>The inputs of a closed-form model. Times are in seconds, rates are ratios from 0 to 1.</summary>
public sealed record PacingRequest
{
    /// <summary>The highest number of agents or lines of a request.</summary>
    public const int MaximumAgents = 1_000_000;

    /// <summary>The highest offered load in erlangs.</summary>
    public const double MaximumLoad = 10_000_000;

    /// <summary>Gets the model. It decides which of the other members are required.</summary>
    public required PacingModel Model { get; init; }

    /// <summary>Gets the number of agents, from 1 to 1,000,000; <see langword="null"/> in a search for agents.</summary>
    public int? Agents { get; init; }

    /// <summary>
    /// Gets the offered load in erlangs (arrival rate × handle time), greater than 0. Excludes <see cref="CallsPerHour"/>.
    /// </summary>
    public double? OfferedLoad { get; init; }

    /// <summary>Gets the number of calls per hour that need an agent, greater than 0. Requires <see cref="HandleTimeSec"/>.</summary>
    public double? CallsPerHour { get; init; }

    /// <summary>Gets the mean of talk and wrap-up together in seconds, greater than 0.</summary>
    public double? HandleTimeSec { get; init; }

    /// <summary>
    /// Gets the mean patience (<see cref="PacingModel.ErlangA"/>) or the exact patience (<see cref="PacingModel.DropAfter"/>) in seconds,
    /// at least 0.
    /// </summary>
    public double? PatienceSec { get; init; }

    /// <summary>Gets the time in seconds within which a call counts for the service level, at least 0.</summary>
    public double? TargetSec { get; init; }

    /// <summary>
    /// Gets the constant number of lines (<see cref="PacingModel.Engset"/>), from 1 to 1,000,000; <see langword="null"/> in a search for a
    /// load.
    /// </summary>
    public int? Lines { get; init; }

    /// <summary>Gets the share of dialled numbers that a person answers, greater than 0 and at most 1.</summary>
    public double? AnswerRate { get; init; }

    /// <summary>Gets the mean ring time of an answered number in seconds, at least 0.</summary>
    public double? RingAnsweredSec { get; init; }

    /// <summary>Gets the mean ring time of an unanswered number in seconds, at least 0.</summary>
    public double? RingUnansweredSec { get; init; }

    /// <summary>Gets the intended abandonment rate (<see cref="PacingModel.Heuristic"/>), from 0 to 1.</summary>
    public double? TargetAbandonment { get; init; }

    /// <summary>The load in erlangs, from either of its two inputs.</summary>
    internal double Load => OfferedLoad ?? (CallsPerHour!.Value * HandleTimeSec!.Value / 3600);

    /// <summary>Mean time in seconds between two live answers of one free line: all unanswered rings and the answered one.</summary>
    internal double RingCycleSec => ((1 - AnswerRate!.Value) / AnswerRate.Value * (RingUnansweredSec ?? 0)) + RingAnsweredSec!.Value;

    /// <exception cref="CxValidationException">An input is invalid. The exception lists all violations.</exception>
    internal void Validate(PacingUnknown unknown, PacingGoal? goal = null)
    {
        List<string> violations = [];
        if (!Enum.IsDefined(Model))
        {
            throw new CxValidationException([PacingMessages.UnknownModel((int)Model)]);
        }

        var isQueue = Model is PacingModel.ErlangB or PacingModel.ErlangC or PacingModel.ErlangA or PacingModel.DropAfter;
        var hasPatience = Model is PacingModel.ErlangA or PacingModel.DropAfter;
        var hasTarget = hasPatience || Model == PacingModel.ErlangC;

        Agree(nameof(Agents), Agents is not null, unknown != PacingUnknown.Agents, unknown != PacingUnknown.Agents);
        Agree(
            nameof(Lines),
            Lines is not null,
            Model == PacingModel.Engset && unknown != PacingUnknown.Load,
            Model == PacingModel.Engset && unknown != PacingUnknown.Load);
        var needsLoad = isQueue && unknown != PacingUnknown.Load;
        Agree(nameof(OfferedLoad), OfferedLoad is not null, needsLoad, false);
        Agree(nameof(CallsPerHour), CallsPerHour is not null, needsLoad, false);
        if (needsLoad && OfferedLoad is null && CallsPerHour is null)
        {
            violations.Add(PacingMessages.LoadRequired(Model));
        }
        else if (OfferedLoad is not null && CallsPerHour is not null)
        {
            violations.Add(PacingMessages.LoadGivenTwice);
        }

        var needsHandle = hasPatience
            || !isQueue
            || CallsPerHour is not null
            || (Model == PacingModel.ErlangC && (TargetSec is not null || goal?.ServiceLevel is not null));
        Agree(nameof(HandleTimeSec), HandleTimeSec is not null, true, needsHandle);
        Agree(nameof(PatienceSec), PatienceSec is not null, hasPatience, hasPatience);
        Agree(nameof(TargetSec), TargetSec is not null, hasTarget, goal?.ServiceLevel is not null);
        Agree(nameof(AnswerRate), AnswerRate is not null, !isQueue, !isQueue);
        Agree(nameof(RingAnsweredSec), RingAnsweredSec is not null, Model == PacingModel.Engset, Model == PacingModel.Engset);
        Agree(
            nameof(RingUnansweredSec),
            RingUnansweredSec is not null,
            Model == PacingModel.Engset,
            Model == PacingModel.Engset && AnswerRate is < 1);
        Agree(nameof(TargetAbandonment), TargetAbandonment is not null, Model == PacingModel.Heuristic, Model == PacingModel.Heuristic);

        violations.Range(nameof(Agents), Agents, 1, MaximumAgents);
        violations.Range(nameof(Lines), Lines, 1, MaximumAgents);
        violations.RangeAbove(nameof(OfferedLoad), OfferedLoad, 0, MaximumLoad);
        violations.RangeAbove(nameof(CallsPerHour), CallsPerHour, 0, 1e12);
        violations.RangeAbove(nameof(HandleTimeSec), HandleTimeSec, 0, 1e6);
        violations.Range(nameof(PatienceSec), PatienceSec, 0, 1e6);
        violations.Range(nameof(TargetSec), TargetSec, 0, 1e6);
        violations.RangeAbove(nameof(AnswerRate), AnswerRate, 0, 1, "For 35 % write 0.35.");
        violations.Range(nameof(RingAnsweredSec), RingAnsweredSec, 0, 1e6);
        violations.Range(nameof(RingUnansweredSec), RingUnansweredSec, 0, 1e6);
        violations.Range(nameof(TargetAbandonment), TargetAbandonment, 0, 1);
        if (violations.Count == 0 && Model == PacingModel.Engset && RingCycleSec <= 0)
        {
            violations.Add(PacingMessages.RingWithoutTime);
        }

        if (violations.Count == 0 && needsLoad)
        {
            violations.RangeAbove("The offered load in erlangs", Load, 0, MaximumLoad);
        }

        goal?.Validate(Model, unknown, violations);
        if (violations.Count == 0
            && goal is { ServiceLevel: not null, ServiceLevelBasis: ServiceLevelBasis.ExcludingShortAbandons }
            && TargetSec >= PatienceSec
            && (Model == PacingModel.DropAfter || PatienceSec == 0))
        {
            violations.Add(PacingMessages.TargetNotBelowPatience(TargetSec!.Value, PatienceSec!.Value));
        }

        CxValidationException.ThrowIfAny(violations, Model.ToString());

        bool IsCalculated(string name) => unknown switch
        {
            PacingUnknown.Agents => name == nameof(Agents),
            PacingUnknown.Load => isQueue ? name is nameof(OfferedLoad) or nameof(CallsPerHour) : name == nameof(Lines),
            _ => false,
        };

        void Agree(string name, bool isGiven, bool isAllowed, bool isNeeded)
        {
            if (isGiven && !isAllowed)
            {
                violations.Add(IsCalculated(name) ? PacingMessages.Calculated(name, unknown) : PacingMessages.NotOfModel(name, Model));
            }
            else if (!isGiven && isNeeded)
            {
                violations.Add(PacingMessages.RequiredByModel(name, Model));
            }
        }
    }
}

/// <summary>The input that a search calculates.</summary>
internal enum PacingUnknown
{
    None,
    Agents,
    Load,
}
