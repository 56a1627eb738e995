namespace CxOne.Sandbox.Ivr;

/// <summary>One input and where it led.</summary>
internal sealed record SimulationStep(string NodeId, string Input, string Status, string? NextNodeId, bool HasRenderError);
