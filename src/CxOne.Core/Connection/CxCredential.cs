using System.Diagnostics;

namespace CxOne.Connection;

/// <summary>A client id with its secret, or an access key id with its secret. Shows the id only.</summary>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class CxCredential
{
    /// <summary>Makes one.</summary>
    /// <param name="clientId">Client id or access key id.</param>
    /// <param name="secret">Its secret.</param>
    /// <exception cref="ArgumentException">One of them is empty.</exception>
    public CxCredential(string clientId, string secret)
    {
        ArgumentException.ThrowIfNullOrEmpty(clientId);
        ArgumentException.ThrowIfNullOrEmpty(secret);
        ClientId = clientId;
        Secret = secret;
    }

    /// <summary>Client id or access key id.</summary>
    public string ClientId { get; }

    /// <summary>Not public, so that no formatter, serializer or script shows it by accident.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    internal string Secret { get; }

    /// <inheritdoc/>
    public override string ToString() => $"{ClientId} (secret hidden)";
}
