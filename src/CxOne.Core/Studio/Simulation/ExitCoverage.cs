namespace CxOne.Studio.Simulation;

/// <summary>A wired exit, and whether a call took it.</summary>
/// <param name="Script">The script.</param>
/// <param name="ActionId">The id of the action.</param>
/// <param name="Caption">The caption of the action.</param>
/// <param name="Exit">The label; <c>Default</c> for Default.</param>
/// <param name="IsTaken">Whether a call took it.</param>
public sealed record ExitCoverage(string Script, int ActionId, string Caption, string Exit, bool IsTaken);
