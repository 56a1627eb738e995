namespace CxOne.Campaigns;

/// <summary>Specifies the historical rate that a simulated answer rate is compared with.</summary>
public enum AnswerWeighting
{
    /// <summary>The unweighted mean of the buckets' rates: every bucket has the same weight.</summary>
    Bucket,

    /// <summary>All answered over all attempted calls: every call has the same weight.</summary>
    Attempts,
}
