namespace CxOne.Sandbox;

/// <summary>The families of calls that a sandbox tenant offers.</summary>
public enum SandboxFamilies
{
    /// <summary>The calls below <c>/api/v2</c> and those below <c>/inContactAPI/services</c>.</summary>
    Both,

    /// <summary>The calls below <c>/api/v2</c> only.</summary>
    Seed,

    /// <summary>The calls below <c>/inContactAPI/services</c> only, as on a tenant that offers what NICE publishes.</summary>
    Published,
}
