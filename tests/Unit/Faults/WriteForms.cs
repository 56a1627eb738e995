using System.Text;
using System.Text.Json;
using CxOne.Audit;
using CxOne.Campaigns;
using CxOne.Changes;
using CxOne.DataActions;
using CxOne.Dialer;
using CxOne.Http;
using CxOne.Ivr;
using CxOne.Rest;
using CxOne.Webhooks;

namespace CxOne.Tests.Faults;

/// <summary>All writes of the module. A new write is added with one entry.</summary>
internal static class WriteForms
{
    private const string Dialer = "dialer-east";
    private const string Campaign = "12345678-1234-1234-1234-123456789012";
    private const string Action = "data-action-056";
    private const string Value = "2024-02-29T17:30:00.000Z";
    private const string FormerValue = "2024-01-28T09:00:00.000Z";
    private const string Definition = "ivr-def-001";
    private const string Hook = "https://hooks.example/cxone";
    private static readonly Dictionary<string,
        double> Weights = new() { ["answer_rate"] = 0.12, ["call_rate"] = -0.08, ["predictive_factor"] = 0.25 };

    private static readonly IvrDeploymentRequest Deployment =
        new() { IvrDefinitionId = [Definition], TargetEnvironment = "staging", SkipSimulation = true, NoWait = true };
    private static readonly PredictiveWeightRequest Tuning =
        new() { CampaignId = Campaign, AlgorithmId = "CXONE_PREDICTIVE_V3", Weights = Weights, NoWait = true, Force = true,
        SimulationDurationSec = 10 };

