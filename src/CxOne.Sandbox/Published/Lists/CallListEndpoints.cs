using CxOne.Sandbox.State;

namespace CxOne.Sandbox.Published.Lists;

/// <summary>Lists call lists. The members of their skills are always text.</summary>
internal sealed class CallListEndpoints : IPublishedEndpoints
{
    private readonly TenantStore _store;

    public CallListEndpoints(TenantStore store) => _store = store;

    public void Register(PublishedRoutes routes) => routes.Get("/lists/call-lists", ["skip", "top"], List);

    private static void Write(MemberWriter json, CallList list)
    {
        json.Whole("listId", list.ListId);
        json.Text("listName", list.ListName);
        json.Whole("prospectiveContactCount", list.ValidRecords - list.FinalizedRecords);
        json.Text("status", list.Status);
        json.Whole("totalRecords", list.ValidRecords + list.InvalidRecords);
        json.Whole("invalidRecords", list.InvalidRecords);
        json.Whole("validRecords", list.ValidRecords);
        json.Whole("finalizedRecords", list.FinalizedRecords);
        json.Instant("createDate", list.CreateDate);
        json.Instant("uploadDate", list.CreateDate.AddMinutes(4));
        json.Instant("updateDate", list.CreateDate.AddDays(1));
        json.Instant("removeDate", null);
        json.Array("skills", list.Skills, WriteSkill, asText: true);
    }

    private static void WriteSkill(MemberWriter json, CallListSkill skill)
    {
        json.Whole("skillId", skill.SkillId);
        json.Text("skillName", skill.SkillName);
        json.Whole("totalRecords", skill.TotalRecords);
        json.Whole("freshRecords", skill.FreshRecords);
        json.Whole("finalizedRecords", skill.FinalizedRecords);
        json.Whole("retriedRecords", skill.TotalRecords - skill.FreshRecords - skill.FinalizedRecords);
    }

    private SandboxResponse List(PublishedRequest request)
    {
        var list = new PublishedList<CallList>
        {
            Key = "callingLists",
            HasTotalAsText = request.HasNumbersAsText,
            Write = Write,
        };
        return PublishedResponses.Page(request, list, _store.Published.CallLists);
    }
}
