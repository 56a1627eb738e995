using System.Text.Json;
using System.Text.Json.Serialization;
using CxOne.Http;

namespace CxOne.Published;

/// <summary>The JSON types of the published calls, in the module's form of them. See <see cref="CxJson"/>.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    Converters = [typeof(FiniteNumberConverter)])]
[JsonSerializable(typeof(Skill))]
[JsonSerializable(typeof(SkillDialerValues))]
[JsonSerializable(typeof(HoursOfOperation))]
[JsonSerializable(typeof(Disposition))]
[JsonSerializable(typeof(CallList))]
[JsonSerializable(typeof(DncGroup))]
[JsonSerializable(typeof(DncRecord))]
[JsonSerializable(typeof(DialerIntervalWire))]
[JsonSerializable(typeof(PointOfContact))]
[JsonSerializable(typeof(PointOfContactAudit))]
[JsonSerializable(typeof(ScriptWriteAudit))]
[JsonSerializable(typeof(ScriptState))]
[JsonSerializable(typeof(TenantScript))]
[JsonSerializable(typeof(TenantScriptVersion))]
internal sealed partial class PublishedJson : JsonSerializerContext;
