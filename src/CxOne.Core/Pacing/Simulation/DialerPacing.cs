namespace CxOne.Pacing;

/// <summary>The rule by which a dialer decides how many lines to use.</summary>
public enum DialerPacing
{
    /// <summary>A constant number of lines. A line is ringing, waiting for an agent, or bound to an agent until wrap-up ends.</summary>
    Lines,

    /// <summary>Keeps ratio × idle agents lines ringing or waiting for an agent.</summary>
    IdleRatio,

    /// <summary>One line per idle agent. No call is ever abandoned.</summary>
    Progressive,

    /// <summary>
    /// Lines per agent at a level that is reviewed regularly: idle agents raise it, waiting calls lower it, and an abandonment rate above
    /// the drop limit cuts it.
    /// </summary>
    Adaptive,
}
