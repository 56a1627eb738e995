namespace CxOne.Tests.Faults;

/// <summary>Which answers a <see cref="FaultProxy"/> spoils, and how.</summary>
/// <param name="Matches">By method and path.</param>
/// <param name="Act">Writes the answer, or none.</param>
internal sealed record ProxyRule(Func<string, string, bool> Matches, Func<SpoiledExchange, Task<ConnectionEnd>> Act)
{
    /// <summary>Matching requests that pass first.</summary>
    public int Skip { get; init; }

    /// <summary>Matching requests that are spoiled.</summary>
    public int Count { get; init; } = 1;

    /// <summary>The connection is reset before a byte of the request is read.</summary>
    public bool LeavesRequestUnread { get; init; }
}
