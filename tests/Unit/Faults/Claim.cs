namespace CxOne.Tests.Faults;

/// <summary>What a witness says about a write.</summary>
internal enum Claim
{
    /// <summary>Nothing at all; of the log only.</summary>
    None,

    /// <summary>The write was made.</summary>
    Made,

    /// <summary>The write was not made.</summary>
    NotMade,

    /// <summary>The outcome is unknown.</summary>
    Unknown,

    /// <summary>Of the log: a start without an end. Of the user: an exception that is none of the module's.</summary>
    Broken,
}
