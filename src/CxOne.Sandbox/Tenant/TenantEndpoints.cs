using System.Text.Json.Nodes;
using CxOne.Sandbox.Http;
using CxOne.Sandbox.State;

namespace CxOne.Sandbox.Tenant;

/// <summary>Who the tenant is.</summary>
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
