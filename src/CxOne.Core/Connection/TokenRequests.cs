using System.Text;
using System.Text.Json;
using CxOne.Errors;
using CxOne.Http;

namespace CxOne.Connection;

/// <summary>Sends the token requests of all styles, and reads their answers.</summary>
internal sealed class TokenRequests
{
    private const string Form = "application/x-www-form-urlencoded";

    // Servers refuse longer headers. The limit also bounds the search for the token in every text.
    private const int LongestToken = 64 * 1024;

    private readonly CxConnectOptions _options;
    private readonly HttpMessageInvoker _pipeline;
    private readonly SecretScrubber _scrubber;
    private readonly string? _basic;

    public TokenRequests(CxConnectOptions options, HttpMessageInvoker pipeline, SecretScrubber scrubber)
    {
        _options = options;
        _pipeline = pipeline;
        _scrubber = scrubber;
        scrubber.Pin(options.Credential.Secret);
        if (options.ClientCredential is { } client)
        {
            // Only the secret is escaped, as public clients do it.
            _basic = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{client.ClientId}:{Uri.EscapeDataString(client.Secret)}"));
            scrubber.Pin(client.Secret);
            scrubber.Pin(_basic);
        }
    }

    /// <summary>Requests a token with a client (grant type <c>client_credentials</c>).</summary>
    /// <exception cref="CxRequestException">The client or the scopes were refused, or the request failed.</exception>
    public Task<AccessToken> ByClientAsync(Uri host, ICxLog log, CancellationToken cancellationToken)
    {
        List<(string Name, string Value)> form =
        [
            ("grant_type", "client_credentials"),
            ("client_id", _options.Credential.ClientId),
            ("client_secret", _options.Credential.Secret),
        ];
        if (_options.Endpoint.SendsScope && _options.Scope.Count > 0)
        {
            form.Add(("scope", string.Join(' ', _options.Scope)));
        }

        return PostAsync(host, Post(form), log, cancellationToken);
    }

    /// <summary>Requests a token with an access key, with the client where the style has one.</summary>
    /// <exception cref="CxRequestException">The key or the client was refused, or the request failed.</exception>
    public Task<AccessToken> ByKeyAsync(Uri host, ICxLog log, CancellationToken cancellationToken)
    {
        var key = _options.Credential;
        return PostAsync(
            host,
            _basic is null
                ? Post(
                    _options.Endpoint.TokenPath,
                    JsonSerializer.SerializeToUtf8Bytes(
                        new AccessKeyBody { AccessKeyId = key.ClientId, AccessKeySecret = key.Secret },
                        ConnectionJson.Default.AccessKeyBody))
                : Post([("grant_type", "password"), ("username", key.ClientId), ("password", key.Secret)]),
            log,
            cancellationToken);
    }

    /// <summary>Renews a token with its refresh token. The request is not repeated if its answer is lost.</summary>
    /// <exception cref="CxRequestException">The refresh token was refused, or the request failed.</exception>
    public async Task<AccessToken> ByRefreshTokenAsync(Uri host, AccessToken former, ICxLog log, CancellationToken cancellationToken)
    {
        if (_basic is not null)
        {
            var request = Post(
            [
                ("grant_type", "refresh_token"),
                ("refresh_token", former.RefreshToken!),
                ("client_id", _options.ClientCredential!.ClientId),
            ]);
            return await PostAsync(host, request with { RepeatIsHarmless = false }, log, cancellationToken).ConfigureAwait(false);
        }

        var issuedAt = _options.Requests.Clock.GetUtcNow();
        var body = JsonSerializer.SerializeToUtf8Bytes(
            new RefreshBody { Token = former.RefreshToken! }, ConnectionJson.Default.RefreshBody);
        var response = await SendAsync(
            host, Post(ApiRoutes.TokenRefresh, body) with { RepeatIsHarmless = false }, log, cancellationToken).ConfigureAwait(false);
        var answer = response.Read(ConnectionJson.Default.RefreshAnswer);
        return Token(
            response, answer.Token, issuedAt, answer.TokenExpirationTimeSec, former.GrantedScope, answer.RefreshToken, former.IdToken);
    }

    private async Task<AccessToken> PostAsync(Uri host, CxRequest request, ICxLog log, CancellationToken cancellationToken)
    {
        var issuedAt = _options.Requests.Clock.GetUtcNow();
        var response = await SendAsync(host, request, log, cancellationToken).ConfigureAwait(false);
        var answer = response.Read(ConnectionJson.Default.TokenAnswer);
        return Token(
            response,
            answer.AccessToken,
            issuedAt,
            answer.ExpiresIn,
            answer.Scope?.Split(' ', StringSplitOptions.RemoveEmptyEntries),
            answer.RefreshToken,
            answer.IdToken);
    }

    private AccessToken Token(
        CxResponse response,
        string value,
        DateTimeOffset issuedAt,
        double seconds,
        IReadOnlyList<string>? scope,
        string? refreshToken,
        string? idToken)
    {
        if (value.Length is 0 or > LongestToken
            || !(seconds > 0)
            || seconds > TimeSpan.FromDays(366).TotalSeconds
            || value.AsSpan().ContainsAnyExceptInRange('!', '~'))
        {
            throw response.Invalid(ConnectionMessages.TokenInvalid(LongestToken, seconds));
        }

        _scrubber.Add(value);
        _scrubber.Add(refreshToken);
        _scrubber.Add(idToken);
        return new AccessToken(value, issuedAt, TimeSpan.FromSeconds(seconds), scope, refreshToken, idToken);
    }

    private CxRequest Post(IReadOnlyList<(string Name, string Value)> form)
    {
        var fields = string.Join('&', form.Select(field => $"{field.Name}={Uri.EscapeDataString(field.Value)}"));
        return Post(_options.Endpoint.TokenPath, Encoding.UTF8.GetBytes(fields)) with { ContentType = Form, BasicCredential = _basic };
    }

    // A second request for a token does no harm.
    private static CxRequest Post(string path, byte[] body)
        => new() { Method = HttpMethod.Post, Path = path, Body = body, RepeatIsHarmless = true, ChangesNothing = true };

    private async Task<CxResponse> SendAsync(Uri host, CxRequest request, ICxLog log, CancellationToken cancellationToken)
    {
        try
        {
            return await CxApiClient.SendAsync(
                _pipeline, host, request, usesToken: false, log, _options.Requests, _scrubber, cancellationToken).ConfigureAwait(false);
        }
        catch (CxRequestException exception) when (exception.StatusCode is 400 or 401 or 403)
        {
            var scopeRefused = exception.TenantMessage?.Contains("scope", StringComparison.OrdinalIgnoreCase) == true;
            throw exception.As(
                scopeRefused ? CxErrors.ScopeRefused : CxErrors.CredentialRefused,
                ConnectionMessages.TokenRequestRefused(
                    host.Host,
                    _options.Credential.ClientId,
                    scopeRefused,
                    exception.StatusCode.Value,
                    exception.TenantMessage,
                    ConnectionMessages.RequestDetails(exception.Method!, exception.Uri!, exception.RequestId)),
                _options.Credential.ClientId);
        }
    }
}
