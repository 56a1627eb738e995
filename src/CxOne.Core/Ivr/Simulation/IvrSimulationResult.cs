namespace CxOne.Ivr;

/// <summary>The result of a simulated call.</summary>
public sealed record IvrSimulationResult
{
    /// <summary>Gets the id of the definition.</summary>
    public required string IvrDefinitionId { get; init; }

    /// <summary>Gets the name of the test case, if it has one.</summary>
    public string? Name { get; init; }

    /// <summary>Gets the caller's input.</summary>
    public required IReadOnlyList<string> Input { get; init; }

    /// <summary>Gets the tenant's id of the simulation.</summary>
    public required string SimulationId { get; init; }

    /// <summary>Gets whether each step matched and every expectation was met.</summary>
    public required bool IsValid { get; init; }

    /// <summary>Gets the number of steps.</summary>
    public required int TotalSteps { get; init; }

    /// <summary>Gets the number of steps whose input matched a transition.</summary>
    public required int SuccessfulTransitions { get; init; }

    /// <summary>Gets the number of time-outs that the test case does not allow.</summary>
    public required int TimeoutViolations { get; init; }

    /// <summary>Gets the number of steps whose prompt could not be rendered.</summary>
    public required int TtsRenderErrors { get; init; }

    /// <summary>Gets the cost of the call, in voice units.</summary>
    public required double VoiceUnits { get; init; }

    /// <summary>Gets the steps.</summary>
    public required IReadOnlyList<IvrPathStep> PathTraversal { get; init; }

    /// <summary>Gets the time-outs, including those that are allowed.</summary>
    public required IReadOnlyList<IvrTimeoutEvent> TimeoutEvents { get; init; }

    /// <summary>Gets the expectations, and those that were not met.</summary>
    public required IvrExpectation Expectation { get; init; }

    /// <inheritdoc/>
    /// <remarks>When pwsh converts a hashtable to this type, it calls the method before any member is set.</remarks>
    public override string ToString()
        => $"{IvrDefinitionId} [{string.Join(' ', Input ?? [])}]: {(IsValid ? "valid" : Expectation?.ToString())}";
}
