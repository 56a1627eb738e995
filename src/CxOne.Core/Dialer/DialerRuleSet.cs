namespace CxOne.Dialer;

/// <summary>
/// Specifies whose rules on abandoned calls a configuration is compared with. They add warnings; the tenant's hard limit is always 5 %.
/// </summary>
public enum DialerRuleSet
{
    /// <summary>United States, Telemarketing Sales Rule and FCC: 3 % of live-answered calls per campaign over 30 days.</summary>
    UsTsr,

    /// <summary>United Kingdom, Ofcom: no safe figure since 2017.</summary>
    Ofcom,

    /// <summary>Canada, CRTC: 5 % of calls in a calendar month.</summary>
    Crtc,

    /// <summary>No rule set and no warnings.</summary>
    None,
}
