namespace CxOne.Sandbox.Ivr;

/// <summary>The result of a simulated call.</summary>
internal sealed record IvrSimulation(
    IReadOnlyList<SimulationStep> Steps,
    IReadOnlyList<TimeoutEvent> TimeoutEvents,
    IReadOnlyList<string> Voices,
    int UnitsConsumed);

/// <summary>An input of a call and its next node.</summary>
internal sealed record SimulationStep(string NodeId, string Input, string Status, string? NextNodeId, bool HasRenderError);

/// <summary>A time-out at a node. Times are in seconds; <paramref name="TriggeredAt"/> counts from the start of the call.</summary>
internal sealed record TimeoutEvent(string NodeId, decimal TriggeredAt, decimal ExpectedWait);
