using System.Collections.Concurrent;
using CxOne.Errors;
using CxOne.Ivr;

namespace CxOne.Tests.Faults;

/// <summary>
/// A deployment from simulation to metrics, with each fault in each of its steps: the user and the log must report the job as the tenant
/// has it.
/// </summary>
[Trait("Tier", "Full")]
public sealed class FaultChainTests
{
    private const string SlowDefinition = "ivr-def-slow-provisioning";

    private static readonly (string Name, string Method, Func<string, bool> Path, int Skip, bool? Redeploys)[] Steps =
    [
        ("simulate", "POST", static path => path.EndsWith("/simulate", StringComparison.Ordinal), 0, null),
        ("submit", "POST", static path => path == "/api/v2/ivr/deployments", 0, null),
        ("watch", "GET", static path => path.StartsWith("/api/v2/ivr/deployments/", StringComparison.Ordinal), 1, null),
        ("submit again", "POST", static path => path == "/api/v2/ivr/deployments", 1, true),
        ("roll back", "POST", static path => path.EndsWith("/rollback", StringComparison.Ordinal), 0, false),
        ("start metrics", "POST", static path => path == "/api/v2/data/export/jobs", 0, null),
        ("read metrics", "GET", static path => path.StartsWith("/api/v2/data/export/jobs/", StringComparison.Ordinal), 0, null),
        ("record at the tenant", "POST", static path => path == "/api/v2/audit/logs", 0, null),
    ];

    public static TheoryData<string, bool> Chains
    {
        get
        {
            var data = new TheoryData<string, bool>();
            foreach (var step in Steps)
            {
                foreach (var redeploys in (bool[])[true, false])
                {
                    if (step.Redeploys is null || step.Redeploys == redeploys)
                    {
                        data.Add(step.Name, redeploys);
                    }
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Chains))]
    public async Task User_and_log_agree_with_the_tenant_if_the_answer_to_a_step_is_spoiled(string step, bool redeploys)
    {
        // Tenants that apply what they refuse are covered by the matrix.
        var modes = FaultModes.All.Where(mode => mode is { OnlyFor: null, Meanwhile: null, Afterwards: null, Cause: not "lying refusal" })
            .GroupBy(mode => (mode.Cause, mode.IsApplied)).Select(group => group.First())
            .SelectMany(mode => mode.Count > 1 ? [mode] : (FaultMode[])[mode, mode with { Name = $"{mode.Name}, 9 times", Count = 9 }]);
        var ends = new ConcurrentBag<(string Line, string? Objection)>();
        await Parallel.ForEachAsync(modes, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount },
            async (mode, _) => ends.Add(await RunAsync(Steps.Single(candidate => candidate.Name == step), redeploys, mode)));

        MatrixReport.Add(ends.Select(end => end.Line));
        var disagreements = ends
            .Where(end => end.Objection is not null)
            .Select(end => $"{end.Line}{Environment.NewLine}    {end.Objection}")
            .Order(StringComparer.Ordinal).ToList();
        Assert.True(disagreements.Count == 0,
            $"{disagreements.Count} of {ends.Count} disagree:{Environment.NewLine}{string.Join(Environment.NewLine, disagreements)}");
    }

    private static async Task<(string Line,
        string? Objection)> RunAsync((string Name, string Method, Func<string, bool> Path, int Skip, bool? Redeploys) step, bool redeploys,
        FaultMode mode)
    {
        await using var bench = new FaultBench();
        await bench.ConnectAsync();
        bench.Proxy.Add(new ProxyRule((method, path) => method == step.Method && step.Path(path), mode.Act) { Skip = step.Skip,
            Count = mode.Count, LeavesRequestUnread = mode.LeavesRequestUnread });
        var request = new IvrDeploymentRequest { IvrDefinitionId = [SlowDefinition], TargetEnvironment = "staging",
            MaximumRedeployCount = redeploys ? 1 : 0 };
        IvrDeploymentResult? result = null;
        Exception? failure = null;
        try
        {
            (result, failure) = await bench.RunAsync(
                IvrDeployer.PublishAsync(bench.Connection, request, bench.Log, CancellationToken.None));
        }
        catch (CxException exception)
        {
            failure = exception;
        }

        await bench.Proxy.RunDeferredAsync();
        var tenant = await bench.LookAsync();
        var end = new End(
            result,
            failure,
            [.. tenant.State.GetProperty("deployments").EnumerateArray()
                .Select(job => (job.GetProperty("jobId").GetString()!, job.GetProperty("status").GetString()!))],
            tenant.Count("POST", "/rollback", 202),
            [.. bench.Records().Select(record => (record.OperationId!, record.Outcome))],
            redeploys);
        var objection = end.Objection;
        var told = failure is null ? Told.Made(result!.Status) : Told.Of(failure);
        return (string.Join('\t', $"chain with {(redeploys ? "a second submission" : "a roll-back")}: {step.Name}", mode.Name,
            mode.IsApplied ? "applied" : "not applied", string.Join(' ', end.Jobs.Select(job => job.Status)),
            result?.Status ?? $"{told.Claim}", string.Join(' ', end.Records.Select(record => record.Outcome)),
            objection is null ? "agree" : $"DISAGREE: {objection}", told.Words), objection);
    }

