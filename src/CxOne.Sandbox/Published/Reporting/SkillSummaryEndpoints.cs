using CxOne.Sandbox.Http;
using CxOne.Sandbox.Published.Skills;
using CxOne.Sandbox.Published.Skills.Parameters;
using CxOne.Sandbox.State;

namespace CxOne.Sandbox.Published.Reporting;

/// <summary>Returns totals per skill. Every value is text, as public clients saw.</summary>
internal sealed class SkillSummaryEndpoints : IPublishedEndpoints
{
    private static readonly string[] AgentCounts =
        ["agentsAcw", "agentsAvailable", "agentsIdle", "agentsLoggedIn", "agentsUnavailable", "agentsWorking"];

    private readonly TenantStore _store;
    private readonly DialerHistory _history;

    public SkillSummaryEndpoints(TenantStore store, DialerHistory history)
    {
        _store = store;
        _history = history;
    }

    public void Register(PublishedRoutes routes)
    {
        routes.Get("/skills/summary", ["startDate", "endDate", "mediaTypeId", "isOutbound", "fields"], List);
        routes.Get("/skills/{skillId}/summary", ["startDate", "endDate", "fields"], Get);
    }

    private SandboxResponse List(PublishedRequest request)
    {
        var mediaTypeId = request.Query.Whole("mediaTypeId");
        var isOutbound = request.Query.Flag("isOutbound");
        return Respond(request, _store.Published.Skills.FindAll(skill => skill.IsActive
            && (mediaTypeId is null || skill.MediaTypeId == mediaTypeId)
            && (isOutbound is null || skill.IsOutbound == isOutbound)));
    }

    private SandboxResponse Get(PublishedRequest request) =>
        _store.Published.FindSkill(request.Id("skillId")) is { } skill ? Respond(request, [skill]) : SkillEndpoints.NoSuchSkill(request);

    private SandboxResponse Respond(PublishedRequest request, List<Skill> skills)
    {
        var from = request.Query.RequireInstant("startDate");
        var to = request.Query.RequireInstant("endDate");
        if (request.Query.Errors.Count == 0 && to <= from)
        {
            request.Query.Add("endDate", "OUT_OF_RANGE", "must be later than startDate.");
        }

        if (request.Refusal() is { } refusal)
        {
            return refusal;
        }

        var now = request.Context.Now;
        var campaigns = _store.Published.Campaigns.ToDictionary(campaign => campaign.Id, campaign => campaign.Name);
        var list = new PublishedList<SkillSummary>
        {
            Key = "skillSummaries",
            HasItemsAsText = true,
            IsPaged = false,
            TotalKey = null,
            Write = (json, summary) => Write(json, summary, campaigns.GetValueOrDefault(summary.Skill.CampaignId)),
        };
        var ratios = DialerHistory.Ratios(_store.Published);
        return request.Context.Later(
            cancellationToken => Summaries(skills, ratios, from, to, now, cancellationToken),
            summaries => PublishedResponses.Page(request, list, summaries));
    }

    private List<SkillSummary> Summaries(
        List<Skill> skills,
        IReadOnlyDictionary<int, IReadOnlyList<RatioSetting>> ratios,
        DateTimeOffset from,
        DateTimeOffset to,
        DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var dialed = new Dictionary<int, DialerInterval>();
        foreach (var row in _history.Rows(DialerHistory.Dialers(skills), ratios, from, to, now, cancellationToken))
        {
            dialed[row.SkillIndex] = dialed.GetValueOrDefault(row.SkillIndex) + row.Calls;
        }

        var open = _history.Intervals(from, to, now).Count(interval =>
            interval.Local.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && interval.Local.Hour is >= 8 and < 18);
        return skills.ConvertAll(skill =>
        {
            var index = skill.SkillId - SampleSkills.FirstSkillId;
            if (skill.IsOutbound)
            {
                var calls = dialed.GetValueOrDefault(index);
                return new SkillSummary(skill, calls.Connects, calls.Abandons, calls.Dials, (int)DialerTraffic.Of(index).TalkSec);
            }

            // One to seven contacts per quarter of an hour, of which 2 % to 6 % are abandoned.
            var bits = DialerHistory.Mix((ulong)index);
            var offered = open * (1 + (int)(bits % 7));
            return new SkillSummary(skill, offered, offered * (2 + (int)(bits % 5)) / 100, 0, 180);
        });
    }

    private static void Write(MemberWriter json, SkillSummary summary, string? campaign)
    {
        var skill = summary.Skill;
        var handleSec = summary.TalkSec + HandleTime.WrapSec;
        json.Whole("skillId", skill.SkillId);
        json.Text("skillName", skill.SkillName);
        json.Whole("campaignId", skill.CampaignId);
        json.Text("campaignName", campaign);
        json.Flag("isOutbound", skill.IsOutbound);
        json.Whole("mediaTypeId", skill.MediaTypeId);
        json.Text("mediaTypeName", skill.MediaTypeName);
        json.Whole("abandonCount", summary.Abandoned);
        json.Number("abandonRate", summary.AbandonRate);
        foreach (var name in AgentCounts)
        {
            json.Whole(name, 0);
        }

        json.Whole("averageHandleTime", handleSec);
        json.Whole("averageInqueueTime", 12);
        json.Whole("averageSpeedToAnswer", 9);
        json.Whole("averageTalkTime", summary.TalkSec);
        json.Whole("averageWrapTime", HandleTime.WrapSec);
        json.Whole("contactsActive", 0);
        json.Whole("contactsHandled", summary.Handled);
        json.Whole("contactsOffered", summary.Offered);
        json.Whole("contactsQueued", summary.Offered);
        json.Whole("contactsOutOfSLA", summary.Handled - summary.WithinServiceLevel);
        json.Whole("contactsWithinSLA", summary.WithinServiceLevel);
        json.Whole("holdTime", 0);
        json.Whole("longestQueueDur", 0);
        json.Whole("queueCount", 0);
        json.Number("serviceLevel", summary.ServiceLevel);
        json.Whole("serviceLevelGoal", skill.ServiceLevelGoal);
        json.Whole("serviceLevelThreshold", skill.ServiceLevelThreshold);
        json.Whole("totalContactTime", (long)summary.Handled * handleSec);
        json.Whole("dials", summary.Dials);
        json.Whole("connects", skill.IsOutbound ? summary.Offered : 0);
        json.Number("connectsAHT", skill.IsOutbound ? HandleTime.Minutes(summary.TalkSec) : 0);
        json.Whole("rightPartyConnects", skill.IsOutbound ? HandleTime.RightParties(summary.Offered) : 0);
        json.Number("rightPartyConnectsAHT", skill.IsOutbound ? HandleTime.Minutes(summary.TalkSec) : 0);
    }
}
