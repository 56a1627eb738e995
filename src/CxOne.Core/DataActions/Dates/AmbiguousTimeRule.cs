namespace CxOne.DataActions;

/// <summary>
/// How a local time that the clocks showed twice is resolved. Example: on 2024-11-03 the clocks of New York went back from 02:00 to
/// 01:00, so 01:30 occurs at 05:30 UTC and again at 06:30 UTC.
/// </summary>
public enum AmbiguousTimeRule
{
    /// <summary>The first of the two instants: 01:30 −04:00.</summary>
    Earlier,

    /// <summary>The second of the two instants: 01:30 −05:00.</summary>
    Later,

    /// <summary>The time is refused with the error <c>LocalTimeAmbiguous</c>.</summary>
    Error,
}
