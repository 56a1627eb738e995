using CxOne.Errors;

namespace CxOne.Connection;

/// <summary>The client and the access key that environment variables hold. Each is an id and a secret, which belong together.</summary>
internal sealed class EnvironmentCredentials
{
    private readonly Pair _client;
    private readonly Pair _accessKey;

    /// <param name="variable">Reads a variable; returns <see langword="null"/> if it is not set or blank.</param>
    public EnvironmentCredentials(Func<string, string?> variable)
    {
        _client = new Pair(variable("CXONE_CLIENT_ID"), variable("CXONE_CLIENT_SECRET"))
        {
            BothMissing = ConnectionMessages.CredentialMissing,
            IdMissing = ConnectionMessages.ClientIdMissing,
            SecretMissing = ConnectionMessages.SecretMissing,
        };
        _accessKey = new Pair(variable("CXONE_ACCESS_KEY_ID"), variable("CXONE_ACCESS_KEY_SECRET"))
        {
            BothMissing = ConnectionMessages.AccessKeyMissing,
            IdMissing = ConnectionMessages.AccessKeyIdMissing,
            SecretMissing = ConnectionMessages.AccessKeySecretMissing,
        };
    }

    /// <summary>Decides between a client and an access key where the caller does not.</summary>
    /// <returns>Whether the environment holds an access key.</returns>
    /// <exception cref="CxException">It holds variables of both (<c>CredentialAmbiguous</c>).</exception>
    public bool SelectsAccessKey()
    {
        if (_client.IsEmpty || _accessKey.IsEmpty)
        {
            return !_accessKey.IsEmpty;
        }

        var accessKey = CxHint.Option(ConnectionMessages.AccessKeyName).ToString();
        var clientId = CxHint.Option(ConnectionMessages.ClientIdName).ToString();
        throw new CxException(CxErrors.CredentialAmbiguous, ConnectionMessages.CredentialAmbiguous(accessKey, clientId));
    }

    /// <exception cref="CxException">The id or the secret is missing (<c>CredentialMissing</c>).</exception>
    public CxCredential Client() => _client.Read();

    /// <summary>
    /// The access key. Where the environment holds none, the variables of a client are one, because the caller has asked for a key.
    /// </summary>
    /// <exception cref="CxException">The id or the secret is missing (<c>CredentialMissing</c>).</exception>
    public CxCredential AccessKey() => (_accessKey.IsEmpty && !_client.IsEmpty ? _client : _accessKey).Read();

    private sealed class Pair(string? id, string? secret)
    {
        public required string BothMissing { get; init; }

        public required string IdMissing { get; init; }

        public required string SecretMissing { get; init; }

        public bool IsEmpty => id is null && secret is null;

        public CxCredential Read() => (id, secret) switch
        {
            (not null, not null) => new CxCredential(id, secret),
            (null, null) => throw new CxException(CxErrors.CredentialMissing, BothMissing),
            (null, _) => throw new CxException(CxErrors.CredentialMissing, IdMissing),
            _ => throw new CxException(CxErrors.CredentialMissing, SecretMissing),
        };
    }
}
