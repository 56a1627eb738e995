using System.Text.Json.Serialization;
using CxOne.Audit;

namespace CxOne.DataActions;

internal sealed record DataActionCallbackBody
{
    [JsonPropertyName("audit_record")]
    public required AuditRecord AuditRecord { get; init; }

    [JsonPropertyName("action_id")]
    public required string ActionId { get; init; }
}
