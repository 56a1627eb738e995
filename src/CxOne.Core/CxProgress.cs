namespace CxOne;

/// <summary>The progress of an operation.</summary>
/// <param name="Activity">The operation.</param>
/// <param name="Status">The current state.</param>
public sealed record CxProgress(string Activity, string Status)
{
    /// <summary>Gets the share that is complete, 0 to 100 percent; −1 if it is unknown.</summary>
    public int PercentComplete { get; init; } = -1;

    /// <summary>Gets the estimated time until the end, in seconds; −1 if it is unknown.</summary>
    public int SecondsRemaining { get; init; } = -1;

    /// <summary>Gets the number of objects that are processed, if the operation counts objects.</summary>
    public int? ItemsCompleted { get; init; }

    /// <summary>Gets the number of all objects, if the operation counts objects.</summary>
    public int? ItemsTotal { get; init; }

    /// <summary>Gets whether the operation has ended, so that its progress bar is removed.</summary>
    public bool IsCompleted { get; init; }
}
