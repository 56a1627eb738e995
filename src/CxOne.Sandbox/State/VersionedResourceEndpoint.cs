using CxOne.Sandbox.Http;

namespace CxOne.Sandbox.State;

/// <summary>Reads and writes resources of one kind with ETags.</summary>
internal sealed class VersionedResourceEndpoint
{
    private readonly TenantStore _store;
    private readonly Func<SandboxState, List<StoredResource>> _all;
    private readonly string _kind;

    /// <summary>Creates endpoints for a list of the state; <paramref name="kind"/> is the name of a resource in messages.</summary>
    public VersionedResourceEndpoint(TenantStore store, Func<SandboxState, List<StoredResource>> all, string kind)
    {
        _store = store;
        _all = all;
        _kind = kind;
    }

    public List<StoredResource> All => _all(_store.State);

    public SandboxResponse Get(RequestContext context)
    {
        var id = context.Value("id");
        return Find(id) is var index and >= 0 ? Whole(All[index]) : Missing(context.Request, id);
    }

    /// <summary>
    /// Replaces a resource with the body if the precondition holds and <paramref name="check"/> finds no violation.
    /// <paramref name="complete"/> adds members that the body may omit; without it the body must contain the id.
    /// </summary>
    public SandboxResponse Put(
        RequestContext context,
        bool needsPrecondition,
        Action<JsonBodyValidator> check,
        Func<JsonBodyValidator, JsonText,
            JsonText>? complete = null)
    {
        var request = context.Request;
        var id = context.Value("id");
        var index = Find(id);
        if (index < 0)
        {
            return Missing(request, id);
        }

        var current = All[index];
        if ((needsPrecondition ? Precondition.Missing(request) : null) is { } unconditional)
        {
            return unconditional;
        }

        if (Precondition.Failed(request, current.ETag) is { } stale)
        {
            return stale;
        }

        if (!JsonBody.TryRead(request, out var body, out var refusal))
        {
            return refusal;
        }

        if (complete is null || body.Has("id"))
        {
            body.RequireSameAsPath("id", id);
        }

        check(body);
        body.AllowOthers();
        if (body.Refusal(request) is { } broken)
        {
            return broken;
        }

        var text = JsonText.Of(body.Element!.Value);
        text = complete?.Invoke(body, text) ?? text;
        if (!text.IsSameAs(current.Body))
        {
            current = current with { Version = current.Version + 1, Body = text };
            All[index] = current;
            _store.MarkChanged();
        }

        return Whole(current);
    }

    private static SandboxResponse Whole(StoredResource resource) => Responses.Text(200, resource.Body, ("ETag", resource.ETag));

    private SandboxResponse Missing(SandboxRequest request, string id) =>
        Responses.NotFound(request, $"There is no {_kind} '{id}'.");

    private int Find(string id) => All.FindIndex(resource => string.Equals(resource.Id, id, StringComparison.Ordinal));
}
