using System.Text.Json.Nodes;
using CxOne.Http;
using CxOne.Merge;

namespace CxOne.DataActions;

/// <summary>The calls for data actions.</summary>
internal sealed class DataActionApi
{
    private readonly CxApiClient _client;
    private readonly ICxLog _log;
    private readonly SemaphoreSlim? _concurrency;

    public DataActionApi(CxApiClient client, ICxLog log, SemaphoreSlim? concurrency = null)
    {
        _concurrency = concurrency;
        _client = client;
        _log = log;
    }

    public IAsyncEnumerable<CxPage<DataAction>> ListAsync(CancellationToken cancellationToken)
        => _client.ReadPagesAsync(ApiRoutes.DataActions, null, DataActionJson.Default.CxEntityPageDataAction, _log, cancellationToken);

    public async Task<DataAction> GetAsync(string id, CancellationToken cancellationToken)
        => (await _client.SendAsync(Request(ApiRoutes.DataAction, id), _log, cancellationToken).ConfigureAwait(false)).Read(
            DataActionJson.Default.DataAction);

    public async Task<VersionedState> ReadAsync(string id, CancellationToken cancellationToken)
        => VersionedState.From(await _client.SendAsync(Request(ApiRoutes.DataAction, id), _log, cancellationToken).ConfigureAwait(false));

    /// <summary>Writes a data action. Without a version the write is unconditional, because the tenant reports none to compare.</summary>
    public Task<CxResponse> PutAsync(string id, string? etag, JsonObject body, CancellationToken cancellationToken)
    {
        var request = Request(ApiRoutes.DataActionUpdate, id) with
        {
            Body = JsonFields.WriteUtf8(body), IfMatch = etag
        };
        return _client.SendAsync(request, _log, cancellationToken);
    }

    private CxRequest Request(ApiRoute route, string id)
        => new() { Method = route.Method, Path = route.With(id), RequiredScope = route.Scope, Item = id, Concurrency = _concurrency };
}
