using CxOne.Connection;
using CxOne.Dialer;
using CxOne.Errors;
using CxOne.Http;
using CxOne.Pacing;
using CxOne.Published;

namespace CxOne.Skills;

/// <summary>Compares the dialer of a skill with the rules of a regulator, with the tenant's own history as evidence.</summary>
internal static class SkillGuard
{
    private static readonly TimeSpan Period = TimeSpan.FromDays(30);

    /// <param name="skill">The skill.</param>
    /// <param name="ruleSet">The rules; not <see cref="DialerRuleSet.None"/>.</param>
    /// <param name="counted">The calls of its campaign.</param>
    /// <param name="before">The settings as they are.</param>
    /// <param name="after">The settings as they would be.</param>
    /// <param name="named">The members that the change names.</param>
    public static SkillGuardResult Evaluate(
        Skill skill,
        DialerRuleSet ruleSet,
        SkillCalls counted,
        SkillGuardSettings before,
        SkillGuardSettings after,
        IReadOnlySet<string> named)
    {
        var limit = DialerRuleSets.AbandonmentLimit(ruleSet);
        var (verdict, interval) = SkillRules.Judge(counted.Abandoned, counted.Answered, limit);
        List<string> findings = [];
        List<string> refusals = [];
        var former = SkillRules.Findings(before).Select(finding => finding.Member).ToHashSet(StringComparer.Ordinal);
        foreach (var (member, text) in SkillRules.Findings(after))
        {
            findings.Add(text);
            if (named.Contains(member) || !former.Contains(member))
            {
                refusals.Add(text);
            }
        }

        if (verdict == DialerVerdict.NotCompliant)
        {
            var text = SkillMessages.RateAboveLimit(counted.Abandoned, counted.Answered, limit!.Value, ruleSet);
            findings.Add(text);
            if (SkillRules.RaisesPressure(before.General, after.General))
            {
                refusals.Add(text);
            }
        }

        return new SkillGuardResult
        {
            RuleSet = ruleSet,
            RateVerdict = verdict,
            CampaignId = skill.CampaignId,
            CampaignName = skill.CampaignName,
            SkillCount = counted.Skills,
            After = counted.End - Period,
            Before = counted.End,
            LiveConnects = counted.Answered,
            Abandoned = counted.Abandoned,
            AbandonmentRate = counted.Rate,
            Interval = interval,
            MaxAbandonmentRate = limit,
            RingingDurationSec = after.RingSec,
            AbandonTimeoutSec = after.TimeoutSec,
            AbandonMessagePath = after.MessagePath,
            Findings = findings,
            Refusals = refusals,
            Remark = verdict != DialerVerdict.Inconclusive ? null
                : counted.Problem ?? (counted.Answered == 0 ? SkillMessages.NoHistory(skill.ToString())
                    : limit is null ? SkillMessages.NoLimit(ruleSet)
                    : SkillMessages.RateNearLimit(counted.Abandoned, counted.Answered, interval!.Upper, limit.Value)),
        };
    }

    /// <summary>Counts the calls of all skills of a campaign in the last 30 days.</summary>
    /// <param name="connection">The tenant.</param>
    /// <param name="skill">A skill of the campaign.</param>
    /// <param name="log">Receives one verbose line per request.</param>
    /// <param name="cancellationToken">Cancels every wait.</param>
    /// <exception cref="CxException">A request failed. A history that the tenant does not have or does not return to this client is no
    /// error: the verdict is then inconclusive.</exception>
    public static async Task<SkillCalls> CountAsync(
        CxConnection connection, Skill skill, ICxLog log, CancellationToken cancellationToken)
    {
        var end = connection.Client.Clock.GetUtcNow();
        var skills = new Dictionary<int, string?> { [skill.Id] = skill.Name };
        if (skill.CampaignId is { } campaign)
        {
            await foreach (var page in SkillReader.ListAsync(connection, log, cancellationToken).ConfigureAwait(false))
            {
                foreach (var other in page.Items.Where(other => other.CampaignId == campaign && other.IsOutbound == true))
                {
                    skills[other.Id] = other.Name;
                }
            }
        }

        long abandoned = 0, answered = 0;
        try
        {
            // The zone is needed for a column that is not used here.
            var request = new DialerHistoryRequest { Skills = skills, After = end - Period, Before = end, TimeZone = "UTC" };
            var history = DialerHistoryReader.ReadAsync(connection, request, new WithoutWarnings(log), cancellationToken);
            await foreach (var rows in history.ConfigureAwait(false))
            {
                abandoned += rows.Sum(row => row.Abandoned);
                answered += rows.Sum(row => row.CallsAnswered);
            }
        }
        catch (CxRequestException exception) when (exception.StatusCode is 400 or 403 or 404)
        {
            return new SkillCalls(0, 0, skills.Count, end, SkillMessages.HistoryUnreadable(exception.ErrorId));
        }

        return new SkillCalls(abandoned, answered, skills.Count, end, null);
    }

    /// <summary>Days without calls of a skill, such as Sundays, are expected here: their warnings become verbose lines.</summary>
    private sealed class WithoutWarnings(ICxLog log) : ICxLog
    {
        public bool IsVerbose => log.IsVerbose;

        public bool IsDebug => log.IsDebug;

        public void Verbose(string message) => log.Verbose(message);

        public void Debug(string message) => log.Debug(message);

        public void Warning(string message) => log.Verbose(message);

        public void Progress(CxProgress progress) => log.Progress(progress);

        public IDisposable? BeginWait(CxWait wait) => log.BeginWait(wait);

        public void SetInterruptionNotice(string? message) => log.SetInterruptionNotice(message);
    }
}
