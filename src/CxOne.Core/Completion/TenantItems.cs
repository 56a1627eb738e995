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
using CxOne.Published;
using CxOne.Webhooks;

namespace CxOne.Completion;

/// <summary>
/// Reads the objects of a tenant for tab completion. The lists are cached for a short time, and the wait is short; no token is requested.
/// </summary>
public static class TenantItems
{
    private const int MostItems = 1000;
    private static readonly TimeSpan KeptFor = TimeSpan.FromSeconds(30);

    // Jobs are created often, and usually the newest one is wanted.
    private static readonly TimeSpan JobsKeptFor = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestRead = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan TokenMargin = TimeSpan.FromSeconds(61);
    private static readonly ConditionalWeakTable<CxConnection, ConcurrentDictionary<TenantItemKind, Reading>> Readings = [];

    /// <summary>
    /// Returns the items that are known at the end of the wait. A read that takes longer continues and is used by the next call.
    /// </summary>
    /// <param name="connection">The tenant.</param>
    /// <param name="kind">The kind of items.</param>
    /// <param name="wait">The longest wait.</param>
    /// <param name="clock">The clock.</param>
    /// <returns>The items, at most about 1,000. The list is empty if the tenant does not offer the calls that list them, or if nothing was
    /// read yet and the connection is closed, its token is about to expire, or the tenant does not answer in time.</returns>
    public static IReadOnlyList<TenantItem> Get(CxConnection connection, TenantItemKind kind, TimeSpan wait, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(clock);
        if (IsOfSeed(kind) && connection.IsOffered(CxApiFamilies.Seed) == false)
        {
            return [];
        }

        var readings = Readings.GetOrCreateValue(connection);
        var now = clock.GetUtcNow();
        readings.TryGetValue(kind, out var reading);
        if (reading is null || now - reading.Begun > (kind == TenantItemKind.IvrDeployment ? JobsKeptFor : KeptFor))
        {
            // A key press must not request a token. The earlier list is returned instead.
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
            // Completion shows no errors. The command itself reports what is wrong.
        }

        return reading.Known;
    }

    private static bool IsOfSeed(TenantItemKind kind) => kind is TenantItemKind.IvrDefinition or TenantItemKind.IvrDeployment
        or TenantItemKind.Environment or TenantItemKind.DialerConfig or TenantItemKind.Campaign or TenantItemKind.Algorithm
        or TenantItemKind.DataAction or TenantItemKind.DataActionName or TenantItemKind.Webhook;

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
                campaign => new TenantItem(
                    campaign.Id, CompletionMessages.Campaign(campaign.Name, campaign.AgentCount))).ConfigureAwait(false),
            TenantItemKind.Algorithm => await AlgorithmsAsync(connection, log, limit.Token).ConfigureAwait(false),
            TenantItemKind.DataAction => await ReadAsync(
                DataActionReader.ListAsync(connection, log, limit.Token),
                action => new TenantItem(action.Id, action.Name ?? action.Id)).ConfigureAwait(false),
            TenantItemKind.Webhook => await ReadAsync(
                WebhookRegistrar.ListAsync(connection, log, limit.Token),
                webhook => new TenantItem(
                    webhook.Id, CompletionMessages.Webhook(webhook.Name, webhook.Events, webhook.Url))).ConfigureAwait(false),
            TenantItemKind.Skill or TenantItemKind.OutboundSkill => await ReadAsync(
                SkillReader.ListAsync(connection, log, limit.Token),
                skill => new TenantItem(
                    kind == TenantItemKind.Skill || skill.IsOutbound == true ? skill.Name ?? $"{skill.Id}" : string.Empty,
                    CompletionMessages.Skill(skill.Id, skill.MediaTypeName, skill.CampaignName))).ConfigureAwait(false),
            TenantItemKind.PointOfContact => await ReadAsync(
                PointOfContactReader.ListAsync(connection, log, limit.Token),
                point => new TenantItem(
                    point.Address ?? $"{point.Id}", CompletionMessages.PointOfContact(point.Name, point.ScriptName))).ConfigureAwait(false),
            TenantItemKind.ScriptName => await ReadAsync(
                ScriptDirectory.ListAsync(connection, null, log, limit.Token),
                name => new TenantItem(name, name)).ConfigureAwait(false),
            TenantItemKind.HoursOfOperation => await ReadAsync(
                HoursReader.ListNamesAsync(connection, log, limit.Token),
                profile => new TenantItem(
                    profile.Name ?? $"{profile.Id}", CompletionMessages.Numbered(profile.Id, profile.Description))).ConfigureAwait(false),
            TenantItemKind.Disposition => await ReadAsync(
                DispositionReader.ListAsync(connection, log, limit.Token),
                disposition => new TenantItem(
                    disposition.Name ?? $"{disposition.Id}",
                    CompletionMessages.Numbered(disposition.Id, disposition.SystemOutcome))).ConfigureAwait(false),
            TenantItemKind.CallList => await ReadAsync(
                CallListReader.ListAsync(connection, log, limit.Token),
                list => new TenantItem(
                    list.Name ?? $"{list.Id}", CompletionMessages.CallList(list.Id, list.Status, list.TotalRecords))).ConfigureAwait(false),
            TenantItemKind.DncGroup => [.. (await DncReader.ReadGroupsAsync(connection, log, limit.Token).ConfigureAwait(false))
                .Select(group => new TenantItem(group.Name ?? $"{group.Id}", CompletionMessages.Numbered(group.Id, null)))],
            _ => await ReadAsync(
                DataActionReader.ListAsync(connection, log, limit.Token),
                action => new TenantItem(action.Name ?? action.Id, action.Id)).ConfigureAwait(false),
        };
    }

    private static TenantItem Job(IvrDeploymentJob job)
        => new(job.JobId, CompletionMessages.Job(job.Status, job.IvrDefinitionId, job.TargetEnvironment, job.SubmittedAt));

    private static TenantItem Config(DialerConfig config)
    {
        var name = CxMembers.Unknown(config).TryGetValue("name", out var member) && member.ValueKind == JsonValueKind.String
            ? member.GetString()
            : null;
        return new(config.Id, CompletionMessages.DialerConfig(name, config.PacingType, config.DialRate, config.AgentRatio));
    }

    private static async Task<IReadOnlyList<TenantItem>> EnvironmentsAsync(
        CxConnection connection, ICxLog log, CancellationToken cancellationToken)
    {
        var jobs = await ReadAsync(
            IvrDeployments.ListAsync(connection, null, log, cancellationToken),
            job => new TenantItem(job.TargetEnvironment ?? string.Empty, CompletionMessages.UsedEnvironment)).ConfigureAwait(false);
        return jobs
            .Where(item => item.Value.Length > 0)
            .Concat(IvrEnvironments.Usual.Select(name => new TenantItem(name, CompletionMessages.UsualEnvironment)))
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
            .Select(same => new TenantItem(same.Key, CompletionMessages.Algorithm([.. same.Select(item => item.Description).Take(3)])))
            .ToArray();
    }

    private static async Task<IReadOnlyList<TenantItem>> ReadAsync<T>(IAsyncEnumerable<CxPage<T>> pages, Func<T, TenantItem> describe)
    {
        List<TenantItem> items = [];
        await foreach (var page in pages.ConfigureAwait(false))
        {
            items.AddRange(page.Items.Select(describe).Where(item => item.Value.Length > 0));
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
