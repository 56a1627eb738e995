using System.Text.Json.Nodes;

namespace CxOne.Sandbox.Http;

/// <summary>An entry of the <c>errors</c> array of a refusal.</summary>
internal sealed record ErrorEntry(string Code, string Message)
{
    public string? Field { get; init; }

    public string? NodeId { get; init; }

    public string? IvrDefinitionId { get; init; }

    public JsonObject ToJson()
    {
        var json = new JsonObject();
        if (Field is not null)
        {
            json["field"] = Field;
        }

        if (NodeId is not null)
        {
            json["nodeId"] = NodeId;
        }

        if (IvrDefinitionId is not null)
        {
            json["ivrDefinitionId"] = IvrDefinitionId;
        }

        json["code"] = Code;
        json["message"] = Message;
        return json;
    }
}
