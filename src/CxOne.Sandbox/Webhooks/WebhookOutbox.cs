using System.Text.Json.Nodes;
using CxOne.Sandbox.Http;
using CxOne.Sandbox.State;

namespace CxOne.Sandbox.Webhooks;

/// <summary>Creates the deliveries of events and queues them. Must be used under the lock of the tenant.</summary>
internal sealed class WebhookOutbox
{
    /// <summary>Maximum number of stored deliveries; the oldest ended ones are removed first.</summary>
    private const int Capacity = 1000;

    private readonly TenantStore _store;
    private readonly WebhookDispatcher _dispatcher;

    public WebhookOutbox(TenantStore store, WebhookDispatcher dispatcher)
    {
        _store = store;
        _dispatcher = dispatcher;
    }

    /// <summary>Creates a delivery of an event for each enabled webhook. Returns at once, because nothing is sent under the lock.</summary>
    public void Raise(string name, DateTimeOffset at, JsonObject facts)
    {
        foreach (var webhook in _store.State.Webhooks)
        {
            if (webhook.Enabled && webhook.Events.Contains(name, StringComparer.Ordinal))
            {
                Add(webhook, name, WireTime.Truncate(at), facts);
            }
        }
    }

    private void Add(SandboxWebhook webhook, string name, DateTimeOffset at, JsonObject facts)
    {
        var id = $"delivery-{_store.NewId("delivery"):N}";
        var body = new JsonObject
        {
            ["deliveryId"] = id,
            ["webhookId"] = webhook.Id,
            ["eventType"] = name,
            ["tenantId"] = _store.State.Tenant.Id,
            ["timestamp"] = WireTime.Format(at),
        };
        foreach (var (member, value) in facts)
        {
            body[member] = value?.DeepClone();
        }

        var isReachable = Loopback.Is(webhook.Url);
        var delivery = new WebhookDelivery
        {
            Id = id,
            WebhookId = webhook.Id,
            Event = name,
            Url = webhook.Url,
            HttpMethod = webhook.HttpMethod,
            Body = JsonText.Of(body),
            CreatedAt = at,
            Status = isReachable ? DeliveryStatus.Pending : DeliveryStatus.NotDelivered,
            Reason = isReachable ? null : SandboxMessages.NotDeliverable,
            EndedAt = isReachable ? null : at,
        };
        var deliveries = _store.State.WebhookDeliveries;
        deliveries.Add(delivery);
        if (deliveries.Count > Capacity && deliveries.FindIndex(old => old.Status != DeliveryStatus.Pending) is var oldest and >= 0)
        {
            deliveries.RemoveAt(oldest);
        }

        _store.MarkChanged();
        if (isReachable)
        {
            _dispatcher.Take(delivery);
        }
    }
}
