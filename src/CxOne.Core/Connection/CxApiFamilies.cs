namespace CxOne.Connection;

/// <summary>The families of calls that a tenant can offer.</summary>
[Flags]
public enum CxApiFamilies
{
    /// <summary>No call has shown yet which families the tenant offers.</summary>
    Unknown = 0,

    /// <summary>The calls below <c>/api/v2</c>.</summary>
    Seed = 1,

    /// <summary>The calls that NICE publishes, below <c>/inContactAPI/services</c>.</summary>
    Published = 2,
}
