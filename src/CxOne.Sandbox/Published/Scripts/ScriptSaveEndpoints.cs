using System.Text;
using System.Text.Json.Nodes;
using CxOne.Sandbox.Http;
using CxOne.Sandbox.Published.Organization;
using CxOne.Sandbox.State;
using CxOne.Studio.Reading;

namespace CxOne.Sandbox.Published.Scripts;

/// <summary>
/// Reads and saves the content of scripts. A save under a name that exists overwrites the script, whatever version the client has read: the
/// last save wins.
/// </summary>
internal sealed class ScriptSaveEndpoints : IPublishedEndpoints
{
    /// <summary>The number of violations that one refusal lists; a header repeats them.</summary>
    private const int MostViolations = 20;

    private readonly TenantStore _store;

    public ScriptSaveEndpoints(TenantStore store) => _store = store;

    public void Register(PublishedRoutes routes)
    {
        routes.Get("/scripts", ["scriptPath", "scriptId", "libraryId"], Get);
        routes.Get("/scripts/{scriptId}", [], GetFile);
        routes.Write("POST", "/scripts", [], Save);
    }

    private static SandboxResponse Unknown(PublishedRequest request, string name) =>
        request.Refuse(404, "ScriptNotFound", $"There is no script '{name}'.");

    private SandboxResponse Get(PublishedRequest request)
    {
        var query = request.Query;
        var path = query.Text("scriptPath");
        var id = query.Whole("scriptId");
        var library = query.Text("libraryId");
        if (((string?[])[path, query.Text("scriptId"), library]).Count(text => text is not null) != 1)
        {
            query.Add("scriptPath", "MISSING", "or scriptId or libraryId must be given, and only one of them.");
        }

        if (library is not null && !Guid.TryParse(library, out _))
        {
            query.Add("libraryId", "INVALID_TYPE", $"must be a GUID, not '{library}'.");
        }

        if (request.Refusal() is { } refusal)
        {
            return refusal;
        }

        var (script, version) = id is { } number ? _store.Published.FindVersion(number) : Current(path, library);
        if (script is null || version is null)
        {
            return Unknown(request, path ?? library ?? query.Text("scriptId")!);
        }

        return version.IsDesktop
            ? request.Refuse(500, "internal_error", "The script cannot be converted.")
            : Responses.Json(200, ScriptContent.Read(script, version, _store.State.BusinessUnitId));
    }

    /// <summary>Returns a version as Desktop Studio stores it.</summary>
    private SandboxResponse GetFile(PublishedRequest request)
    {
        if (request.Id("scriptId") is not { } id || _store.Published.FindVersion(id) is not ({ } script, { } version))
        {
            return Unknown(request, request.Context.Value("scriptId"));
        }

        var xml = ScriptXml.Write(script, version, _store.State.BusinessUnitId);
        var isDescribed = request.Profile == SandboxPublishedProfile.V33;
        var json = new JsonObject
        {
            ["name"] = ScriptNames.Leaf(script.ScriptName),
            ["filePath"] = script.ScriptName,
            [isDescribed ? "scriptId" : "ScriptId"] = version.ScriptId,
            ["status"] = script.StatusOf(version),
        };
        // The API description has a text; tenants were seen to return base64 under another name.
        json[isDescribed ? "scriptContent" : "body"] = isDescribed
            ? Encoding.UTF8.GetString(xml).TrimStart('\uFEFF')
            : Convert.ToBase64String(xml);
        return Responses.Json(200, json);
    }

    private SandboxResponse Save(PublishedRequest request)
    {
        if (!JsonBody.TryRead(request.Request, out var body, out var refusal))
        {
            return refusal;
        }

        var (name, mediaTypeId) = ScriptContentChecks.Check(body);
        if (body.Errors.Count > MostViolations)
        {
            body.Errors.RemoveRange(MostViolations, body.Errors.Count - MostViolations);
        }

        if (body.Refusal(request.Request) is { } broken)
        {
            return broken;
        }

        var scripts = _store.Published.Scripts;
        var index = scripts.FindIndex(script => string.Equals(script.ScriptName, name, StringComparison.OrdinalIgnoreCase));
        if (index >= 0 && ScriptLocks.RefuseOthers(request, scripts[index]) is { } locked)
        {
            return locked;
        }

        var content = body.Element!.Value.GetProperty("scriptContent");
        var check = ScriptSaveCheck.Run(
            request.Request.Body, content, name, target => _store.Published.FindScript(target) is not null);
        if (check.HasErrors)
        {
            return Responses.Json(409, check.ToJson(isSaved: false, null, null));
        }

        var version = new ScriptVersion
        {
            ScriptId = _store.Published.NextScriptId(),
            ModifyDate = request.Context.Now,
            ModifyUser = request.Context.Session!.ClientId,
            Body = ScriptContent.Store(JsonObject.Create(content)!, lastSavedIn: "api"),
        };
        var saved = index < 0
            ? new StoredScript
            {
                ScriptName = name,
                MediaTypeId = mediaTypeId,
                Versions = [version],
                CreatedLibraryId = _store.NewId("script"),
            }
            : scripts[index] with
            {
                MediaTypeId = mediaTypeId,
                CreateDate = scripts[index].CreateDate ?? scripts[index].Versions[^1].ModifyDate,
                Versions = [version, .. scripts[index].Versions.Take(BusinessUnitEndpoints.MaxScriptHistory - 1)],
            };
        if (index < 0)
        {
            scripts.Add(saved);
        }
        else
        {
            scripts[index] = saved;
        }

        _store.MarkChanged();
        return Responses.Json(check.HasWarnings ? 206 : 200, check.ToJson(isSaved: true, saved.LibraryId, version.ScriptId));
    }

    private (StoredScript? Script, ScriptVersion? Version) Current(string? path, string? library)
    {
        var script = path is not null
            ? _store.Published.FindScript(path)
            : _store.Published.Scripts.Find(candidate => candidate.LibraryId == Guid.Parse(library!));
        return (script, script?.Versions[0]);
    }
}