    public static IReadOnlyList<WriteForm> All { get; } =
    [
        new()
        {
            Name = "Publish-CxIvrDeployment",
            Method = "POST",
            Path = static path => path == "/api/v2/ivr/deployments",
            ActAsync = PublishAsync,
            Ask = static (_, tenant) => (tenant.State.GetProperty("deployments").GetArrayLength() > 0,
                tenant.State.GetProperty("deployments").GetArrayLength()),
        },
        new()
        {
            Name = "Undo-CxIvrDeployment",
            Method = "POST",
            Path = static path => path.EndsWith("/rollback", StringComparison.Ordinal),
            ArrangeAsync = static async bench =>
            {
                var published = await bench.RunAsync(
                    IvrDeployer.PublishAsync(bench.Connection, Deployment with { NoWait = false }, bench.Log, CancellationToken.None));
                bench.Id = published.Result.JobId;
            },
            ActAsync = static async (bench, token) =>
            {
                var job = await IvrDeployments.RollBackAsync(bench.Connection, bench.Id!, "A test.",
                    new IvrPolling(TimeSpan.FromMinutes(5)), bench.Log, token);
                return job.Status == IvrDeploymentStatus.RolledBack ? Told.Made(job.Status) : Told.NotMade(job.Status);
            },
            Ask = static (_, tenant) => (
                tenant.State.GetProperty("deployments")[0].GetProperty("status")
                    .GetString() is IvrDeploymentStatus.RolledBack or IvrDeploymentStatus.RollingBack,
                tenant.Count("POST", "/rollback", 202)),
            LooksUp = true,
            ReadOutcome = static outcome => outcome switch
            {
                AuditOutcome.RolledBack or AuditOutcome.Accepted => Claim.Made,
                AuditOutcome.Failed or AuditOutcome.Refused => Claim.NotMade,
                AuditOutcome.Unknown or AuditOutcome.Interrupted => Claim.Unknown,
                _ => Claim.Broken,
            },
        },
        new()
        {
            Name = "Set-CxDialerConfig",
            Method = "PUT",
            Path = static path => path.Contains("/dialerconfigs/", StringComparison.Ordinal),
            ActAsync = SetDialerAsync,
            Ask = static (_, tenant) => Versioned(tenant.Object("dialerConfigs", Dialer), "dialRate", 2.5, 1),
            LooksUp = true,
        },
        new()
        {
            Name = "Restore-CxDialerConfig",
            Method = "PUT",
            Path = static path => path.Contains("/dialerconfigs/", StringComparison.Ordinal),
            ArrangeAsync = static async bench => await bench.RunAsync(SetDialerAsync(bench, CancellationToken.None)),
            ActAsync = static async (bench, token) =>
            {
                var record = bench.Records().Last(candidate => candidate.Before is not null);
                var plan = await DialerConfigEditor.PlanRestoreAsync(bench.Connection, Dialer, record, record.Before!.Value, bench.Log,
                    token);
                return Told.Status((await DialerConfigEditor.RestoreAsync(bench.Connection, plan, new DialerConfigChange { Id = Dialer },
                    bench.Log, token)).Status);
            },
            Ask = static (_, tenant) => Versioned(tenant.Object("dialerConfigs", Dialer), "dialRate", 2.0, 2),
            LooksUp = true,
        },
        new()
        {
            Name = "Set-CxPredictiveWeight",
            Method = "PUT",
            Path = static path => path.Contains("/campaigns/", StringComparison.Ordinal),
            ActAsync = SetWeightsAsync,
            Ask = static (_, tenant) => Weighted(tenant, 0.12, 4),
            LooksUp = true,
        },
        new()
        {
            Name = "Set-CxPredictiveWeight, putting back",
            Method = "PUT",
            Path = static path => path.Contains("/campaigns/", StringComparison.Ordinal),
            Skip = 1,
            IsSafetyNet = true,
            ActAsync = static async (bench, token) =>
            {
                var (update, failure) = await PredictiveWeightTuner.SetAsync(bench.Connection,
                    Tuning with { NoWait = false, MinimumAccuracy = 1 }, bench.Log, token);
                return update.Status == "Reverted" ? Told.Made(update.Status) : failure is null ? Told.NotMade(update.Status)
                    : Told.Of(failure);
            },
            Ask = static (_, tenant) => Weighted(tenant, 0.15, 5),
            LooksUp = true,
            ReadOutcome = static outcome => outcome switch
            {
                AuditOutcome.RolledBack => Claim.Made,
                AuditOutcome.Unknown or AuditOutcome.Interrupted => Claim.Unknown,
                AuditOutcome.Succeeded or AuditOutcome.Failed => Claim.NotMade,
                _ => Claim.Broken,
            },
        },
        new()
        {
            Name = "Restore-CxPredictiveWeight",
            Method = "PUT",
            Path = static path => path.Contains("/campaigns/", StringComparison.Ordinal),
            ArrangeAsync = static async bench => await bench.RunAsync(SetWeightsAsync(bench, CancellationToken.None)),
            ActAsync = static async (bench, token) =>
            {
                var record = bench.Records().Last(candidate => candidate is { Before: not null, After: not null });
                return Told.Status((await PredictiveWeightTuner.RestoreAsync(bench.Connection, record, 2, force: false, bench.Log, token))
                    .Status);
            },
            Ask = static (_, tenant) => Weighted(tenant, 0.15, 5),
            LooksUp = true,
        },
        new()
        {
            Name = "Register-CxWebhook",
            Method = "POST",
            Path = static path => path == "/api/v2/webhooks",
            ActAsync = static async (bench, token) =>
                Told.Made(string.Join(' ', (await RegisterAsync(bench, token)).Select(webhook => webhook.Id))),
            Ask = static (_, tenant) => (tenant.State.GetProperty("webhooks").GetArrayLength() > 0,
                tenant.State.GetProperty("webhooks").GetArrayLength()),
            LooksUp = true,
        },
        new()
        {
            Name = "Unregister-CxWebhook",
            Method = "DELETE",
            Path = static path => path.StartsWith("/api/v2/webhooks/", StringComparison.Ordinal),
            ArrangeAsync = static async bench => bench.Id = (await bench.RunAsync(RegisterAsync(bench, CancellationToken.None)))[0].Id,
            ActAsync = static async (bench, token) =>
            {
                await WebhookRegistrar.UnregisterAsync(bench.Connection, bench.Id!, null, bench.Log, token);
                return Told.Made("no error");
            },
            Ask = static (_, tenant) => (tenant.State.GetProperty("webhooks").GetArrayLength() == 0,
                tenant.Count("DELETE", string.Empty, 204)),
            LooksUp = true,
        },
        new()
        {
            Name = "Update-CxDataActionDate",
            Method = "PUT",
            Path = static path => path.StartsWith("/api/v2/dataactions/", StringComparison.Ordinal),
            ActAsync = UpdateDateAsync,
            Ask = static (_, tenant) =>
            {
                var action = tenant.Object("dataActions", Action);
                var isHeld = action.GetProperty("body").GetProperty("configuration").TryGetProperty("dateProcessing", out var dates)
                    && dates.GetProperty("computedValue").GetString() == Value;
                return (isHeld, action.GetProperty("version").GetInt32() - 1);
            },
            LooksUp = true,
        },
        new()
        {
            Name = "Restore-CxDataActionDate",
            Method = "PUT",
            Path = static path => path.StartsWith("/api/v2/dataactions/", StringComparison.Ordinal),
            ArrangeAsync = static async bench => await bench.RunAsync(UpdateDateAsync(bench, CancellationToken.None)),
            ActAsync = static async (bench, token) =>
            {
                var record = bench.Records().Last(candidate => candidate is { Before: not null, After: not null });
                return Told.Status((await DataActionDateRestorer.RestoreAsync(bench.Connection, record, 3, force: false, bench.Log, token))
                    .Status);
            },
            Ask = static (_, tenant) =>
            {
                var action = tenant.Object("dataActions", Action);
                var dates = action.GetProperty("body").GetProperty("configuration").GetProperty("dateProcessing");
                return (dates.GetProperty("computedValue").GetString() == FormerValue, action.GetProperty("version").GetInt32() - 2);
            },
            LooksUp = true,
        },
        new()
        {
            Name = "Write-CxAuditLog",
            Method = "POST",
            Path = static path => path == "/api/v2/audit/logs",
            ActAsync = static async (bench, token) =>
            {
                var details = JsonSerializer.SerializeToElement(new Dictionary<string, string> { ["a"] = "b" });
                return Told.Made((await TenantAudit.RecordAsync(bench.Connection, "FAULT", ["x"], details, new TenantAuditFlags(),
                    bench.Log, token)).LogId ?? "no id");
            },
            Ask = static (_, tenant) => (tenant.State.GetProperty("auditLogs").GetArrayLength() > 0,
                tenant.State.GetProperty("auditLogs").GetArrayLength()),
        },
        new()
        {
            Name = "Invoke-CxRestMethod POST",
            Method = "POST",
            Path = static path => path == "/api/v2/audit/logs",
            ActAsync = static (bench, token) => CallAsync(
                bench, HttpMethod.Post, "/api/v2/audit/logs",
                """{"eventType":"FAULT","timestamp":"2026-03-01T12:00:00.000Z","tenantId":"tenant-123","actorId":"sandbox","details":{"a":1},"complianceFlags":{"gdprRelevant":true,"pciRelevant":true,"retentionDays":365}}""",
                token),
            Ask = static (_, tenant) => (tenant.State.GetProperty("auditLogs").GetArrayLength() > 0,
                tenant.State.GetProperty("auditLogs").GetArrayLength()),
            IsRaw = true,
        },
        new()
        {
            Name = "Invoke-CxRestMethod PUT",
            Method = "PUT",
            Path = static path => path.StartsWith("/api/v2/dataactions/", StringComparison.Ordinal),
            ActAsync = static (bench, token) => CallAsync(
                bench,
                HttpMethod.Put,
                $"/api/v2/dataactions/{Action}",
                $$$"""{"id":"{{{Action}}}","name":"Renamed","type":"REST","enabled":true,"configuration":{}}""",
                token),
            Ask = static (_, tenant) =>
            {
                var action = tenant.Object("dataActions", Action);
                return (action.GetProperty("body").GetProperty("name").GetString() == "Renamed",
                    action.GetProperty("version").GetInt32() - 1);
            },
            IsRaw = true,
        },
        new()
        {
            Name = "Invoke-CxRestMethod DELETE",
            Method = "DELETE",
            Path = static path => path.StartsWith("/api/v2/webhooks/", StringComparison.Ordinal),
            ArrangeAsync = static async bench => bench.Id = (await bench.RunAsync(RegisterAsync(bench, CancellationToken.None)))[0].Id,
            ActAsync = static (bench, token) => CallAsync(bench, HttpMethod.Delete, $"/api/v2/webhooks/{bench.Id}", null, token),
            Ask = static (_, tenant) => (tenant.State.GetProperty("webhooks").GetArrayLength() == 0,
                tenant.Count("DELETE", string.Empty, 204)),
            IsRaw = true,
        },
        .. PublishedWriteForms.All,
    ];

