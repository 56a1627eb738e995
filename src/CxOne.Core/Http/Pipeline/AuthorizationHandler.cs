using System.Net;
using System.Net.Http.Headers;

namespace CxOne.Http;

/// <summary>Puts the token on the request, inside the retry so that every attempt asks for a live one.</summary>
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
