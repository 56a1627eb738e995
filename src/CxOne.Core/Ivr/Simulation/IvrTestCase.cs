namespace CxOne.Ivr;

/// <summary>A call to simulate and what is expected of it.</summary>
public sealed record IvrTestCase
{
    /// <summary>Its name in the report.</summary>
    public string? Name { get; init; }

    /// <summary>The one definition that it is for; all of them where it is absent.</summary>
    public string? IvrDefinitionId { get; init; }

    /// <summary>Digits and words in order; <c>timeout</c> stands for silence.</summary>
    public required IReadOnlyList<string> Input { get; init; }

    /// <summary>Every node that the call must pass, the first and the last included.</summary>
    public IReadOnlyList<string>? ExpectPath { get; init; }

    /// <summary>The node that the call must end at.</summary>
    public string? ExpectEnd { get; init; }

    /// <summary>Nodes that may time out.</summary>
    public IReadOnlyList<string>? AllowTimeout { get; init; }

    /// <summary>Any node may time out.</summary>
    public bool AllowAnyTimeout { get; init; }

    internal bool HasExpectation => ExpectPath is not null || ExpectEnd is not null || AllowTimeout is not null || AllowAnyTimeout;
}
