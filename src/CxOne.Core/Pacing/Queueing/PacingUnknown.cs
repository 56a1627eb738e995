namespace CxOne.Pacing;

/// <summary>Which input is looked for.</summary>
internal enum PacingUnknown
{
    None,
    Agents,
    Load,
}
