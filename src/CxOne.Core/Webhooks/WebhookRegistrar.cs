using CxOne.Audit;
using CxOne.Changes;
using CxOne.Connection;
using CxOne.Errors;
using CxOne.Http;

namespace CxOne.Webhooks;

/// <summary>Registers webhooks so that no event is told twice to one address, and removes them.</summary>
public static class WebhookRegistrar
{
    /// <summary>All of them, a request a page, none before it is asked for.</summary>
    /// <param name="connection">The tenant.</param>
    /// <param name="log">Gets one verbose line a request.</param>
    /// <param name="cancellationToken">Ends every wait at once.</param>
    public static IAsyncEnumerable<CxPage<Webhook>> ListAsync(CxConnection connection, ICxLog log, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        return new WebhookApi(connection.Client, log).ListAsync(cancellationToken);
    }

    /// <summary>
    /// Sees to it that an address is told of events: what is registered already stays, what is missing is registered. Where two
    /// callers do this at one moment, the younger of two equal webhooks is removed by the one who made it.
    /// </summary>
    /// <param name="connection">The tenant.</param>
    /// <param name="request">Address and events.</param>
    /// <param name="log">Gets warnings and one verbose line a request.</param>
    /// <param name="cancellationToken">Ends every wait at once.</param>
    /// <returns>The webhooks that tell the address of the events; one unless they were registered apart.</returns>
    /// <exception cref="CxException">The address is not usable or not secure, the
    /// change cannot be recorded, or a request failed.</exception>
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
            log.SetInterruptionNotice($"A webhook for {request.ShownUri} was being registered; {CxHint.ShowRegistration}");
            var made = await CreateAsync(api, request, missing, cancellationToken).ConfigureAwait(false);
            log.SetInterruptionNotice($"Webhook {made.Id} was registered for {request.ShownUri}; {CxHint.ShowWebhook}");
            var rival = await OlderAsync(api, made, request, missing, log, cancellationToken).ConfigureAwait(false);
            var stays = rival is null || !await TryRemoveAsync(api, made, rival, request, log, cancellationToken).ConfigureAwait(false);
            Webhook[] result = rival is null ? [.. found, made] : stays ? [.. found, rival, made] : [.. found, rival];
            var note = rival is null
                ? null
                : $"Somebody else had registered {rival.Id} for the same at the same moment; "
                    + $"this one {(stays ? "could not be" : "was")} removed.";
            trail.End(
                stays ? AuditOutcome.Succeeded : AuditOutcome.RolledBack, Details(made.Id, note, null), WebhookJson.Default.WebhookAudit);
            log.SetInterruptionNotice(null);
            trail.ThrowIfUnrecorded(
                $"Webhook {made.Id} was registered for {request.ShownUri}{(stays ? null : " and removed again")}.", result);
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
        var all = await ReadAsync(new WebhookApi(connection.Client, log), cancellationToken).ConfigureAwait(false);
        return all.Find(webhook => webhook.Id == id)
            ?? throw new CxException(CxErrors.ObjectNotFound, $"Tenant {connection.TenantId} has no webhook '{id}'.", id);
    }

    /// <summary>Removes a webhook.</summary>
    /// <param name="connection">The tenant.</param>
    /// <param name="id">Its id.</param>
    /// <param name="webhook">The webhook itself, where it is at hand, for the record.</param>
    /// <param name="log">Gets one verbose line a request.</param>
    /// <param name="cancellationToken">Ends every wait at once.</param>
    /// <exception cref="CxException">There is none (<c>ObjectNotFound</c>), the change cannot be recorded, or a request failed.</exception>
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
            log.SetInterruptionNotice($"Webhook {id} was being removed; {CxHint.ShowRemoval}");
            await RemoveAsync(new WebhookApi(connection.Client, log), id, log, cancellationToken).ConfigureAwait(false);
            trail.End(AuditOutcome.Succeeded, Details(null), WebhookJson.Default.WebhookAudit);
            log.SetInterruptionNotice(null);
            trail.ThrowIfUnrecorded($"Webhook {id} was removed.", null, id);
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
        var found = Covering(await ReadAsync(api, cancellationToken).ConfigureAwait(false), request.Uri, events);
        return (found, events.Except(found.SelectMany(webhook => webhook.Events), StringComparer.Ordinal).ToArray());
    }

    private static async Task<List<Webhook>> ReadAsync(WebhookApi api, CancellationToken cancellationToken)
    {
        List<Webhook> all = [];
        await foreach (var page in api.ListAsync(cancellationToken).ConfigureAwait(false))
        {
            all.AddRange(page.Items);
        }

        return all;
    }

    /// <summary>
    /// The oldest webhook of the address for each event, none twice. The list is in the order of registration where it tells no times.
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

    /// <summary>Registers; an answer that was lost is looked up in the list.</summary>
    private static async Task<Webhook> CreateAsync(
        WebhookApi api, WebhookRequest request, string[] events, CancellationToken cancellationToken)
    {
        var body = new WebhookBody
        {
            Name = request.Name ?? $"CxOne {string.Join(", ", events)}", Url = request.Uri.AbsoluteUri, Events = events
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
                all = await ReadAsync(api, cancellationToken).ConfigureAwait(false);
            }
            catch (CxException look)
            {
                throw CxUnknownOutcomeException.LookupFailed(
                    $"The webhook for {request.ShownUri}",
                    exception,
                    look,
                    "Run the same command again when the tenant can be reached: what is registered already is not registered twice.");
            }

            if (Covering(all, request.Uri, events) is [var made])
            {
                return made with { IsNew = true };
            }

            throw;
        }
    }

    /// <summary>
    /// A webhook for the same that is older than the one just made; nothing where that is the
    /// first. Where the list cannot be read, the tenant's answer stands.
    /// </summary>
    /// <exception cref="CxUnknownOutcomeException">The list was read and shows no webhook of this kind, whatever the answer to the
    /// registration said.</exception>
    private static async Task<Webhook?> OlderAsync(
        WebhookApi api, Webhook made, WebhookRequest request, IReadOnlyList<string> events, ICxLog log, CancellationToken cancellationToken)
    {
        List<Webhook> all;
        try
        {
            all = await ReadAsync(api, cancellationToken).ConfigureAwait(false);
        }
        catch (CxException exception)
        {
            log.Warning(
                $"Webhook {made.Id} was registered, but whether somebody else registered the same for {request.ShownUri} at the same "
                    + $"moment could not be seen ({exception.ErrorId}). {CxHint.ShowWebhook}");
            return null;
        }

        var covering = Covering(all, request.Uri, events);
        if (covering.Length == 0 && all.TrueForAll(webhook => webhook.Id != made.Id))
        {
            throw new CxUnknownOutcomeException(
                $"The registration for {request.ShownUri} was answered with webhook {made.Id}, "
                    + $"but the tenant's list shows none for it. Whether it was registered is not known.",
                request.ShownUri)
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
            await RemoveAsync(api, made.Id, log, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (CxException exception)
        {
            log.Warning(
                $"Webhook {rival.Id} was registered for {request.ShownUri} at the same moment by somebody else, "
                    + $"and {made.Id} could not be removed ({exception.ErrorId}): "
                    + $"the address is told twice. {CxHint.RemoveWebhook(made.Id)}");
            return false;
        }
    }

    /// <summary>
    /// Removes, and looks in the list whether it is gone: an answer may be lost, or come from something that is not the tenant.
    /// </summary>
    /// <exception cref="CxUnknownOutcomeException">Neither the answer nor the list tells whether it was removed.</exception>
    /// <exception cref="CxRequestException">It was not removed.</exception>
    private static async Task RemoveAsync(WebhookApi api, string id, ICxLog log, CancellationToken cancellationToken)
    {
        CxResponse? answer = null;
        CxRequestException? lost = null;
        try
        {
            answer = await api.DeleteAsync(id, cancellationToken).ConfigureAwait(false);
        }
        catch (CxRequestException exception) when (exception.AnswerWasLost)
        {
            // Also a 404 of the repeat: the attempt whose answer was lost may have removed it, or nobody did.
            lost = exception;
        }

        List<Webhook> all;
        try
        {
            all = await ReadAsync(api, cancellationToken).ConfigureAwait(false);
        }
        catch (CxException look) when (lost is not null || answer!.Body.Length > 0)
        {
            throw CxUnknownOutcomeException.LookupFailed(
                $"The removal of webhook {id}", lost ?? answer!.Unproven($"Webhook {id}"), look, CxHint.FindWebhookLater(id).ToString());
        }
        catch (CxException look)
        {
            log.Warning($"The tenant answered that webhook {id} was removed; its list could not be read to see that ({look.ErrorId}).");
            return;
        }

        if (all.Exists(webhook => webhook.Id == id))
        {
            throw lost switch
            {
                null => answer!.NotHeld($"Webhook {id} is still there", null),
                { StatusCode: 404 } => StillListed(id, lost),
                _ => lost,
            };
        }
    }

    /// <summary>Its own error would report that there is no such webhook.</summary>
    private static CxRequestException StillListed(string id, CxRequestException lost)
        => lost.As(
            CxErrors.ResponseInvalid,
            $"The removal of webhook {id} was answered with 404, but the tenant's list still "
                + $"contains it; it was not removed. {lost.Message}",
            id);

    private static void WarnOfDisabled(IEnumerable<Webhook> found, WebhookRequest request, ICxLog log)
    {
        foreach (var webhook in found.Where(webhook => webhook.Enabled == false))
        {
            log.Warning($"Webhook {webhook.Id} for {request.ShownUri} is registered but disabled; it is told nothing.");
        }
    }
}
