using CxOne.Audit;
using CxOne.Changes;
using CxOne.Connection;
using CxOne.Errors;
using CxOne.Http;

namespace CxOne.Webhooks;

/// <summary>Lists, registers and removes webhooks. An address is registered once for each event.</summary>
public static class WebhookRegistrar
{
    /// <summary>Lists the webhooks of the tenant. Each page is requested when it is needed.</summary>
    /// <param name="connection">The tenant.</param>
    /// <param name="log">Receives one verbose line per request.</param>
    /// <param name="cancellationToken">Ends every wait at once.</param>
    public static IAsyncEnumerable<CxPage<Webhook>> ListAsync(CxConnection connection, ICxLog log, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        return new WebhookApi(connection.Client, log).ListAsync(cancellationToken);
    }

    /// <summary>
    /// Registers an address for those of the given events for which it is not registered yet. If two clients register the same at the same
    /// time, the client with the later webhook removes it again.
    /// </summary>
    /// <param name="connection">The tenant.</param>
    /// <param name="request">The address and its events.</param>
    /// <param name="log">Receives warnings and one verbose line per request.</param>
    /// <param name="cancellationToken">Ends every wait at once.</param>
    /// <returns>The webhooks that cover the events: one, unless some of the events were registered earlier.</returns>
    /// <exception cref="CxException">The address is invalid (<c>EndpointInvalid</c>) or not secure (<c>EndpointInsecure</c>), the audit log
    /// cannot be written (<c>AuditWriteFailed</c>), or a request failed.</exception>
    public static async Task<IReadOnlyList<Webhook>> RegisterAsync(
        CxConnection connection, WebhookRequest request, ICxLog log, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(log);
        request.Validate();
        connection.AuditLog.EnsureWritable(cancellationToken);
        var api = new WebhookApi(connection.Client, log);
        var (found, missing) = await FindAsync(api, request, cancellationToken).ConfigureAwait(false);
        if (missing.Length == 0)
        {
            WarnOfDisabled(found, request, log);
            return found;
        }

        var trail = new AuditTrail(connection, "Webhook.Register", [request.ShownUri], log, cancellationToken);
        trail.Start(Details(null, null, null), WebhookJson.Default.WebhookAudit);
        try
        {
            log.SetInterruptionNotice(WebhooksMessages.RegistrationInterrupted(request.ShownUri));
            var made = await CreateAsync(api, request, missing, cancellationToken).ConfigureAwait(false);
            log.SetInterruptionNotice(WebhooksMessages.RegisteredThenInterrupted(made.Id, request.ShownUri));
            var rival = await OlderAsync(api, made, request, missing, log, cancellationToken).ConfigureAwait(false);
            var stays = rival is null || !await TryRemoveAsync(api, made, rival, request, log, cancellationToken).ConfigureAwait(false);
            Webhook[] result = rival is null ? [.. found, made] : stays ? [.. found, rival, made] : [.. found, rival];
            var note = rival is null ? null : WebhooksMessages.OtherClientNote(rival.Id, isRemoved: !stays);
            trail.End(
                stays ? AuditOutcome.Succeeded : AuditOutcome.RolledBack, Details(made.Id, note, null), WebhookJson.Default.WebhookAudit);
            log.SetInterruptionNotice(null);
            trail.ThrowIfUnrecorded(WebhooksMessages.RegistrationDone(made.Id, request.ShownUri, isRemoved: !stays), result);
            return result;
        }
        catch (Exception exception) when (trail.IsOpen)
        {
            trail.Fail(exception, Details(null, null, exception), WebhookJson.Default.WebhookAudit);
            throw;
        }

        WebhookAudit Details(string? id, string? note, Exception? error)
            => new() { WebhookId = id, Uri = request.ShownUri, Events = missing, Note = note, Error = error?.Message };
    }

