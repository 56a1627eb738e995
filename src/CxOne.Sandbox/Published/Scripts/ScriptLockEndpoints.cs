using System.Text.Json.Nodes;
using CxOne.Sandbox.Http;
using CxOne.Sandbox.State;

namespace CxOne.Sandbox.Published.Scripts;

/// <summary>Locks, unlocks and deletes scripts. A lock that cannot be had is a 200 whose body has <c>errorState</c> true.</summary>
internal sealed class ScriptLockEndpoints : IPublishedEndpoints
{
    private readonly TenantStore _store;

    public ScriptLockEndpoints(TenantStore store) => _store = store;

    public void Register(PublishedRoutes routes)
    {
        routes.Write("PUT", "/scripts", ["scriptPath", "lockScript"], Lock);
        routes.Write("POST", "/scripts/kick", ["scriptPath"], Kick);
        routes.Write("DELETE", "/scripts", ["scriptPath"], Delete);
    }

    private SandboxResponse Lock(PublishedRequest request)
    {
        var locks = request.Query.RequireFlag("lockScript");
        if (Find(request, out var refusal) is not { } script)
        {
            return refusal!;
        }

        if (ScriptLocks.IsHeldByOther(request, script))
        {
            return LockAnswer(ScriptLocks.Holder(script), locks ? "NotLocked" : "NotUnlocked");
        }

        if (locks != script.Lock is not null)
        {
            Replace(script with
            {
                Lock = locks ? ScriptLocks.Create(request.Context.Session!.ClientId, request.Context.Now) : null,
            });
        }

        return LockAnswer(string.Empty, locks ? "Locked" : "Unlocked");
    }

    private static SandboxResponse LockAnswer(string error, string result) => Responses.Json(200, new JsonObject
    {
        ["errorState"] = error.Length > 0,
        ["errorMessage"] = error,
        ["lockUnlockResult"] = result,
    });

    /// <summary>Takes the lock from its holder. The script is not locked afterwards.</summary>
    private SandboxResponse Kick(PublishedRequest request)
    {
        if (Find(request, out var refusal) is not { } script)
        {
            return refusal!;
        }

        var isLocked = script.Lock is not null;
        if (isLocked)
        {
            Replace(script with { Lock = null });
        }

        return Responses.Json(200, new JsonObject
        {
            ["kickDate"] = isLocked ? WireTime.Format(request.Context.Now) : null,
            ["ErrorMessage"] = isLocked ? string.Empty : $"The script '{script.ScriptName}' is not locked.",
            ["ErrorState"] = !isLocked,
            ["KickResult"] = isLocked ? "Kicked" : "NotKicked",
            ["MasterID"] = script.MasterId,
            ["CurrLockedBy"] = 0,
        });
    }

    /// <summary>Deletes a script with all versions, unless another user edits it or a contact could still arrive at it.</summary>
    private SandboxResponse Delete(PublishedRequest request)
    {
        if (Find(request, out var refusal) is not { } script)
        {
            return refusal!;
        }

        if (ScriptLocks.RefuseOthers(request, script) is { } locked)
        {
            return locked;
        }

        var points = _store.Published.PointsOfContact.Count(point => IsOf(script, point.ScriptName));
        var skills = _store.Published.Skills.Count(skill => IsOf(script, skill.ScriptName));
        if (points + skills > 0)
        {
            var message = $"The script '{script.ScriptName}' is in use by {points} points of contact and {skills} skills.";
            return request.Refuse(409, "ScriptInUse", message);
        }

        _store.Published.NoteScriptIds();
        _store.Published.Scripts.Remove(script);
        _store.MarkChanged();
        return PublishedResponses.Done();
    }

    private static bool IsOf(StoredScript script, string name) =>
        string.Equals(script.ScriptName, name, StringComparison.OrdinalIgnoreCase);

    private StoredScript? Find(PublishedRequest request, out SandboxResponse? refusal)
    {
        var path = request.Query.RequireText("scriptPath");
        refusal = request.Refusal();
        if (refusal is not null)
        {
            return null;
        }

        var script = _store.Published.FindScript(path);
        refusal = script is null ? request.Refuse(404, "ScriptNotFound", $"There is no script '{path}'.") : null;
        return script;
    }

    private void Replace(StoredScript script)
    {
        _store.Published.ReplaceScript(script);
        _store.MarkChanged();
    }
}
