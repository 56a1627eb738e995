namespace CxOne.Dialer;

/// <summary>Specifies the distribution of all times of a simulated campaign that have no sample of their own.</summary>
public enum DialerDistribution
{
    /// <summary>Lognormal, by mean and coefficient of variation: the typical shape of talk and ring times.</summary>
    LogNormal,

    /// <summary>Exponential, by mean.</summary>
    Exponential,

    /// <summary>Always the mean.</summary>
    Constant,
}
