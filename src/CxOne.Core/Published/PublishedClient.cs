using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using CxOne.Connection;
using CxOne.Errors;
using CxOne.Http;
using CxOne.Merge;

namespace CxOne.Published;

/// <summary>
/// Sends published calls: selects the version, follows pages, reads leniently, and recognises a tenant that does not have these calls.
/// </summary>
internal sealed class PublishedClient
{
    private const int PageSize = 100;
    private readonly CxConnection _connection;
    private readonly PublishedSession _session;
    private readonly ICxLog _log;

    public PublishedClient(CxConnection connection, ICxLog log)
    {
        _connection = connection;
        _session = PublishedSession.Of(connection);
        _log = log;
    }

    /// <summary>Sends a call.</summary>
    /// <param name="route">The call.</param>
    /// <param name="ids">The ids of its path.</param>
    /// <param name="query">The query without its question mark; <see langword="null"/> for none.</param>
    /// <param name="body">The body; <see langword="null"/> for none.</param>
    /// <param name="item">The user's item.</param>
    /// <param name="cancellationToken">Cancels every wait.</param>
    /// <exception cref="CxException">The tenant does not have the published calls (<c>ApiNotOffered</c>),
    /// or the request failed.</exception>
    public Task<CxResponse> SendAsync(
        PublishedRoute route, string[] ids, string? query, JsonObject? body, object? item, CancellationToken cancellationToken)
        => SendBytesAsync(route, ids, query, body is null ? null : JsonFields.WriteUtf8(body), item, cancellationToken);

    /// <summary>Sends a call whose body is JSON already.</summary>
    /// <inheritdoc cref="SendAsync"/>
    public async Task<CxResponse> SendBytesAsync(
        PublishedRoute route, string[] ids, string? query, ReadOnlyMemory<byte>? body, object? item, CancellationToken cancellationToken)
    {
        ApiFamilyGuard.Require(_connection, CxApiFamilies.Published, item);

        var version = await _session.VersionAsync(route.Group, _log, cancellationToken).ConfigureAwait(false);
        var path = route.With(version, ids);
        try
        {
            var response = await _connection.Client.SendAsync(
                new CxRequest
                {
                    Method = route.Method,
                    Path = query is null ? path : $"{path}?{query}",
                    Body = body,
                    ChangesNothing = route.ChangesNothing,
                    RepeatIsHarmless = route.ChangesNothing || route.RepeatIsHarmless,
                    Item = item,
                    RepeatsRefusals = route.ChangesNothing || route.RepeatIsHarmless || route.Method == HttpMethod.Get,
                },
                _log,
                cancellationToken).ConfigureAwait(false);
            _connection.SetOffered(CxApiFamilies.Published, isOffered: true);
            return response;
        }
        catch (CxRequestException exception) when (exception.StatusCode == 404 && _connection.IsOffered(CxApiFamilies.Published) is null)
        {
            if (await _session.IsOfferedAsync(_log, cancellationToken).ConfigureAwait(false))
            {
                throw;
            }

            throw ApiFamilyGuard.NotOffered(_connection, CxApiFamilies.Published, item);
        }
    }

    /// <summary>Reads a list page by page. Each page is requested when the enumeration reaches it.</summary>
    /// <param name="route">The call.</param>
    /// <param name="query">Filters, without <c>skip</c> and <c>top</c>; <see langword="null"/> for none.</param>
    /// <param name="keys">The names of the list in the versions.</param>
    /// <param name="read">Converts an entry.</param>
    /// <param name="cancellationToken">Cancels every wait.</param>
    public IAsyncEnumerable<CxPage<T>> ReadPagesAsync<T>(
        PublishedRoute route, string? query, string[] keys, Func<JsonObject, CxResponse, T> read, CancellationToken cancellationToken)
        => ReadPagesAsync(route, [], query, keys, read, null, cancellationToken);

