namespace CxOne.Studio.Simulation;

/// <summary>An action that ran in a simulated call.</summary>
/// <param name="Script">The script.</param>
/// <param name="ActionId">The id of the action.</param>
/// <param name="Type">The type of the action.</param>
/// <param name="Caption">The caption.</param>
/// <param name="Exit">The exit that was taken; empty at the end of the call.</param>
/// <param name="Input">What the caller did here; empty if nothing was asked for.</param>
/// <param name="Seconds">The simulated seconds since the start of the call when the action began.</param>
public sealed record ScriptStep(string Script, int ActionId, string Type, string Caption, string Exit, string Input, decimal Seconds)
{
    /// <inheritdoc/>
    public override string ToString()
        => $"{ActionId} {Type} '{Caption}'{(Input.Length > 0 ? $" [{Input}]" : null)}{(Exit.Length > 0 ? $" → {Exit}" : null)}";
}
