using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using CxOne.Errors;
using CxOne.Http;

namespace CxOne.Connection;

/// <summary>Requests tokens in the form of the endpoint's style.</summary>
internal sealed class TokenSource
{
    // Servers refuse longer headers. The limit also bounds the search for the token in every text.
    private const int LongestToken = 64 * 1024;

    private readonly CxConnectOptions _options;
    private readonly HttpMessageInvoker _pipeline;
    private readonly SecretScrubber _scrubber;

    public TokenSource(CxConnectOptions options, HttpMessageInvoker pipeline, SecretScrubber scrubber)
    {
        _options = options;
        _pipeline = pipeline;
        _scrubber = scrubber;
        scrubber.Add(options.Credential.Secret);
    }

    /// <exception cref="CxRequestException">The credential or the scopes were refused, or the request failed.</exception>
    public async Task<AccessToken> FetchAsync(AccessToken? former, ICxLog log, CancellationToken cancellationToken)
    {
        if (_options.Endpoint.Style != CxEndpointStyle.AccessKey)
        {
            return await FetchByClientAsync(log, cancellationToken).ConfigureAwait(false);
        }

        if (former?.RefreshToken is { } refreshToken)
        {
            try
            {
                return await RefreshAsync(refreshToken, former, log, cancellationToken).ConfigureAwait(false);
            }
            catch (CxRequestException exception)
            {
                log.Verbose(ConnectionMessages.RefreshTokenRefused(exception.ErrorId));
            }
        }

        return await FetchByKeyAsync(log, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Requests the address of the tenant's interface.</summary>
    /// <exception cref="CxException">The token names no tenant (<c>ResponseInvalid</c>), the returned address is invalid, not secure or
    /// not allowed, or the request failed.</exception>
    public async Task<(string TenantId, Uri BaseUri)> DiscoverAsync(AccessToken token, ICxLog log, CancellationToken cancellationToken)
    {
        var tenantId = TenantIdOf(token.Value) ?? TenantIdOf(token.IdToken)
            ?? throw NamesNoTenant();
        var response = await SendAsync(
            _options.Endpoint.DiscoveryHost!,
            new CxRequest
            {
                Method = HttpMethod.Get, Path = $"{ApiRoutes.Discovery}?tenantId={Uri.EscapeDataString(tenantId)}", Item = tenantId
            },
            log,
            cancellationToken).ConfigureAwait(false);
        return (
            tenantId,
            CxEndpoint.Discovered(
                response.Read(ConnectionJson.Default.DiscoveryAnswer).ApiEndpoint,
                _options.Endpoint.DiscoveryHost!,
                _options.AllowedHosts));
    }

    private CxRequestException NamesNoTenant()
    {
        var uri = UriRedactor.Redact(CxApiClient.Combine(_options.Endpoint.TokenHost, _options.Endpoint.TokenPath));
        return new CxRequestException(
            CxErrors.ResponseInvalid, ConnectionMessages.TokenWithoutTenant(uri))
            {
                Method = "POST", Uri = uri
            };
    }

    /// <summary>
    /// Reads a claim without verifying the signature, because the claim only selects an address, which is checked separately.
    /// </summary>
    internal static string? TenantIdOf(string? token)
    {
        var parts = token?.Split('.');
        if (parts is not { Length: 3 })
        {
            return null;
        }

        try
        {
            using var claims = JsonDocument.Parse(Base64Url.DecodeFromChars(parts[1]));
            return claims.RootElement.ValueKind == JsonValueKind.Object
                && claims.RootElement.TryGetProperty("tenantId", out var id)
                && id.ValueKind == JsonValueKind.String
                ? id.GetString()
                : null;
        }
        catch (Exception exception) when (exception is JsonException or FormatException or InvalidOperationException)
        {
            return null;
        }
    }

    private async Task<AccessToken> FetchByClientAsync(ICxLog log, CancellationToken cancellationToken)
    {
        var form =
            $"grant_type=client_credentials&client_id={Uri.EscapeDataString(_options.Credential.ClientId)}"
                + $"&client_secret={Uri.EscapeDataString(_options.Credential.Secret)}";
        if (_options.Endpoint.SendsScope && _options.Scope.Count > 0)
        {
            form += $"&scope={Uri.EscapeDataString(string.Join(' ', _options.Scope))}";
        }

        return await PostAsync(
            _options.Endpoint.TokenPath,
            Encoding.UTF8.GetBytes(form),
            "application/x-www-form-urlencoded",
            log,
            cancellationToken).ConfigureAwait(false);
    }

    private async Task<AccessToken> FetchByKeyAsync(ICxLog log, CancellationToken cancellationToken)
    {
        var body = new AccessKeyBody { AccessKeyId = _options.Credential.ClientId, AccessKeySecret = _options.Credential.Secret };
        return await PostAsync(
            _options.Endpoint.TokenPath,
            JsonSerializer.SerializeToUtf8Bytes(body, ConnectionJson.Default.AccessKeyBody),
            "application/json",
            log,
            cancellationToken).ConfigureAwait(false);
    }

    private async Task<AccessToken> PostAsync(string path, byte[] body, string contentType, ICxLog log, CancellationToken cancellationToken)
    {
        var issuedAt = _options.Requests.Clock.GetUtcNow();
        var response = await SendAsync(
            _options.Endpoint.TokenHost, Post(path, body, contentType), log, cancellationToken).ConfigureAwait(false);
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

    private async Task<AccessToken> RefreshAsync(string refreshToken, AccessToken former, ICxLog log, CancellationToken cancellationToken)
    {
        var issuedAt = _options.Requests.Clock.GetUtcNow();
        var body = JsonSerializer.SerializeToUtf8Bytes(new RefreshBody { Token = refreshToken }, ConnectionJson.Default.RefreshBody);

        // A refresh token can be used once. If the answer is lost, the key is used instead.
        var response = await SendAsync(
            _options.Endpoint.TokenHost,
            Post(ApiRoutes.TokenRefresh, body, "application/json") with { RepeatIsHarmless = false },
            log,
            cancellationToken).ConfigureAwait(false);
        var answer = response.Read(ConnectionJson.Default.RefreshAnswer);
        return Token(
            response, answer.Token, issuedAt, answer.TokenExpirationTimeSec, former.GrantedScope, answer.RefreshToken, former.IdToken);
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

    // A second request for a token does no harm.
    private static CxRequest Post(string path, byte[] body, string contentType)
        => new()
        {
            Method = HttpMethod.Post, Path = path, Body = body, ContentType = contentType, RepeatIsHarmless = true, ChangesNothing = true
        };

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
