using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using CxOne.Sandbox.Ivr;

namespace CxOne.Sandbox.State;

/// <summary>How the tenant is written as JSON, in a state file and in answers.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SandboxState))]
[JsonSerializable(typeof(SandboxIvrDefinition))]
internal sealed partial class StateJson : JsonSerializerContext
{
    // Names and messages stay readable; nothing of this is ever put into HTML.
    private static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The context that reads and writes the tenant.</summary>
    public static StateJson Readable { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        // A state file may have been edited by hand: better refused than found null later.
        RespectNullableAnnotations = true,
    });

    public static byte[] ToBytes(JsonNode node) => Encoding.UTF8.GetBytes(node.ToJsonString(Compact));
}
