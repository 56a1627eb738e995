using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using CxOne.Connection;

namespace CxOne.Audit;

/// <summary>The records of one operation: what it is about to do, and how it ended.</summary>
internal sealed class AuditTrail
{
    private readonly CxConnection _connection;
    private readonly string _action;
    private readonly IReadOnlyList<string> _target;
    private readonly ICxLog _log;
    private readonly string _operationId = Guid.NewGuid().ToString("D");

    public AuditTrail(CxConnection connection, string action, IReadOnlyList<string> target, ICxLog log)
    {
        _connection = connection;
        _action = action;
        _target = target;
        _log = log;
    }

    public AuditRecord Record<T>(string outcome, T details, JsonTypeInfo<T> type, JsonElement? before = null, JsonElement? after = null)
        => _connection.AuditLog.Append(
            new AuditEntry
            {
                Action = _action,
                Outcome = outcome,
                OperationId = _operationId,
                TenantId = _connection.TenantId,
                ActorId = _connection.ClientId,
                IsSandbox = _connection.IsSandbox,
                Target = _target,
                Before = before,
                After = after,
                Details = JsonSerializer.SerializeToElement(details, type),
            },
            _log);
}
