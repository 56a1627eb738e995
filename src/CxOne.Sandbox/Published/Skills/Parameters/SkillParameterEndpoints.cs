using System.Text.Json.Nodes;
using CxOne.Sandbox.Http;
using CxOne.Sandbox.State;

namespace CxOne.Sandbox.Published.Skills.Parameters;

/// <summary>Reads and writes the blocks of the settings of Personal Connection skills.</summary>
internal sealed class SkillParameterEndpoints : IPublishedEndpoints
{
    private readonly TenantStore _store;

    public SkillParameterEndpoints(TenantStore store) => _store = store;

    public void Register(PublishedRoutes routes)
    {
        routes.Get("/skills/parameters", ["fields"], List);
        routes.Get("/skills/{skillId}/parameters", ["fields"], Get);
        foreach (var block in SettingBlocks.All)
        {
            var path = $"/skills/{{skillId}}/parameters/{block.Path}";
            if (block.Alone is { } alone)
            {
                // NICE's API description has no parameters for these two.
                var hasFields = block.Path is not ("schedule-settings" or "time-zones");
                routes.Get(path, hasFields ? ["fields"] : [], request => GetBlock(request, block, alone));
            }

            routes.Write("PUT", path, [], request => Put(request, block));
        }
    }

    private SandboxResponse List(PublishedRequest request)
    {
        var list = new PublishedList<Skill> { Key = "skills", Write = WriteAll, IsPaged = false, TotalKey = null };
        return PublishedResponses.Page(request, list, _store.Published.Skills.FindAll(skill => skill.IsOutbound));
    }

    private SandboxResponse Get(PublishedRequest request) =>
        Find(request, out var skill) ?? PublishedResponses.Object(request, json => WriteAll(json, skill!));

    private SandboxResponse GetBlock(PublishedRequest request, SettingBlock block, Func<JsonObject, JsonObject> alone)
    {
        if (Find(request, out var skill) is { } refusal)
        {
            return refusal;
        }

        return PublishedResponses.Object(request, json =>
        {
            foreach (var (name, value) in alone(Current(skill!, block)))
            {
                json.Node(name, value);
            }
        });
    }

    private SandboxResponse Put(PublishedRequest request, SettingBlock block)
    {
        if (Find(request, out var skill) is { } refusal)
        {
            return refusal;
        }

        if (!JsonBody.TryRead(request.Request, out var body, out var unreadable))
        {
            return unreadable;
        }

        var written = block.Read(body);
        if (body.Refusal(request.Request) is { } broken)
        {
            return broken;
        }

        if (block.Check(written) is { } fault)
        {
            return request.Refuse(400, "InvalidParameter", fault);
        }

        var put = _store.Options.PublishedPut;
        var current = Current(skill!, block);
        var isMirrored = block == RetrySettings.Block || block == GeneralSettings.Block;
        if (isMirrored)
        {
            // The other block still has the value, so that omitting it here does not reset it.
            KeepMirrored(written, current);
        }

        var next = block.Apply(current, written, put);
        Store(skill!, block, next);
        if (block == GeneralSettings.Block)
        {
            NoteRatio(skill!, current, next, request.Context.Now);
        }

        if (isMirrored)
        {
            var other = block == RetrySettings.Block ? GeneralSettings.Block : RetrySettings.Block;
            var mirror = Current(skill!, other);
            foreach (var name in RetrySettings.Mirrored)
            {
                mirror[name] = written[name]!.DeepClone();
            }

            Store(skill!, other, mirror);
        }

        return PublishedResponses.Done();
    }

    /// <summary>The history after a write of another ratio is that of a dialer with this ratio.</summary>
    private void NoteRatio(Skill skill, JsonObject current, JsonObject next, DateTimeOffset now)
    {
        if (next["maximumRatio"] is not { } ratio || JsonNode.DeepEquals(current["maximumRatio"], ratio))
        {
            return;
        }

        if (!_store.Published.Ratios.TryGetValue(skill.SkillId, out var ratios))
        {
            _store.Published.Ratios[skill.SkillId] = ratios = [];
        }

        ratios.Add(new RatioSetting(now, (double)ratio.GetValue<decimal>()));
    }

    private static void KeepMirrored(JsonObject written, JsonObject current)
    {
        foreach (var name in RetrySettings.Mirrored)
        {
            written[name] ??= current[name]!.DeepClone();
        }
    }

    /// <summary>Returns a refusal if the path names no Personal Connection skill.</summary>
    private SandboxResponse? Find(PublishedRequest request, out Skill? skill)
    {
        skill = _store.Published.FindSkill(request.Id("skillId"));
        return skill switch
        {
            null => SkillEndpoints.NoSuchSkill(request),
            { IsOutbound: false } => request.Refuse(
                400, "InvalidParameter", $"Skill {skill.SkillId} is not a Personal Connection skill and has no parameters."),
            _ => null,
        };
    }

    private JsonObject Current(Skill skill, SettingBlock block) =>
        _store.Published.SkillParameters.TryGetValue(skill.SkillId, out var blocks) && blocks.TryGetValue(block.Path, out var stored)
            ? JsonNode.Parse(stored.Utf8.Span)!.AsObject()
            : block.Sample(skill.SkillId - SampleSkills.FirstSkillId);

    private void Store(Skill skill, SettingBlock block, JsonObject value)
    {
        var text = JsonText.Of(value);
        if (text.IsSameAs(JsonText.Of(Current(skill, block))))
        {
            return;
        }

        var parameters = _store.Published.SkillParameters;
        if (!parameters.TryGetValue(skill.SkillId, out var blocks))
        {
            parameters[skill.SkillId] = blocks = new Dictionary<string, JsonText>(StringComparer.Ordinal);
        }

        blocks[block.Path] = text;
        _store.MarkChanged();
    }

    private void WriteAll(MemberWriter json, Skill skill)
    {
        json.Text("skillName", skill.SkillName);
        json.Whole("skillNo", skill.SkillId);
        foreach (var block in SettingBlocks.All)
        {
            json.Node(block.Member, block.Among(Current(skill, block)));
        }

        var lists = _store.Published.CallLists.FindAll(list => list.Skills.Exists(entry => entry.SkillId == skill.SkillId));
        json.Array("callingLists", lists, (entry, list) =>
        {
            entry.Whole("id", list.ListId);
            entry.Text("name", list.ListName);
        });
        json.Node("filterSettings", new JsonObject
        {
            ["isFilterActive"] = false,
            ["excludePriority"] = false,
            ["excludeCallback"] = false,
            ["applyOptions"] = 0,
            ["filterConditions"] = new JsonArray(),
        });
    }
}
