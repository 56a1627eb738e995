using System.Globalization;

namespace CxOne.Pacing;

/// <summary>What a closed-form model says. A member that the model does not have is <see langword="null"/>; none is ever NaN.</summary>
public sealed record PacingResult
{
    /// <summary>The model.</summary>
    public required PacingModel Model { get; init; }

    /// <summary>Agents.</summary>
    public required int Agents { get; init; }

    /// <summary>Constant lines (Engset).</summary>
    public int? Lines { get; init; }

    /// <summary>Offered load in erlangs.</summary>
    public double? OfferedLoad { get; init; }

    /// <summary>Share of calls that find no agent and are lost at once, 0–1.</summary>
    public double? BlockingProbability { get; init; }

    /// <summary>Share of calls that find no agent free when they come, 0–1.</summary>
    public double? WaitProbability { get; init; }

    /// <summary>
    /// Mean wait of all calls, those that do not wait and those that give up included, seconds; infinite where the queue grows without end.
    /// </summary>
    public double? AverageWaitSec { get; init; }

    /// <summary>Mean wait of the calls that reach an agent, seconds.</summary>
    public double? AverageWaitServedSec { get; init; }

    /// <summary>Mean number of waiting calls; infinite where the queue grows without end.</summary>
    public double? QueueLength { get; init; }

    /// <summary>The T of the service levels, seconds.</summary>
    public double? TargetSec { get; init; }

    /// <summary>Calls served within T ÷ calls offered, 0–1.</summary>
    public double? ServiceLevel { get; init; }

    /// <summary>Calls served within T ÷ (calls offered − calls that gave up within T), 0–1.</summary>
    public double? ServiceLevelExcludingShortAbandons { get; init; }

    /// <summary>Share of calls that wait longer than T, whether they are served later or give up later, 0–1.</summary>
    public double? WaitBeyondTargetProbability { get; init; }

    /// <summary>Share of calls that are never served, 0–1.</summary>
    public double? AbandonmentRate { get; init; }

    /// <summary>Share of their time that agents are busy, 0–1.</summary>
    public double? Utilization { get; init; }

    /// <summary>Calls that ask for an agent, an hour; with Engset the live answered ones.</summary>
    public double? CallsPerHour { get; init; }

    /// <summary>Dialled numbers an hour (Engset).</summary>
    public double? DialsPerHour { get; init; }

    /// <summary>The queue has a steady state.</summary>
    public bool IsStable { get; init; } = true;

    /// <summary>The four figures of the heuristic.</summary>
    public PacingHeuristicResult? Heuristic { get; init; }

    /// <summary>What the reader has to know, in whole sentences.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Gets the share of calls that are lost, 0–1: those that are given up, or that find no agent where there is no queue.</summary>
    public double? LostRate => AbandonmentRate ?? BlockingProbability;

    /// <summary>Gets what matters most about the model in a few words, for example "95.20 % in 20 s".</summary>
    public string Summary => this switch
    {
        { IsStable: false } => "unstable",
        { Lines: { } lines } => string.Create(CultureInfo.InvariantCulture, $"{lines} lines, {CallsPerHour:0.#} calls/h"),
        { ServiceLevel: { } level, TargetSec: { } target } => string.Create(CultureInfo.InvariantCulture, $"{100 * level:0.00} % in {target:0.##} s"),
        { CallsPerHour: { } calls } => string.Create(CultureInfo.InvariantCulture, $"{calls:0.#} calls/h"),
        _ => "",
    };

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{Model}, {Agents} agents, {OfferedLoad:0.###} erlangs");
}
