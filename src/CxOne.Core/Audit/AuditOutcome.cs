using CxOne.Errors;

namespace CxOne.Audit;

/// <summary>The outcomes of an operation. They are text in the log, so that later versions can add outcomes.</summary>
public static class AuditOutcome
{
    /// <summary>The change is about to be sent. A later record of the same operation contains the outcome.</summary>
    public const string Started = "Started";

    /// <summary>The change was made.</summary>
    public const string Succeeded = "Succeeded";

    /// <summary>The tenant accepted the change; its completion was not awaited.</summary>
    public const string Accepted = "Accepted";

    /// <summary>The change was not made.</summary>
    public const string Failed = "Failed";

    /// <summary>The change was refused before anything was changed.</summary>
    public const string Refused = "Refused";

    /// <summary>The change was made and rolled back.</summary>
    public const string RolledBack = "RolledBack";

    /// <summary>The response was lost: it is not known whether the change was made.</summary>
    public const string Unknown = "Unknown";

    /// <summary>
    /// Returns the outcome of an operation that ended with an exception. This is the only place that maps exceptions to outcomes.
    /// </summary>
    /// <param name="exception">The exception.</param>
    internal static string Of(Exception exception) => exception switch
    {
        OperationCanceledException => Interrupted,
        CxUnknownOutcomeException or Merge.CxConflictException { MayHaveBeenMade: true } => Unknown,

        // The tenant reported success, but the response cannot be read.
        CxRequestException { StatusCode: >= 200 and < 300, Method: not "GET", ChangesNothing: false } => Unknown,

        // A roll-back was requested and its state is unknown.
        CxException { InnerException: CxException inner } failed when failed.Definition == CxErrors.RollbackFailed
            && Of(inner) == Unknown => Unknown,
        CxException known => Of(known.Definition),

        // An unexpected exception after the start of the operation: what was done by then is not known.
        _ => Unknown,
    };

    /// <summary>Returns whether the change of an operation with this outcome may be in effect at the tenant.</summary>
    /// <param name="outcome">The outcome.</param>
    internal static bool MayBeInPlace(string outcome) => outcome is not (Failed or Refused or RolledBack);

    private static string Of(CxErrorDefinition definition)
    {
        // The job is still running at the tenant, or weights that should have been restored are still in effect.
        if (definition == CxErrors.DeploymentTimeout || definition == CxErrors.WeightRevertFailed)
        {
            return Unknown;
        }

        if (definition == CxErrors.SimulationFailed || definition == CxErrors.DeploymentRejected || definition == CxErrors.RollbackConflict
            || definition == CxErrors.ScriptRefused || definition == CxErrors.ScriptLocked)
        {
            return Refused;
        }

        // A script that was saved, and whose former state could not be put back completely, is in effect or is not.
        return definition == CxErrors.DeploymentRolledBack || definition == CxErrors.ScriptRolledBack ? RolledBack
            : definition == CxErrors.ScriptNotReverted ? Unknown : Failed;
    }

    /// <summary>The record is a note by a person or a script and not about a change by the module.</summary>
    public const string Noted = "Noted";

    /// <summary>The user stopped waiting; the operation may still be running at the tenant.</summary>
    public const string Interrupted = "Interrupted";

    /// <summary>Gets all outcomes that this version writes.</summary>
    public static IReadOnlyList<string> All { get; } =
        [Started, Succeeded, Accepted, Failed, Refused, RolledBack, Unknown, Noted, Interrupted];
}
