using System.Text.Json.Serialization;

namespace CxOne.Skills;

/// <summary>The JSON types of the audit records of skills. See <see cref="Http.CxJson"/>.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(SkillDialerAudit))]
[JsonSerializable(typeof(SkillRunAudit))]
internal sealed partial class SkillsJson : JsonSerializerContext;
