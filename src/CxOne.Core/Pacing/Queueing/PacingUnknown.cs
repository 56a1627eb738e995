namespace CxOne.Pacing;

/// <summary>The input that a search calculates.</summary>
internal enum PacingUnknown
{
    None,
    Agents,
    Load,
}
