namespace CxOne.Dialer;

/// <summary>Whose rules on abandoned calls a configuration is held against. They add warnings; the tenant's hard limit stays 5 %.</summary>
public enum DialerRuleSet
{
    /// <summary>US: Telemarketing Sales Rule and FCC; 3 % of live-answered calls per campaign over 30 days.</summary>
    UsTsr,

    /// <summary>United Kingdom: Ofcom; no safe figure since 2017.</summary>
    Ofcom,

    /// <summary>Canada: CRTC; 5 %.</summary>
    Crtc,

    /// <summary>None: no warnings.</summary>
    None,
}
