namespace CxOne.Pacing;

/// <summary>How a dialer decides how many numbers to dial.</summary>
public enum DialerPacing
{
    /// <summary>A constant number of lines; a line is ringing, waiting or bound to an agent until wrap ends.</summary>
    Lines,

    /// <summary>A ratio × the idle agents is kept ringing.</summary>
    IdleRatio,

    /// <summary>One line for each idle agent: nobody is ever abandoned.</summary>
    Progressive,

    /// <summary>
    /// Lines per agent follow what is seen: idle agents raise the level, waiting calls lower it, and passing the drop limit cuts it.
    /// </summary>
    Adaptive,
}
