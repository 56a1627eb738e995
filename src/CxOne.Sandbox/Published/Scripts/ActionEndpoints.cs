using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using CxOne.Sandbox.Http;
using CxOne.Sandbox.State;
using CxOne.Studio.Catalogue;

namespace CxOne.Sandbox.Published.Scripts;

/// <summary>
/// Returns the types of actions that scripts may use: those of the module's catalogue whose ids are known. The lists of values are those of
/// the tenant's own objects.
/// </summary>
internal sealed class ActionEndpoints : IPublishedEndpoints
{
    private readonly TenantStore _store;

    public ActionEndpoints(TenantStore store) => _store = store;

    public void Register(PublishedRoutes routes)
    {
        routes.Get("/actions/{libraryId}", [], Get);
        routes.Read("POST", "/actions/search", [], Search);
        routes.Get("/action-property-queries", [], Queries);
    }

    private static ActionDefinition? Find(Guid id) => ActionCatalogue.BuiltIn.Definitions.FirstOrDefault(action => action.Id == id);

    private static SandboxResponse Get(PublishedRequest request)
    {
        var text = request.Context.Value("libraryId");
        return Guid.TryParse(text, out var id) && Find(id) is { } action
            ? Responses.Json(200, Json(action))
            : request.Refuse(404, "ActionNotFound", $"There is no action '{text}'.");
    }

    /// <summary>Returns the actions of several ids in the order of the ids. Unknown ids are left out.</summary>
    private static SandboxResponse Search(PublishedRequest request)
    {
        if (!JsonBody.TryRead(request.Request, out var body, out var refusal))
        {
            return refusal;
        }

        List<Guid> ids = [];
        foreach (var item in body.RequireItems("ids") ?? [])
        {
            if (item.ValueKind == JsonValueKind.String && Guid.TryParse(item.GetString(), out var id))
            {
                ids.Add(id);
            }
            else
            {
                body.Violate("ids", "INVALID_TYPE", $"must be GUIDs, not {item.GetRawText()}.");
            }
        }

        return body.Refusal(request.Request)
            ?? Responses.Json(200, new JsonArray([.. ids.Distinct().Select(Find).OfType<ActionDefinition>().Select(Json)]));
    }

    private static JsonObject Json(ActionDefinition action)
    {
        var properties = new JsonObject();
        foreach (var (place, property) in action.Properties.Index())
        {
            properties[place.ToString(CultureInfo.InvariantCulture)] = new JsonObject
            {
                ["name"] = property.Name,
                ["type"] = property.IsList ? "List" : "String",
                ["displayControl"] = property.IsList ? "List" : "TextBox",
                ["defaultValue"] = property.DefaultValue,
                ["listType"] = string.Empty,
                ["readOnly"] = false,
                ["hidden"] = property.Name.StartsWith("reserved", StringComparison.Ordinal),
                ["placeHolder"] = string.Empty,
            };
        }

        return new JsonObject
        {
            ["id"] = action.Id!.Value.ToString("D"),
            ["name"] = action.Name,
            ["alias"] = action.Alias ?? action.Name,
            ["version"] = action.Version,
            ["implType"] = "0",
            ["isStart"] = action.IsStart,
            ["isEnd"] = action.IsEnd,
            ["loop"] = false,
            ["properties"] = properties,
            ["branches"] = new JsonObject
            {
                ["default"] = action.HasDefault,
                ["branch"] = new JsonArray([.. action.Branches.Select(branch => new JsonObject
                {
                    ["index"] = branch.Index,
                    ["name"] = branch.Name,
                    ["description"] = string.Empty,
                })]),
                ["case"] = action.HasFreeBranches,
            },
        };
    }

    /// <summary>Returns the values that the editor offers for skills, with the id as the value.</summary>
    private SandboxResponse Queries(PublishedRequest request) => Responses.Json(200, new JsonObject
    {
        ["result"] = new JsonArray([.. _store.Published.Skills.Where(skill => skill.IsActive).Select(skill => new JsonObject
        {
            ["value"] = skill.SkillId.ToString(CultureInfo.InvariantCulture),
            ["description"] = skill.SkillName,
        })]),
    });
}
