namespace CxOne.Tests.Faults;

/// <summary>One fault in the answer to a write.</summary>
/// <param name="Name">The stable name in the report.</param>
/// <param name="Cause">Modes of one cause take the same path through the module; the quick selection has one mode per cause.</param>
/// <param name="IsApplied">Whether the tenant applied the write.</param>
/// <param name="Act">Sends the answer.</param>
internal sealed record FaultMode(string Name, string Cause, bool IsApplied, Func<SpoiledExchange, Task<ConnectionEnd>> Act)
{
    /// <summary>Whether the connection is reset before a byte of the request is read.</summary>
    public bool LeavesRequestUnread { get; init; }

    /// <summary>The only correct claim, if the answer is unambiguous.</summary>
    public Claim? Requires { get; init; }

    /// <summary>Number of consecutive answers that are spoiled.</summary>
    public int Count { get; init; } = 1;

    /// <summary>The only method of writes that the mode applies to; <see langword="null"/> for every method.</summary>
    public string? OnlyFor { get; init; }

    /// <summary>An action of the user while the answer is outstanding.</summary>
    public Action<FaultBench>? Meanwhile { get; init; }

    /// <summary>Gets whether the user acts in the wait that follows the answer instead of before the answer arrives.</summary>
    public bool IsDuringWait { get; init; }

    /// <summary>Further rules that apply after the spoiled answer.</summary>
    public Func<IEnumerable<ProxyRule>>? Afterwards { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Name}, {(IsApplied ? "applied" : "not applied")}";
}
