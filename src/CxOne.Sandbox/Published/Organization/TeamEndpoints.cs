using CxOne.Sandbox.State;

namespace CxOne.Sandbox.Published.Organization;

/// <summary>Lists teams. One team is a list of one.</summary>
internal sealed class TeamEndpoints : IPublishedEndpoints
{
    private static readonly DateTimeOffset Changed = new(2025, 8, 4, 7, 15, 0, TimeSpan.Zero);
    private readonly TenantStore _store;

    public TeamEndpoints(TenantStore store) => _store = store;

    public void Register(PublishedRoutes routes)
    {
        routes.Get("/teams", ["fields", "isActive", "searchString", "skip", "top", "orderBy"], List);
        routes.Get("/teams/{teamId}", ["fields"], Get);
    }

    private static void Write(MemberWriter json, Team team)
    {
        json.Whole("teamId", team.TeamId);
        json.Text("teamUuid", team.TeamUuid);
        json.Text("teamName", team.TeamName);
        json.Flag("isActive", team.IsActive);
        json.Text("description", null);
        json.Text("notes", null);
        json.Instant("lastUpdateTime", Changed);
        json.Whole("agentCount", team.AgentCount);
        json.Whole("maxConcurrentChats", 4);
        json.Whole("totalContactCount", 8);
        json.Flag("contactAutoFocus", true);
        json.Flag("requestContact", false);
    }

    private PublishedList<Team> Form(PublishedRequest request) => new()
    {
        Key = "teams",
        HasTotalAsText = request.HasNumbersAsText,
        WriteEnvelope = json => json.Whole("businessUnitId", _store.State.BusinessUnitId),
        Order = new Dictionary<string, Comparison<Team>>(StringComparer.OrdinalIgnoreCase)
        {
            ["teamName"] = PublishedList<Team>.ByText(team => team.TeamName),
            ["teamId"] = PublishedList<Team>.ByNumber(team => team.TeamId),
        },
        Write = Write,
    };

    private SandboxResponse List(PublishedRequest request)
    {
        var isActive = request.Query.Flag("isActive");
        var search = request.Query.Text("searchString");
        return PublishedResponses.Page(request, Form(request), _store.Published.Teams.FindAll(team =>
            (isActive is null || team.IsActive == isActive)
            && (search is null || team.TeamName.Contains(search, StringComparison.OrdinalIgnoreCase))));
    }

    private SandboxResponse Get(PublishedRequest request)
    {
        var id = request.Id("teamId");
        return _store.Published.Teams.Find(team => team.TeamId == id) is { } found
            ? PublishedResponses.Single(request, Form(request), found)
            : request.Refuse(404, "TeamNotFound", $"There is no team '{request.Context.Value("teamId")}'.");
    }
}
