using CxOne.Studio.Calls;

namespace CxOne.Studio.Simulation;

/// <summary>How far exploration goes.</summary>
public sealed record ScriptExploreOptions
{
    /// <summary>Gets the inputs that are tried wherever the script waits. The default is 0 to 9, *, # and silence.</summary>
    public IReadOnlyList<CallerInput> Keys { get; init; } =
        [.. "0123456789*#".Select(key => CallerInput.Keys(key.ToString())), CallerInput.Timeout];

    /// <summary>Gets how many inputs of the caller a path has at most. The default is 6.</summary>
    public int Depth { get; init; } = 6;

    /// <summary>Gets how many different states are visited at most. The default is 50,000.</summary>
    public int MaxStates { get; init; } = 50_000;
}
