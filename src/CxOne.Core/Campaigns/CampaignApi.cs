using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using CxOne.Errors;
using CxOne.Http;
using CxOne.Merge;

namespace CxOne.Campaigns;

/// <summary>The tenant's calls for campaigns, one method per call.</summary>
internal sealed class CampaignApi
{
    private readonly CxApiClient _client;
    private readonly ICxLog _log;

    public CampaignApi(CxApiClient client, ICxLog log)
    {
        _client = client;
        _log = log;
    }

    public IAsyncEnumerable<CxPage<Campaign>> ListAsync(CancellationToken cancellationToken)
        => _client.ReadPagesAsync(
            ApiRoutes.Campaigns,
            null,
            CxJson.Default.CxEntityPageJsonElement,
            FromList,
            _log,
            cancellationToken);

    /// <summary>The version of a campaign is a member of its body and is written back with it.</summary>
    public async Task<VersionedState> GetAsync(string id, CancellationToken cancellationToken)
    {
        var state = VersionedState.From(await SendAsync(ApiRoutes.Campaign, id, null, cancellationToken).ConfigureAwait(false));
        return state with { ETag = VersionOf(state.Body) };
    }

    public Task<CxResponse> PutAsync(string id, JsonObject body, CancellationToken cancellationToken)
        => SendAsync(ApiRoutes.CampaignUpdate, id, JsonFields.WriteUtf8(body), cancellationToken);

    public Task<CxResponse> SimulateAnswersAsync(string id, AnswerSimulationBody body, CancellationToken cancellationToken)
        => SendAsync(
            ApiRoutes.CampaignSimulateAnswers,
            id,
            JsonSerializer.SerializeToUtf8Bytes(body, CampaignJson.Default.AnswerSimulationBody),
            cancellationToken);

    public async Task<CampaignSimulation> StartSimulationAsync(CampaignSimulationBody body, CancellationToken cancellationToken)
    {
        var request = ApiPost.Request(
            ApiRoutes.CampaignSimulationStart, body, CampaignJson.Default.CampaignSimulationBody, body.CampaignId) with
        {
            // A second simulation changes nothing at the tenant; a tenant that supports the Idempotency-Key does not run it twice.
            RepeatIsHarmless = true,
            ChangesNothing = true,
        };
        return (await _client.SendAsync(request, _log, cancellationToken).ConfigureAwait(false)).Read(
            CampaignJson.Default.CampaignSimulation);
    }

    public async Task<CampaignSimulation> GetSimulationAsync(string id, CancellationToken cancellationToken)
        => (await SendAsync(ApiRoutes.CampaignSimulation, id, null, cancellationToken).ConfigureAwait(false)).Read(
            CampaignJson.Default.CampaignSimulation);

    public static Campaign ToCampaign(VersionedState state)
    {
        try
        {
            return state.Body.Deserialize(CampaignJson.Default.Campaign)! with { Raw = state.Body };
        }
        catch (JsonException exception)
        {
            throw state.Invalid(CampaignMessages.InvalidCampaign(exception.Message), null, exception);
        }
    }

    public static string? VersionOf(JsonObject campaign)
        => JsonFields.Get(campaign, PredictiveWeightFields.Version).Node is JsonValue version
            && version.GetValueKind() == JsonValueKind.Number
            && version.TryGetValue<long>(out var number)
            ? number.ToString(CultureInfo.InvariantCulture)
            : null;

    private static Campaign FromList(JsonElement entity, CxResponse response)
    {
        try
        {
            // The node is a view of the page's JSON, so that a long list is not held twice.
            var campaign = entity.Deserialize(CampaignJson.Default.Campaign) ?? throw new JsonException(CampaignMessages.CampaignIsNull);
            return campaign with { Raw = JsonObject.Create(entity) };
        }
        catch (JsonException exception)
        {
            throw response.Invalid(CampaignMessages.InvalidCampaign(exception.Message), exception);
        }
    }

    private Task<CxResponse> SendAsync(
        ApiRoute route, string id, ReadOnlyMemory<byte>? body, CancellationToken cancellationToken)
    {
        var request = new CxRequest
        {
            Method = route.Method,
            Path = route.With(id),
            Body = body,
            RequiredScope = route.Scope,
            Item = id,

            // A write contains the version that the tenant checks; a simulation changes nothing.
            RepeatIsHarmless = true,
            ChangesNothing = route != ApiRoutes.CampaignUpdate,
        };
        return _client.SendAsync(request, _log, cancellationToken);
    }
}