    private sealed record End(IvrDeploymentResult? Result, Exception? Failure, IReadOnlyList<(string Id, string Status)> Jobs,
        int RollBacks, IReadOnlyList<(string Operation, string Outcome)> Records, bool Redeploys)
    {
        private string Outcome => Records.Count == 0 ? "none" : Records[^1].Outcome;

        private string Words => string.Join(
            ' ', [Result?.JobId, Failure?.Message, (Failure as CxException)?.RecommendedAction, .. Result?.Warnings ?? []]);

        public string? Objection => this switch
        {
            _ when Jobs.Count > (Redeploys ? 2 : 1) => $"submitted {Jobs.Count} times",
            _ when RollBacks > Jobs.Count => $"rolled back {RollBacks} times",
            _ when Failure is not (null or CxException) => "the user got an unexpected exception",
            _ when Records.GroupBy(record => record.Operation).Any(operation => operation.Last().Outcome == "Started") =>
                "the log has a start without an outcome",
            _ when Unnamed is { } id => $"job {id} is neither finished nor rolled back, and no message contains its id",
            { Failure: CxUnknownOutcomeException } =>
                Outcome is "Unknown" or "Interrupted" ? FaultCase.NextStep.IsMatch(Words) ? null
                : "unknown, without an instruction to look it up" : $"user: unknown outcome, log: {Outcome}",
            { Result.Status: IvrDeploymentStatus.Completed } => Agree(IvrDeploymentStatus.Completed, "Succeeded"),
            { Result.Status: IvrDeploymentStatus.RolledBack } => Agree(IvrDeploymentStatus.RolledBack, "RolledBack"),
            { Result.Status: IvrDeploymentStatus.Failed } when Outcome == "Unknown" => null,
            { Result.Status: IvrDeploymentStatus.Failed } => Agree(IvrDeploymentStatus.Failed, "Failed"),
            _ when Jobs.Count > 0 => $"user: nothing was deployed, tenant: {Jobs.Count} jobs",
            _ => Outcome is "Failed" or "Refused" or "none" ? null : $"nothing was deployed, log: {Outcome}",
        };

        /// <summary>A failed job that must appear in a message, because no later job replaced it and it was not rolled back.</summary>
        private string? Unnamed => Jobs is [var first, ..] && first.Status == IvrDeploymentStatus.Failed
            && !Jobs.Any(job => job.Status == IvrDeploymentStatus.Completed) && !Words.Contains(first.Id, StringComparison.Ordinal)
            && Failure is CxException { Definition: var definition } && definition != CxErrors.OutcomeUnknown
            ? first.Id
            : Redeploys && Jobs is [var superseded, ..] && superseded.Status == IvrDeploymentStatus.Failed && Failure is not null
                && !Words.Contains(superseded.Id, StringComparison.Ordinal) && Records.Count(record => record.Outcome == "Started") > 1
                ? superseded.Id : null;

        private string? Agree(string status, string outcome)
        {
            var job = Jobs.FirstOrDefault(candidate => candidate.Id == Result!.JobId);
            return job.Status != status ? $"user: job {Result!.JobId} is {status}, tenant: {job.Status}"
                : Outcome != outcome ? $"user: {status}, log: {Outcome}" : null;
        }
    }
}
