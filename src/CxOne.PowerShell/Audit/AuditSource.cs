using CxOne.Audit;
using CxOne.Errors;

namespace CxOne.PowerShell.Audit;

/// <summary>Verifies the source of an audit record before its values are written to a tenant.</summary>
internal static class AuditSource
{
    /// <summary>
    /// Returns the record itself or, for a copy, the record with its id from the log it was read from, or from the connection's log.
    /// </summary>
    /// <param name="given">The record or the copy.</param>
    /// <param name="audit">The connection's log.</param>
    /// <param name="log">Receives a warning for each line that cannot be read.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <exception cref="CxException">No log contains the record (<c>AuditRecordNotFound</c>).</exception>
    public static AuditRecord Original(AuditRecord given, AuditLog audit, ICxLog log, CancellationToken cancellationToken)
    {
        if (!AuditRecordInputAttribute.IsCopy(given))
        {
            return given;
        }

        var path = AuditRecordInputAttribute.Log(given);
        var source = File.Exists(path) && Path.GetFileName(path) == AuditLog.FileName
            ? new AuditLog(Path.GetDirectoryName(path)!, TimeProvider.System)
            : audit;
        return source.Read(log, cancellationToken)
            .FirstOrDefault(record => record.AuditId.Equals(given.AuditId, StringComparison.OrdinalIgnoreCase))
            ?? throw new CxException(
                CxErrors.AuditRecordNotFound,
                AuditCmdletMessages.CopyNotInLog(given.AuditId, source.IsShared ? source.Name : source.Folder),
                given.AuditId);
    }

    /// <summary>Verifies the log that the record was read from.</summary>
    /// <param name="record">The record.</param>
    /// <param name="audit">The connection's log.</param>
    /// <param name="force">If <see langword="true"/>, a failed verification causes a warning instead of an exception.</param>
    /// <param name="log">Receives the warning.</param>
    /// <param name="cancellationToken">Cancels the verification.</param>
    /// <exception cref="CxException">
    /// The record was not read from a log, or its log failed verification or could not be read (<c>AuditLogBroken</c>).
    /// </exception>
    public static void Require(AuditRecord record, AuditLog audit, bool force, ICxLog log, CancellationToken cancellationToken)
    {
        if (record.LogPath is not null)
        {
            audit.RequireVerified(record, force, log, cancellationToken);
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
