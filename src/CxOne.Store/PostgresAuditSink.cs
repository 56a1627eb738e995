using System.Data;
using CxOne.Audit;
using Npgsql;

namespace CxOne.Store;

/// <summary>The audit log of all machines, by <c>cxone.audit_append</c> and the table <c>cxone.audit_record</c>.</summary>
internal sealed class PostgresAuditSink : IAuditSink
{
    private const int PageSize = 500;
    private const string Columns
        = "sequence, trunc(extract(epoch FROM recorded_at) * 1000000)::bigint, written_by, previous_hash, hash, body";

    private readonly PostgresDatabase _database;

    public PostgresAuditSink(PostgresDatabase database, Guid storeId)
    {
        _database = database;
        StoreId = storeId;
    }

    public string Name => _database.Name;

    public Guid StoreId { get; }

    public AuditSinkRecord Append(string body, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return _database.Run(connection =>
        {
            using var command = new NpgsqlCommand(
                "SELECT sequence, trunc(extract(epoch FROM recorded_at) * 1000000)::bigint, session_user::text, previous_hash, hash "
                    + "FROM cxone.audit_append($1)",
                connection)
            {
                Parameters = { new NpgsqlParameter<string> { TypedValue = body } },
            };
            using var stop = cancellationToken.Register(command.Cancel);
            using var reader = Read(command, cancellationToken);
            reader.Read();
            return new AuditSinkRecord(
                reader.GetInt64(0), reader.GetInt64(1), reader.GetString(2), reader.GetString(3), reader.GetString(4), body);
        });
    }

    public IEnumerable<AuditSinkRecord> Read(CancellationToken cancellationToken)
    {
        var ends = ReadEnds(cancellationToken);
        var after = ends.RemovedSequence;
        while (after < ends.LastSequence)
        {
            var page = Query(
                $"SELECT {Columns} FROM cxone.audit_record WHERE sequence > $1 AND sequence <= $2 ORDER BY sequence LIMIT {PageSize}",
                [new NpgsqlParameter<long> { TypedValue = after }, new NpgsqlParameter<long> { TypedValue = ends.LastSequence }],
                cancellationToken);
            foreach (var record in page)
            {
                yield return record;
            }

            if (page.Count == 0)
            {
                yield break;
            }

            after = page[^1].Sequence;
        }
    }

    public IReadOnlyList<AuditSinkRecord> ReadOperation(string operationId, CancellationToken cancellationToken)
        => Query(
            $"SELECT {Columns} FROM cxone.audit_record WHERE operation_id = $1 ORDER BY sequence",
            [new NpgsqlParameter<string> { TypedValue = operationId }],
            cancellationToken);

    public AuditSinkEnds ReadEnds(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return _database.Run(connection =>
        {
            using var command = new NpgsqlCommand(
                "SELECT h.sequence, h.hash, coalesce(c.sequence, 0), coalesce(c.hash, repeat('0', 64)) FROM cxone.audit_head h "
                    + "LEFT JOIN LATERAL (SELECT sequence, hash FROM cxone.audit_cut ORDER BY sequence DESC LIMIT 1) c ON true",
                connection);
            using var reader = command.ExecuteReader(CommandBehavior.SingleRow);
            reader.Read();
            return new AuditSinkEnds(reader.GetInt64(0), reader.GetString(1), reader.GetInt64(2), reader.GetString(3));
        });
    }

    private List<AuditSinkRecord> Query(string text, NpgsqlParameter[] parameters, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return _database.Run(connection =>
        {
            using var command = new NpgsqlCommand(text, connection);
            foreach (var parameter in parameters)
            {
                command.Parameters.Add(parameter.Clone());
            }

            using var reader = command.ExecuteReader();
            List<AuditSinkRecord> records = [];
            while (reader.Read())
            {
                records.Add(new AuditSinkRecord(
                    reader.GetInt64(0), reader.GetInt64(1), reader.GetString(2),
                    reader.GetString(3), reader.GetString(4), reader.GetString(5)));
            }

            return records;
        });
    }

    private static NpgsqlDataReader Read(NpgsqlCommand command, CancellationToken cancellationToken)
    {
        try
        {
            return command.ExecuteReader(CommandBehavior.SingleRow);
        }
        catch (PostgresException exception) when (
            exception.SqlState == PostgresErrorCodes.QueryCanceled && cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(exception.MessageText, cancellationToken);
        }
    }
}
