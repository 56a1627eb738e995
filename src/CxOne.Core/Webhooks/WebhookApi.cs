using CxOne.Errors;
using CxOne.Http;

namespace CxOne.Webhooks;

/// <summary>The tenant's calls for webhooks, one method per call.</summary>
internal sealed class WebhookApi
{
    private readonly CxApiClient _client;
    private readonly ICxLog _log;

    public WebhookApi(CxApiClient client, ICxLog log)
    {
        _client = client;
        _log = log;
    }

    public IAsyncEnumerable<CxPage<Webhook>> ListAsync(CancellationToken cancellationToken)
        => _client.ReadPagesAsync(ApiRoutes.Webhooks, null, WebhookJson.Default.CxEntityPageWebhook, _log, cancellationToken);

    public async Task<List<Webhook>> ReadAllAsync(CancellationToken cancellationToken)
    {
        List<Webhook> all = [];
        await foreach (var page in ListAsync(cancellationToken).ConfigureAwait(false))
        {
            all.AddRange(page.Items);
        }

        return all;
    }

    public async Task<Webhook> CreateAsync(WebhookBody body, object item, CancellationToken cancellationToken)
    {
        var response = await _client.PostAsync(
            ApiRoutes.WebhookCreate,
            body,
            WebhookJson.Default.WebhookBody,
            item,
            CxHint.FindRegistration.ToString(),
            _log,
            cancellationToken).ConfigureAwait(false);
        var webhook = response.Read(WebhookJson.Default.Webhook);
        return webhook.Id.Length > 0 ? webhook : throw response.Invalid(WebhooksMessages.WebhookWithoutId);
    }

    public Task<CxResponse> DeleteAsync(string id, CancellationToken cancellationToken)
        => _client.SendAsync(
            new CxRequest
            {
                Method = ApiRoutes.WebhookDelete.Method,
                Path = ApiRoutes.WebhookDelete.With(id),
                RequiredScope = ApiRoutes.WebhookDelete.Scope,
                Item = id,
                LookUp = CxHint.FindWebhook(id).ToString(),

                // A second removal changes nothing.
                RepeatIsHarmless = true,
            },
            _log,
            cancellationToken);
}
