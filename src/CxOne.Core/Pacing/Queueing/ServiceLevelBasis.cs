namespace CxOne.Pacing;

/// <summary>Which calls a service level is a share of. The two differ by up to nine points.</summary>
public enum ServiceLevelBasis
{
    /// <summary>Calls served within the target ÷ all calls offered.</summary>
    Offered,

    /// <summary>Calls served within the target ÷ calls offered less those that gave up within the target.</summary>
    ExcludingShortAbandons,
}
