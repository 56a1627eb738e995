using System.Text.Json.Nodes;
using CxOne.Sandbox.Http;
using CxOne.Sandbox.State;

namespace CxOne.Sandbox.Campaigns;

/// <summary>Simulates the accuracy of the weights of a campaign. Simulations run on the clock of the sandbox.</summary>
internal sealed class CampaignSimulationEndpoints : IEndpoints
{
    private const string Root = "/api/v2/outbound/campaigns/simulations";
    private const string Scope = "outbound:campaign:simulate";
    private const int ShortestSec = 10;
    private const int LongestSec = 86_400;

    /// <summary>Number of job steps of a simulation, independent of its nominal duration.</summary>
    private const int Steps = 2;

    private static readonly string[] ReadScopes = [Scope, "outbound:campaign:read", "outbound:campaign:view", "outbound.read"];

    private readonly TenantStore _store;

    public CampaignSimulationEndpoints(TenantStore store) => _store = store;

    public static JsonObject Render(SandboxCampaignSimulation simulation)
    {
        var json = new JsonObject
        {
            ["id"] = simulation.Id,
            ["status"] = simulation.Status,
            ["campaignId"] = simulation.CampaignId,
            ["simulationType"] = simulation.SimulationType,
            ["durationSeconds"] = simulation.DurationSeconds,
            ["submittedAt"] = WireTime.Format(simulation.SubmittedAt),
        };
        if (!simulation.IsEnded)
        {
            return json;
        }

        json["completedAt"] = WireTime.Format(simulation.EndsAt);
        if (simulation.FailureReason is null)
        {
            json["predictedAccuracy"] = simulation.PredictedAccuracy;
        }
        else
        {
            json["failureReason"] = simulation.FailureReason;
        }

        return json;
    }

    public void Register(RouteTable routes)
    {
        routes.Token("POST", Root, Scope, Create);
        routes.TokenWithAny("GET", Root, ReadScopes, List);
        routes.TokenWithAny("GET", $"{Root}/{{id}}", ReadScopes, Get);
    }

    private SandboxResponse Create(RequestContext context)
    {
        if (!JsonBody.TryRead(context.Request, out var body, out var refusal))
        {
            return refusal;
        }

        var id = body.RequireString("campaignId");
        var campaign = _store.State.Campaigns.Find(candidate => string.Equals(candidate.Id, id, StringComparison.Ordinal));
        if (id is not null && campaign is null)
        {
            body.Add("campaignId", "UNKNOWN_CAMPAIGN", $"There is no campaign '{id}'.");
        }

        var type = body.RequireOneOf("simulationType", "predictive_weight_validation");
        var duration = body.RequireInteger("durationSeconds", ShortestSec, LongestSec);
        if (body.Refusal(context.Request) is { } broken)
        {
            return broken;
        }

        var weights = CampaignChecks.Weights(campaign!);
        return context.Later(
            cancellationToken => Accuracy(campaign!, weights, duration!.Value, cancellationToken),
            accuracy => Accept(context, campaign!, weights, type!, duration!.Value, accuracy));
    }

    private double? Accuracy(
        StoredCampaign campaign, Dictionary<string, decimal> weights, int duration, CancellationToken cancellationToken) =>
        campaign.AgentCount == 0
            ? null
            : WeightAccuracy.Of(
                weights, CampaignTraffic.Of(campaign.Id), campaign.AgentCount, duration, _store.Options.Seed, cancellationToken);

    private SandboxResponse Accept(
        RequestContext context,
        StoredCampaign campaign,
        Dictionary<string, decimal> weights,
        string type,
        int duration,
        double? accuracy)
    {
        var submittedAt = WireTime.Truncate(_store.Now);
        var simulation = new SandboxCampaignSimulation
        {
            Id = _store.NewId("simulation").ToString("D"),
            CampaignId = campaign.Id,
            CampaignVersion = campaign.Version,
            SimulationType = type,
            DurationSeconds = duration,
            ParameterWeights = weights,
            SubmittedBy = context.Session!.ClientId,
            SubmittedAt = submittedAt,
            EndsAt = submittedAt + (Steps * _store.Options.JobStep),
            PredictedAccuracy = accuracy is { } value ? Math.Round(value, 6) : null,
            FailureReason = accuracy is null
                ? $"NO_AGENTS: the campaign '{campaign.Id}' has no agents, so there is nothing to predict."
                : null,
        };
        _store.State.CampaignSimulations.Add(simulation);
        _store.MarkChanged();
        return Responses.Json(
            201, Render(simulation), ("Location", $"{context.Request.BaseUri.GetLeftPart(UriPartial.Authority)}{Root}/{simulation.Id}"));
    }

    /// <summary>Lists simulations, the latest first, so that a client that lost the response to a POST can find its simulation.</summary>
    private SandboxResponse List(RequestContext context)
    {
        var campaign = context.Query.Get("campaignId");
        var simulations = _store.State.CampaignSimulations
            .Where(simulation => campaign is null || string.Equals(simulation.CampaignId, campaign, StringComparison.Ordinal))
            .Reverse()
            .ToArray();
        return Page.Of(context, simulations, Render, []);
    }

    private SandboxResponse Get(RequestContext context)
    {
        var id = context.Value("id");
        var simulation = _store.State.CampaignSimulations.Find(
            candidate => string.Equals(candidate.Id, id, StringComparison.OrdinalIgnoreCase));
        return simulation is null
            ? Responses.NotFound(context.Request, $"There is no simulation '{id}'.")
            : Responses.Json(200, Render(simulation));
    }
}
