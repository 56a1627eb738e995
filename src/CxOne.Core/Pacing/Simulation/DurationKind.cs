namespace CxOne.Pacing;

/// <summary>The shape of the distribution of a duration.</summary>
public enum DurationKind
{
    /// <summary>Exponential: the coefficient of variation is 1.</summary>
    Exponential,

    /// <summary>Lognormal with a mean and a coefficient of variation.</summary>
    LogNormal,

    /// <summary>Constant.</summary>
    Constant,

    /// <summary>Drawn with replacement from a sample.</summary>
    Empirical,
}
