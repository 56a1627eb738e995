namespace CxOne.Sandbox.Ivr;

/// <summary>A wait for input that ended without any. Times in seconds, the first one since the call began.</summary>
internal sealed record TimeoutEvent(string NodeId, decimal TriggeredAt, decimal ExpectedWait);
