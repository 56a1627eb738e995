using CxOne.Dialer;
using CxOne.Sandbox;
using CxOne.Skills;

namespace CxOne.Tests.Faults;

/// <summary>The writes of skills, each under both readings of a PUT.</summary>
internal static class SkillWriteForms
{
    private const string Skill = "880101";

    private static readonly SkillDialerChange Ratio = new() { Id = Skill, MaximumRatio = 1.5, RuleSet = DialerRuleSet.None };

    private static readonly SkillDialerChange Schedule = new()
    {
        Id = Skill,
        Schedule = new Dictionary<string, string?> { ["Daily"] = "08:30-20:30" },
        RuleSet = DialerRuleSet.None,
    };

    private static readonly SkillRunOptions Run = new() { Id = Skill, Timeout = TimeSpan.FromSeconds(20) };

    public static IReadOnlyList<WriteForm> All { get; } = [.. Enum.GetValues<SandboxPublishedPut>().SelectMany(All4)];

    private static IEnumerable<WriteForm> All4(SandboxPublishedPut put) =>
    [
        Set(put, "ratio", Ratio, "general-settings"),
        Set(put, "schedule", Schedule, "schedule-settings"),
        Restore(put, "ratio", Ratio, "general-settings"),
        Restore(put, "schedule", Schedule, "schedule-settings"),
        Start(put),
        Stop(put),
    ];

    private static WriteForm Set(SandboxPublishedPut put, string what, SkillDialerChange change, string block) => new()
    {
        Name = $"Set-CxSkillDialer, {what}, {put}",
        Method = "PUT",
        Path = path => IsBlock(path, block),
        Put = put,
        ActAsync = async (bench, token)
            => Told.Status((await SkillDialerEditor.SetAsync(bench.Connection, change, bench.Log, token)).Status),
        Ask = (_, tenant) => (IsHeld(tenant, block), Writes(tenant, block)),
        LooksUp = true,
    };

    private static WriteForm Restore(SandboxPublishedPut put, string what, SkillDialerChange change, string block) => new()
    {
        Name = $"Restore-CxSkillDialer, {what}, {put}",
        Method = "PUT",
        Path = path => IsBlock(path, block),
        Put = put,
        ArrangeAsync = async bench
            => await bench.RunAsync(SkillDialerEditor.SetAsync(bench.Connection, change, bench.Log, CancellationToken.None)),
        ActAsync = async (bench, token) =>
        {
            var plan = await SkillDialerEditor.PlanRestoreAsync(bench.Connection, Skill, bench.Records(), null, bench.Log, token);
            var options = new SkillDialerChange { Id = Skill };
            return Told.Status((await SkillDialerEditor.RestoreAsync(bench.Connection, plan, options, bench.Log, token)).Status);
        },
        Ask = (_, tenant) => (!IsHeld(tenant, block), Writes(tenant, block) - 1),
        LooksUp = true,
    };

    private static WriteForm Start(SandboxPublishedPut put) => new()
    {
        Name = $"Start-CxSkill, {put}",
        Method = "POST",
        Path = static path => path.EndsWith($"/skills/{Skill}/start", StringComparison.Ordinal),
        Put = put,
        ActAsync = static async (bench, token)
            => Told.Status((await SkillRunner.StartAsync(bench.Connection, Run, bench.Log, token)).Status),
        Ask = static (_, tenant) => (IsRunning(tenant), tenant.Count("POST", $"/skills/{Skill}/start", 204)),
        LooksUp = true,
    };

    private static WriteForm Stop(SandboxPublishedPut put) => new()
    {
        Name = $"Stop-CxSkill, {put}",
        Method = "POST",
        Path = static path => path.EndsWith($"/skills/{Skill}/stop", StringComparison.Ordinal),
        Put = put,
        ArrangeAsync = static async bench
            => await bench.RunAsync(SkillRunner.StartAsync(bench.Connection, Run, bench.Log, CancellationToken.None)),
        ActAsync = static async (bench, token)
            => Told.Status((await SkillRunner.StopAsync(bench.Connection, Run, bench.Log, token)).Status),
        Ask = static (_, tenant) => (!IsRunning(tenant), tenant.Count("POST", $"/skills/{Skill}/stop", 204)),
        LooksUp = true,
    };

    private static bool IsBlock(string path, string block)
        => path.EndsWith($"/skills/{Skill}/parameters/{block}", StringComparison.Ordinal);

    private static int Writes(TenantView tenant, string block)
        => tenant.Count("PUT", $"/parameters/{block}", 200) + tenant.Count("PUT", $"/parameters/{block}", 204);

    private static bool IsHeld(TenantView tenant, string block)
        => tenant.State.GetProperty("published").GetProperty("skillParameters").TryGetProperty(Skill, out var blocks)
            && blocks.TryGetProperty(block, out var stored)
            && (block == "general-settings"
                ? stored.GetProperty("maximumRatio").GetDouble() == 1.5
                : stored.GetProperty("mondayStartTime").GetString() == "08:30");

    private static bool IsRunning(TenantView tenant)
        => tenant.State.GetProperty("published").GetProperty("skills").EnumerateArray()
            .Single(skill => skill.GetProperty("skillId").GetInt32() == 880101).GetProperty("isRunning").GetBoolean();
}