    /// <summary>Reads and checks what <see cref="RegisterAsync"/> reads and checks, and sends no write.</summary>
    /// <param name="connection">The tenant.</param>
    /// <param name="request">Address and events.</param>
    /// <param name="log">Gets one verbose line per request.</param>
    /// <param name="cancellationToken">Ends every wait at once.</param>
    /// <returns>The webhooks that notify the address already, and the events that would be registered.</returns>
    /// <exception cref="CxException">The address is not usable or not secure, or a request failed.</exception>
    public static async Task<(IReadOnlyList<Webhook> Registered, IReadOnlyList<string> Missing)> PreviewRegisterAsync(
        CxConnection connection, WebhookRequest request, ICxLog log, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(request);
        request.Validate();
        return await FindAsync(new WebhookApi(connection.Client, log), request, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Finds out whether there is a webhook to remove; sends no write.</summary>
    /// <param name="connection">The tenant.</param>
    /// <param name="id">Its id.</param>
    /// <param name="log">Gets one verbose line per request.</param>
    /// <param name="cancellationToken">Ends every wait at once.</param>
    /// <returns>The webhook.</returns>
    /// <exception cref="CxException">The tenant has no such webhook (<c>ObjectNotFound</c>), or a request failed.</exception>
    public static async Task<Webhook> PreviewUnregisterAsync(
        CxConnection connection, string id, ICxLog log, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        var all = await new WebhookApi(connection.Client, log).ReadAllAsync(cancellationToken).ConfigureAwait(false);
        return all.Find(webhook => webhook.Id == id)
            ?? throw new CxException(CxErrors.ObjectNotFound, WebhooksMessages.NoSuchWebhook(connection.TenantId, id), id);
    }

    /// <summary>Removes a webhook.</summary>
    /// <param name="connection">The tenant.</param>
    /// <param name="id">The id of the webhook.</param>
    /// <param name="webhook">The webhook, if it was read already; its address and events are then recorded as well.</param>
    /// <param name="log">Receives one verbose line per request.</param>
    /// <param name="cancellationToken">Ends every wait at once.</param>
    /// <exception cref="CxException">There is no such webhook (<c>ObjectNotFound</c>), the audit log cannot be written
    /// (<c>AuditWriteFailed</c>), or a request failed.</exception>
    public static async Task UnregisterAsync(
        CxConnection connection, string id, Webhook? webhook, ICxLog log, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(log);
        connection.AuditLog.EnsureWritable(cancellationToken);
        var trail = new AuditTrail(connection, "Webhook.Unregister", [id], log, cancellationToken);
        trail.Start(Details(null), WebhookJson.Default.WebhookAudit);
        try
        {
            log.SetInterruptionNotice(WebhooksMessages.RemovalInterrupted(id));
            await WebhookRemoval.RunAsync(new WebhookApi(connection.Client, log), id, log, cancellationToken).ConfigureAwait(false);
            trail.End(AuditOutcome.Succeeded, Details(null), WebhookJson.Default.WebhookAudit);
            log.SetInterruptionNotice(null);
            trail.ThrowIfUnrecorded(WebhooksMessages.RemovalDone(id), null, id);
        }
        catch (Exception exception) when (trail.IsOpen)
        {
            trail.Fail(exception, Details(exception), WebhookJson.Default.WebhookAudit);
            throw;
        }

        WebhookAudit Details(Exception? error) => new()
        {
            WebhookId = id,
            Uri = Uri.TryCreate(webhook?.Url, UriKind.Absolute, out var uri) ? UriRedactor.Redact(uri) : null,
            Events = webhook?.Events,
            Error = error?.Message,
        };
    }

    private static async Task<(Webhook[] Found, string[] Missing)> FindAsync(
        WebhookApi api, WebhookRequest request, CancellationToken cancellationToken)
    {
        var events = request.Events.Distinct(StringComparer.Ordinal).ToList();
        var found = Covering(await api.ReadAllAsync(cancellationToken).ConfigureAwait(false), request.Uri, events);
        return (found, events.Except(found.SelectMany(webhook => webhook.Events), StringComparer.Ordinal).ToArray());
    }

    /// <summary>
    /// The oldest webhook of the address for each event, each webhook once. A list without times is in the order of registration.
    /// </summary>
    private static Webhook[] Covering(IEnumerable<Webhook> all, Uri uri, IReadOnlyList<string> events)
    {
        var ofAddress = all
            .Where(webhook => Uri.TryCreate(webhook.Url, UriKind.Absolute, out var address) && address.AbsoluteUri == uri.AbsoluteUri)
            .OrderBy(webhook => webhook.CreatedAt ?? DateTimeOffset.MinValue)
            .ToList();
        return events
            .Select(name => ofAddress.Find(webhook => webhook.Events.Contains(name, StringComparer.Ordinal)))
            .OfType<Webhook>()
            .DistinctBy(webhook => webhook.Id)
            .ToArray();
    }

    /// <summary>Registers a webhook. If the answer is lost, the list shows whether the webhook exists.</summary>
    private static async Task<Webhook> CreateAsync(
        WebhookApi api, WebhookRequest request, string[] events, CancellationToken cancellationToken)
    {
        var body = new WebhookBody
        {
            Name = request.Name ?? WebhooksMessages.DefaultName(events), Url = request.Uri.AbsoluteUri, Events = events
        };
        try
        {
            return await api.CreateAsync(body, request.ShownUri, cancellationToken).ConfigureAwait(false) with { IsNew = true };
        }
        catch (CxUnknownOutcomeException exception)
        {
            List<Webhook> all;
            try
            {
                all = await api.ReadAllAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (CxException lookup)
            {
                throw CxUnknownOutcomeException.LookupFailed(
                    WebhooksMessages.RegistrationOf(request.ShownUri), exception, lookup, WebhooksMessages.RegisterAgainLater);
            }

            if (Covering(all, request.Uri, events) is [var made])
            {
                return made with { IsNew = true };
            }

            throw;
        }
    }

    /// <summary>
    /// Finds an older webhook for the same address and events. If the list cannot be read, the tenant's answer is trusted.
    /// </summary>
    /// <exception cref="CxUnknownOutcomeException">The list contains no webhook for the address, although the registration was answered
    /// with success.</exception>
    private static async Task<Webhook?> OlderAsync(
        WebhookApi api, Webhook made, WebhookRequest request, IReadOnlyList<string> events, ICxLog log, CancellationToken cancellationToken)
    {
        List<Webhook> all;
        try
        {
            all = await api.ReadAllAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (CxException exception)
        {
            log.Warning(WebhooksMessages.OtherClientNotChecked(made.Id, request.ShownUri, exception.ErrorId));
            return null;
        }

        var covering = Covering(all, request.Uri, events);
        if (covering.Length == 0 && all.TrueForAll(webhook => webhook.Id != made.Id))
        {
            throw new CxUnknownOutcomeException(
                WebhooksMessages.RegistrationNotListed(made.Id, request.ShownUri), request.ShownUri)
            {
                Method = ApiRoutes.WebhookCreate.Method.Method,
                AnswerWasLost = true,
                RecommendedAction = CxHint.FindRegistration.ToString(),
            };
        }

        return covering is [var first] && first.Id != made.Id && events.All(name => first.Events.Contains(name, StringComparer.Ordinal))
            ? first
            : null;
    }

    private static async Task<bool> TryRemoveAsync(
        WebhookApi api, Webhook made, Webhook rival, WebhookRequest request, ICxLog log, CancellationToken cancellationToken)
    {
        try
        {
            await WebhookRemoval.RunAsync(api, made.Id, log, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (CxException exception)
        {
            log.Warning(WebhooksMessages.DuplicateNotRemoved(made.Id, rival.Id, request.ShownUri, exception.ErrorId));
            return false;
        }
    }

    private static void WarnOfDisabled(IEnumerable<Webhook> found, WebhookRequest request, ICxLog log)
    {
        foreach (var webhook in found.Where(webhook => webhook.Enabled == false))
        {
            log.Warning(WebhooksMessages.Disabled(webhook.Id, request.ShownUri));
        }
    }
}
