namespace CxOne.Studio.Calls;

/// <summary>The outcome of an action that cannot run offline, or that a test wants to set.</summary>
public sealed record ActionStub
{
    /// <summary>Gets the id or the caption of the action.</summary>
    public required string Action { get; init; }

    /// <summary>Gets the exit that it takes; empty for Default.</summary>
    public string Branch { get; init; } = string.Empty;

    /// <summary>Gets the variables that it sets.</summary>
    public IReadOnlyDictionary<string, string> Set { get; init; } = System.Collections.ObjectModel.ReadOnlyDictionary<string, string>.Empty;
}
