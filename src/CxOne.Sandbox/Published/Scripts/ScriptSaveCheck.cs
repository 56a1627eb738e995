using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using CxOne.Studio.Graph;
using CxOne.Studio.Linting;
using CxOne.Studio.Model;
using CxOne.Studio.Reading;

namespace CxOne.Sandbox.Published.Scripts;

/// <summary>
/// The check that a tenant runs on every save. An error refuses the save; a warning does not. Of the keys, public clients have seen
/// <see cref="ActionNotAvailable"/> and the warning; the names of the others are those of the sandbox.
/// </summary>
internal sealed class ScriptSaveCheck
{
    /// <summary>The tenant does not have the type of action, or not for this medium.</summary>
    public const string ActionNotAvailable = "action-not-available";

    /// <summary>The action lacks <c>xws</c> or <c>yws</c> as whole numbers.</summary>
    public const string PlaceMissing = "workspace-position-is-missing";

    /// <summary>A branch leads to an action that the script does not have.</summary>
    public const string TargetMissing = "branch-target-does-not-exist";

    /// <summary>RUNSUB names a script that the tenant does not have.</summary>
    public const string ScriptMissing = "script-does-not-exist";

    /// <summary>A snippet cannot be read.</summary>
    public const string SnippetInvalid = "snippet-has-a-syntax-error";

    private readonly SortedDictionary<int, Findings> _findings = [];

    private ScriptSaveCheck()
    {
    }

    public bool HasErrors => _findings.Values.Any(entry => entry.Errors.Count > 0);

    public bool HasWarnings => _findings.Values.Any(entry => entry.Warnings.Count > 0);

    /// <summary>
    /// Checks the valid body of a save; <paramref name="exists"/> returns whether the tenant has a script of a name.
    /// </summary>
    public static ScriptSaveCheck Run(ReadOnlyMemory<byte> body, JsonElement content, string name, Func<string, bool> exists)
    {
        var check = new ScriptSaveCheck();
        var actions = content.GetProperty("actions");
        foreach (var action in actions.EnumerateObject())
        {
            if (!IsWhole(action.Value, "xws") || !IsWhole(action.Value, "yws"))
            {
                check.Of(action.Value).Errors.Add(PlaceMissing);
            }
        }

        foreach (var branches in content.GetProperty("branches").EnumerateObject())
        {
            var dangling = branches.Value.EnumerateArray().Count(branch =>
                !actions.TryGetProperty(branch.GetProperty("to").GetInt32().ToString(CultureInfo.InvariantCulture), out _));
            check.Of(actions.GetProperty(branches.Name)).Errors.AddRange(Enumerable.Repeat(TargetMissing, dangling));
        }

        var graph = new ScriptGraph(ScriptReader.Read(body, name));
        foreach (var node in graph.Nodes)
        {
            check.Of(node).Errors.AddRange(Errors(graph.Script, node, name, exists));
        }

        foreach (var warning in StudioSaveCheck.Run(graph))
        {
            check.Of(graph.Find(warning.ActionId)!).Warnings.Add(warning.LocalizationKey);
        }

        return check;
    }

    /// <summary>Returns the answer of the save. Totals are text.</summary>
    public JsonObject ToJson(bool isSaved, Guid? libraryId, int? masterId)
    {
        var actions = new JsonObject();
        foreach (var (id, entry) in _findings.Where(entry => entry.Value.Errors.Count + entry.Value.Warnings.Count > 0))
        {
            actions[id.ToString(CultureInfo.InvariantCulture)] = new JsonObject
            {
                ["actionType"] = entry.Type,
                ["errors"] = Keys(entry.Errors),
                ["warnings"] = Keys(entry.Warnings),
            };
        }

        return new JsonObject
        {
            ["errorCount"] = isSaved ? 0 : 1,
            ["results"] = new JsonArray(new JsonObject
            {
                ["success"] = isSaved,
                ["libraryId"] = libraryId?.ToString("D"),
                ["masterId"] = masterId,
                ["error_code"] = new JsonObject
                {
                    ["details"] = new JsonObject
                    {
                        ["totalErrors"] = Total(entry => entry.Errors),
                        ["totalWarnings"] = Total(entry => entry.Warnings),
                        ["actions"] = actions,
                    },
                },
            }),
        };
    }

    private static IEnumerable<string> Errors(StudioScript script, ScriptNode node, string name, Func<string, bool> exists)
    {
        // A library of the tenant's own publishes actions that no catalogue of the vendor has.
        var isOwn = node.Action.IsLibraryAction;
        var isOfOtherMedium = node.Definition?.Media == "digital" && script.Header.MediaType == ScriptHeader.CallMedia;
        if (!isOwn && (node.Definition is null || isOfOtherMedium || !Guid.TryParse(node.Action.LibraryId, out _)))
        {
            yield return ActionNotAvailable;
        }

        // A name with a variable is known only when the script runs.
        var target = node.Type == "RUNSUB" ? node.Action.Text("ScriptName").Trim() : string.Empty;
        if (target.Length > 0 && !target.Contains('{', StringComparison.Ordinal))
        {
            string[] candidates = [ScriptNames.Resolve(name, target), ScriptNames.Resolve(string.Empty, target)];
            if (!candidates.Any(candidate => exists(candidate) || string.Equals(candidate, name, StringComparison.OrdinalIgnoreCase)))
            {
                yield return ScriptMissing;
            }
        }

        if (StudioSaveCheck.SnippetErrors(node).Count > 0)
        {
            yield return SnippetInvalid;
        }
    }

    private static bool IsWhole(JsonElement action, string member) =>
        action.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out _);

    private static JsonArray Keys(List<string> keys) => new([.. keys.Select(key => (JsonNode)new JsonObject { ["key"] = key })]);

    private string Total(Func<Findings, List<string>> list) =>
        _findings.Values.Sum(entry => list(entry).Count).ToString(CultureInfo.InvariantCulture);

    private Findings Of(ScriptNode node) => Of(node.Id, node.Action.Name);

    private Findings Of(JsonElement action) => Of(action.GetProperty("actionId").GetInt32(), action.GetProperty("name").GetString()!);

    private Findings Of(int id, string type)
    {
        if (!_findings.TryGetValue(id, out var entry))
        {
            _findings[id] = entry = new Findings(type, [], []);
        }

        return entry;
    }

    private sealed record Findings(string Type, List<string> Errors, List<string> Warnings);
}