    private static async Task<Told> PublishAsync(FaultBench bench, CancellationToken cancellationToken)
    {
        var (result, failure) = await IvrDeployer.PublishAsync(bench.Connection, Deployment, bench.Log, cancellationToken);
        return failure is null ? Told.Made($"{result.Status} {result.JobId}") : Told.Of(failure);
    }

    private static async Task<Told> SetDialerAsync(FaultBench bench, CancellationToken cancellationToken)
        => Told.Status((await DialerConfigEditor.SetAsync(bench.Connection, new DialerConfigChange { Id = Dialer, DialRate = 2.5 },
            bench.Log, cancellationToken)).Status);

    private static async Task<Told> UpdateDateAsync(FaultBench bench, CancellationToken cancellationToken)
    {
        var row = new DataActionDateRow
        {
            Number = 1,
            Id = Action,
            Date = new DataActionDateRequest { Timestamp = "2024-02-29T15:30:00.000Z", TimeZone = "America/New_York", OffsetMinutes = 120 },
        };
        await foreach (var outcome in DataActionDateUpdater.RunAsync(bench.Connection, [row], 1, 3, bench.Log, cancellationToken))
        {
            return outcome.Failure is { } failure ? Told.Of(failure) : Told.Status(outcome.Update!.Status);
        }

        throw new InvalidOperationException("The row has no outcome.");
    }

