using System.Text;
using System.Text.Json;
using CxOne.Audit;
using CxOne.Errors;
using CxOne.Published;
using CxOne.Tests.Published.Scripts;

namespace CxOne.Tests.Faults;

/// <summary>The writes of scripts: each request of a publication, a restore, and both ways to release a lock.</summary>
internal static class ScriptWriteForms
{
    private const string NewName = @"DEV\Brand new";
    private const string Point = "730001";

    public static IReadOnlyList<WriteForm> All { get; } =
    [
        Publish("Publish-CxScript, save", "POST", IsScripts, ScriptEdit.Name),
        Publish("Publish-CxScript, new script", "POST", IsScripts, NewName),
        Publish("Publish-CxScript, lock", "PUT", IsScripts, ScriptEdit.Name),
        Publish("Publish-CxScript, cut-over", "PUT", IsPoint, ScriptEdit.Name, Point),
        PuttingBack(
            "Publish-CxScript, putting back",
            "POST",
            skip: 1,
            ScriptEdit.Name,
            static tenant => (!IsEdited(tenant, ScriptEdit.Name), SavesAfter(tenant, ScriptEdit.Name))),
        PuttingBack(
            "Publish-CxScript, deleting",
            "DELETE",
            skip: 0,
            NewName,
            static tenant => (Script(tenant, NewName) is null, Script(tenant, NewName) is null ? 1 : 0)),
        new()
        {
            Name = "Restore-CxScript",
            Method = "POST",
            Path = IsScripts,
            ArrangeAsync = static async bench => await bench.RunAsync(PublishAsync(bench, ScriptEdit.Name, [], CancellationToken.None)),
            ActAsync = static async (bench, token) =>
            {
                var plan = await ScriptRestorer.PlanAsync(bench.Connection, ScriptEdit.Name, null, bench.Log, token);
                return Say(await ScriptRestorer.RestoreAsync(bench.Connection, plan, null, bench.Log, token));
            },
            Ask = static (_, tenant) => (!IsEdited(tenant, ScriptEdit.Name), SavesAfter(tenant, ScriptEdit.Name)),
            LooksUp = true,
            ReadOutcome = Outcome,
        },
        new()
        {
            Name = "Unlock-CxScript -Force",
            Method = "POST",
            Path = static path => path.EndsWith("/scripts/kick", StringComparison.Ordinal),
            ArrangeAsync = static bench => LockAsync(bench, "somebody.else@sandbox.example"),
            ActAsync = static (bench, token) => UnlockAsync(bench, token),
            Ask = static (_, tenant) => (IsFree(tenant), IsFree(tenant) ? 1 : 0),
            LooksUp = true,
        },
        new()
        {
            Name = "Unlock-CxScript",
            Method = "PUT",
            Path = IsScripts,
            IsRaw = true,
            ArrangeAsync = static bench => LockAsync(bench, "sandbox"),
            ActAsync = static (bench, token) => UnlockAsync(bench, token),
            Ask = static (_, tenant) => (IsFree(tenant), IsFree(tenant) ? 1 : 0),
            LooksUp = true,
        },
    ];

    /// <summary>The cut-over is refused, and the request that puts the script back is spoiled.</summary>
    private static WriteForm PuttingBack(
        string form, string method, int skip, string name, Func<TenantView, (bool IsHeld, int Times)> ask) => new()
    {
        Name = form,
        Method = method,
        Path = IsScripts,
        Skip = skip,
        IsSafetyNet = true,
        ArrangeAsync = static bench =>
        {
            bench.Proxy.Add(new ProxyRule(
                static (sent, path) => sent == "PUT" && IsPoint(path),
                static async exchange =>
                {
                    await exchange.SendAsync(HttpBytes.Refusal(403));
                    return ConnectionEnd.KeepAlive;
                })
            {
                Count = 1000,
            });
            return Task.CompletedTask;
        },
        ActAsync = async (bench, token) =>
        {
            var (result, failure) = await PublishAsync(bench, name, [Point], token);
            return result.Status == "RolledBack" ? Told.Made(result.Status)
                : new Told(Claim.Unknown, $"{failure?.ErrorId}: {failure?.Message}", failure?.RecommendedAction);
        },
        Ask = (_, tenant) => ask(tenant),
        ReadOutcome = static outcome => outcome switch
        {
            AuditOutcome.RolledBack => Claim.Made,
            AuditOutcome.Unknown or AuditOutcome.Interrupted => Claim.Unknown,
            _ => Claim.Broken,
        },
    };

