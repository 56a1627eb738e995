using System.Text.Json.Nodes;
using CxOne.Sandbox.Http;
using CxOne.Sandbox.State;

namespace CxOne.Sandbox.Published.Files;

/// <summary>Reads, writes, moves and deletes the files of scripts, and lists folders.</summary>
internal sealed class FileEndpoints : IPublishedEndpoints
{
    private const int LongestName = 250;
    private const string Refused = "<>:\"|?*";
    private readonly TenantStore _store;

    public FileEndpoints(TenantStore store) => _store = store;

    public void Register(PublishedRoutes routes)
    {
        routes.Get("/files", ["fileName"], Get);
        routes.Write("POST", "/files", [], Create);
        routes.Write("PUT", "/files", ["oldPath", "newPath", "overwrite"], Move);
        routes.Write("DELETE", "/files", [], Delete);
        routes.Get("/folders", ["folderName"], List);
    }

    /// <summary>Returns a name with backslashes and none at its start; null if no file can have it.</summary>
    private static string? Normal(string name)
    {
        var path = name.Replace('/', '\\').TrimStart('\\');
        return path.Length is > 0 and <= LongestName
            && path.Split('\\').All(part => part.Length > 0 && part is not ("." or "..") && part.Trim() == part)
            && !path.Any(character => char.IsControl(character) || Refused.Contains(character, StringComparison.Ordinal))
                ? path
                : null;
    }

    private static string Normal(PublishedRequest request, string parameter)
    {
        var text = request.Query.RequireText(parameter);
        if (text.Length > 0 && Normal(text) is null)
        {
            request.Query.Add(parameter, "NOT_ALLOWED", $"is not the path of a file: '{text}'.");
        }

        return Normal(text) ?? string.Empty;
    }

    private static string? Normal(JsonBodyValidator body)
    {
        var text = body.RequireString("fileName");
        if (text is not null && Normal(text) is null)
        {
            body.Violate("fileName", "NOT_ALLOWED", $"is not the path of a file: '{text}'.");
        }

        return text is null ? null : Normal(text);
    }

    private static SandboxResponse Unknown(PublishedRequest request, string name) =>
        request.Refuse(404, "FileNotFound", $"There is no file '{name}'.");

    private static SandboxResponse Exists(PublishedRequest request, string name) =>
        request.Refuse(409, "FileExists", $"There is a file '{name}'; overwrite is not true.");

    private SandboxResponse Get(PublishedRequest request)
    {
        var name = Normal(request, "fileName");
        if (request.Refusal() is { } refusal)
        {
            return refusal;
        }

        var index = Find(name);
        if (index < 0)
        {
            return Unknown(request, name);
        }

        var file = _store.Published.Files[index];
        return Responses.Json(200, new JsonObject
        {
            ["files"] = new JsonObject { ["file"] = Convert.ToBase64String(file.Content), ["fileName"] = file.FileName },
        });
    }

    private SandboxResponse Create(PublishedRequest request)
    {
        if (!JsonBody.TryRead(request.Request, out var body, out var refusal))
        {
            return refusal;
        }

        var name = Normal(body);
        var overwrites = body.Has("overwrite") && (body.RequireBoolean("overwrite") ?? false);
        byte[] content = [];
        if (body.RequireString("file") is { } text)
        {
            content = new byte[text.Length];
            if (Convert.TryFromBase64String(text, content, out var length))
            {
                content = content[..length];
            }
            else
            {
                body.Violate("file", "INVALID_TYPE", "must be base64.");
            }
        }

        if (body.Refusal(request.Request) is { } broken)
        {
            return broken;
        }

        if (Find(name!) >= 0 && !overwrites)
        {
            return Exists(request, name!);
        }

        Put(new StoredFile { FileName = name!, Content = content, ModifyDate = request.Context.Now });
        return PublishedResponses.Done();
    }

    private SandboxResponse Move(PublishedRequest request)
    {
        var from = Normal(request, "oldPath");
        var to = Normal(request, "newPath");
        var overwrites = request.Query.Flag("overwrite") ?? false;
        if (request.Refusal() is { } refusal)
        {
            return refusal;
        }

        var index = Find(from);
        if (index < 0)
        {
            return Unknown(request, from);
        }

        var taken = Find(to);
        if (taken >= 0 && taken != index && !overwrites)
        {
            return Exists(request, to);
        }

        var file = _store.Published.Files[index];
        _store.Published.Files.RemoveAt(index);
        Put(file with { FileName = to });
        return PublishedResponses.Done();
    }

    private SandboxResponse Delete(PublishedRequest request)
    {
        if (!JsonBody.TryRead(request.Request, out var body, out var refusal))
        {
            return refusal;
        }

        var name = Normal(body);
        if (body.Refusal(request.Request) is { } broken)
        {
            return broken;
        }

        var index = Find(name!);
        if (index < 0)
        {
            return Unknown(request, name!);
        }

        _store.Published.Files.RemoveAt(index);
        _store.MarkChanged();
        return PublishedResponses.Done();
    }

    /// <summary>Lists the files of a folder, not those of the folders in it. A folder without files does not exist.</summary>
    private SandboxResponse List(PublishedRequest request)
    {
        var text = request.Query.RequireText("folderName");
        if (request.Refusal() is { } refusal)
        {
            return refusal;
        }

        var folder = text.Replace('/', '\\').Trim('\\');
        var prefix = folder.Length == 0 ? string.Empty : folder + "\\";
        var files = _store.Published.Files.FindAll(file =>
            file.FileName.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) && file.FileName.LastIndexOf('\\') < prefix.Length);
        var list = new PublishedList<StoredFile>
        {
            Key = "files",
            IsPaged = false,
            TotalKey = null,
            Write = (json, file) =>
            {
                json.Text("fileName", file.FileName);
                json.Whole("size", file.Content.Length);
                json.Instant("modifyDate", file.ModifyDate);
            },
        };
        return PublishedResponses.Page(request, list, files);
    }

    private int Find(string name) =>
        _store.Published.Files.FindIndex(file => string.Equals(file.FileName, name, StringComparison.OrdinalIgnoreCase));

    private void Put(StoredFile file)
    {
        var index = Find(file.FileName);
        if (index >= 0)
        {
            _store.Published.Files[index] = file;
        }
        else
        {
            _store.Published.Files.Add(file);
        }

        _store.MarkChanged();
    }
}
