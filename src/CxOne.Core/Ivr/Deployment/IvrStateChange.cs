namespace CxOne.Ivr;

/// <summary>A state of a job and when a poll first returned it.</summary>
/// <param name="JobId">The id of the job.</param>
/// <param name="Status">The state.</param>
/// <param name="SeenAt">When a poll first returned the state.</param>
public sealed record IvrStateChange(string JobId, string Status, DateTimeOffset SeenAt)
{
    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{Status} at {SeenAt:HH:mm:ss.fff}");
}
