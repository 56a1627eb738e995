namespace CxOne.Studio.Simulation;

/// <summary>The script waits for the caller.</summary>
/// <param name="Step">The action that waits.</param>
/// <param name="Prompts">What the caller heard since the last request.</param>
/// <param name="Labels">The keys that lead somewhere.</param>
public sealed record ScriptInputRequest(ScriptStep Step, IReadOnlyList<string> Prompts, IReadOnlyList<string> Labels);
