namespace CxOne;

/// <summary>How far an operation is.</summary>
/// <param name="Activity">What is being done.</param>
/// <param name="Status">The state now.</param>
public sealed record CxProgress(string Activity, string Status)
{
    /// <summary>0 to 100, or −1 where unknown.</summary>
    public int PercentComplete { get; init; } = -1;

    /// <summary>Estimated seconds until the end, or −1 where unknown.</summary>
    public int SecondsRemaining { get; init; } = -1;

    /// <summary>The operation has ended and its bar can go.</summary>
    public bool IsCompleted { get; init; }
}
