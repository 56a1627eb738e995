using System.Diagnostics;
using System.Security.Cryptography;
using CxOne.Errors;

namespace CxOne.Webhooks;

/// <summary>A receiver of the user for callbacks, and the secret that signs them. The secret is not shown.</summary>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class CallbackTarget
{
    private readonly byte[]? _secret;

    /// <summary>Initializes a new instance of the <see cref="CallbackTarget"/> class.</summary>
    /// <param name="uri">The address: HTTPS, or HTTP to loopback.</param>
    /// <param name="secret">The key that signs the body (HMAC-SHA-256); <see langword="null"/> for no signature.</param>
    /// <exception cref="CxException">The address is invalid (<c>EndpointInvalid</c>) or not secure
    /// (<c>EndpointInsecure</c>).</exception>
    public CallbackTarget(Uri uri, string? secret = null)
    {
        ArgumentNullException.ThrowIfNull(uri);
        if (!uri.IsAbsoluteUri || uri.UserInfo.Length > 0)
        {
            throw new CxException(CxErrors.EndpointInvalid, WebhooksMessages.AddressNotAbsolute)
            {
                RecommendedAction = WebhooksMessages.AddressAdvice
            };
        }

        if (uri.Scheme is not ("http" or "https"))
        {
            throw new CxException(CxErrors.EndpointInvalid, WebhooksMessages.AddressNotHttps(uri.Scheme))
            {
                RecommendedAction = WebhooksMessages.AddressAdvice
            };
        }

        if (uri.Scheme == "http" && !uri.IsLoopback)
        {
            throw new CxException(
                CxErrors.EndpointInsecure,
                WebhooksMessages.AddressInsecure(uri.GetLeftPart(UriPartial.Authority)),
                uri.Host) { RecommendedAction = WebhooksMessages.AddressAdvice };
        }

        Uri = uri;
        _secret = string.IsNullOrEmpty(secret) ? null : System.Text.Encoding.UTF8.GetBytes(secret);
    }

    /// <summary>Gets the address.</summary>
    public Uri Uri { get; }

    /// <inheritdoc/>
    public override string ToString() => Http.UriRedactor.Redact(Uri);

    /// <returns>The value of <c>X-Cx-Signature</c>; <see langword="null"/> without a secret.</returns>
    internal string? Sign(ReadOnlySpan<byte> body)
        => _secret is null ? null : "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(_secret, body));
}
