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
    /// <summary>Writes one event to the tenant's audit log.</summary>
    /// <param name="connection">The tenant and the acting client.</param>
    /// <param name="eventType">The type of the event, e.g. <c>IVR_DEPLOYMENT</c>.</param>
    /// <param name="details">The details, a JSON object.</param>
    /// <param name="flags">How the tenant retains the event.</param>
    /// <param name="log">Receives one verbose line per request.</param>
    /// <param name="cancellationToken">Cancels every wait.</param>
    /// <returns>The tenant's receipt with the id of the event.</returns>
    /// <exception cref="CxRequestException">The tenant refused the event or could not be reached.</exception>
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
            ChangeMessages.TenantAuditAdvice,
            log,
            cancellationToken).ConfigureAwait(false);
        var receipt = response.Read(AuditJson.Default.TenantAuditReceipt);
        return receipt.LogId.Length > 0 ? receipt : throw response.Invalid(ChangeMessages.NoLogId);
    }

    /// <summary>Writes one event to the tenant's audit log and records the outcome in the local one.</summary>
    /// <param name="connection">The tenant and the acting client.</param>
    /// <param name="eventType">The type of the event, e.g. <c>IVR_DEPLOYMENT</c>.</param>
    /// <param name="target">The ids of the objects that the event is about.</param>
    /// <param name="details">The details, a JSON object.</param>
    /// <param name="flags">How the tenant retains the event.</param>
    /// <param name="log">Receives one verbose line per request.</param>
    /// <param name="cancellationToken">Cancels every wait.</param>
    /// <returns>The tenant's receipt with the id of the event.</returns>
    /// <exception cref="CxException">The tenant refused the event or could not be reached, or the local log cannot be written.
    /// </exception>
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
            log.SetInterruptionNotice(ChangeMessages.TenantAuditStopped(eventType));
            var receipt = await WriteAsync(connection, eventType, details, flags, log, cancellationToken).ConfigureAwait(false);
            trail.End(AuditOutcome.Succeeded, details, CxJson.Default.JsonElement);
            log.SetInterruptionNotice(null);
            trail.ThrowIfUnrecorded(ChangeMessages.TenantAuditRecorded(eventType, receipt.LogId), receipt);
            return receipt;
        }
        catch (Exception exception) when (trail.IsOpen)
        {
            trail.Fail(exception, details, CxJson.Default.JsonElement);
            throw;
        }
    }

    /// <summary>Formats a time as UTC with exactly three decimals of a second, which the platform requires.</summary>
    internal static string WireTime(DateTimeOffset time)
        => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
