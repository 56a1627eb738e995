using System.Security.Cryptography;
using System.Text;

namespace CxOne.Sandbox.OAuth;

/// <summary>
/// The clients of the sample tenant. Their secrets are public, therefore constants, and not part of the state of the tenant.
/// </summary>
internal static class OAuthClients
{
    private static readonly string[] ReadScopes =
    [
        "ivr:read", "audit:read", "outbound.read", "outbound:campaign:view", "outbound:campaign:read", "dataactions:read",
    ];

    private static readonly string[] AllScopes =
    [
        "ivr:deploy", "ivr:read", "ivr:write", "data:export", "audit:read",
        "outbound.campaign.write", "outbound.dialerconfig.readwrite", "outbound.read", "eventstreams.export.write",
        "outbound:campaign:view", "outbound:campaign:edit",
        "outbound:campaign:read", "outbound:campaign:write", "outbound:campaign:simulate", "webhooks:write",
        "dataactions:write", "dataactions:read",
    ];

    public static IReadOnlyList<OAuthClient> AccessKeys { get; } =
    [
        new("sandbox-key", "sandbox-key-secret", AllScopes, TimeSpan.FromSeconds(3600)),
        new("reader-key", "reader-key-secret", ReadScopes, TimeSpan.FromSeconds(3600)) { IsReadOnly = true },
    ];

    public static IReadOnlyList<OAuthClient> Credentials { get; } =
    [
        new("sandbox", "sandbox-secret", AllScopes, TimeSpan.FromSeconds(1200)),
        new("reader", "reader-secret", ReadScopes, TimeSpan.FromSeconds(1200)) { IsReadOnly = true },
        new("short", "short-secret", AllScopes, TimeSpan.FromSeconds(61)),
    ];

    /// <summary>
    /// The application that requests tokens with an access key. Its secret has characters that a client must escape.
    /// </summary>
    public static OAuthClient Application { get; } = new("sandbox-app", "sandbox+app/secret=", [], TimeSpan.Zero);

    public static IEnumerable<OAuthClient> All => [.. Credentials, .. AccessKeys];

    public static OAuthClient? Find(string id) =>
        All.FirstOrDefault(client => string.Equals(client.Id, id, StringComparison.Ordinal));

    public static OAuthClient? FindAccessKey(string? id) =>
        AccessKeys.FirstOrDefault(client => string.Equals(client.Id, id, StringComparison.Ordinal));

    /// <summary>
    /// The number of a user, which tokens and the locks of scripts contain. All names that are no client have one number.
    /// </summary>
    public static int UserId(string name)
    {
        const int First = 1001;
        const int Others = 2001;
        string[] names = [.. AccessKeys.Concat(Credentials).Select(client => client.Id)];
        var index = Array.IndexOf(names, name);
        return index < 0 ? Others : First + index;
    }

    public static bool IsSecretOf(OAuthClient client, string secret) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(client.Secret), Encoding.UTF8.GetBytes(secret));
}

/// <summary>A client that may request tokens.</summary>
internal sealed record OAuthClient(string Id, string Secret, IReadOnlyList<string> Scopes, TimeSpan TokenLifetime)
{
    /// <summary>Whether the role of the client refuses writes of the published family, which has no scopes.</summary>
    public bool IsReadOnly { get; init; }
}
