using System.Net;
using System.Net.Http.Headers;

namespace CxOne.Http;

/// <summary>Adds the token to the request. It is inside the retry handler, so that each attempt has a valid token.</summary>
internal sealed class AuthorizationHandler : DelegatingHandler
{
    private readonly TokenCache _tokens;

    public AuthorizationHandler(TokenCache tokens) => _tokens = tokens;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var token = await _tokens.GetAsync(RequestState.Of(request).Log, cancellationToken).ConfigureAwait(false);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.Value);
        var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        if (response.StatusCode == HttpStatusCode.Unauthorized)
        {
            _tokens.Discard(token);
        }

        return response;
    }
}
