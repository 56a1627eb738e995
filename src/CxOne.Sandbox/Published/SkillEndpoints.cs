using System.Globalization;
using System.Text.Json.Nodes;
using CxOne.Sandbox.Http;
using CxOne.Sandbox.State;

namespace CxOne.Sandbox.Published;

/// <summary>
/// Endpoints of the published family of paths with its conventions: pages by <c>skip</c> and <c>top</c>, 204 for an empty list, errors in a
/// header, batches with status 200 and errors in the body.
/// </summary>
internal sealed class SkillEndpoints : IEndpoints
{
    private const int LargestPage = 100;
    private static readonly string[] Versions = ["v30.0", "v31.0", "v32.0", "v33.0", "v34.0"];
    private readonly TenantStore _store;

    public SkillEndpoints(TenantStore store) => _store = store;

    public void Register(RouteTable routes)
    {
        foreach (var version in Versions)
        {
            var root = $"/inContactAPI/services/{version}";
            routes.Token("GET", $"{root}/skills", null, Acceptable(List));
            routes.Token("GET", $"{root}/skills/{{skillId}}", null, Acceptable(Get));
            routes.Token("POST", $"{root}/skills/{{skillId}}/agents", null, Acceptable(Assign));
            routes.Token("PUT", $"{root}/skills/{{skillId}}/agents", null, Acceptable(Assign));
            routes.Token("GET", $"{root}/agents", null, Acceptable(ListAgents));
        }
    }

    private static Func<RequestContext, SandboxResponse> Acceptable(Func<RequestContext, SandboxResponse> handler) => context =>
    {
        var accept = context.Request.Header("Accept") ?? string.Empty;
        var isAccepted = accept
            .Split(',', StringSplitOptions.TrimEntries)
            .Select(range => range.Split(';')[0].Trim())
            .Contains("application/json", StringComparer.OrdinalIgnoreCase);
        return isAccepted
            ? handler(context)
            : Responses.Refuse(context.Request, 406, "not_acceptable", "Accept must name application/json.");
    };

    private static JsonObject Render(Skill skill) => new()
    {
        ["skillId"] = skill.SkillId,
        ["skillName"] = skill.SkillName,
        ["mediaTypeId"] = skill.MediaTypeId,
        ["mediaTypeName"] = skill.MediaTypeName,
        ["isOutbound"] = skill.IsOutbound,
        ["isActive"] = skill.IsActive,
        ["campaignId"] = skill.CampaignId,
        ["campaignName"] = skill.CampaignName,
        ["serviceLevelGoal"] = skill.ServiceLevelGoal,
        ["serviceLevelThreshold"] = skill.ServiceLevelThreshold,
    };

    private static string Link(RequestContext context, int skip, int top)
    {
        // All other parameters of the request also apply to the other pages.
        var others = context.Query.Pairs
            .Where(pair => pair.Key is not ("skip" or "top"))
            .Select(pair => $"{Uri.EscapeDataString(pair.Key)}={Uri.EscapeDataString(pair.Value)}&");
        var address = context.Request.BaseUri.GetLeftPart(UriPartial.Authority);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{address}{context.Request.Path}?{string.Concat(others)}skip={skip}&top={top}");
    }

    private Skill? FindSkill(RequestContext context) =>
        int.TryParse(context.Value("skillId"), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? _store.State.Skills.Find(skill => skill.SkillId == id)
            : null;

    private static SandboxResponse NoSuchSkill(RequestContext context) => Responses.Refuse(
        context.Request,
        404,
        "invalid_skill",
        $"There is no skill '{context.Value("skillId")}'.");

    private SandboxResponse List(RequestContext context)
    {
        var errors = new List<ErrorEntry>();
        var skip = context.Query.Integer("skip", 0, 0, int.MaxValue, errors);
        var top = context.Query.Integer("top", LargestPage, 1, LargestPage, errors);
        if (errors.Count > 0)
        {
            return Responses.BadRequest(context.Request, "The query is invalid.", errors);
        }

        var skills = _store.State.Skills;
        if (skip >= skills.Count)
        {
            return Responses.NoContent();
        }

        var links = new JsonObject { ["self"] = Link(context, skip, top) };
        if (top < skills.Count - skip)
        {
            links["next"] = Link(context, skip + top, top);
        }

        if (skip > 0)
        {
            links["previous"] = Link(context, Math.Max(0, skip - top), top);
        }

        return Responses.Json(200, new JsonObject
        {
            ["businessUnitId"] = _store.State.BusinessUnitId,
            ["totalRecords"] = skills.Count,
            ["skills"] = new JsonArray([.. skills.Skip(skip).Take(top).Select(Render)]),
            ["_links"] = links,
        });
    }

    private SandboxResponse Get(RequestContext context)
    {
        if (FindSkill(context) is not { } skill)
        {
            return NoSuchSkill(context);
        }

        var json = Render(skill);
        json["businessUnitId"] = _store.State.BusinessUnitId;
        return Responses.Json(200, json);
    }

    private SandboxResponse Assign(RequestContext context)
    {
        if (FindSkill(context) is not { } skill)
        {
            return NoSuchSkill(context);
        }

        if (!JsonBody.TryRead(context.Request, out var body, out var refusal))
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

            agent.AllowOthers();
        }

        if (body.Refusal(context.Request) is { } broken)
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
            var isKnown = _store.State.Agents.Exists(agent => agent.AgentId == id);
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
    private SandboxResponse ListAgents(RequestContext context)
    {
        var errors = new List<ErrorEntry>();
        context.Query.Integer("skip", 0, 0, int.MaxValue, errors);
        context.Query.Integer("top", LargestPage, 1, LargestPage, errors);
        return errors.Count > 0
            ? Responses.BadRequest(context.Request, "The query is invalid.", errors)
            : Responses.NoContent();
    }
}
