namespace CxOne.Dialer;

/// <summary>The shape of all times of a simulated campaign that have no sample of their own.</summary>
public enum DialerDistribution
{
    /// <summary>Lognormal, by mean and coefficient of variation: what talk and ring times look like.</summary>
    LogNormal,

    /// <summary>Exponential, by mean.</summary>
    Exponential,

    /// <summary>Always the mean.</summary>
    Constant,
}
