using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CxOne.Errors;
using CxOne.Http;
using CxOne.Merge;

namespace CxOne.Campaigns;

/// <summary>The tenant's calls for campaigns, one method a call.</summary>
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
            (entity, response) => ToCampaign(entity, response.Invalid),
            _log,
            cancellationToken);

    /// <summary>A campaign's version stands among its members; it goes back with them.</summary>
    public async Task<VersionedState> GetAsync(string id, CancellationToken cancellationToken)
    {
        var state = VersionedState.From(await SendAsync(ApiRoutes.Campaign, id, null, cancellationToken).ConfigureAwait(false));
        return state with { ETag = VersionOf(state.Body) };
    }

    public Task<CxResponse> PutAsync(string id, JsonObject body, CancellationToken cancellationToken)
        => SendAsync(ApiRoutes.CampaignUpdate, id, Encoding.UTF8.GetBytes(JsonFields.Write(body)), cancellationToken);

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
            // A second simulation changes nothing at the tenant; the Idempotency-Key spares it where the tenant looks at it.
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
        => ToCampaign(JsonFields.ToElement(state.Body), (why, exception) => state.Invalid(why, null, exception));

    public static string? VersionOf(JsonObject campaign)
        => JsonFields.Get(campaign, PredictiveWeightFields.Version) is { ValueKind: JsonValueKind.Number } version
            && version.TryGetInt64(out var number)
            ? number.ToString(CultureInfo.InvariantCulture)
            : null;

    private static Campaign ToCampaign(JsonElement raw, Func<string, Exception, CxRequestException> invalid)
    {
        try
        {
            return (raw.Deserialize(CampaignJson.Default.Campaign) ?? throw new JsonException("it is null.")) with { Raw = raw };
        }
        catch (JsonException exception)
        {
            throw invalid($"a campaign is none: {exception.Message}", exception);
        }
    }

    private Task<CxResponse> SendAsync(ApiRoute route, string id, byte[]? body, CancellationToken cancellationToken)
    {
        var request = new CxRequest
        {
            Method = route.Method,
            Path = route.With(id),
            Body = body is null ? null : new ReadOnlyMemory<byte>(body),
            RequiredScope = route.Scope,
            Item = id,

            // A write carries the version that the tenant checks; a simulation changes nothing.
            RepeatIsHarmless = true,
            ChangesNothing = route != ApiRoutes.CampaignUpdate,
        };
        return _client.SendAsync(request, _log, cancellationToken);
    }
}