    private static async Task<Told> SetWeightsAsync(FaultBench bench, CancellationToken cancellationToken)
    {
        var (update, failure) = await PredictiveWeightTuner.SetAsync(bench.Connection, Tuning, bench.Log, cancellationToken);
        return failure is null ? Told.Status(update.Status) : Told.Of(failure);
    }

    private static Task<IReadOnlyList<Webhook>> RegisterAsync(FaultBench bench, CancellationToken cancellationToken)
        => WebhookRegistrar.RegisterAsync(bench.Connection,
            new WebhookRequest { Uri = new Uri(Hook), Events = [WebhookRequest.TunedEvent] }, bench.Log, cancellationToken);

    private static async Task<Told> CallAsync(FaultBench bench, HttpMethod method, string path, string? body,
        CancellationToken cancellationToken)
    {
        var call = new CxRestCall { Method = method, Path = path, Body = body is null ? null : Encoding.UTF8.GetBytes(body) };
        var items = 0;
        await foreach (var page in call.RunAsync(bench.Connection, bench.Log, cancellationToken))
        {
            items += page.Items.Count;
        }

        return Told.Made($"{items} answers");
    }

    private static (bool IsHeld, int Times) Versioned(JsonElement resource, string member, double value, int version)
        => (resource.GetProperty("body").GetProperty(member).GetDouble() == value, resource.GetProperty("version").GetInt32() - version);

    private static (bool IsHeld, int Times) Weighted(TenantView tenant, double answerRate, int version)
    {
        var campaign = tenant.Object("campaigns", Campaign);
        return (campaign.GetProperty("body").GetProperty("predictiveDialerSettings").GetProperty("parameterWeights")
            .GetProperty("answer_rate").GetDouble() == answerRate, campaign.GetProperty("version").GetInt32() - version);
    }
}
