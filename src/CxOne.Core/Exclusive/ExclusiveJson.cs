using System.Text.Json.Serialization;

namespace CxOne.Exclusive;

/// <summary>The JSON of the note beside a lock file.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ExclusiveHolder))]
internal sealed partial class ExclusiveJson : JsonSerializerContext;
