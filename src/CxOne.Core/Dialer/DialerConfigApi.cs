using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CxOne.Errors;
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
    public async IAsyncEnumerable<CxPage<DialerConfig>> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var page in _client.ReadPagesAsync(ApiRoutes.DialerConfigs, null, CxJson.Default.CxEntityPageJsonElement, _log, cancellationToken).ConfigureAwait(false))
        {
            yield return new CxPage<DialerConfig>([.. page.Items.Select(FromList)], page.Total);
        }
    }

    public async Task<VersionedState> GetAsync(string id, CancellationToken cancellationToken)
        => VersionedState.From(await _client.SendAsync(Request(ApiRoutes.DialerConfig, id), _log, cancellationToken).ConfigureAwait(false));

    public Task<CxResponse> PutAsync(string id, string etag, JsonObject body, CancellationToken cancellationToken)
    {
        var request = Request(ApiRoutes.DialerConfigUpdate, id) with { Body = Encoding.UTF8.GetBytes(JsonFields.Write(body)), IfMatch = etag };
        return _client.SendAsync(request, _log, cancellationToken);
    }

    public async Task<string> ExportEventAsync(DialerEventBody body, CancellationToken cancellationToken)
    {
        var response = await _client.SendAsync(
            new CxRequest
            {
                Method = ApiRoutes.EventExport.Method,
                Path = ApiRoutes.EventExport.Template,
                Body = JsonSerializer.SerializeToUtf8Bytes(body, CxJson.Default.DialerEventBody),
                RequiredScope = ApiRoutes.EventExport.Scope,
                Item = body.ResourceId,
                LookUp = "Look in the event stream before the event is exported again.",
            },
            _log,
            cancellationToken).ConfigureAwait(false);
        return response.Read(CxJson.Default.DialerEventReceipt).Id;
    }

    public static DialerConfig ToConfig(VersionedState state)
    {
        var raw = JsonFields.ToElement(state.Body);
        try
        {
            return raw.Deserialize(CxJson.Default.DialerConfig)! with { ETag = state.ETag, Raw = raw };
        }
        catch (JsonException exception)
        {
            throw new CxRequestException(CxErrors.ResponseInvalid, $"A dialer configuration could not be understood: {exception.Message}", null, exception) { RequestId = state.RequestId };
        }
    }

    private static DialerConfig FromList(JsonElement entity)
    {
        if (entity.ValueKind != JsonValueKind.Object)
        {
            throw new CxRequestException(CxErrors.ResponseInvalid, "An entry of the list of dialer configurations is not an object.");
        }

        var body = JsonObject.Create(entity)!;
        string? etag = null;
        if (body["etag"] is JsonValue value && value.TryGetValue(out etag))
        {
            body.Remove("etag");
        }

        return ToConfig(new VersionedState(body, etag));
    }

    private static CxRequest Request(ApiRoute route, string id) => new() { Method = route.Method, Path = route.With(id), RequiredScope = route.Scope, Item = id };
}
