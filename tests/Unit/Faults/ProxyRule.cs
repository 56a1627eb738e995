namespace CxOne.Tests.Faults;

/// <summary>Which answers a <see cref="FaultProxy"/> spoils, and how.</summary>
/// <param name="Matches">Returns whether method and path of a request match.</param>
/// <param name="Act">Sends the answer, or none.</param>
internal sealed record ProxyRule(Func<string, string, bool> Matches, Func<SpoiledExchange, Task<ConnectionEnd>> Act)
{
    /// <summary>Number of matching requests that pass first.</summary>
    public int Skip { get; init; }

    /// <summary>Number of matching requests that are spoiled.</summary>
    public int Count { get; init; } = 1;

    /// <summary>Whether the connection is reset before a byte of the request is read.</summary>
    public bool LeavesRequestUnread { get; init; }
}
