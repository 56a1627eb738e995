using System.Globalization;

namespace CxOne.Pacing;

/// <summary>The evaluation of a closed-form model. Values that the model does not define are <see langword="null"/>; none is NaN.</summary>
public sealed record PacingResult
{
    /// <summary>Gets the model.</summary>
    public required PacingModel Model { get; init; }

    /// <summary>Gets the number of agents.</summary>
    public required int Agents { get; init; }

    /// <summary>Gets the constant number of lines (Engset).</summary>
    public int? Lines { get; init; }

    /// <summary>Gets the offered load in erlangs.</summary>
    public double? OfferedLoad { get; init; }

    /// <summary>Gets the share of calls that find no free agent and are lost at once, from 0 to 1.</summary>
    public double? BlockingProbability { get; init; }

    /// <summary>Gets the share of calls that find no free agent on arrival, from 0 to 1.</summary>
    public double? WaitProbability { get; init; }

    /// <summary>
    /// Gets the mean wait of all calls in seconds, including those that do not wait and those that give up; infinite if the queue is
    /// unstable.
    /// </summary>
    public double? AverageWaitSec { get; init; }

    /// <summary>Gets the mean wait in seconds of the calls that reach an agent.</summary>
    public double? AverageWaitServedSec { get; init; }

    /// <summary>Gets the mean number of waiting calls; infinite if the queue is unstable.</summary>
    public double? QueueLength { get; init; }

    /// <summary>Gets the time T of the service levels in seconds.</summary>
    public double? TargetSec { get; init; }

    /// <summary>Gets calls served within T ÷ calls offered, from 0 to 1.</summary>
    public double? ServiceLevel { get; init; }

    /// <summary>Gets calls served within T ÷ (calls offered − calls that gave up within T), from 0 to 1.</summary>
    public double? ServiceLevelExcludingShortAbandons { get; init; }

    /// <summary>Gets the share of calls that wait longer than T and are then served or give up, from 0 to 1.</summary>
    public double? WaitBeyondTargetProbability { get; init; }

    /// <summary>Gets the share of calls that are never served, from 0 to 1.</summary>
    public double? AbandonmentRate { get; init; }

    /// <summary>Gets the share of time in which agents are busy, from 0 to 1.</summary>
    public double? Utilization { get; init; }

    /// <summary>Gets the number of calls per hour that need an agent; with Engset the calls that a person answers.</summary>
    public double? CallsPerHour { get; init; }

    /// <summary>Gets the number of dialled numbers per hour (Engset).</summary>
    public double? DialsPerHour { get; init; }

    /// <summary>Gets a value indicating whether the queue has a steady state.</summary>
    public bool IsStable { get; init; } = true;

    /// <summary>Gets the four figures of the heuristic.</summary>
    public PacingHeuristicResult? Heuristic { get; init; }

    /// <summary>Gets the limitations of the result, one sentence each.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Gets the share of lost calls, from 0 to 1: abandoned calls, or blocked calls in a model without a queue.</summary>
    public double? LostRate => AbandonmentRate ?? BlockingProbability;

    /// <summary>Gets the main result of the model in a few words, for example "95.20 % in 20 s".</summary>
    public string Summary => this switch
    {
        { IsStable: false } => "unstable",
        { Lines: { } lines } => string.Create(CultureInfo.InvariantCulture, $"{lines} lines, {CallsPerHour:0.#} calls/h"),
        { ServiceLevel: { } level, TargetSec: { } target }
            => string.Create(CultureInfo.InvariantCulture, $"{100 * level:0.00} % in {target:0.##} s"),
        { CallsPerHour: { } calls } => string.Create(CultureInfo.InvariantCulture, $"{calls:0.#} calls/h"),
        _ => "",
    };

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{Model}, {Agents} agents, {OfferedLoad:0.###} erlangs");
}
