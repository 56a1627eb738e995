using CxOne.Published;
using CxOne.Sandbox;

namespace CxOne.Tests.Faults;

/// <summary>The writes of published objects, each under both readings of a PUT.</summary>
internal static class PublishedWriteForms
{
    private const string Point = "730001";

    public static IReadOnlyList<WriteForm> All { get; } =
        [.. Enum.GetValues<SandboxPublishedPut>().SelectMany(put => new[] { SetPoint(put), RestorePoint(put) }), .. SkillWriteForms.All,
            .. ScriptWriteForms.All];

    private static WriteForm SetPoint(SandboxPublishedPut put) => new()
    {
        Name = $"Set-CxPointOfContact, {put}",
        Method = "PUT",
        Path = IsPoint,
        Put = put,
        ActAsync = static (bench, token) => SetAsync(bench, token),
        Ask = static (_, tenant) => (!IsActive(tenant), Writes(tenant)),
        LooksUp = true,
    };

    private static WriteForm RestorePoint(SandboxPublishedPut put) => new()
    {
        Name = $"Restore-CxPointOfContact, {put}",
        Method = "PUT",
        Path = IsPoint,
        Put = put,
        ArrangeAsync = static async bench => await bench.RunAsync(SetAsync(bench, CancellationToken.None)),
        ActAsync = static async (bench, token) =>
        {
            var plan = await PointOfContactEditor.PlanRestoreAsync(bench.Connection, Point, bench.Records(), null, bench.Log, token);
            return Told.Status((await PointOfContactEditor.RestoreAsync(
                bench.Connection, plan, new PointOfContactChange { Id = Point }, bench.Log, token)).Status);
        },
        Ask = static (_, tenant) => (IsActive(tenant), Writes(tenant) - 1),
        LooksUp = true,
    };

    private static bool IsPoint(string path) => path.EndsWith($"/points-of-contact/{Point}", StringComparison.Ordinal);

    private static async Task<Told> SetAsync(FaultBench bench, CancellationToken cancellationToken)
        => Told.Status((await PointOfContactEditor.SetAsync(
            bench.Connection, new PointOfContactChange { Id = Point, IsActive = false }, bench.Log, cancellationToken)).Status);

    private static bool IsActive(TenantView tenant)
        => tenant.State.GetProperty("published").GetProperty("pointsOfContact").EnumerateArray()
            .Single(point => point.GetProperty("contactCode").GetInt32() == 730001).GetProperty("isActive").GetBoolean();

    private static int Writes(TenantView tenant)
        => tenant.Count("PUT", $"/points-of-contact/{Point}", 200) + tenant.Count("PUT", $"/points-of-contact/{Point}", 204);
}
