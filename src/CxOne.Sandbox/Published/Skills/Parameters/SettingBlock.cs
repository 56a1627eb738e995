using System.Text.Json.Nodes;
using CxOne.Sandbox.Http;

namespace CxOne.Sandbox.Published.Skills.Parameters;

/// <summary>
/// A block of skill settings. It is stored with the member names of a write; reading it alone and reading all blocks of a skill return
/// other names and types.
/// </summary>
internal sealed record SettingBlock
{
    /// <summary>The last segment of its path.</summary>
    public required string Path { get; init; }

    /// <summary>Its member in the response that has all blocks.</summary>
    public required string Member { get; init; }

    /// <summary>The member that wraps the body of a write; null if the body has no wrapper.</summary>
    public string? Wrapper { get; init; }

    public required IReadOnlyList<SettingField> Fields { get; init; }

    /// <summary>The response of the block alone; null if the block cannot be read alone.</summary>
    public Func<JsonObject, JsonObject>? Alone { get; init; }

    /// <summary>The value in the response that has all blocks.</summary>
    public required Func<JsonObject, JsonNode> Among { get; init; }

    /// <summary>Checks rules beyond those of each member; returns the text of a refusal.</summary>
    public Func<JsonObject, string?> Check { get; init; } = _ => null;

    /// <summary>Returns the values of the sample for a skill at a position, from 0.</summary>
    public JsonObject Sample(int index)
    {
        var json = new JsonObject();
        foreach (var field in Fields)
        {
            json[field.Name] = field.Sample(index);
        }

        return json;
    }

    /// <summary>Reads the body of a write. Members that the block does not have become violations of the body.</summary>
    public JsonObject Read(JsonBodyValidator body) =>
        SettingField.ReadAll(Wrapper is null ? body : body.RequireObject(Wrapper), Fields);

    /// <summary>Returns the block after a write.</summary>
    public JsonObject Apply(JsonObject current, JsonObject written, SandboxPublishedPut put)
    {
        var json = new JsonObject();
        foreach (var field in Fields)
        {
            var kept = put == SandboxPublishedPut.Merge ? current[field.Name] : field.Zero;
            json[field.Name] = (written.ContainsKey(field.Name) ? written[field.Name] : kept)?.DeepClone();
        }

        return json;
    }
}
