using CxOne.Sandbox.Http;

namespace CxOne.Sandbox.State;

/// <summary>Answers reads and writes of the resources of one kind that have ETags.</summary>
internal sealed class ResourceShelf
{
    private readonly TenantStore _store;
    private readonly Func<SandboxState, List<StoredResource>> _all;
    private readonly string _kind;

    /// <summary>Puts a shelf before a part of the state; <paramref name="kind"/> names a resource of it in messages.</summary>
    public ResourceShelf(TenantStore store, Func<SandboxState, List<StoredResource>> all, string kind)
    {
        _store = store;
        _all = all;
        _kind = kind;
    }

    public List<StoredResource> All => _all(_store.State);

    public SandboxResponse Get(Exchange exchange)
    {
        var id = exchange.Value("id");
        return Find(id) is var index and >= 0 ? Whole(All[index]) : Missing(exchange.Request, id);
    }

    /// <summary>
    /// Replaces a resource with the body if the precondition holds and <paramref name="check"/> finds no violation.
    /// <paramref name="complete"/> adds the members that a body may omit; without it the body must carry the id.
    /// </summary>
    public SandboxResponse Put(Exchange exchange, bool needsPrecondition, Action<BodyCheck> check, Func<BodyCheck, JsonText,
        JsonText>? complete = null)
    {
        var request = exchange.Request;
        var id = exchange.Value("id");
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
            body.SameAsPath("id", id);
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

    private static SandboxResponse Whole(StoredResource resource) => Answers.Text(200, resource.Body, ("ETag", resource.ETag));

    private SandboxResponse Missing(SandboxRequest request, string id) =>
        Answers.NotFound(request, $"There is no {_kind} '{id}'.");

    private int Find(string id) => All.FindIndex(resource => string.Equals(resource.Id, id, StringComparison.Ordinal));
}
