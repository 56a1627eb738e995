using CxOne.Errors;

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

    /// <summary>
    /// The outcome of an operation that ended with an exception. Decides everywhere; nothing else maps an exception to an outcome.
    /// </summary>
    /// <param name="exception">How it ended.</param>
    internal static string Of(Exception exception) => exception switch
    {
        OperationCanceledException => Interrupted,
        CxUnknownOutcomeException or Merge.CxConflictException { MayHaveBeenMade: true } => Unknown,

        // Anything that the tenant said yes to in words that cannot be read.
        CxRequestException { StatusCode: >= 200 and < 300, Method: not "GET", ChangesNothing: false } => Unknown,

        // A roll-back that was asked for and is out of sight.
        CxException { InnerException: CxException inner } failed when failed.Definition == CxErrors.RollbackFailed
            && Of(inner) == Unknown => Unknown,
        CxException known => Of(known.Definition),

        // Nobody thought of it, and the operation had begun: what it has done by then is not known.
        _ => Unknown,
    };

    /// <summary>Whether the tenant may hold what an operation with this outcome has written.</summary>
    /// <param name="outcome">How the operation ended.</param>
    internal static bool MayBeInPlace(string outcome) => outcome is not (Failed or Refused or RolledBack);

    private static string Of(CxErrorDefinition definition)
    {
        // The tenant has the job and goes on with it; or holds weights that were to be put back.
        if (definition == CxErrors.DeploymentTimeout || definition == CxErrors.WeightRevertFailed)
        {
            return Unknown;
        }

        if (definition == CxErrors.SimulationFailed || definition == CxErrors.DeploymentRejected || definition == CxErrors.RollbackConflict)
        {
            return Refused;
        }

        return definition == CxErrors.DeploymentRolledBack ? RolledBack : Failed;
    }

    /// <summary>No change of the module's: a note of a person or a script.</summary>
    public const string Noted = "Noted";

    /// <summary>The user stopped waiting; the tenant goes on.</summary>
    public const string Interrupted = "Interrupted";
}
