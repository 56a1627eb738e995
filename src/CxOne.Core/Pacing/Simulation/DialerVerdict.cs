namespace CxOne.Pacing;

/// <summary>What can be said of the abandonment rate against its limit.</summary>
public enum DialerVerdict
{
    /// <summary>The one-sided 95 % upper bound is at or below the limit.</summary>
    Compliant,

    /// <summary>The one-sided 95 % lower bound is above the limit.</summary>
    NotCompliant,

    /// <summary>Neither: more days would tell.</summary>
    Inconclusive,
}