    private static WriteForm Publish(string form, string method, Func<string, bool> path, string name, params string[] points) => new()
    {
        Name = form,
        Method = method,
        Path = path,
        ActAsync = async (bench, token) => Say(await PublishAsync(bench, name, points, token)),
        Ask = (_, tenant) => points.Length == 0
            ? (IsEdited(tenant, name), Saves(tenant, name))
            : (Leads(tenant, name) && IsEdited(tenant, name), Leads(tenant, name) ? 1 : 0),
        LooksUp = true,
        ReadOutcome = Outcome,
    };

    private static Claim Outcome(string outcome) => outcome switch
    {
        AuditOutcome.Succeeded => Claim.Made,
        AuditOutcome.Failed or AuditOutcome.Refused or AuditOutcome.RolledBack => Claim.NotMade,
        AuditOutcome.Unknown or AuditOutcome.Interrupted => Claim.Unknown,
        _ => Claim.Broken,
    };

    private static Told Say(CxOutcome<ScriptPublishResult> outcome)
    {
        var words = $"{outcome.Result.Status} {outcome.Failure?.ErrorId}: {outcome.Failure?.Message}".ReplaceLineEndings(" ");
        return outcome.Result.Status switch
        {
            "Published" or "Restored" => Told.Made(words),
            "Refused" or "RolledBack" or "Unchanged" => Told.NotMade(words),
            _ => new Told(Claim.Unknown, words, outcome.Failure?.RecommendedAction),
        };
    }

    private static async Task<CxOutcome<ScriptPublishResult>> PublishAsync(
        FaultBench bench, string name, string[] points, CancellationToken token)
    {
        var request = await ScriptEdit.RequestAsync(bench.Connection, name == ScriptEdit.Name ? null : name);
        return await ScriptEdit.PublishAsync(bench.Connection, request with { PointsOfContact = points }, bench.Log, null, token);
    }

    private static async Task<Told> UnlockAsync(FaultBench bench, CancellationToken token)
    {
        var seen = await ScriptUnlocker.FindAsync(bench.Connection, ScriptEdit.Name, bench.Log, token);
        var released = await ScriptUnlocker.UnlockAsync(bench.Connection, seen, force: true, bench.Log, token);
        return released.Status is "Released" or "TakenAway" ? Told.Made(released.Status) : Told.NotMade(released.Status);
    }

    private static async Task LockAsync(FaultBench bench, string user)
    {
        using var http = new HttpClient { BaseAddress = bench.Proxy.BaseUri };
        using var content = new StringContent(
            JsonSerializer.Serialize(new { scriptPath = ScriptEdit.Name, lockedBy = user }), Encoding.UTF8, "application/json");
        using var response = await http.PostAsync("/sandbox/scripts/lock", content);
        response.EnsureSuccessStatusCode();
    }

    private static bool IsScripts(string path) => path.EndsWith("/scripts", StringComparison.Ordinal);

    private static bool IsPoint(string path) => path.EndsWith($"/points-of-contact/{Point}", StringComparison.Ordinal);

    private static JsonElement? Script(TenantView tenant, string name)
        => tenant.State.GetProperty("published").GetProperty("scripts").EnumerateArray()
            .Where(script => script.GetProperty("scriptName").GetString() == name)
            .Select(script => (JsonElement?)script)
            .FirstOrDefault();

    private static bool IsEdited(TenantView tenant, string name)
        => Script(tenant, name) is { } script
            && script.GetProperty("versions")[0].GetRawText().Contains(ScriptEdit.Caption, StringComparison.Ordinal);

    /// <summary>How many versions are newer than the edited one.</summary>
    private static int SavesAfter(TenantView tenant, string name)
        => Script(tenant, name)!.Value.GetProperty("versions").EnumerateArray()
            .TakeWhile(version => !version.GetRawText().Contains(ScriptEdit.Caption, StringComparison.Ordinal)).Count();

    private static int Saves(TenantView tenant, string name)
        => Script(tenant, name) is { } script
            ? script.GetProperty("versions").EnumerateArray()
                .Count(version => version.GetRawText().Contains(ScriptEdit.Caption, StringComparison.Ordinal))
            : 0;

    private static bool Leads(TenantView tenant, string name)
        => tenant.State.GetProperty("published").GetProperty("pointsOfContact").EnumerateArray()
            .Single(point => point.GetProperty("contactCode").GetInt32() == 730001).GetProperty("scriptName").GetString() == name;

    private static bool IsFree(TenantView tenant)
        => Script(tenant, ScriptEdit.Name) is { } script
            && (!script.TryGetProperty("lock", out var held) || held.ValueKind == JsonValueKind.Null);
}
