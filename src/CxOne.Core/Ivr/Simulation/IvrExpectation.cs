namespace CxOne.Ivr;

/// <summary>The expected course of a simulated call, and whether the call took it.</summary>
public sealed record IvrExpectation
{
    /// <summary>Gets the name of the test case.</summary>
    public string? Name { get; init; }

    /// <summary>Gets the nodes that the call must pass, in order.</summary>
    public IReadOnlyList<string>? ExpectPath { get; init; }

    /// <summary>Gets the node at which the call must end.</summary>
    public string? ExpectEnd { get; init; }

    /// <summary>Gets the nodes that may time out; <c>*</c> for any node.</summary>
    public IReadOnlyList<string>? AllowTimeout { get; init; }

    /// <summary>Gets the nodes that the call passed, in order.</summary>
    public required IReadOnlyList<string> ActualPath { get; init; }

    /// <summary>Gets whether the call met every expectation.</summary>
    public bool IsMet => Failures.Count == 0;

    /// <summary>Gets the expectations that were not met, one sentence each.</summary>
    public required IReadOnlyList<string> Failures { get; init; }

    /// <inheritdoc/>
    public override string ToString() => IsMet ? "met" : string.Join(" ", Failures);
}
