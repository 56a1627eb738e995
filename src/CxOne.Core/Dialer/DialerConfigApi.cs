using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CxOne.Http;
using CxOne.Merge;

namespace CxOne.Dialer;

/// <summary>The tenant's calls for dialer configurations, one method a call.</summary>
internal sealed class DialerConfigApi
{
    private readonly CxApiClient _client;
    private readonly ICxLog _log;

    public DialerConfigApi(CxApiClient client, ICxLog log)
    {
        _client = client;
        _log = log;
    }

    /// <summary>In a list the version of each entry stands beside its members; it is taken out, so that no write carries it back.</summary>
    public IAsyncEnumerable<CxPage<DialerConfig>> ListAsync(CancellationToken cancellationToken)
        => _client.ReadPagesAsync(ApiRoutes.DialerConfigs, null, CxJson.Default.CxEntityPageJsonElement, FromList, _log, cancellationToken);

    public async Task<VersionedState> GetAsync(string id, CancellationToken cancellationToken)
        => VersionedState.From(await _client.SendAsync(Request(ApiRoutes.DialerConfig, id), _log, cancellationToken).ConfigureAwait(false));

    public Task<CxResponse> PutAsync(string id, string etag, JsonObject body, CancellationToken cancellationToken)
    {
        var request = Request(ApiRoutes.DialerConfigUpdate, id) with
        {
            Body = Encoding.UTF8.GetBytes(JsonFields.Write(body)), IfMatch = etag
        };
        return _client.SendAsync(request, _log, cancellationToken);
    }

    public async Task<string> ExportEventAsync(DialerEventBody body, CancellationToken cancellationToken)
    {
        var response = await _client.PostAsync(
            ApiRoutes.EventExport,
            body,
            DialerJson.Default.DialerEventBody,
            body.ResourceId,
            "Look in the event stream before the event is exported again.",
            _log,
            cancellationToken).ConfigureAwait(false);
        return response.Read(DialerJson.Default.DialerEventReceipt).Id;
    }

    public static DialerConfig ToConfig(VersionedState state)
    {
        var raw = JsonFields.ToElement(state.Body);
        try
        {
            return raw.Deserialize(DialerJson.Default.DialerConfig)! with { ETag = state.ETag, Raw = raw };
        }
        catch (JsonException exception)
        {
            throw state.Invalid($"a dialer configuration is none: {exception.Message}", null, exception);
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
            throw response.Invalid($"an entry of the list of dialer configurations is none: {exception.Message}", exception);
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
