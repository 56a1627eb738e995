using CxOne.Audit;
using CxOne.Errors;

namespace CxOne.PowerShell.Audit;

/// <summary>Checks where an audit record comes from before its values are written to a tenant.</summary>
internal static class AuditSource
{
    /// <summary>Checks the log that the record was read from.</summary>
    /// <param name="record">The record.</param>
    /// <param name="force">What does not verify is a warning.</param>
    /// <param name="log">Is warned.</param>
    /// <param name="cancellationToken">Ends the check.</param>
    /// <exception cref="CxException">The record was read from no log, or from one that does not verify (<c>AuditLogBroken</c>).</exception>
    public static void Require(AuditRecord record, bool force, ICxLog log, CancellationToken cancellationToken)
    {
        if (record.LogPath is not null)
        {
            AuditFiles.RequireVerified(record, force, log, cancellationToken);
            return;
        }

        var what = $"Audit record {record.AuditId} was not read from an audit log, so that its chain cannot be checked.";
        if (!force)
        {
            throw new CxException(CxErrors.AuditLogBroken, $"{what} No value was taken from it; nothing was changed.", record)
            {
                RecommendedAction = "Read the record with Get-CxAuditRecord, or pass -Force to use its values all the same.",
            };
        }

        log.Warning($"{what} Its values are used all the same.");
    }
}
