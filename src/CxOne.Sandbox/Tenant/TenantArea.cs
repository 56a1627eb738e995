using System.Text.Json.Nodes;
using CxOne.Sandbox.Http;
using CxOne.Sandbox.State;

namespace CxOne.Sandbox.Tenant;

/// <summary>Who the tenant is.</summary>
internal sealed class TenantArea : IArea
{
    private readonly TenantStore _store;

    public TenantArea(TenantStore store) => _store = store;

    public void Register(RouteTable routes) => routes.Token("GET", "/api/v2/tenant", null, Get);

    private SandboxResponse Get(Exchange exchange) => Answers.Json(200, new JsonObject
    {
        ["id"] = _store.State.Tenant.Id,
        ["name"] = _store.State.Tenant.Name,
    });
}
