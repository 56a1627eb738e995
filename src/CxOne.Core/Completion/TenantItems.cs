using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Text.Json;
using CxOne.Campaigns;
using CxOne.Connection;
using CxOne.DataActions;
using CxOne.Dialer;
using CxOne.Errors;
using CxOne.Http;
using CxOne.Ivr;
using CxOne.Webhooks;

namespace CxOne.Completion;

/// <summary>
/// What a tenant has, for completion: read once and kept for a while, never at the price of a login, and never waited for long.
/// </summary>
public static class TenantItems
{
    private const int MostItems = 1000;
    private static readonly TimeSpan KeptFor = TimeSpan.FromSeconds(30);

    // Jobs come by the minute, and the newest is the one that is meant.
    private static readonly TimeSpan JobsKeptFor = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestRead = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan TokenMargin = TimeSpan.FromSeconds(61);
    private static readonly string[] UsualEnvironments = ["development", "test", "staging", "production"];
    private static readonly ConditionalWeakTable<CxConnection, ConcurrentDictionary<TenantItemKind, Reading>> Readings = [];

    /// <summary>What is known by the end of the wait. A read that takes longer goes on and serves the next call.</summary>
    /// <param name="connection">The tenant.</param>
    /// <param name="kind">What is chosen.</param>
    /// <param name="wait">Longest wait.</param>
    /// <param name="clock">The clock.</param>
    /// <returns>Empty where the connection is closed, its token is about to expire, or the tenant does not answer in time.</returns>
    public static IReadOnlyList<TenantItem> Get(CxConnection connection, TenantItemKind kind, TimeSpan wait, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(clock);
        var readings = Readings.GetOrCreateValue(connection);
        var now = clock.GetUtcNow();
        readings.TryGetValue(kind, out var reading);
        if (reading is null || now - reading.Begun > (kind == TenantItemKind.IvrDeployment ? JobsKeptFor : KeptFor))
        {
            // A key press must never fetch a token: what was read before stays good enough.
            if (!connection.IsOpen || !(connection.TokenExpiresAt - TokenMargin > now))
            {
                return reading?.Known ?? [];
            }

            reading = new Reading(now, reading?.Known ?? [], Task.Run(() => ReadAsync(connection, kind)));
            readings[kind] = reading;
        }

        try
        {
            reading.Read.Wait(wait);
        }
        catch (AggregateException exception) when (exception.InnerExceptions.All(
            inner => inner is CxException or OperationCanceledException or ObjectDisposedException))
        {
            // Whoever presses a key has asked no question that an error could answer; the command itself will say what is wrong.
        }

        return reading.Known;
    }

    private static async Task<IReadOnlyList<TenantItem>> ReadAsync(CxConnection connection, TenantItemKind kind)
    {
        using var limit = new CancellationTokenSource(LongestRead);
        var log = NullCxLog.Instance;
        return kind switch
        {
            TenantItemKind.IvrDefinition => await ReadAsync(
                IvrDefinitions.ListAsync(connection, log, limit.Token),
                definition => new TenantItem(definition.Id, definition.Name ?? definition.Id)).ConfigureAwait(false),
            TenantItemKind.IvrDeployment => await ReadAsync(
                IvrDeployments.ListAsync(connection, null, log, limit.Token), Job).ConfigureAwait(false),
            TenantItemKind.Environment => await EnvironmentsAsync(connection, log, limit.Token).ConfigureAwait(false),
            TenantItemKind.DialerConfig => await ReadAsync(
                DialerConfigReader.ListAsync(connection, log, limit.Token), Config).ConfigureAwait(false),
            TenantItemKind.Campaign => await ReadAsync(
                CampaignReader.ListAsync(connection, log, limit.Token),
                campaign => new TenantItem(campaign.Id, $"{campaign.Name}, {campaign.AgentCount} agents")).ConfigureAwait(false),
            TenantItemKind.Algorithm => await AlgorithmsAsync(connection, log, limit.Token).ConfigureAwait(false),
            TenantItemKind.DataAction => await ReadAsync(
                DataActionReader.ListAsync(connection, log, limit.Token),
                action => new TenantItem(action.Id, action.Name ?? action.Id)).ConfigureAwait(false),
            TenantItemKind.Webhook => await ReadAsync(
                WebhookRegistrar.ListAsync(connection, log, limit.Token),
                webhook => new TenantItem(
                    webhook.Id, $"{webhook.Name}, {string.Join(", ", webhook.Events)} → {webhook.Url}")).ConfigureAwait(false),
            _ => await ReadAsync(
                DataActionReader.ListAsync(connection, log, limit.Token),
                action => new TenantItem(action.Name ?? action.Id, action.Id)).ConfigureAwait(false),
        };
    }

