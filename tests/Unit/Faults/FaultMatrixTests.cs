using System.Collections.Concurrent;

namespace CxOne.Tests.Faults;

/// <summary>
/// Every write with every fault in its answer. After each case the tenant, the user and the local audit log must agree, or the user and the
/// log must both report an unknown outcome with an instruction to look it up. Nothing may be written twice.
/// </summary>
public sealed class FaultMatrixTests
{
    private const int Consecutive = 9;

    /// <summary>One mode per cause, applied and not applied.</summary>
    private static readonly FaultMode[] OneOfEachCause =
        [.. FaultModes.All.GroupBy(mode => (mode.Cause, mode.IsApplied)).Select(modes => modes.First())];

    public static TheoryData<string> Forms => [.. WriteForms.All.Select(form => form.Name)];

    [Fact]
    public void Mode_names_are_unique()
        => Assert.Empty(FaultModes.All.GroupBy(mode => mode.ToString()).Where(modes => modes.Count() > 1).Select(modes => modes.Key));

    [Fact]
    public async Task Tenant_user_and_log_agree_in_one_case_per_cause()
    {
        // Each cause is tested with one form, each form with many causes; their positions in the lists determine the pairs.
        var forms = WriteForms.All;
        await CheckAsync(OneOfEachCause.Select((mode, number) =>
            new FaultCase(forms.Skip(number % forms.Count).Concat(forms).First(form => Fits(form, mode)), mode)));
    }

    [Theory]
    [Trait("Tier", "Full")]
    [MemberData(nameof(Forms))]
    public async Task Tenant_user_and_log_agree_in_every_mode(string form)
        => await CheckAsync(For(form, FaultModes.All));

    [Theory]
    [Trait("Tier", "Full")]
    [MemberData(nameof(Forms))]
    public async Task Tenant_user_and_log_agree_if_nine_consecutive_answers_are_spoiled(string form)
        => await CheckAsync(For(form, OneOfEachCause
            .Where(mode => mode is { Count: 1, Afterwards: null, Meanwhile: null, Cause: not ("clean" or "duplicate") })
            .Select(mode => mode with { Name = $"{mode.Name}, {Consecutive} times", Count = Consecutive, Requires = null })));

    [Theory]
    [Trait("Tier", "Full")]
    [MemberData(nameof(Forms))]
    public async Task Tenant_user_and_log_agree_if_the_lookup_after_a_spoiled_answer_fails(string form)
    {
        (string Name, Func<IEnumerable<ProxyRule>> Rules)[] afterwards =
        [
            ("then every read fails with 503", () => [Reads("503 HTML")]),
            ("then every read is reset", () => [Reads("reset before the headers")]),
            ("then every read is an HTML page", () => [Reads("200 HTML")]),
            ("then everything is 401 and the token is refused", () => [Everything("401 without end"), FaultModes.TokenRefusal]),
            ("then the token endpoint answers 400", () => [Everything("401 without end"), Token("400 of the tenant")]),
            ("then the token endpoint is an HTML page", () => [Everything("401 without end"), Token("200 HTML")]),
            ("then the token endpoint is reset", () => [Everything("401 without end"), Token("reset before the headers")]),
        ];
        string[] names = ["reset before the headers", "200 HTML", "524 HTML", "late: silence until the client gives up", "502 HTML", "204",
            "200 other JSON", "403 HTML", "close inside the body"];
        var modes =
            from name in names
            from isApplied in (bool[])[false, true]
            from next in afterwards
            let mode = FaultModes.Find(name, isApplied)
            select mode with { Name = $"{name}, {next.Name}", Afterwards = next.Rules };
        await CheckAsync(For(form, modes));
    }

    private static IEnumerable<FaultCase> For(string form, IEnumerable<FaultMode> modes)
    {
        var found = WriteForms.All.Single(candidate => candidate.Name == form);
        return modes.Where(mode => Fits(found, mode)).Select(mode => new FaultCase(found, mode));
    }

    private static bool Fits(WriteForm form, FaultMode mode) => mode.OnlyFor is null || mode.OnlyFor == form.Method;

    private static bool IsCall(string path)
        => path.StartsWith("/api/", StringComparison.Ordinal) || path.StartsWith("/inContactAPI/", StringComparison.Ordinal);

    private static ProxyRule Reads(string mode) =>
        new(static (method, path) => method == "GET" && IsCall(path),
        FaultModes.Find(mode, false).Act) { Count = 1000 };

    private static ProxyRule Everything(string mode) =>
        new(static (_, path) => IsCall(path), FaultModes.Find(mode, false).Act) { Count = 1000 };

    private static ProxyRule Token(string mode) =>
        new(static (_, path) => path.EndsWith("/token", StringComparison.Ordinal), FaultModes.Find(mode, false).Act) { Count = 1000 };

    private static async Task CheckAsync(IEnumerable<FaultCase> cases)
    {
        var verdicts = new ConcurrentBag<FaultVerdict>();
        await Parallel.ForEachAsync(cases, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount },
            async (candidate, _) =>
        {
            try
            {
                verdicts.Add(await candidate.RunAsync());
            }
            catch (Exception exception)
            {
                throw new InvalidOperationException($"{candidate}: {exception.Message}", exception);
            }
        });
        Assert.NotEmpty(verdicts);
        MatrixReport.Add(verdicts.Select(verdict => verdict.Line));
        var disagreements = verdicts.Where(verdict => !verdict.Agrees).Select(verdict => verdict.ToString()).Order(StringComparer.Ordinal)
            .ToList();
        Assert.True(disagreements.Count == 0,
            $"{disagreements.Count} of {verdicts.Count} disagree:{Environment.NewLine}{string.Join(Environment.NewLine, disagreements)}");
    }
}
