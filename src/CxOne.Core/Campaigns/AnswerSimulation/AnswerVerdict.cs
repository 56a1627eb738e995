namespace CxOne.Campaigns;

/// <summary>What can be said of a simulated answer rate against the history.</summary>
public enum AnswerVerdict
{
    /// <summary>The variance that decides is at most the threshold.</summary>
    Pass,

    /// <summary>The variance that decides is above the threshold.</summary>
    Fail,

    /// <summary>
    /// Too few calls to tell: half the width of the pooled rate's 95 % interval, relative to that rate, is more than the threshold, and the
    /// interval holds rates that would pass as well as rates that would fail.
    /// </summary>
    Inconclusive,
}
