namespace CxOne.Ivr;

/// <summary>A call to simulate and its expected course.</summary>
public sealed record IvrTestCase
{
    /// <summary>Gets the name of the test case.</summary>
    public string? Name { get; init; }

    /// <summary>Gets the id of the definition to which the test case applies; <see langword="null"/> for every definition.</summary>
    public string? IvrDefinitionId { get; init; }

    /// <summary>Gets the digits and words in order; <c>timeout</c> for silence.</summary>
    public required IReadOnlyList<string> Input { get; init; }

    /// <summary>Gets every node that the call must pass, including the first and the last.</summary>
    public IReadOnlyList<string>? ExpectPath { get; init; }

    /// <summary>Gets the node at which the call must end.</summary>
    public string? ExpectEnd { get; init; }

    /// <summary>Gets the nodes that may time out.</summary>
    public IReadOnlyList<string>? AllowTimeout { get; init; }

    /// <summary>Gets whether any node may time out.</summary>
    public bool AllowAnyTimeout { get; init; }

    internal bool HasExpectation => ExpectPath is not null || ExpectEnd is not null || AllowTimeout is not null || AllowAnyTimeout;
}
