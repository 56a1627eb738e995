namespace CxOne.Pacing;

/// <summary>The calls that a service level is a share of. The two bases differ by up to nine percentage points.</summary>
public enum ServiceLevelBasis
{
    /// <summary>Calls served within the target ÷ all calls offered.</summary>
    Offered,

    /// <summary>Calls served within the target ÷ (calls offered − calls that gave up within the target).</summary>
    ExcludingShortAbandons,
}
