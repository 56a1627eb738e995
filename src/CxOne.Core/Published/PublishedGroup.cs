namespace CxOne.Published;

/// <summary>Groups of published calls that share a version.</summary>
internal enum PublishedGroup
{
    /// <summary>Versions, business unit, server time.</summary>
    Tenant,

    /// <summary>Skills and their parameters.</summary>
    Skills,

    /// <summary>Points of contact.</summary>
    PointsOfContact,

    /// <summary>Studio scripts and their folders.</summary>
    Scripts,

    /// <summary>Hours of operation.</summary>
    Hours,

    /// <summary>Dispositions.</summary>
    Dispositions,

    /// <summary>Campaigns, which group skills for reports.</summary>
    Campaigns,

    /// <summary>Call lists.</summary>
    CallLists,

    /// <summary>Do-not-call groups.</summary>
    DncGroups,

    /// <summary>History of contacts and dialers.</summary>
    Reporting,
}
