using CxOne.Sandbox.Http;
using CxOne.Sandbox.Published.Skills;
using CxOne.Sandbox.State;

namespace CxOne.Sandbox.Published.Reporting;

/// <summary>Returns the calls of the dialers, one row per skill and quarter of an hour, for at most 24 hours per request.</summary>
internal sealed class DialerContactEndpoints : IPublishedEndpoints
{
    private static readonly TimeSpan LongestRange = TimeSpan.FromHours(24);
    private readonly TenantStore _store;
    private readonly DialerHistory _history;

    public DialerContactEndpoints(TenantStore store, DialerHistory history)
    {
        _store = store;
        _history = history;
    }

    public void Register(PublishedRoutes routes) =>
        routes.Get("/wfm-data/skills/dialer-contacts", ["startDate", "endDate", "mediaTypeId", "fields"], List);

    private SandboxResponse List(PublishedRequest request)
    {
        var query = request.Query;
        var from = query.RequireInstant("startDate");
        var to = query.RequireInstant("endDate");
        var mediaTypeId = query.RequireWhole("mediaTypeId");
        if (query.Errors.Count == 0 && (to <= from || to - from > LongestRange))
        {
            query.Add("endDate", "OUT_OF_RANGE", "must be later than startDate by at most 24 hours.");
        }

        if (request.Refusal() is { } refusal)
        {
            return refusal;
        }

        var all = _store.Published.Skills;
        // Later changes of the state replace the records and do not change them.
        var names = all.Take(SampleSkills.DialerCount).Select(skill => skill.SkillName).ToList();
        var skills = mediaTypeId == MediaTypes.Phone ? DialerHistory.Dialers(all) : [];
        var ratios = DialerHistory.Ratios(_store.Published);
        var (unit, now) = (_store.State.BusinessUnitId, request.Context.Now);
        var list = new PublishedList<DialerRow>
        {
            Key = request.Profile == SandboxPublishedProfile.Old ? "outboundStats" : "wfM_OB_StatsV9",
            HasItemsAsText = request.Profile == SandboxPublishedProfile.Old,
            IsPaged = false,
            TotalKey = null,
            Write = (json, row) => Write(json, row, names[row.SkillIndex], unit),
        };
        return request.Context.Later(
            cancellationToken => _history.Rows(skills, ratios, from, to, now, cancellationToken).ToList(),
            rows => PublishedResponses.Page(request, list, rows));
    }

    private static void Write(MemberWriter json, DialerRow row, string skillName, int businessUnitId)
    {
        var connects = row.Calls.Connects;
        var handled = HandleTime.Minutes(DialerTraffic.Of(row.SkillIndex).TalkSec);
        json.Whole("businessUnitId", businessUnitId);
        json.Text("businessUnitName", SamplePublishedTenant.BusinessUnitName);
        json.Instant("intervalStartDate", row.Start);
        json.Whole("skillId", SampleSkills.FirstSkillId + row.SkillIndex);
        json.Text("skillName", skillName);
        json.Whole("mediaTypeId", MediaTypes.Phone);
        json.Text("mediaTypeName", MediaTypes.Name(MediaTypes.Phone));
        json.Whole("dials", row.Calls.Dials);
        json.Whole("connects", connects);
        json.Number("connectsAHT", connects == 0 ? 0 : handled);
        json.Whole("rightPartyConnects", HandleTime.RightParties(connects));
        json.Number("rightPartyConnectsAHT", connects == 0 ? 0 : handled);
        json.Whole("abandons", row.Calls.Abandons);
    }
}
