using System.Text.Json;
using System.Text.Json.Serialization;
using CxOne.Http;

namespace CxOne.Audit;

/// <summary>The JSON types of the local audit log and of the tenant's audit log. See <see cref="CxJson"/>.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    Converters = [typeof(FiniteNumberConverter)])]
[JsonSerializable(typeof(TenantAuditBody))]
[JsonSerializable(typeof(TenantAuditReceipt))]
[JsonSerializable(typeof(AuditRecord))]
[JsonSerializable(typeof(JsonElement))]
internal sealed partial class AuditJson : JsonSerializerContext;
