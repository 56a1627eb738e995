namespace CxOne.Sandbox.Ivr;

/// <summary>What a walk through a definition gave.</summary>
internal sealed record IvrSimulation(
    IReadOnlyList<SimulationStep> Steps,
    IReadOnlyList<TimeoutEvent> TimeoutEvents,
    IReadOnlyList<string> Voices,
    int UnitsConsumed);
