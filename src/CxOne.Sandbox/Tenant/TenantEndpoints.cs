using System.Text.Json.Nodes;
using CxOne.Sandbox.Http;
using CxOne.Sandbox.State;

namespace CxOne.Sandbox.Tenant;

/// <summary>Returns the profile of the tenant.</summary>
internal sealed class TenantEndpoints : IEndpoints
{
    private readonly TenantStore _store;

    public TenantEndpoints(TenantStore store) => _store = store;

    public void Register(RouteTable routes) => routes.Token("GET", "/api/v2/tenant", null, Get);

    private SandboxResponse Get(RequestContext context) => Responses.Json(200, new JsonObject
    {
        ["id"] = _store.State.Tenant.Id,
        ["name"] = _store.State.Tenant.Name,
    });
}

/// <summary>The profile of the tenant.</summary>
internal sealed record TenantProfile
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    /// <summary>The environments to which IVR definitions can be deployed.</summary>
    public required IReadOnlyList<string> Environments { get; init; }

    /// <summary>The maximum number of voice units of a deployment.</summary>
    public required int TtsUnitQuota { get; init; }
}
