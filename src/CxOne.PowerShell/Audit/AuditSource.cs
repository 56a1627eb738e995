using CxOne.Audit;
using CxOne.Errors;

namespace CxOne.PowerShell.Audit;

/// <summary>Checks where an audit record comes from before its values are written to a tenant.</summary>
internal static class AuditSource
{
    /// <summary>The record itself; of a copy, the record of that id in the log that it was read from, or in the connection's log.</summary>
    /// <param name="given">The record or the copy.</param>
    /// <param name="folder">The connection's log.</param>
    /// <param name="log">Is warned of a line that cannot be read.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="CxException">No log holds the record (<c>AuditRecordNotFound</c>).</exception>
    public static AuditRecord Original(AuditRecord given, string folder, ICxLog log, CancellationToken cancellationToken)
    {
        if (!AuditRecordInputAttribute.IsCopy(given))
        {
            return given;
        }

        var path = AuditRecordInputAttribute.Log(given);
        var source = File.Exists(path) && Path.GetFileName(path) == AuditLog.FileName ? Path.GetDirectoryName(path)! : folder;
        return new AuditLog(source, TimeProvider.System).Read(log, cancellationToken)
            .FirstOrDefault(record => record.AuditId.Equals(given.AuditId, StringComparison.OrdinalIgnoreCase))
            ?? throw new CxException(
                CxErrors.AuditRecordNotFound,
                $"The copy names audit record {given.AuditId}, which the log in {source} does not hold. No value was taken from the copy.",
                given.AuditId);
    }

    /// <summary>Checks the log that the record was read from.</summary>
    /// <param name="record">The record.</param>
    /// <param name="force">What does not verify is a warning.</param>
    /// <param name="log">Is warned.</param>
    /// <param name="cancellationToken">Ends the check.</param>
    /// <exception cref="CxException">The record was read from no log, or from one that does not verify (<c>AuditLogBroken</c>).</exception>
    public static void Require(AuditRecord record, bool force, ICxLog log, CancellationToken cancellationToken)
    {
        if (record.LogPath is { } path)
        {
            new AuditLog(Path.GetDirectoryName(path)!, TimeProvider.System).RequireVerified(force, log, cancellationToken);
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
