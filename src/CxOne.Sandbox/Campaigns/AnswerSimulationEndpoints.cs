using System.Text.Json.Nodes;
using CxOne.Sandbox.Http;
using CxOne.Sandbox.State;

namespace CxOne.Sandbox.Campaigns;

/// <summary>Simulates a campaign at an answer rate. Only the refusals of this route have a <c>detail</c>, as documented.</summary>
internal sealed class AnswerSimulationEndpoints : IEndpoints
{
    private const string Scope = "outbound:campaign:edit";
    private const int LongestIntervalSec = 60;
    private const int MostCalls = 10_000;

    private readonly TenantStore _store;

    public AnswerSimulationEndpoints(TenantStore store) => _store = store;

    public void Register(RouteTable routes) => routes.Token("POST", "/api/v2/outbound/campaigns/{id}/simulate", Scope, Simulate);

    private static SandboxResponse Detailed(SandboxResponse refusal, string detail) =>
        Responses.Text(refusal.Status, JsonText.Of(refusal.Body.Span).With("detail", detail));

    private static AnswerSimulation? Read(JsonBodyValidator body)
    {
        var settings = body.RequireObject("predictiveDialerSettings");
        var rate = settings.RequireNumber("answerRate", 0.05m, 0.95m);
        var efficiency = settings.RequireNumber("agentEfficiency", 0.50m, 1.00m);
        var interval = settings.RequireInteger("interval", 1, LongestIntervalSec);
        var calls = settings.RequireInteger("maxCalls", 1, MostCalls);
        settings.RequireOneOf("dialerType", "PREDICTIVE");
        var window = body.RequireInteger("simulationWindowMinutes", 10, 1440);
        var rows = body.RequireObjects("historicalData", mayBeEmpty: false);
        var history = (rows ?? []).Select(HistoryBucket.Read).ToArray();
        if (rows is { Count: > 0 } && history.All(bucket => bucket is { Attempted: 0 }))
        {
            body.Violate("historicalData", "NO_ATTEMPTS", "must hold at least one bucket with attempts.");
        }

        return body.Errors.Count > 0 ? null : new AnswerSimulation
        {
            AnswerRate = rate!.Value,
            AgentEfficiency = efficiency!.Value,
            IntervalSec = interval!.Value,
            MaxCalls = calls!.Value,
            WindowMinutes = window!.Value,
            History = [.. history.Where(bucket => bucket!.Attempted > 0).Select(bucket => bucket!)],
        };
    }

    private static SandboxResponse Render(decimal answerRate, double accuracy) => Responses.Json(200, new JsonObject
    {
        ["status"] = "COMPLETED",
        ["predictiveDialerSettings"] = new JsonObject { ["answerRate"] = answerRate },
        ["predictedAccuracy"] = Math.Round(accuracy, 6),
    });

    private SandboxResponse Simulate(RequestContext context)
    {
        var request = context.Request;
        var id = context.Value("id");
        if (_store.State.Campaigns.Find(campaign => string.Equals(campaign.Id, id, StringComparison.Ordinal)) is not { } campaign)
        {
            return Responses.NotFound(request, $"There is no campaign '{id}'.");
        }

        if (!JsonBody.TryRead(request, out var body, out var refusal))
        {
            return Detailed(refusal, "The body must be a JSON object.");
        }

        var simulation = Read(body);
        if (campaign.AgentCount == 0)
        {
            body.Errors.Add(new ErrorEntry("NO_AGENTS", $"The campaign '{id}' has no agents.") { Field = "campaignId" });
        }

        if (body.Refusal(request) is { } broken)
        {
            return Detailed(broken, string.Join(" ", body.Errors.Select(error => error.Message)));
        }

        if (CampaignTraffic.Of(id).HighestAnswerRate is { } highest && simulation!.AnswerRate > highest)
        {
            return NeedsAdjustment(request, simulation.AnswerRate, highest);
        }

        // Read under the lock: the deferred simulation must not access the state.
        var agents = campaign.AgentCount;
        return context.Later(
            cancellationToken => AnswerAccuracy.Of(simulation!, agents, _store.Options.Seed, cancellationToken),
            accuracy => Render(simulation!.AnswerRate, accuracy));
    }

    private static SandboxResponse NeedsAdjustment(SandboxRequest request, decimal rate, decimal highest)
    {
        var message = FormattableString.Invariant(
            $"The answer rate {rate} is not plausible for this campaign and needs a probability adjustment: at most {highest} is allowed.");
        var entry = new ErrorEntry("PROBABILITY_ADJUSTMENT", message) { Field = "predictiveDialerSettings.answerRate" };
        return Detailed(Responses.BadRequest(request, message, entry), message);
    }
}
