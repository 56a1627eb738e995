namespace CxOne.Sandbox.Ivr;

/// <summary>The instant at which a job enters a state.</summary>
internal sealed record JobPhase(string Status, DateTimeOffset At);
