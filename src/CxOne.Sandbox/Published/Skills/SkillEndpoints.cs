using System.Globalization;
using System.Text.Json.Nodes;
using CxOne.Sandbox.Http;
using CxOne.Sandbox.State;

namespace CxOne.Sandbox.Published.Skills;

/// <summary>Lists skills, starts and stops their dialers, and assigns agents to them.</summary>
internal sealed class SkillEndpoints : IPublishedEndpoints
{
    /// <summary>Public clients use 1, the best, to 20; NICE's API description has 1 to 5.</summary>
    private const int LowestProficiency = 20;

    private readonly TenantStore _store;

    public SkillEndpoints(TenantStore store) => _store = store;

    public void Register(PublishedRoutes routes)
    {
        string[] filters = ["mediaTypeId", "outboundStrategy", "isActive", "searchString", "fields", "skip", "top", "orderBy"];
        routes.Get("/skills", filters, List);
        routes.Get("/skills/{skillId}", ["fields"], Get);
        routes.Write("POST", "/skills/{skillId}/start", [], Start);
        routes.Write("POST", "/skills/{skillId}/stop", ["force"], Stop);
        routes.Write("POST", "/skills/{skillId}/agents", [], Assign);
        routes.Write("PUT", "/skills/{skillId}/agents", [], Assign);
        routes.Get("/agents", ["isActive", "searchString", "fields", "skip", "top", "orderBy"], ListAgents);
    }

    public static SandboxResponse NoSuchSkill(PublishedRequest request) =>
        request.Refuse(404, "invalid_skill", $"There is no skill '{request.Context.Value("skillId")}'.");

    private static SandboxResponse NoDialer(PublishedRequest request, Skill skill) =>
        request.Refuse(400, "InvalidParameter", $"Skill {skill.SkillId} is not an active Personal Connection skill.");

    private SandboxResponse List(PublishedRequest request)
    {
        var query = request.Query;
        var mediaTypeId = query.Whole("mediaTypeId");
        var strategy = query.Text("outboundStrategy");
        var isActive = query.Flag("isActive");
        var search = query.Text("searchString");
        var tenant = _store.Published;
        var isFiltered = mediaTypeId is not null || strategy is not null || isActive is not null || search is not null;
        var skills = !isFiltered ? tenant.Skills : tenant.Skills.FindAll(skill =>
            (mediaTypeId is null || skill.MediaTypeId == mediaTypeId)
            && (strategy is null || (skill.IsOutbound && IsPersonalConnection(strategy)))
            && (isActive is null || skill.IsActive == isActive)
            && (search is null || skill.SkillName.Contains(search, StringComparison.OrdinalIgnoreCase)));
        var list = new PublishedList<Skill>
        {
            Key = "skills",
            DefaultPage = PublishedList<Skill>.LargestPage,
            Write = (json, skill) => SkillJson.Write(json, skill, tenant),
            WriteEnvelope = json => json.Whole("businessUnitId", _store.State.BusinessUnitId),
            Order = new Dictionary<string, Comparison<Skill>>(StringComparer.OrdinalIgnoreCase)
            {
                ["skillId"] = PublishedList<Skill>.ByNumber(skill => skill.SkillId),
                ["skillName"] = PublishedList<Skill>.ByText(skill => skill.SkillName),
                ["mediaTypeId"] = PublishedList<Skill>.ByNumber(skill => skill.MediaTypeId),
                ["campaignId"] = PublishedList<Skill>.ByNumber(skill => skill.CampaignId),
            },
        };
        return PublishedResponses.Page(request, list, skills);
    }

    // Clients and tenants use both spellings.
    private static bool IsPersonalConnection(string strategy) => string.Equals(
        strategy.Replace(" ", string.Empty, StringComparison.Ordinal), "PersonalConnection", StringComparison.OrdinalIgnoreCase);

    private SandboxResponse Get(PublishedRequest request)
    {
        if (_store.Published.FindSkill(request.Id("skillId")) is not { } skill)
        {
            return NoSuchSkill(request);
        }

        return PublishedResponses.Object(request, json =>
        {
            json.Whole("businessUnitId", _store.State.BusinessUnitId);
            SkillJson.Write(json, skill, _store.Published);
        });
    }

    private SandboxResponse Start(PublishedRequest request) => SetRunning(request, isRunning: true);

    private SandboxResponse Stop(PublishedRequest request)
    {
        request.Query.Flag("force");
        return request.Refusal() ?? SetRunning(request, isRunning: false);
    }

    private SandboxResponse SetRunning(PublishedRequest request, bool isRunning)
    {
        var skills = _store.Published.Skills;
        var index = skills.FindIndex(candidate => candidate.SkillId == request.Id("skillId"));
        if (index < 0)
        {
            return NoSuchSkill(request);
        }

        var skill = skills[index];
        if (!skill.IsOutbound || (isRunning && !skill.IsActive))
        {
            return NoDialer(request, skill);
        }

        if (skill.IsRunning != isRunning)
        {
            skills[index] = skill with { IsRunning = isRunning };
            _store.MarkChanged();
        }

        return Responses.NoContent();
    }

    private SandboxResponse Assign(PublishedRequest request)
    {
        if (_store.Published.FindSkill(request.Id("skillId")) is not { } skill)
        {
            return NoSuchSkill(request);
        }

        if (!JsonBody.TryRead(request.Request, out var body, out var refusal))
        {
            return refusal;
        }

        var ids = new List<int>();
        foreach (var agent in body.RequireObjects("agents", mayBeEmpty: false) ?? [])
        {
            if (agent.RequireInteger("agentId", 1, int.MaxValue) is { } id)
            {
                ids.Add(id);
            }

            if (agent.Has("isActive"))
            {
                agent.RequireBoolean("isActive");
            }

            if (agent.Has("proficiency"))
            {
                agent.RequireInteger("proficiency", 1, LowestProficiency);
            }
        }

        if (body.Refusal(request.Request) is { } broken)
        {
            return broken;
        }

        if (!_store.State.SkillAgents.TryGetValue(skill.SkillId, out var assigned))
        {
            _store.State.SkillAgents[skill.SkillId] = assigned = [];
        }

        var results = new JsonArray();
        var failures = 0;
        foreach (var id in ids)
        {
            var isKnown = _store.Published.Agents.Exists(agent => agent.AgentId == id);
            var result = new JsonObject { ["agentId"] = id, ["success"] = isKnown };
            if (!isKnown)
            {
                result["error"] = string.Create(CultureInfo.InvariantCulture, $"There is no agent {id}.");
                failures++;
            }
            else if (!assigned.Contains(id))
            {
                assigned.Add(id);
                _store.MarkChanged();
            }

            results.Add(result);
        }

        return Responses.Json(200, new JsonObject { ["errorCount"] = failures, ["agentSkillResults"] = results });
    }

    /// <summary>Lists agents. The list is always empty, to return 204; agents exist only to assign skills.</summary>
    private SandboxResponse ListAgents(PublishedRequest request)
    {
        request.Query.Whole("skip");
        request.Query.Whole("top", 1, PublishedList<Agent>.LargestPage);
        return request.Refusal() ?? Responses.NoContent();
    }
}
