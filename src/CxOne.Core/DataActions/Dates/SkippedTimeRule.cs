namespace CxOne.DataActions;

/// <summary>
/// How a local time that the clocks skipped is resolved. Example: on 2024-03-10 the clocks of New York went forward from 02:00 to 03:00,
/// so 02:30 does not exist.
/// </summary>
public enum SkippedTimeRule
{
    /// <summary>
    /// Moved forward by the length of the gap: 02:30 becomes 03:30 (−04:00), the instant that the offset before the gap gives.
    /// </summary>
    Forward,

    /// <summary>
    /// Moved back by the length of the gap: 02:30 becomes 01:30 (−05:00), the instant that the offset after the gap gives.
    /// </summary>
    Backward,

    /// <summary>The time is refused with the error <c>LocalTimeSkipped</c>.</summary>
    Error,
}
