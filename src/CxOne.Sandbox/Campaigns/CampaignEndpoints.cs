using System.Text.Json;
using System.Text.Json.Nodes;
using CxOne.Sandbox.Http;
using CxOne.Sandbox.State;
using CxOne.Sandbox.Webhooks;

namespace CxOne.Sandbox.Campaigns;

/// <summary>Reads and replaces campaigns. A write must contain the version that was read.</summary>
internal sealed class CampaignEndpoints : IEndpoints
{
    private const string Root = "/api/v2/outbound/campaigns";

    // The documentation spells the campaign scopes in two ways; a client has one of them.
    private static readonly string[] ReadScopes = ["outbound.read", "outbound:campaign:view", "outbound:campaign:read"];
    private static readonly string[] WriteScopes = ["outbound:campaign:write", "outbound.campaign.write"];

    private readonly TenantStore _store;
    private readonly WebhookOutbox _outbox;

    public CampaignEndpoints(TenantStore store, WebhookOutbox outbox)
    {
        _store = store;
        _outbox = outbox;
    }

    public void Register(RouteTable routes)
    {
        routes.TokenWithAny(
            "GET", Root, ReadScopes, context => Page.OfText(context, _store.State.Campaigns, campaign => campaign.Body, []));
        routes.TokenWithAny("GET", $"{Root}/{{id}}", ReadScopes, Get);
        routes.TokenWithAny("PUT", $"{Root}/{{id}}", WriteScopes, Put);
    }

    private static SandboxResponse Missing(RequestContext context) =>
        Responses.NotFound(context.Request, $"There is no campaign '{context.Value("id")}'.");

    /// <summary>Returns a refusal if the body has no version or not the current one.</summary>
    private static SandboxResponse? Stale(SandboxRequest request, JsonBodyValidator body, long current)
    {
        if (!body.Has("version") || body.IsNull("version"))
        {
            return Responses.Conflict(request, $"The campaign has version {current}; the body has no version.");
        }

        var version = body.RequireMember("version")!.Value;
        if (version.ValueKind != JsonValueKind.Number || !version.TryGetInt64(out var number))
        {
            body.WrongType("version", "a whole number");
            return null;
        }

        return number == current
            ? null
            : Responses.Conflict(request, $"The campaign has version {current}; the body is based on version {number}.");
    }

    private static JsonObject Node(Dictionary<string, decimal> weights) =>
        new(weights.Select(weight => KeyValuePair.Create(weight.Key, (JsonNode?)weight.Value)));

    private int Find(RequestContext context)
    {
        var id = context.Value("id");
        return _store.State.Campaigns.FindIndex(campaign => string.Equals(campaign.Id, id, StringComparison.Ordinal));
    }

    private SandboxResponse Get(RequestContext context) =>
        Find(context) is var index and >= 0 ? Responses.Text(200, _store.State.Campaigns[index].Body) : Missing(context);

    private SandboxResponse Put(RequestContext context)
    {
        var request = context.Request;
        var index = Find(context);
        if (index < 0)
        {
            return Missing(context);
        }

        if (!JsonBody.TryRead(request, out var body, out var refusal))
        {
            return refusal;
        }

        var current = _store.State.Campaigns[index];
        if (Stale(request, body, current.Version) is { } conflict)
        {
            return conflict;
        }

        body.RequireSameAsPath("id", current.Id);
        CampaignChecks.Check(body, current);
        body.AllowOthers();
        if (body.Refusal(request) is { } broken)
        {
            return broken;
        }

        var version = current.Version + 1;
        var changed = current with { Version = version, Body = JsonText.Of(body.Element!.Value).With("version", version) };
        _store.State.Campaigns[index] = changed;
        _store.MarkChanged();
        Tell(current, changed, context.Now);
        return Responses.Text(200, changed.Body);
    }

    private void Tell(StoredCampaign former, StoredCampaign changed, DateTimeOffset at)
    {
        var facts = new JsonObject { ["campaignId"] = changed.Id, ["version"] = changed.Version };
        _outbox.Raise(WebhookEvents.CampaignUpdated, at, facts);
        var before = CampaignChecks.Weights(former);
        var after = CampaignChecks.Weights(changed);
        if (before.Count == after.Count && before.All(weight => after.TryGetValue(weight.Key, out var value) && value == weight.Value))
        {
            return;
        }

        facts["parameterWeights"] = Node(after);
        facts["formerWeights"] = Node(before);
        _outbox.Raise(WebhookEvents.CampaignTuned, at, facts);
    }
}
