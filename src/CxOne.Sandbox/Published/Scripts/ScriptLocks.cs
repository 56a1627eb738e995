using System.Text.Json.Nodes;
using CxOne.Sandbox.Http;
using CxOne.Sandbox.OAuth;

namespace CxOne.Sandbox.Published.Scripts;

/// <summary>The rules about the locks of scripts. The user of a lock is the client of the token.</summary>
internal static class ScriptLocks
{
    public static bool IsHeldByOther(PublishedRequest request, StoredScript script) =>
        script.Lock is { } held && !string.Equals(held.Name, request.Context.Session!.ClientId, StringComparison.Ordinal);

    public static string Holder(StoredScript script) => $"The script '{script.ScriptName}' is locked by {script.Lock!.Name}.";

    /// <summary>
    /// Refuses a write if another user holds the lock. What a tenant returns then is not known; the members are those of the lock calls.
    /// </summary>
    public static SandboxResponse? RefuseOthers(PublishedRequest request, StoredScript script) => IsHeldByOther(request, script)
        ? Responses.Json(409, new JsonObject { ["errorState"] = true, ["errorMessage"] = Holder(script) })
        : null;

    public static ScriptLock Create(string name, DateTimeOffset now) =>
        new() { Name = name, UserId = OAuthClients.UserId(name), Since = now };
}
