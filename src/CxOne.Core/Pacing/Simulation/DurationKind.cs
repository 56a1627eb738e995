namespace CxOne.Pacing;

/// <summary>The shape of a random time.</summary>
public enum DurationKind
{
    /// <summary>Exponential.</summary>
    Exponential,

    /// <summary>Lognormal with a mean and a coefficient of variation.</summary>
    LogNormal,

    /// <summary>Always the same.</summary>
    Constant,

    /// <summary>Drawn with replacement from a sample.</summary>
    Empirical,
}
