using System.Text.Json.Serialization;

namespace CxOne.Merge;

/// <summary>How the values of changes become JSON.</summary>
[JsonSerializable(typeof(double))]
[JsonSerializable(typeof(bool))]
[JsonSerializable(typeof(string))]
internal sealed partial class MergeJson : JsonSerializerContext;
