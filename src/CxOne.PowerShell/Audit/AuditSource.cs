using CxOne.Audit;
using CxOne.Errors;

namespace CxOne.PowerShell.Audit;

/// <summary>Verifies the source of an audit record before its values are written to a tenant.</summary>
internal static class AuditSource
{
    /// <summary>Verifies the log that the record was read from.</summary>
    /// <param name="record">The record.</param>
    /// <param name="force">If <see langword="true"/>, a failed verification causes a warning instead of an exception.</param>
    /// <param name="log">Receives the warning.</param>
    /// <param name="cancellationToken">Cancels the verification.</param>
    /// <exception cref="CxException">
    /// The record was not read from a log, or its log failed verification or could not be read (<c>AuditLogBroken</c>).
    /// </exception>
    public static void Require(AuditRecord record, bool force, ICxLog log, CancellationToken cancellationToken)
    {
        if (record.LogPath is { } path)
        {
            new AuditLog(Path.GetDirectoryName(path)!, TimeProvider.System).RequireVerified(force, log, cancellationToken);
            return;
        }

        var problem = AuditCmdletMessages.RecordWithoutLog(record.AuditId);
        if (!force)
        {
            throw new CxException(CxErrors.AuditLogBroken, AuditCmdletMessages.RecordNotUsed(problem), record)
            {
                RecommendedAction = AuditCmdletMessages.RecordWithoutLogAction,
            };
        }

        log.Warning(AuditCmdletMessages.RecordUsedAnyway(problem));
    }
}
