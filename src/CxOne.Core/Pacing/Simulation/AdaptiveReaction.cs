namespace CxOne.Pacing;

/// <summary>The change of the level at a review that finds the abandonment rate of the day above the drop limit.</summary>
public enum AdaptiveReaction
{
    /// <summary>Halves the level, but not below the lowest level.</summary>
    Halve,

    /// <summary>Sets the level to the lowest level.</summary>
    Reset,
}
