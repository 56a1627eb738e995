namespace CxOne.Tests.Faults;

/// <summary>What the tenant, the user or the log reports about a write.</summary>
internal enum Claim
{
    /// <summary>The log has no record.</summary>
    None,

    /// <summary>The write was made.</summary>
    Made,

    /// <summary>The write was not made.</summary>
    NotMade,

    /// <summary>The outcome is unknown.</summary>
    Unknown,

    /// <summary>The log has a start without an outcome, or the user got an unexpected exception.</summary>
    Broken,
}
