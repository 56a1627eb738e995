namespace CxOne.Tests.Faults;

/// <summary>One way in which the answer to a write is spoiled.</summary>
/// <param name="Name">Stable; a line of the report begins with it.</param>
/// <param name="Cause">Modes of one cause take the same path through the module; the quick selection has one of each.</param>
/// <param name="IsApplied">The tenant carried the write out.</param>
/// <param name="Act">Writes the answer.</param>
internal sealed record FaultMode(string Name, string Cause, bool IsApplied, Func<SpoiledExchange, Task<ConnectionEnd>> Act)
{
    /// <summary>The connection is reset before a byte of the request is read.</summary>
    public bool LeavesRequestUnread { get; init; }

    /// <summary>The only claim that is right, where the answer leaves no doubt.</summary>
    public Claim? Requires { get; init; }

    /// <summary>How many answers in a row are spoiled.</summary>
    public int Count { get; init; } = 1;

    /// <summary>Only writes with this method can meet it.</summary>
    public string? OnlyFor { get; init; }

    /// <summary>What happens besides while the answer is on its way.</summary>
    public Action<FaultBench>? Meanwhile { get; init; }

    /// <summary>What else is spoiled from then on.</summary>
    public Func<IEnumerable<ProxyRule>>? Afterwards { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Name}, {(IsApplied ? "applied" : "not applied")}";
}
