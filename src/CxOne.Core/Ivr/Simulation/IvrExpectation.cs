namespace CxOne.Ivr;

/// <summary>What was expected of a simulated call and whether it came so.</summary>
public sealed record IvrExpectation
{
    /// <summary>The test case's name.</summary>
    public string? Name { get; init; }

    /// <summary>The nodes that the call must pass.</summary>
    public IReadOnlyList<string>? ExpectPath { get; init; }

    /// <summary>The node that it must end at.</summary>
    public string? ExpectEnd { get; init; }

    /// <summary>Nodes that may time out; <c>*</c> stands for any.</summary>
    public IReadOnlyList<string>? AllowTimeout { get; init; }

    /// <summary>The nodes that the call passed.</summary>
    public required IReadOnlyList<string> ActualPath { get; init; }

    /// <summary>Everything came as expected.</summary>
    public bool IsMet => Failures.Count == 0;

    /// <summary>What did not, each a sentence.</summary>
    public required IReadOnlyList<string> Failures { get; init; }

    /// <inheritdoc/>
    public override string ToString() => IsMet ? "met" : string.Join(" ", Failures);
}
