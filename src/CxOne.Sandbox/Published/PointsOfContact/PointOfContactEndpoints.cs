using CxOne.Sandbox.Http;
using CxOne.Sandbox.Published.Skills;
using CxOne.Sandbox.State;

namespace CxOne.Sandbox.Published.PointsOfContact;

/// <summary>
/// Lists, creates and changes points of contact. A write requires name, skill and script, has other member names than a read, and sets two
/// members that no call returns. There is no way to delete one.
/// </summary>
internal sealed class PointOfContactEndpoints : IPublishedEndpoints
{
    private readonly TenantStore _store;

    public PointOfContactEndpoints(TenantStore store) => _store = store;

    public void Register(PublishedRoutes routes)
    {
        routes.Get("/points-of-contact", ["mediaTypeId", "skip", "top"], List);
        routes.Get("/points-of-contact/{contactCode}", [], Get);
        routes.Write("POST", "/points-of-contact", [], Create);
        routes.Write("PUT", "/points-of-contact/{contactCode}", [], Change);
    }

    private static SandboxResponse Unknown(PublishedRequest request) => request.Refuse(
        404, "PointOfContactNotFound", $"There is no point of contact '{request.Context.Value("contactCode")}'.");

    private static bool? Flag(JsonBodyValidator body, string member) => body.Has(member) ? body.RequireBoolean(member) : null;

    private SandboxResponse List(PublishedRequest request)
    {
        var mediaTypeId = request.Query.Whole("mediaTypeId");
        var all = _store.Published.PointsOfContact;
        var items = mediaTypeId is null ? all : all.FindAll(point => point.MediaTypeId == mediaTypeId);
        return PublishedResponses.Page(request, Form(request), items);
    }

    private SandboxResponse Get(PublishedRequest request) => Find(request) is var index and >= 0
        ? PublishedResponses.Page(request, Form(request) with { IsPaged = false }, [_store.Published.PointsOfContact[index]])
        : Unknown(request);

    private PublishedList<PointOfContact> Form(PublishedRequest request) => new()
    {
        Key = "pointsOfContact",
        HasTotalAsText = request.HasNumbersAsText,
        WriteEnvelope = json =>
        {
            json.Whole("businessUnitId", _store.State.BusinessUnitId);
            json.Instant("lastPollTime", request.Context.Now);
        },
        Write = Write,
    };

    private void Write(MemberWriter json, PointOfContact point)
    {
        var skill = _store.Published.FindSkill(point.DefaultSkillId);
        json.Whole("businessUnitId", _store.State.BusinessUnitId);
        json.Text("contactAddress", point.ContactAddress);
        json.Whole("contactCode", point.ContactCode);
        json.Text("contactDescription", point.ContactDescription);
        json.Whole("defaultSkillId", point.DefaultSkillId);
        json.Flag("isActive", point.IsActive);
        json.Whole("mediaTypeId", point.MediaTypeId);
        json.Text("mediaTypeName", MediaTypes.Name(point.MediaTypeId));
        json.Text("subType", null);
        json.Text("notes", null);
        json.Flag("outboundSkill", skill?.IsOutbound ?? false);
        json.Text("scriptName", point.ScriptName);
    }

    private SandboxResponse Create(PublishedRequest request)
    {
        if (!JsonBody.TryRead(request.Request, out var body, out var refusal))
        {
            return refusal;
        }

        var points = _store.Published.PointsOfContact;
        var address = body.RequireString("pointOfContact");
        var mediaTypeId = body.Has("mediaTypeId") ? body.RequireInteger("mediaTypeId", 1, int.MaxValue) : MediaTypes.Phone;
        if (mediaTypeId is { } id && !MediaTypes.IsKnown(id))
        {
            body.Violate("mediaTypeId", "NOT_FOUND", $"names no media type: {id}.");
        }

        if (points.Exists(point => string.Equals(point.ContactAddress, address, StringComparison.OrdinalIgnoreCase)))
        {
            body.Violate("pointOfContact", "DUPLICATE", $"is in use: '{address}'.");
        }

        var blank = new PointOfContact
        {
            ContactCode = points.Max(point => point.ContactCode) + 1,
            ContactAddress = address ?? string.Empty,
            ContactDescription = string.Empty,
            DefaultSkillId = 0,
            ScriptName = string.Empty,
            MediaTypeId = mediaTypeId ?? MediaTypes.Phone,
        };
        var created = Written(body, blank, blank);
        if (body.Refusal(request.Request) is { } broken)
        {
            return broken;
        }

        points.Add(created);
        _store.MarkChanged();
        // The id of the new one is not in the response; a client must list again.
        return PublishedResponses.Done();
    }

    private SandboxResponse Change(PublishedRequest request)
    {
        var index = Find(request);
        if (index < 0)
        {
            return Unknown(request);
        }

        if (!JsonBody.TryRead(request.Request, out var body, out var refusal))
        {
            return refusal;
        }

        var current = _store.Published.PointsOfContact[index];
        var omitted = _store.Options.PublishedPut == SandboxPublishedPut.Merge
            ? current
            : current with { IsActive = false, IvrReportingEnabled = false, ChatProfileId = null };
        var changed = Written(body, current, omitted);
        if (body.Refusal(request.Request) is { } broken)
        {
            return broken;
        }

        if (changed != current)
        {
            _store.Published.PointsOfContact[index] = changed;
            _store.MarkChanged();
        }

        return PublishedResponses.Done();
    }

    /// <summary>Reads the members of a write. Optional members that the body omits come from <paramref name="omitted"/>.</summary>
    private PointOfContact Written(JsonBodyValidator body, PointOfContact current, PointOfContact omitted)
    {
        var name = body.RequireString("pointOfContactName");
        var skillId = body.RequireInteger("skillId", 1, int.MaxValue);
        var scriptName = body.RequireString("scriptName");
        if (skillId is not null && _store.Published.FindSkill(skillId) is null)
        {
            body.Violate("skillId", "NOT_FOUND", $"names no skill: {skillId}.");
        }

        var script = scriptName is null ? null : _store.Published.FindScript(scriptName);
        if (scriptName is not null && script is null)
        {
            body.Violate("scriptName", "NOT_FOUND", $"names no script: '{scriptName}'.");
        }

        var hasProfile = body.Has("chatProfileId");
        var profile = hasProfile && !body.IsNull("chatProfileId") ? body.RequireInteger("chatProfileId", 1, int.MaxValue) : null;
        return current with
        {
            ContactDescription = name ?? string.Empty,
            DefaultSkillId = skillId ?? 0,
            ScriptName = script?.ScriptName ?? string.Empty,
            IsActive = Flag(body, "isActive") ?? omitted.IsActive,
            IvrReportingEnabled = Flag(body, "ivrReportingEnabled") ?? omitted.IvrReportingEnabled,
            ChatProfileId = hasProfile ? profile : omitted.ChatProfileId,
        };
    }

    private int Find(PublishedRequest request)
    {
        var code = request.Id("contactCode");
        return _store.Published.PointsOfContact.FindIndex(point => point.ContactCode == code);
    }
}
