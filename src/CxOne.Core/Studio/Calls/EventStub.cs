namespace CxOne.Studio.Calls;

/// <summary>An event that fires during the call.</summary>
public sealed record EventStub
{
    /// <summary>Gets the name of the event's action, such as <c>ONSIGNAL</c>.</summary>
    public required string Fire { get; init; }

    /// <summary>Gets the action (id or caption) after which it fires; <see langword="null"/> if it fires at a time.</summary>
    public string? AfterAction { get; init; }

    /// <summary>Gets the simulated seconds after which it fires, counted from the start of the call.</summary>
    public decimal? AfterSeconds { get; init; }

    /// <summary>Gets the parameters, which the script reads as SP1, SP2 and so on.</summary>
    public IReadOnlyList<string> Parameters { get; init; } = [];
}
