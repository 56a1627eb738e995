using System.Globalization;
using System.Text.Json;
using CxOne.Audit;
using CxOne.Connection;
using CxOne.Errors;
using CxOne.Http;

namespace CxOne.Changes;

/// <summary>Writes to the tenant's own audit log.</summary>
public static class TenantAudit
{
    /// <summary>Records one event at the tenant.</summary>
    /// <param name="connection">The tenant, and who acts.</param>
    /// <param name="eventType">E.g. <c>IVR_DEPLOYMENT</c>.</param>
    /// <param name="details">An object.</param>
    /// <param name="flags">How the tenant keeps it.</param>
    /// <param name="log">Gets one verbose line a request.</param>
    /// <param name="cancellationToken">Ends every wait at once.</param>
    /// <exception cref="CxRequestException">The tenant refused or could not be reached.</exception>
    public static async Task<TenantAuditReceipt> WriteAsync(
        CxConnection connection,
        string eventType,
        JsonElement details,
        TenantAuditFlags flags,
        ICxLog log,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(flags);
        var client = connection.Client;
        var body = new TenantAuditBody
        {
            EventType = eventType,
            Timestamp = WireTime(client.Clock.GetUtcNow()),
            TenantId = connection.TenantId,
            ActorId = connection.ClientId,
            Details = details,
            ComplianceFlags = flags,
        };
        var response = await client.PostAsync(
            ApiRoutes.AuditLogs,
            body,
            AuditJson.Default.TenantAuditBody,
            eventType,
            "Look in the tenant's audit log before the event is recorded again.",
            log,
            cancellationToken).ConfigureAwait(false);
        var receipt = response.Read(AuditJson.Default.TenantAuditReceipt);
        return receipt.LogId.Length > 0 ? receipt : throw response.Invalid("the record has no id.");
    }

    /// <summary>Records one event at the tenant, and in the local log what became of that.</summary>
    /// <param name="connection">The tenant, and who acts.</param>
    /// <param name="eventType">E.g. <c>IVR_DEPLOYMENT</c>.</param>
    /// <param name="target">The objects that it is about.</param>
    /// <param name="details">An object.</param>
    /// <param name="flags">How the tenant keeps it.</param>
    /// <param name="log">Gets one verbose line a request.</param>
    /// <param name="cancellationToken">Ends every wait at once.</param>
    /// <exception cref="CxException">The tenant refused or could not be reached, or the local log cannot be written.</exception>
    public static async Task<TenantAuditReceipt> RecordAsync(
        CxConnection connection,
        string eventType,
        IReadOnlyList<string> target,
        JsonElement details,
        TenantAuditFlags flags,
        ICxLog log,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(log);
        connection.AuditLog.EnsureWritable(cancellationToken);
        var trail = new AuditTrail(connection, eventType, target, log, cancellationToken);
        trail.Start(details, CxJson.Default.JsonElement);
        try
        {
            log.SetInterruptionNotice(
                $"The event '{eventType}' was being recorded at the tenant and may stand in its audit "
                    + $"log. Look there before it is recorded again.");
            var receipt = await WriteAsync(connection, eventType, details, flags, log, cancellationToken).ConfigureAwait(false);
            trail.End(AuditOutcome.Succeeded, details, CxJson.Default.JsonElement);
            log.SetInterruptionNotice(null);
            trail.ThrowIfUnrecorded($"The event '{eventType}' was recorded at the tenant as {receipt.LogId}.", receipt);
            return receipt;
        }
        catch (Exception exception) when (trail.IsOpen)
        {
            trail.Fail(exception, details, CxJson.Default.JsonElement);
            throw;
        }
    }

    /// <summary>The platform wants exactly three decimals.</summary>
    internal static string WireTime(DateTimeOffset time)
        => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
