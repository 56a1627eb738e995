using System.Globalization;
using System.Text.Json.Nodes;
using CxOne.Sandbox.Http;
using CxOne.Sandbox.State;

namespace CxOne.Sandbox.Published;

/// <summary>
/// A part of the published family of paths, in all its manners: pages by <c>skip</c> and <c>top</c>, 204 for an empty
/// list, errors in a header, batches that answer 200 and fail inside.
/// </summary>
internal sealed class SkillsArea : IArea
{
    private const int LargestPage = 100;
    private static readonly string[] Versions = ["v30.0", "v31.0", "v32.0", "v33.0", "v34.0"];
    private readonly TenantStore _store;

    public SkillsArea(TenantStore store) => _store = store;

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

    private static Func<Exchange, SandboxResponse> Acceptable(Func<Exchange, SandboxResponse> handler) => exchange =>
    {
        var accept = exchange.Request.Header("Accept") ?? string.Empty;
        var isAccepted = accept
            .Split(',', StringSplitOptions.TrimEntries)
            .Select(range => range.Split(';')[0].Trim())
            .Contains("application/json", StringComparer.OrdinalIgnoreCase);
        return isAccepted
            ? handler(exchange)
            : Answers.Refuse(exchange.Request, 406, "not_acceptable", "Accept must name application/json.");
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

    private static string Link(Exchange exchange, int skip, int top)
    {
        // Whatever else the caller asked for holds for the other pages, too.
        var others = exchange.Query.Pairs
            .Where(pair => pair.Key is not ("skip" or "top"))
            .Select(pair => $"{Uri.EscapeDataString(pair.Key)}={Uri.EscapeDataString(pair.Value)}&");
        var address = exchange.Request.BaseUri.GetLeftPart(UriPartial.Authority);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{address}{exchange.Request.Path}?{string.Concat(others)}skip={skip}&top={top}");
    }

    private Skill? FindSkill(Exchange exchange) =>
        int.TryParse(exchange.Value("skillId"), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? _store.State.Skills.Find(skill => skill.SkillId == id)
            : null;

    private static SandboxResponse NoSuchSkill(Exchange exchange) => Answers.Refuse(
        exchange.Request,
        404,
        "invalid_skill",
        $"There is no skill '{exchange.Value("skillId")}'.");

    private SandboxResponse List(Exchange exchange)
    {
        var errors = new List<ErrorEntry>();
        var skip = exchange.Query.Integer("skip", 0, 0, int.MaxValue, errors);
        var top = exchange.Query.Integer("top", LargestPage, 1, LargestPage, errors);
        if (errors.Count > 0)
        {
            return Answers.BadRequest(exchange.Request, "The query breaks a rule.", errors);
        }

        var skills = _store.State.Skills;
        if (skip >= skills.Count)
        {
            return Answers.NoContent();
        }

        var links = new JsonObject { ["self"] = Link(exchange, skip, top) };
        if (top < skills.Count - skip)
        {
            links["next"] = Link(exchange, skip + top, top);
        }

        if (skip > 0)
        {
            links["previous"] = Link(exchange, Math.Max(0, skip - top), top);
        }

        return Answers.Json(200, new JsonObject
        {
            ["businessUnitId"] = _store.State.BusinessUnitId,
            ["totalRecords"] = skills.Count,
            ["skills"] = new JsonArray([.. skills.Skip(skip).Take(top).Select(Render)]),
            ["_links"] = links,
        });
    }

    private SandboxResponse Get(Exchange exchange)
    {
        if (FindSkill(exchange) is not { } skill)
        {
            return NoSuchSkill(exchange);
        }

        var json = Render(skill);
        json["businessUnitId"] = _store.State.BusinessUnitId;
        return Answers.Json(200, json);
    }

    private SandboxResponse Assign(Exchange exchange)
    {
        if (FindSkill(exchange) is not { } skill)
        {
            return NoSuchSkill(exchange);
        }

        if (!JsonBody.TryRead(exchange.Request, out var body, out var refusal))
        {
            return refusal;
        }

        var ids = new List<int>();
        foreach (var agent in body.Objects("agents", mayBeEmpty: false) ?? [])
        {
            if (agent.Integer("agentId", 1, int.MaxValue) is { } id)
            {
                ids.Add(id);
            }

            agent.AllowOthers();
        }

        if (body.Refusal(exchange.Request) is { } broken)
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

        return Answers.Json(200, new JsonObject { ["errorCount"] = failures, ["agentSkillResults"] = results });
    }

    /// <summary>Agents exist to be given skills only; the directory lists nobody, and shows what an empty list is.</summary>
    private SandboxResponse ListAgents(Exchange exchange)
    {
        var errors = new List<ErrorEntry>();
        exchange.Query.Integer("skip", 0, 0, int.MaxValue, errors);
        exchange.Query.Integer("top", LargestPage, 1, LargestPage, errors);
        return errors.Count > 0
            ? Answers.BadRequest(exchange.Request, "The query breaks a rule.", errors)
            : Answers.NoContent();
    }
}
