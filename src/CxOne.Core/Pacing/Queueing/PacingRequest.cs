using System.Globalization;
using CxOne.Errors;

namespace CxOne.Pacing;

/// <summary>What a closed-form model is asked. Times in seconds, rates as ratios 0–1.</summary>
public sealed record PacingRequest
{
    /// <summary>Most agents or lines that a request may name.</summary>
    public const int MaximumAgents = 1_000_000;

    /// <summary>Greatest offered load, erlangs.</summary>
    public const double MaximumLoad = 10_000_000;

    /// <summary>The model.</summary>
    public required PacingModel Model { get; init; }

    /// <summary>Agents, 1 to 1,000,000. Left out where they are looked for.</summary>
    public int? Agents { get; init; }

    /// <summary>Offered load in erlangs (arrival rate × handle time), above 0; instead of <see cref="CallsPerHour"/>.</summary>
    public double? OfferedLoad { get; init; }

    /// <summary>Calls that ask for an agent, an hour, above 0; needs <see cref="HandleTimeSec"/>.</summary>
    public double? CallsPerHour { get; init; }

    /// <summary>Mean of talk and wrap together, seconds, above 0.</summary>
    public double? HandleTimeSec { get; init; }

    /// <summary>
    /// Mean patience (<see cref="PacingModel.ErlangA"/>) or exact patience (<see cref="PacingModel.DropAfter"/>), seconds, at least 0.
    /// </summary>
    public double? PatienceSec { get; init; }

    /// <summary>The T of the service level, seconds, at least 0.</summary>
    public double? TargetSec { get; init; }

    /// <summary>Constant lines (<see cref="PacingModel.Engset"/>), 1 to 1,000,000. Left out where they are looked for.</summary>
    public int? Lines { get; init; }

    /// <summary>Share of dialled numbers that a person answers, above 0 to 1.</summary>
    public double? AnswerRate { get; init; }

    /// <summary>Mean ring of an answered number, seconds, at least 0.</summary>
    public double? RingAnsweredSec { get; init; }

    /// <summary>Mean ring of an unanswered number, seconds, at least 0.</summary>
    public double? RingUnansweredSec { get; init; }

    /// <summary>Wanted abandonment (<see cref="PacingModel.Heuristic"/>), 0 to 1.</summary>
    public double? TargetAbandonment { get; init; }

    /// <summary>The load in erlangs, however it was given.</summary>
    internal double Load => OfferedLoad ?? (CallsPerHour!.Value * HandleTimeSec!.Value / 3600);

    /// <summary>Mean time between two live answers of one free line, seconds: unanswered rings and the answered one.</summary>
    internal double RingCycleSec => ((1 - AnswerRate!.Value) / AnswerRate.Value * (RingUnansweredSec ?? 0)) + RingAnsweredSec!.Value;

    /// <exception cref="CxValidationException">Something breaks a rule; all violations together.</exception>
    internal void Validate(PacingUnknown unknown, PacingGoal? goal = null)
    {
        List<string> violations = [];
        if (!Enum.IsDefined(Model))
        {
            throw new CxValidationException([$"Model {(int)Model} is not known."]);
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
        var asksLoad = isQueue && unknown != PacingUnknown.Load;
        Agree(nameof(OfferedLoad), OfferedLoad is not null, asksLoad, false);
        Agree(nameof(CallsPerHour), CallsPerHour is not null, asksLoad, false);
        if (asksLoad && OfferedLoad is null && CallsPerHour is null)
        {
            violations.Add($"{Model} needs OfferedLoad, or CallsPerHour and HandleTimeSec.");
        }
        else if (OfferedLoad is not null && CallsPerHour is not null)
        {
            violations.Add("OfferedLoad and CallsPerHour say the same thing; give one of them.");
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
            violations.Add("RingAnsweredSec and RingUnansweredSec are both 0; a line that redials at once would dial without end.");
        }

        if (violations.Count == 0 && asksLoad)
        {
            violations.RangeAbove("The offered load in erlangs", Load, 0, MaximumLoad);
        }

        goal?.Validate(Model, unknown, violations);
        if (violations.Count == 0
            && goal is { ServiceLevel: not null, ServiceLevelBasis: ServiceLevelBasis.ExcludingShortAbandons }
            && TargetSec >= PatienceSec
            && (Model == PacingModel.DropAfter || PatienceSec == 0))
        {
            violations.Add(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"TargetSec {TargetSec} is not below PatienceSec {PatienceSec}: every call that is not dropped is served within the "
                        + $"target, so that ServiceLevelBasis ExcludingShortAbandons is 1 for any agents and any "
                        + $"load. Ask for MaxAbandonment, or take Offered."));
        }

        CxValidationException.ThrowIfAny(violations, Model.ToString());

        void Agree(string name, bool isGiven, bool isAllowed, bool isNeeded)
        {
            if (isGiven && !isAllowed)
            {
                violations.Add(
                    unknown == PacingUnknown.None
                        || (name != nameof(Agents) && name != nameof(Lines) && name != nameof(OfferedLoad) && name != nameof(CallsPerHour))
                        ? $"{name} does not belong to {Model}."
                        : $"{name} cannot be given here: it is what is looked for, or depends on it.");
            }
            else if (!isGiven && isNeeded)
            {
                violations.Add($"{Model} needs {name}.");
            }
        }
    }
}
