namespace CxOne.Sandbox;

/// <summary>The spellings in the responses of the published family, which differ between tenants and versions.</summary>
public enum SandboxPublishedProfile
{
    /// <summary>As public clients observed version 30: totals as text, campaigns as the requested version has them.</summary>
    V30,

    /// <summary>As NICE's API description of versions 33 and 34 has them.</summary>
    V33,

    /// <summary>As public clients observed versions 21 to 23: lists under <c>resultSet</c> and under former names.</summary>
    Old,
}
