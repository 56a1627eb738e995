namespace CxOne.Ivr;

/// <summary>
/// The record of a simulated call in the audit log: its input, the expectations and the actual course.
/// </summary>
internal sealed record IvrSimulationAudit
{
    public required string IvrDefinitionId { get; init; }

    public string? Name { get; init; }

    public required IReadOnlyList<string> Input { get; init; }

    public required string SimulationId { get; init; }

    public bool IsValid { get; init; }

    public IReadOnlyList<string>? ExpectPath { get; init; }

    public string? ExpectEnd { get; init; }

    public IReadOnlyList<string>? AllowTimeout { get; init; }

    public required IReadOnlyList<string> ActualPath { get; init; }

    public IReadOnlyList<string>? TimedOut { get; init; }

    public int TtsRenderErrors { get; init; }

    public IReadOnlyList<string>? Failures { get; init; }

    public static IvrSimulationAudit Of(IvrSimulationResult simulation) => new()
    {
        IvrDefinitionId = simulation.IvrDefinitionId,
        Name = simulation.Name,
        Input = simulation.Input,
        SimulationId = simulation.SimulationId,
        IsValid = simulation.IsValid,
        ExpectPath = simulation.Expectation.ExpectPath,
        ExpectEnd = simulation.Expectation.ExpectEnd,
        AllowTimeout = simulation.Expectation.AllowTimeout,
        ActualPath = simulation.Expectation.ActualPath,
        TimedOut = simulation.TimeoutEvents.Count == 0 ? null : [.. simulation.TimeoutEvents.Select(timeout => timeout.NodeId)],
        TtsRenderErrors = simulation.TtsRenderErrors,
        Failures = simulation.Expectation.Failures.Count == 0 ? null : simulation.Expectation.Failures,
    };
}
