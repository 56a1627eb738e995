using CxOne.Studio.Graph;

namespace CxOne.Studio.Simulation.Engine;

/// <summary>An action that ran, linked to the one before: calls that fork share what they have in common.</summary>
internal sealed record TakenStep(TakenStep? Before, ScriptProgram Program, ScriptNode Node, decimal Seconds)
{
    /// <summary>The exit that was taken; <see langword="null"/> while the action runs, and at the end.</summary>
    public string? Exit { get; init; }

    /// <summary>What the caller did here.</summary>
    public string? Input { get; init; }
}

/// <summary>A prompt that the caller heard, linked to the one before.</summary>
internal sealed record HeardPrompt(HeardPrompt? Before, string Text);
