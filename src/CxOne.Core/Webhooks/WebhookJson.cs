using System.Text.Json.Serialization;
using CxOne.Http;

namespace CxOne.Webhooks;

/// <summary>The JSON types of webhooks. See <see cref="CxJson"/> for the options.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    Converters = [typeof(FiniteNumberConverter)])]
[JsonSerializable(typeof(CxEntityPage<Webhook>))]
[JsonSerializable(typeof(Webhook))]
[JsonSerializable(typeof(WebhookBody))]
[JsonSerializable(typeof(WebhookAudit))]
internal sealed partial class WebhookJson : JsonSerializerContext;