    private static TenantItem Job(IvrDeploymentJob job)
        => new(
            job.JobId,
            FormattableString.Invariant(
                $"{job.Status}, {string.Join(
                    ", ", job.IvrDefinitionId)} → {job.TargetEnvironment}, {job.SubmittedAt:yyyy-MM-dd HH:mm:ss}"));

    private static TenantItem Config(DialerConfig config)
        => new(
            config.Id,
            FormattableString.Invariant(
                $"{(CxMembers.Unknown(config).TryGetValue("name", out var name) && name.ValueKind == JsonValueKind.String
                    ? $"{name.GetString()}, "
                    : null)}{config.PacingType}, rate {config.DialRate}, ratio {config.AgentRatio}"));

    private static async Task<IReadOnlyList<TenantItem>> EnvironmentsAsync(
        CxConnection connection, ICxLog log, CancellationToken cancellationToken)
    {
        var jobs = await ReadAsync(
            IvrDeployments.ListAsync(connection, null, log, cancellationToken),
            job => new TenantItem(job.TargetEnvironment ?? string.Empty, "deployed to before")).ConfigureAwait(false);
        return jobs
            .Where(item => item.Value.Length > 0)
            .Concat(UsualEnvironments.Select(name => new TenantItem(name, "usual")))
            .DistinctBy(item => item.Value, StringComparer.OrdinalIgnoreCase)
            .ToArray();
    }

    private static async Task<IReadOnlyList<TenantItem>> AlgorithmsAsync(
        CxConnection connection, ICxLog log, CancellationToken cancellationToken)
    {
        var campaigns = await ReadAsync(
            CampaignReader.ListAsync(connection, log, cancellationToken),
            campaign => new TenantItem(
                campaign.PredictiveDialerSettings is { ValueKind: JsonValueKind.Object } settings
                    && settings.TryGetProperty("algorithmId", out var id)
                    && id.ValueKind == JsonValueKind.String
                    ? id.GetString()!
                    : string.Empty,
                campaign.Name ?? campaign.Id)).ConfigureAwait(false);
        return campaigns
            .Where(item => item.Value.Length > 0)
            .GroupBy(item => item.Value, StringComparer.Ordinal)
            .Select(same => new TenantItem(same.Key, $"used by {string.Join(", ", same.Select(item => item.Description).Take(3))}"))
            .ToArray();
    }

    private static async Task<IReadOnlyList<TenantItem>> ReadAsync<T>(IAsyncEnumerable<CxPage<T>> pages, Func<T, TenantItem> describe)
    {
        List<TenantItem> items = [];
        await foreach (var page in pages.ConfigureAwait(false))
        {
            items.AddRange(page.Items.Select(describe));
            if (items.Count >= MostItems)
            {
                break;
            }
        }

        return items;
    }

    private sealed record Reading(DateTimeOffset Begun, IReadOnlyList<TenantItem> Before, Task<IReadOnlyList<TenantItem>> Read)
    {
        public IReadOnlyList<TenantItem> Known => Read.IsCompletedSuccessfully ? Read.Result : Before;
    }
}
