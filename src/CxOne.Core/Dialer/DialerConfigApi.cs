using System.Text.Json;
using System.Text.Json.Nodes;
using CxOne.Http;
using CxOne.Merge;

namespace CxOne.Dialer;

/// <summary>The tenant's calls for dialer configurations, one method per call.</summary>
internal sealed class DialerConfigApi
{
    private readonly CxApiClient _client;
    private readonly ICxLog _log;

    public DialerConfigApi(CxApiClient client, ICxLog log)
    {
        _client = client;
        _log = log;
    }

    /// <summary>In a list, each entry has its version as a member. It is removed, so that no write sends it back.</summary>
    public IAsyncEnumerable<CxPage<DialerConfig>> ListAsync(CancellationToken cancellationToken)
        => _client.ReadPagesAsync(ApiRoutes.DialerConfigs, null, CxJson.Default.CxEntityPageJsonElement, FromList, _log, cancellationToken);

    public async Task<VersionedState> GetAsync(string id, CancellationToken cancellationToken)
        => VersionedState.From(await _client.SendAsync(Request(ApiRoutes.DialerConfig, id), _log, cancellationToken).ConfigureAwait(false));

    public Task<CxResponse> PutAsync(string id, string etag, JsonObject body, CancellationToken cancellationToken)
        => _client.SendAsync(
            Request(ApiRoutes.DialerConfigUpdate, id) with { Body = JsonFields.WriteUtf8(body), IfMatch = etag }, _log, cancellationToken);

    public async Task<string> ExportEventAsync(DialerEventBody body, CancellationToken cancellationToken)
    {
        var response = await _client.PostAsync(
            ApiRoutes.EventExport,
            body,
            DialerJson.Default.DialerEventBody,
            body.ResourceId,
            DialerMessages.EventAdvice,
            _log,
            cancellationToken).ConfigureAwait(false);
        return response.Read(DialerJson.Default.DialerEventReceipt).Id;
    }

    public static DialerConfig ToConfig(VersionedState state)
    {
        try
        {
            return state.Body.Deserialize(DialerJson.Default.DialerConfig)! with { ETag = state.ETag, Raw = state.Body };
        }
        catch (JsonException exception)
        {
            throw state.Invalid(DialerMessages.InvalidConfiguration(exception.Message), null, exception);
        }
    }

    private static DialerConfig FromList(JsonElement entity, CxResponse response)
    {
        JsonObject body;
        try
        {
            body = JsonFields.Parse(entity);
        }
        catch (JsonException exception)
        {
            throw response.Invalid(DialerMessages.InvalidListEntry(exception.Message), exception);
        }

        string? etag = null;
        if (body["etag"] is JsonValue value && value.TryGetValue(out etag))
        {
            body.Remove("etag");
        }

        return ToConfig(new VersionedState(body, etag) { Answer = response });
    }

    private static CxRequest Request(ApiRoute route, string id)
        => new() { Method = route.Method, Path = route.With(id), RequiredScope = route.Scope, Item = id };
}
