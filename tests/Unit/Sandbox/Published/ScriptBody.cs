using System.Text.Json.Nodes;

namespace CxOne.Tests.Sandbox.Published;

/// <summary>The body of a save: BEGIN, PLAY and HANGUP, each wired to the next.</summary>
internal static class ScriptBody
{
    private const string Minimal = """
        {"scriptContent":{
         "header":{"scriptName":"Demo\\Hello","busNo":1,"mediaType":4,"mediaTypeName":"call","purposeType":"General",
          "variableRedaction":"","libraryId":null,"masterId":null,
          "lockInfo":{"lockedName":"","lockedId":"","lockedDate":""},"nextActionId":4,"lastSavedIn":"","mood":"good"},
         "actions":{
          "1":{"actionId":1,"libraryId":"b2f794c5-0232-40e7-9830-76d573bf57d7","name":"BEGIN","version":1,"label":"Begin",
           "dependencyOrder":"0","implType":"0","x":60,"y":60,"xws":60,"yws":60},
          "2":{"actionId":2,"libraryId":"b1b9a2dd-65b6-4626-9cf5-9cfa69cf59e2","name":"PLAY","version":1,"label":"Hello",
           "dependencyOrder":1,"implType":"0","x":220,"y":60,"xws":220,"yws":60,"colour":"red"},
          "3":{"actionId":3,"libraryId":"b64a6796-4f66-4b1b-a9b5-3af926ab4b7c","name":"HANGUP","version":1,"label":"Bye",
           "dependencyOrder":"2","implType":"0","x":380,"y":60,"xws":380,"yws":60}},
         "properties":{
          "1":{"0":{"name":"RootFolder","value":""},"1":{"name":"Application","value":""},"2":{"name":"ParamCount","value":""},
           "3":{"name":"Parameters","value":[]}},
          "2":{"0":{"name":"Sequence","value":"\"%Good day.\""},"1":{"name":"Phrase","value":"Good day."}},
          "3":{}},
         "branches":{
          "1":[{"to":2,"label":"","type":"default","index":0,"ports":"","lineType":"","elbows":[]}],
          "2":[{"to":3,"label":"","type":"default","index":0}]},
         "isNewScript":true}}
        """;

    public static JsonObject Create(string name)
    {
        var body = JsonNode.Parse(Minimal)!.AsObject();
        body["scriptContent"]!["header"]!["scriptName"] = name;
        return body;
    }

    public static string Of(string name) => Create(name).ToJsonString();

    /// <summary>Returns what <c>GET /scripts</c> returned as the body of a save, with the numbers that a read lacks.</summary>
    public static JsonObject OfRead(JsonNode content)
    {
        var copy = content.DeepClone();
        foreach (var (_, action) in copy["actions"]!.AsObject())
        {
            action!["xws"] = action["x"]!.DeepClone();
            action["yws"] = action["y"]!.DeepClone();
        }

        return new JsonObject { ["scriptContent"] = copy };
    }

    /// <summary>Returns the body with a changed member below <c>scriptContent</c>.</summary>
    public static string Of(string name, string path, string? json) => Create(name).With($"scriptContent.{path}", json).ToJsonString();
}
