using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using CxOne.Connection;
using CxOne.Errors;
using CxOne.Http;

namespace CxOne.Published;

/// <summary>
/// What a connection knows about the published calls of its tenant: whether it has them, and which versions. Each is determined once.
/// </summary>
internal sealed class PublishedSession
{
    private static readonly ConditionalWeakTable<CxConnection, PublishedSession> Sessions = [];
    private readonly ConcurrentDictionary<string, bool> _shown = new(StringComparer.Ordinal);
    private readonly CxConnection _connection;
    private IReadOnlyDictionary<PublishedGroup, string>? _versions;

    private PublishedSession(CxConnection connection) => _connection = connection;

    /// <summary>The session of a connection. It lives as long as the connection.</summary>
    public static PublishedSession Of(CxConnection connection)
        => Sessions.GetValue(connection, static owner => new PublishedSession(owner));

    /// <summary>Whether a text is used for the first time on this connection, so that a warning is shown once.</summary>
    public bool IsFirst(string text) => _shown.TryAdd(text, true);

    /// <summary>Returns the version of a group. The first call asks the tenant, unless the user chose a version.</summary>
    /// <param name="group">The group.</param>
    /// <param name="log">Receives one verbose line per request.</param>
    /// <param name="cancellationToken">Cancels every wait.</param>
    /// <exception cref="CxException">The connection is closed, or the token was refused.</exception>
    public async Task<string> VersionAsync(PublishedGroup group, ICxLog log, CancellationToken cancellationToken)
    {
        if (_connection.ApiVersion is { } chosen)
        {
            return chosen;
        }

        // Two calls at the same time may both ask: a second request does no harm, and both get the same answer.
        _versions ??= await ReadVersionsAsync(log, cancellationToken).ConfigureAwait(false);
        return _versions[group];
    }

    /// <summary>
    /// Finds out whether a 404 is about the whole family: a tenant that has it answers the call for the business unit, or refuses it for
    /// another reason.
    /// </summary>
    /// <exception cref="CxException">The request failed, so that nothing is known.</exception>
    public async Task<bool> IsOfferedAsync(ICxLog log, CancellationToken cancellationToken)
    {
        if (_connection.IsOffered(CxApiFamilies.Published) is { } known)
        {
            return known;
        }

        var isOffered = true;
        try
        {
            await SendAsync(PublishedRoutes.BusinessUnit, _connection.ApiVersion ?? PublishedVersions.Default, log, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (CxRequestException exception) when (exception.StatusCode is 404 or 403)
        {
            isOffered = exception.StatusCode == 403;
        }

        _connection.SetOffered(CxApiFamilies.Published, isOffered);
        return isOffered;
    }

    private async Task<IReadOnlyDictionary<PublishedGroup, string>> ReadVersionsAsync(ICxLog log, CancellationToken cancellationToken)
    {
        IReadOnlyList<JsonObject> entries = [];
        try
        {
            var response = await SendAsync(PublishedRoutes.ApiVersion, PublishedVersions.Default, log, cancellationToken)
                .ConfigureAwait(false);
            entries = response.Body.Length == 0 ? [] : PublishedList.Items(response, "apiInfo");
            _connection.SetOffered(CxApiFamilies.Published, isOffered: true);
        }
        catch (CxRequestException exception) when (exception.Definition != CxErrors.TokenRefused)
        {
            log.Verbose(PublishedMessages.VersionsUnknown(exception.ErrorId));
        }

        return PublishedVersions.Select(entries);
    }

    private Task<CxResponse> SendAsync(PublishedRoute route, string version, ICxLog log, CancellationToken cancellationToken)
        => _connection.Client.SendAsync(
            new CxRequest { Method = route.Method, Path = route.With(version) }, log, cancellationToken);
}
