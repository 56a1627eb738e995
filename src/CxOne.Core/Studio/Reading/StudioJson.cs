using System.Text.Json.Serialization;

namespace CxOne.Studio.Reading;

/// <summary>The JSON types of the area.</summary>
[JsonSerializable(typeof(int))]
[JsonSerializable(typeof(string))]
internal sealed partial class StudioJson : JsonSerializerContext;
