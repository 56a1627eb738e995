namespace CxOne.Audit;

/// <summary>What became of a change. Text in the log, so that a later version may know more of them.</summary>
public static class AuditOutcome
{
    /// <summary>The change is about to be sent; a later record of the same operation tells how it ended.</summary>
    public const string Started = "Started";

    /// <summary>The change is made.</summary>
    public const string Succeeded = "Succeeded";

    /// <summary>The tenant took the change on; it was not waited for.</summary>
    public const string Accepted = "Accepted";

    /// <summary>The change was not made.</summary>
    public const string Failed = "Failed";

    /// <summary>Refused before anything was changed.</summary>
    public const string Refused = "Refused";

    /// <summary>The change was made and taken back.</summary>
    public const string RolledBack = "RolledBack";

    /// <summary>The answer was lost: it is not known whether the change was made.</summary>
    public const string Unknown = "Unknown";

    /// <summary>What a change came to that ended with an exception.</summary>
    /// <param name="exception">How it ended.</param>
    internal static string Of(Exception exception) => exception switch
    {
        Errors.CxUnknownOutcomeException or Merge.CxConflictException { MayHaveBeenMade: true } => Unknown,

        // A write that the tenant said yes to in words that cannot be read.
        Errors.CxRequestException { StatusCode: >= 200 and < 300, Method: not "GET" } => Unknown,
        Errors.CxException => Failed,
        _ => Interrupted,
    };

    /// <summary>No change of the module's: a note of a person or a script.</summary>
    public const string Noted = "Noted";

    /// <summary>The user stopped waiting; the tenant goes on.</summary>
    public const string Interrupted = "Interrupted";
}
