using System.Diagnostics;
using System.Security.Cryptography;
using CxOne.Errors;

namespace CxOne.Webhooks;

/// <summary>An address of the user's that is told of an operation, and the secret that signs what it is told. Shows no secret.</summary>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class CallbackTarget
{
    private const string WhatToDo =
        "Give the receiver's full https:// address, without a user name; http:// is for loopback only. "
            + "Where the command names none, a variable does: WORKFORCE_CALLBACK_URL or ML_WEBHOOK_URL.";
    private readonly byte[]? _secret;

    /// <summary>Makes one.</summary>
    /// <param name="uri">HTTPS, or HTTP to loopback.</param>
    /// <param name="secret">Signs the body (HMAC-SHA-256); nothing for no signature.</param>
    /// <exception cref="CxException">The address is not usable (<c>EndpointInvalid</c>) or not secure
    /// (<c>EndpointInsecure</c>).</exception>
    public CallbackTarget(Uri uri, string? secret = null)
    {
        ArgumentNullException.ThrowIfNull(uri);
        if (!uri.IsAbsoluteUri || uri.UserInfo.Length > 0)
        {
            throw new CxException(CxErrors.EndpointInvalid, "The receiver's address is not absolute, or carries a user name.")
            {
                RecommendedAction = WhatToDo
            };
        }

        if (uri.Scheme is not ("http" or "https"))
        {
            throw new CxException(CxErrors.EndpointInvalid, $"The receiver's address is one of '{uri.Scheme}' and not of https.")
            {
                RecommendedAction = WhatToDo
            };
        }

        if (uri.Scheme == "http" && !uri.IsLoopback)
        {
            throw new CxException(
                CxErrors.EndpointInsecure,
                $"'{uri.GetLeftPart(UriPartial.Authority)}' is plain HTTP; what it is told would travel in clear text.",
                uri.Host) { RecommendedAction = WhatToDo };
        }

        Uri = uri;
        _secret = string.IsNullOrEmpty(secret) ? null : System.Text.Encoding.UTF8.GetBytes(secret);
    }

    /// <summary>The address.</summary>
    public Uri Uri { get; }

    /// <inheritdoc/>
    public override string ToString() => Http.UriRedactor.Redact(Uri);

    /// <returns>The value of <c>X-Cx-Signature</c>; nothing where nothing signs.</returns>
    internal string? Sign(ReadOnlySpan<byte> body)
        => _secret is null ? null : "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(_secret, body));
}
