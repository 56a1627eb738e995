namespace CxOne.Studio.Calls;

/// <summary>The outcome of a subscript that is not run.</summary>
public sealed record SubscriptStub
{
    /// <summary>Gets the value that it returns.</summary>
    public string Return { get; init; } = string.Empty;

    /// <summary>Gets the <c>global:</c> variables that it sets.</summary>
    public IReadOnlyDictionary<string, string> Set { get; init; } = System.Collections.ObjectModel.ReadOnlyDictionary<string, string>.Empty;

    /// <summary>Gets whether it fails, so that RUNSUB is left by its exit Error.</summary>
    public bool IsError { get; init; }
}
