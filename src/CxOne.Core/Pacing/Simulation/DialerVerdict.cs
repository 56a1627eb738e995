namespace CxOne.Pacing;

/// <summary>The comparison of an abandonment rate with its limit.</summary>
public enum DialerVerdict
{
    /// <summary>The one-sided 95 % upper bound is at or below the limit.</summary>
    Compliant,

    /// <summary>The one-sided 95 % lower bound is above the limit.</summary>
    NotCompliant,

    /// <summary>The limit lies between the bounds. More days may decide it.</summary>
    Inconclusive,
}
