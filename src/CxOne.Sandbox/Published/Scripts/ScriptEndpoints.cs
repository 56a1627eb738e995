using System.Globalization;
using CxOne.Sandbox.Http;
using CxOne.Sandbox.Published.Skills;
using CxOne.Sandbox.State;

namespace CxOne.Sandbox.Published.Scripts;

/// <summary>Finds scripts by name, lists folders, and lists the versions of a script.</summary>
internal sealed class ScriptEndpoints : IPublishedEndpoints
{
    private readonly TenantStore _store;

    public ScriptEndpoints(TenantStore store) => _store = store;

    public void Register(PublishedRoutes routes)
    {
        string[] search =
        [
            "mediaType", "scriptName", "includeInactive", "includeTrusted", "modStartDate", "modEndDate",
            "toolName", "caption", "parameters", "fields", "skip", "top", "orderBy",
        ];
        routes.Get("/scripts/search", search, Search);
        routes.Get("/scripts/historyByName", ["scriptPath"], History);
        routes.Get("/script-folders", ["folder", "skip", "top", "orderBy", "status"], Folders);
    }

    private SandboxResponse Search(PublishedRequest request)
    {
        var query = request.Query;
        var mediaType = query.Whole("mediaType");
        var name = query.Text("scriptName");
        var includesFormer = query.Flag("includeInactive") ?? false;
        query.Flag("includeTrusted");
        var from = query.Text("modStartDate") is null ? DateTimeOffset.MinValue : query.RequireInstant("modStartDate");
        var to = query.Text("modEndDate") is null ? DateTimeOffset.MaxValue : query.RequireInstant("modEndDate");
        var actions = new ScriptActionSearch(query.Text("toolName"), query.Text("caption"), query.Text("parameters"));
        if (request.Refusal() is { } refusal)
        {
            return refusal;
        }

        var found = _store.Published.Scripts
            .Where(script => (mediaType is null || script.MediaTypeId == mediaType)
                && (name is null || script.ScriptName.Contains(name, StringComparison.OrdinalIgnoreCase)))
            .SelectMany(
                script => script.Versions.Take(includesFormer ? int.MaxValue : 1),
                (script, version) => (Script: script, Version: version))
            .Where(entry => entry.Version.ModifyDate >= from && entry.Version.ModifyDate <= to)
            .Select(entry => new FoundScript(entry.Script, entry.Version, actions.In(entry.Version)))
            .Where(entry => actions.IsEmpty || entry.Actions.Count > 0)
            .ToList();
        var list = new PublishedList<FoundScript>
        {
            Key = "scriptSearchDetails",
            DefaultPage = PublishedList<StoredScript>.LargestPage,
            HasTotalAsText = request.HasNumbersAsText,
            WriteEnvelope = json => json.Whole("busNo", _store.State.BusinessUnitId),
            Order = new Dictionary<string, Comparison<FoundScript>>(StringComparer.OrdinalIgnoreCase)
            {
                ["scriptName"] = (left, right) => ByName(left.Script, right.Script),
                ["modifyDate"] = (left, right) => left.Version.ModifyDate.CompareTo(right.Version.ModifyDate),
            },
            Write = (json, entry) =>
            {
                json.Whole("masterID", entry.Version.ScriptId);
                json.Whole("busNo", _store.State.BusinessUnitId);
                json.Text("scriptName", entry.Script.ScriptName);
                json.Text("status", entry.Script.StatusOf(entry.Version));
                json.Whole("mediaType", entry.Script.MediaTypeId);
                json.Instant("modifyDate", entry.Version.ModifyDate);
                json.Text("mUser", entry.Version.ModifyUser);
                json.Array("actions", entry.Actions, (item, action) =>
                {
                    item.Whole("actionId", action.ActionId);
                    item.Text("libraryId", action.LibraryId);
                    item.Text("name", action.Name);
                    item.Text("label", action.Label);
                });
            },
        };
        return PublishedResponses.Page(request, list, found);
    }

