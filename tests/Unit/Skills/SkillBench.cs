using System.Text.Json;
using CxOne.Sandbox;
using CxOne.Skills;
using CxOne.Tests.Faults;

namespace CxOne.Tests.Skills;

/// <summary>A sandbox tenant over HTTP on a fake clock, with what the tests of skills ask it.</summary>
internal sealed class SkillBench : IAsyncDisposable
{
    public const string Collections = "880101";

    private SkillBench(FaultBench bench) => Bench = bench;

    public FaultBench Bench { get; }

    public static async Task<SkillBench> ConnectAsync(SandboxPublishedPut put = SandboxPublishedPut.Replace)
    {
        var bench = new FaultBench(put, 4 * 1024 * 1024);
        await bench.ConnectAsync();
        return new SkillBench(bench);
    }

    public Task<SkillDialerUpdate> SetAsync(SkillDialerChange change)
        => Bench.RunAsync(SkillDialerEditor.SetAsync(Bench.Connection, change, Bench.Log, CancellationToken.None));

    public Task<SkillDialerCheck> TestAsync(SkillDialerChange change)
        => Bench.RunAsync(SkillDialerEditor.TestAsync(Bench.Connection, change, Bench.Log, CancellationToken.None));

    public Task<SkillDialerRestorePlan> PlanAsync(string id = Collections, string? auditId = null)
        => Bench.RunAsync(SkillDialerEditor.PlanRestoreAsync(
            Bench.Connection, id, Bench.Records(), auditId, Bench.Log, CancellationToken.None));

    public Task<SkillDialerUpdate> RestoreAsync(SkillDialerRestorePlan plan)
        => Bench.RunAsync(SkillDialerEditor.RestoreAsync(
            Bench.Connection, plan, new SkillDialerChange { Id = plan.Id }, Bench.Log, CancellationToken.None));

    /// <summary>All parameters of a skill as the tenant returns them, as indented text.</summary>
    public async Task<string> ParametersAsync(string id = Collections)
    {
        var dialer = await Bench.RunAsync(
            CxOne.Published.SkillReader.GetDialerAsync(Bench.Connection, id, Bench.Log, CancellationToken.None));
        return string.Join('\n', ((CxOne.Http.ICxContent)dialer).ContentMembers.Select(block
            => $"{block.Key}: {(block.Value is { } value ? JsonSerializer.Serialize(value) : "null")}"));
    }

    public async Task<int> WritesAsync()
        => (await Bench.LookAsync()).Requests.Count(request => request.GetProperty("method").GetString() is "PUT");

    public ValueTask DisposeAsync() => Bench.DisposeAsync();
}
