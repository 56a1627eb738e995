namespace CxOne.Ivr;

/// <summary>The report of one simulated call.</summary>
public sealed record IvrSimulationResult
{
    /// <summary>The definition.</summary>
    public required string IvrDefinitionId { get; init; }

    /// <summary>The test case's name, where it has one.</summary>
    public string? Name { get; init; }

    /// <summary>What was put in.</summary>
    public required IReadOnlyList<string> Input { get; init; }

    /// <summary>The tenant's id of the simulation.</summary>
    public required string SimulationId { get; init; }

    /// <summary>The call went as it must.</summary>
    public required bool IsValid { get; init; }

    /// <summary>Steps taken.</summary>
    public required int TotalSteps { get; init; }

    /// <summary>Steps that found their way (MATCH).</summary>
    public required int SuccessfulTransitions { get; init; }

    /// <summary>Time-outs that the test case does not allow.</summary>
    public required int TimeoutViolations { get; init; }

    /// <summary>Steps whose prompt could not be rendered.</summary>
    public required int TtsRenderErrors { get; init; }

    /// <summary>Voice units that the call costs.</summary>
    public required double VoiceUnits { get; init; }

    /// <summary>Every step.</summary>
    public required IReadOnlyList<IvrPathStep> PathTraversal { get; init; }

    /// <summary>Every time-out, allowed or not.</summary>
    public required IReadOnlyList<IvrTimeoutEvent> TimeoutEvents { get; init; }

    /// <summary>What was expected and what did not come so.</summary>
    public required IvrExpectation Expectation { get; init; }

    /// <inheritdoc/>
    /// <remarks>pwsh makes empty ones of hashtables, and asks them for their text before anybody can look at them.</remarks>
    public override string ToString()
        => $"{IvrDefinitionId} [{string.Join(' ', Input ?? [])}]: {(IsValid ? "valid" : Expectation?.ToString())}";
}
