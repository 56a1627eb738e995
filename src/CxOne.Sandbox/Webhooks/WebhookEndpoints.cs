using System.Text.Json.Nodes;
using CxOne.Sandbox.Http;
using CxOne.Sandbox.State;

namespace CxOne.Sandbox.Webhooks;

/// <summary>
/// Registers webhooks. The same address can be registered for the same event several times; avoiding that is up to the client.
/// </summary>
internal sealed class WebhookEndpoints : IEndpoints
{
    private const string Root = "/api/v2/webhooks";

    // The only webhook scope of the contract; it includes reading.
    private const string Scope = "webhooks:write";

    private readonly TenantStore _store;

    public WebhookEndpoints(TenantStore store) => _store = store;

    public void Register(RouteTable routes)
    {
        routes.Token("GET", Root, Scope, context => Page.Of(context, _store.State.Webhooks, Render, []));
        routes.Token("POST", Root, Scope, Create);
        routes.Token("DELETE", $"{Root}/{{id}}", Scope, Delete);
    }

    public static JsonObject Render(WebhookDelivery delivery)
    {
        var json = new JsonObject
        {
            ["id"] = delivery.Id,
            ["webhookId"] = delivery.WebhookId,
            ["event"] = delivery.Event,
            ["url"] = delivery.Url,
            ["httpMethod"] = delivery.HttpMethod,
            ["status"] = delivery.Status,
            ["attempts"] = delivery.Attempts,
            ["createdAt"] = WireTime.Format(delivery.CreatedAt),
        };
        if (delivery.LastStatus is { } status)
        {
            json["lastStatus"] = status;
        }

        if (delivery.Reason is not null)
        {
            json["reason"] = delivery.Reason;
        }

        if (delivery.EndedAt is { } ended)
        {
            json["endedAt"] = WireTime.Format(ended);
        }

        json["body"] = JsonNode.Parse(delivery.Body.Utf8.Span);
        return json;
    }

    private static JsonObject Render(SandboxWebhook webhook) => new()
    {
        ["id"] = webhook.Id,
        ["name"] = webhook.Name,
        ["url"] = webhook.Url,
        ["events"] = new JsonArray([.. webhook.Events.Select(name => (JsonNode)name)]),
        ["enabled"] = webhook.Enabled,
        ["httpMethod"] = webhook.HttpMethod,
        ["createdAt"] = WireTime.Format(webhook.CreatedAt),
    };

    private static string? ReadUrl(JsonBodyValidator body)
    {
        const string Member = "url";
        if (body.RequireString(Member) is not { } text)
        {
            return null;
        }

        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.UserInfo.Length > 0 || url.Fragment.Length > 0)
        {
            body.Add(Member, "INVALID_URL", "url must be an absolute address without credentials and fragment.");
            return null;
        }

        if (url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback))
        {
            return text;
        }

        body.Add(Member, "INSECURE_URL", "url must begin with https; http is for loopback addresses only.");
        return null;
    }

    private SandboxResponse Create(RequestContext context)
    {
        if (!JsonBody.TryRead(context.Request, out var body, out var refusal))
        {
            return refusal;
        }

        var name = body.RequireString("name");
        var url = ReadUrl(body);
        var events = body.RequireStrings("events", distinct: true, WebhookEvents.All);
        var enabled = body.RequireBoolean("enabled");
        var method = body.RequireOneOf("httpMethod", "POST", "PUT");
        if (body.Refusal(context.Request) is { } broken)
        {
            return broken;
        }

        var webhook = new SandboxWebhook
        {
            Id = $"webhook-{_store.NewId("webhook"):N}",
            Name = name!,
            Url = url!,
            Events = events!,
            Enabled = enabled!.Value,
            HttpMethod = method!,
            CreatedAt = WireTime.Truncate(context.Now),
        };
        _store.State.Webhooks.Add(webhook);
        _store.MarkChanged();
        return Responses.Json(201, Render(webhook));
    }

    private SandboxResponse Delete(RequestContext context)
    {
        var id = context.Value("id");
        if (_store.State.Webhooks.RemoveAll(webhook => string.Equals(webhook.Id, id, StringComparison.Ordinal)) == 0)
        {
            return Responses.NotFound(context.Request, $"There is no webhook '{id}'.");
        }

        foreach (var delivery in _store.State.WebhookDeliveries)
        {
            if (delivery.Status == DeliveryStatus.Pending && string.Equals(delivery.WebhookId, id, StringComparison.Ordinal))
            {
                delivery.Status = DeliveryStatus.NotDelivered;
                delivery.Reason = SandboxMessages.WebhookRemoved;
                delivery.EndedAt = WireTime.Truncate(context.Now);
            }
        }

        _store.MarkChanged();
        return Responses.NoContent();
    }
}
