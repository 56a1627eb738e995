namespace CxOne.Pacing;

/// <summary>What the adaptive rule does at a review that finds the day's drop rate above the limit.</summary>
public enum AdaptiveReaction
{
    /// <summary>Half the level, but not below the lowest.</summary>
    Halve,

    /// <summary>The lowest level.</summary>
    Reset,
}
