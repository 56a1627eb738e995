using CxOne.Audit;
using CxOne.Errors;
using CxOne.Http;
using Npgsql;

namespace CxOne.Store;

/// <summary>The request budget of a client, by <c>cxone.budget_take</c>.</summary>
internal sealed class PostgresRequestPlaces : IRequestPlaces
{
    // The limits of cxone.budget_take. More could not delay a request any further: a minute has at most as many places.
    private const int MaximumUncounted = 1_000_000;
    private const int MaximumLate = 1000;
    private const int MaximumLateMs = 600_000;
    private readonly PostgresDatabase _database;
    private readonly Guid _session = Guid.NewGuid();
    private readonly string _address;
    private readonly string _client;
    private readonly AuditOrigin? _origin;
    private readonly int _perMinute;
    private readonly int _perSecond;
    private string? _tenant;
    private long _knownPlace;

    public PostgresRequestPlaces(
        PostgresDatabase database, string address, string client, AuditOrigin? origin, int perMinute, int perSecond)
    {
        _database = database;
        _address = address;
        _client = client;
        _origin = origin;
        _perMinute = perMinute;
        _perSecond = perSecond;
    }

    public async Task<RequestPlace> TakeAsync(
        long request, int uncounted, IReadOnlyList<LateRequest> late, CancellationToken cancellationToken)
    {
        _tenant ??= await FindTenantAsync(cancellationToken).ConfigureAwait(false);
        var newest = late.TakeLast(MaximumLate).ToList();
        var place = await _database.RunAsync(
            async connection =>
            {
                var command = new NpgsqlCommand(
                    "SELECT is_granted, wait_ms, place, clients "
                        + "FROM cxone.budget_take($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
                    connection)
                {
                    Parameters =
                    {
                        new NpgsqlParameter<string> { TypedValue = _tenant },
                        new NpgsqlParameter<string> { TypedValue = _client },
                        new NpgsqlParameter<Guid> { TypedValue = _session },
                        new NpgsqlParameter<string> { TypedValue = _origin?.Machine ?? string.Empty },
                        new NpgsqlParameter<int> { TypedValue = _origin?.ProcessId ?? 0 },
                        new NpgsqlParameter<long> { TypedValue = request },
                        new NpgsqlParameter<long> { TypedValue = _knownPlace },
                        new NpgsqlParameter<int> { TypedValue = Math.Min(uncounted, MaximumUncounted) },
                        new NpgsqlParameter<long[]> { TypedValue = [.. newest.Select(one => one.Place)] },
                        new NpgsqlParameter<int[]>
                        {
                            TypedValue = [.. newest.Select(one => (int)Math.Min(MaximumLateMs, one.Elapsed.TotalMilliseconds))],
                        },
                        new NpgsqlParameter<int> { TypedValue = _perMinute },
                        new NpgsqlParameter<int> { TypedValue = _perSecond },
                    },
                };
                await using (command.ConfigureAwait(false))
                {
                    var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
                    await using (reader.ConfigureAwait(false))
                    {
                        await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
                        return (
                            IsGranted: reader.GetBoolean(0),
                            Wait: TimeSpan.FromMilliseconds(reader.GetInt32(1)),
                            Number: reader.IsDBNull(2) ? 0 : reader.GetInt64(2),
                            Clients: reader.IsDBNull(3) ? (int?)null : reader.GetInt32(3));
                    }
                }
            },
            cancellationToken).ConfigureAwait(false);
        _knownPlace = Math.Max(_knownPlace, place.Number);
        return new RequestPlace(place.IsGranted, place.Number, place.Wait, place.Clients);
    }

    public async Task LeaveAsync()
    {
        try
        {
            await CallAsync("SELECT cxone.budget_leave($1)", [new NpgsqlParameter<Guid> { TypedValue = _session }], CancellationToken.None)
                .ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is CxException or ObjectDisposedException)
        {
            // The position expires by itself.
        }
    }

    public async Task JoinAsync(string tenantId, CancellationToken cancellationToken)
    {
        if (_tenant == tenantId)
        {
            return;
        }

        await CallAsync(
            "SELECT cxone.budget_join($1, $2, $3)",
            [
                new NpgsqlParameter<string> { TypedValue = _address },
                new NpgsqlParameter<string> { TypedValue = _client },
                new NpgsqlParameter<string> { TypedValue = tenantId },
            ],
            cancellationToken).ConfigureAwait(false);
        (_tenant, _knownPlace) = (tenantId, 0);
    }

    private async Task<string> FindTenantAsync(CancellationToken cancellationToken)
        => await CallAsync(
            "SELECT cxone.budget_tenant($1, $2)",
            [new NpgsqlParameter<string> { TypedValue = _address }, new NpgsqlParameter<string> { TypedValue = _client }],
            cancellationToken).ConfigureAwait(false) as string ?? _address;

    private Task<object?> CallAsync(string text, NpgsqlParameter[] parameters, CancellationToken cancellationToken)
        => _database.RunAsync(
            async connection =>
            {
                var command = new NpgsqlCommand(text, connection);
                await using (command.ConfigureAwait(false))
                {
                    foreach (var parameter in parameters)
                    {
                        // A second attempt needs parameters of its own.
                        command.Parameters.Add(parameter.Clone());
                    }

                    return await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false);
                }
            },
            cancellationToken);
}
