namespace CxOne.Campaigns;

/// <summary>Which rate of the history a simulated answer rate is held against.</summary>
public enum AnswerWeighting
{
    /// <summary>The unweighted mean of the buckets' rates: every bucket counts the same.</summary>
    Bucket,

    /// <summary>All answered over all attempted calls: every call counts the same.</summary>
    Attempts,
}
