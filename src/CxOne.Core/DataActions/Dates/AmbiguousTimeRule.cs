namespace CxOne.DataActions;

/// <summary>
/// What becomes of a local time that the clocks showed twice. Example: on 2024-11-03 the clocks of New York went from 02:00 back to
/// 01:00, so 01:30 was at 05:30 UTC and again at 06:30 UTC.
/// </summary>
public enum AmbiguousTimeRule
{
    /// <summary>The first of the two instants: 01:30 −04:00.</summary>
    Earlier,

    /// <summary>The second of the two instants: 01:30 −05:00.</summary>
    Later,

    /// <summary>Refused with the error <c>LocalTimeAmbiguous</c>.</summary>
    Error,
}
