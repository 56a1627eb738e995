using System.Text;
using System.Text.Json;
using CxOne.Errors;
using CxOne.Published;
using CxOne.Tests.Faults;

namespace CxOne.Tests.Published.Scripts;

/// <summary>What happens to a script while the module writes: locks of other users, and answers that are replaced.</summary>
internal static class ScriptFaults
{
    public const string Point = "730001";
    public const string OtherPoint = "730002";
    public const string Anna = "anna@sandbox.example";
    public const string Bob = "bob@sandbox.example";

    public static async Task<FaultBench> ConnectAsync()
    {
        var bench = new FaultBench();
        await bench.ConnectAsync();
        return bench;
    }

    public static async Task<ScriptPublishPlan> PlanAsync(this FaultBench bench, params string[] points)
    {
        var request = await ScriptEdit.RequestAsync(bench.Connection);
        return await ScriptPublisher.PlanAsync(
            bench.Connection, request with { PointsOfContact = points }, bench.Log, CancellationToken.None);
    }

    public static Task<CxOutcome<ScriptPublishResult>> PublishAsync(this FaultBench bench, ScriptPublishPlan plan)
        => bench.RunAsync(ScriptPublisher.PublishAsync(bench.Connection, plan, null, bench.Log, bench.Cancelled));

    public static Task<ScriptBody> ReadAsync(this FaultBench bench)
        => ScriptBodyReader.ReadAsync(bench.Connection, ScriptEdit.Name, bench.Log, CancellationToken.None);

    public static async Task<string?> ScriptOfAsync(this FaultBench bench, string point)
        => (await PointOfContactReader.GetAsync(bench.Connection, point, bench.Log, CancellationToken.None)).ScriptName;

    /// <summary>Connects a point of contact as another user does.</summary>
    public static async Task LeadAsync(this FaultBench bench, string point, string script)
        => await PointOfContactEditor.ConnectAsync(
            bench.Connection, new PointOfContactChange { Id = point, ScriptName = script }, NullCxLog.Instance, CancellationToken.None);

    /// <summary>Gives the lock of the script to a user, as if that user opened it in Studio.</summary>
    public static async Task LockAsync(this FaultBench bench, string? user)
    {
        using var http = new HttpClient { BaseAddress = bench.Proxy.BaseUri };
        using var content = new StringContent(
            JsonSerializer.Serialize(new { scriptPath = ScriptEdit.Name, lockedBy = user }), Encoding.UTF8, "application/json");
        using var response = await http.PostAsync("/sandbox/scripts/lock", content);
        response.EnsureSuccessStatusCode();
    }

    /// <summary>Counts the requests that the tenant received, whatever it answered.</summary>
    public static async Task<int> CountAsync(this FaultBench bench, string method, string pathEnd)
        => (await bench.LookAsync()).Requests.Count(request => request.GetProperty("method").GetString() == method
            && request.GetProperty("path").GetString()!.EndsWith(pathEnd, StringComparison.Ordinal));

    /// <summary>Replaces the answers to the next requests with a method and an end of the path.</summary>
    public static void Spoil(this FaultBench bench, string method, string pathEnd, Func<SpoiledExchange, Task> act, int count = 1)
        => bench.Proxy.Add(new ProxyRule(
            (sent, path) => sent == method && path.EndsWith(pathEnd, StringComparison.Ordinal),
            async exchange =>
            {
                await act(exchange);
                return ConnectionEnd.KeepAlive;
            })
        {
            Count = count,
        });

    /// <summary>Lets a request pass and stops the operation before its answer arrives.</summary>
    public static void StopAt(this FaultBench bench, string method, string pathEnd)
        => bench.Spoil(method, pathEnd, async exchange =>
        {
            var answer = await exchange.ApplyAsync();
            bench.Cancel();
            await exchange.SendAsync(HttpBytes.Of(answer));
        });
}