    /// <inheritdoc cref="ReadPagesAsync{T}(PublishedRoute, string, string[], Func{JsonObject, CxResponse, T}, CancellationToken)"/>
    public async IAsyncEnumerable<CxPage<T>> ReadPagesAsync<T>(
        PublishedRoute route,
        string[] ids,
        string? query,
        string[] keys,
        Func<JsonObject, CxResponse, T> read,
        object? item,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var walk = new ListWalk(_log, PageSize);
        var filter = query is null ? null : query + "&";
        for (var skip = 0; !walk.IsAtEnd;)
        {
            var response = await SendAsync(route, ids, $"{filter}skip={skip}&top={PageSize}", null, item, cancellationToken)
                .ConfigureAwait(false);
            if (IsEmpty(response))
            {
                walk.End(response);
                yield break;
            }

            var items = PublishedList.Items(response, keys);
            skip += items.Count;
            if (walk.Take(response, items.Count))
            {
                yield return new CxPage<T>([.. items.Select(item => read(item, response))], walk.Facts.Total);
            }
        }
    }

    /// <summary>Reads a list that has no pages. 204 is an empty list.</summary>
    public async Task<IReadOnlyList<T>> ReadListAsync<T>(
        PublishedRoute route,
        string[] ids,
        string? query,
        string[] keys,
        Func<JsonObject, CxResponse, T> read,
        object? item,
        CancellationToken cancellationToken)
    {
        var response = await SendAsync(route, ids, query, null, item, cancellationToken).ConfigureAwait(false);
        return IsEmpty(response) ? [] : [.. PublishedList.Items(response, keys).Select(entry => read(entry, response))];
    }

    /// <summary>Reads one object: bare, or the only entry of a list under one of the keys.</summary>
    /// <exception cref="CxRequestException">There is no such object (<c>ObjectNotFound</c>), or the request failed.</exception>
    public async Task<VersionedState> ReadObjectAsync(
        PublishedRoute route, string id, string[] keys, MemberTable table, CancellationToken cancellationToken)
    {
        var response = await SendAsync(route, [id], null, null, id, cancellationToken).ConfigureAwait(false);
        if (IsEmpty(response))
        {
            throw Missing(response, id);
        }

        var root = response.ReadJson();
        var isBare = root.ValueKind == JsonValueKind.Object
            && !root.EnumerateObject().Any(member => keys.Append("resultSet").Contains(member.Name, StringComparer.OrdinalIgnoreCase));
        var body = isBare ? JsonObject.Create(root)! : PublishedList.Items(response, keys) switch
        {
            [] => throw Missing(response, id),
            [var only] => only,
            _ => throw response.Invalid(PublishedMessages.SeveralObjects(keys[0])),
        };
        return new VersionedState(Normalize(body, table, response), null, response.RequestId) { Answer = response };
    }

    /// <summary>Converts an entry to the module's type. Errors name the request.</summary>
    public static T Read<T>(JsonObject body, MemberTable table, JsonTypeInfo<T> type, CxResponse response)
        where T : class
        => Read(Normalize(body, table, response), type, response);

    /// <inheritdoc cref="Read{T}(JsonObject, MemberTable, JsonTypeInfo{T}, CxResponse)"/>
    public static T Read<T>(JsonObject normal, JsonTypeInfo<T> type, CxResponse response)
        where T : class
    {
        try
        {
            return normal.Deserialize(type) ?? throw new JsonException(HttpMessages.BodyNull);
        }
        catch (JsonException exception)
        {
            throw response.Invalid(PublishedMessages.ObjectInvalid(exception.Message), exception);
        }
    }

    /// <summary>Converts an object to the form of a table. Errors name the request.</summary>
    public static JsonObject Normalize(JsonObject body, MemberTable table, CxResponse response)
        => Normalize(() => table.Normalize(body), response);

    /// <inheritdoc cref="Normalize(JsonObject, MemberTable, CxResponse)"/>
    public static JsonObject Normalize(Func<JsonObject> normalize, CxResponse response)
    {
        try
        {
            return normalize();
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException)
        {
            throw response.Invalid(PublishedMessages.ObjectInvalid(exception.Message), exception);
        }
    }

    /// <summary>Only 204 means that there is nothing: another answer without a body is one that was lost on its way.</summary>
    private static bool IsEmpty(CxResponse response) => response.StatusCode == 204;

    private CxRequestException Missing(CxResponse response, string id)
        => response.Error(CxErrors.ObjectNotFound, PublishedMessages.NotFound(id, _connection.TenantId));

}
