namespace CxOne.Ivr;

/// <summary>A state of a job and when it was first seen.</summary>
/// <param name="JobId">The job.</param>
/// <param name="Status">The state.</param>
/// <param name="SeenAt">When a poll first showed it.</param>
public sealed record IvrStateChange(string JobId, string Status, DateTimeOffset SeenAt)
{
    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{Status} at {SeenAt:HH:mm:ss.fff}");
}
