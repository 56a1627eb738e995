namespace CxOne.Campaigns;

/// <summary>Specifies how a simulated answer rate compares with the call history.</summary>
public enum AnswerVerdict
{
    /// <summary>The deciding variance is at most the threshold.</summary>
    Pass,

    /// <summary>The deciding variance is above the threshold.</summary>
    Fail,

    /// <summary>
    /// Too few calls for a verdict: half the width of the 95 % interval of the pooled rate, relative to that rate, is more than the
    /// threshold, and the interval contains rates that would pass and rates that would fail.
    /// </summary>
    Inconclusive,
}
