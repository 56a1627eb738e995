namespace CxOne.Published;

/// <summary>The units that the average handle time of a dialer history may have.</summary>
public enum DialerAhtUnit
{
    /// <summary>Seconds.</summary>
    Seconds,

    /// <summary>Minutes.</summary>
    Minutes,

    /// <summary>Hours.</summary>
    Hours,
}
