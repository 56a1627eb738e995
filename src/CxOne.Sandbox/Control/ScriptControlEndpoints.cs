using System.Text.Json.Nodes;
using CxOne.Sandbox.Http;
using CxOne.Sandbox.Published.Scripts;
using CxOne.Sandbox.State;

namespace CxOne.Sandbox.Control;

/// <summary>Lets a test give the lock of a script to any user, as if that user edited the script in Studio.</summary>
internal sealed class ScriptControlEndpoints : IEndpoints
{
    private readonly TenantStore _store;

    public ScriptControlEndpoints(TenantStore store) => _store = store;

    public void Register(RouteTable routes) => routes.Open("POST", "/sandbox/scripts/lock", Lock);

    private SandboxResponse Lock(RequestContext context)
    {
        if (!JsonBody.TryRead(context.Request, out var body, out var refusal))
        {
            return refusal;
        }

        var path = body.RequireString("scriptPath");
        var name = body.Has("lockedBy") && !body.IsNull("lockedBy") ? body.RequireString("lockedBy") : null;
        var script = path is null ? null : _store.Published.FindScript(path);
        if (path is not null && script is null)
        {
            body.Violate("scriptPath", "NOT_FOUND", $"names no script: '{path}'.");
        }

        if (body.Refusal(context.Request) is { } broken)
        {
            return broken;
        }

        var changed = script! with { Lock = name is null ? null : ScriptLocks.Create(name, context.Now) };
        _store.Published.ReplaceScript(changed);
        _store.MarkChanged();
        return Responses.Json(200, new JsonObject { ["scriptPath"] = changed.ScriptName, ["lockedBy"] = changed.Lock?.Name });
    }
}