    private SandboxResponse History(PublishedRequest request)
    {
        var path = request.Query.RequireText("scriptPath");
        if (request.Refusal() is { } refusal)
        {
            return refusal;
        }

        if (_store.Published.FindScript(path) is not { } script)
        {
            return request.Refuse(404, "ScriptNotFound", $"There is no script '{path}'.");
        }

        return PublishedResponses.Object(request, json =>
        {
            json.Text("name", script.ScriptName);
            json.Array("versions", script.Versions, (entry, version) =>
            {
                entry.Whole("scriptId", version.ScriptId);
                entry.Text("modifyDate", HistoryDate(request, version.ModifyDate));
                entry.Text("modifyUser", version.ModifyUser);
                entry.Text("status", script.StatusOf(version));
            });
        });
    }

    /// <summary>Lists what a folder, by default the root, contains: its folders, then its scripts.</summary>
    private SandboxResponse Folders(PublishedRequest request)
    {
        var query = request.Query;
        var folder = query.Text("folder")?.Trim('\\') ?? string.Empty;
        if (query.Text("status") is { } status && status != StoredScript.Current)
        {
            query.Add("status", "NOT_ALLOWED", $"must be {StoredScript.Current}, not '{status}'.");
        }

        var prefix = folder.Length == 0 ? string.Empty : folder + "\\";
        var scripts = _store.Published.Scripts.FindAll(
            script => script.ScriptName.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));
        var folders = scripts
            .Select(script => script.ScriptName[prefix.Length..].Split('\\'))
            .Where(parts => parts.Length > 1)
            .Select(parts => parts[0])
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .Select(name => (Name: name, Script: (StoredScript?)null));
        var own = scripts
            .Where(script => script.ScriptName.LastIndexOf('\\') < prefix.Length)
            .Select(script => (Name: script.ScriptName[prefix.Length..], Script: (StoredScript?)script));
        var list = new PublishedList<(string Name, StoredScript? Script)>
        {
            Key = "scriptList",
            HasTotalAsText = request.HasNumbersAsText,
            WriteEnvelope = json => json.Whole("businessUnitId", _store.State.BusinessUnitId),
            Order = new Dictionary<string, Comparison<(string Name, StoredScript? Script)>>(StringComparer.OrdinalIgnoreCase)
            {
                ["scriptName"] = PublishedList<(string Name, StoredScript? Script)>.ByText(entry => entry.Name),
            },
            Write = (json, entry) => WriteEntry(json, entry.Name, entry.Script),
        };
        return PublishedResponses.Page(request, list, [.. folders, .. own]);
    }

    private static void WriteEntry(MemberWriter json, string name, StoredScript? script)
    {
        json.Text("scriptName", name);
        json.Text("status", StoredScript.Current);
        json.Whole("masterID", script?.MasterId);
        json.Instant("createDate", script is null ? null : script.CreateDate ?? script.Versions[^1].ModifyDate);
        json.Instant("modifyDate", script?.Versions[0].ModifyDate);
        json.Whole("mediaType", script?.MediaTypeId);
        json.Text("mediaTypeName", script is null ? null : MediaTypes.Name(script.MediaTypeId));
        json.Whole("size", script is null ? null : ScriptContent.Of(script.Versions[0]).Utf8.Length);
        json.Flag("isFolder", script is null);
        json.Flag("hidden", false);
        json.Flag("readOnly", false);
        json.Text("scriptLockingType", script?.Lock is null ? null : "Locked");
        json.Text("lockedBy", script?.Lock?.Name);
        json.Text("modifiedBy", script?.Versions[0].ModifyUser);
    }

    private static int ByName(StoredScript left, StoredScript right) =>
        string.Compare(left.ScriptName, right.ScriptName, StringComparison.OrdinalIgnoreCase);

    /// <summary>The API description has an ISO date; tenants were seen to return US text without a zone.</summary>
    private static string HistoryDate(PublishedRequest request, DateTimeOffset date) =>
        request.Profile == SandboxPublishedProfile.V33
            ? WireTime.Format(date)
            : date.UtcDateTime.ToString("MM/dd/yyyy hh:mm:ss tt", CultureInfo.InvariantCulture);

    private sealed record FoundScript(StoredScript Script, ScriptVersion Version, IReadOnlyList<FoundAction> Actions);
}
