using System.Diagnostics;

namespace CxOne.Connection;

/// <summary>A client id and its secret, or an access key id and its secret. Only the id is shown.</summary>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class CxCredential
{
    /// <summary>Initializes a new instance of the <see cref="CxCredential"/> class.</summary>
    /// <param name="clientId">The client id or access key id.</param>
    /// <param name="secret">The secret.</param>
    /// <exception cref="ArgumentException">The id or the secret is empty.</exception>
    public CxCredential(string clientId, string secret)
    {
        ArgumentException.ThrowIfNullOrEmpty(clientId);
        ArgumentException.ThrowIfNullOrEmpty(secret);
        ClientId = clientId;
        Secret = secret;
    }

    /// <summary>Gets the client id or access key id.</summary>
    public string ClientId { get; }

    /// <summary>Not public, so that no formatter, serializer or script reveals it by accident.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    internal string Secret { get; }

    /// <inheritdoc/>
    public override string ToString() => $"{ClientId} (secret hidden)";
}
