using System.Text.Json.Nodes;
using CxOne.Sandbox.Http;
using CxOne.Sandbox.OAuth;

namespace CxOne.Sandbox.Pipeline;

/// <summary>Refuses a client whose token has none of the scopes that the route accepts.</summary>
internal sealed class ScopeMiddleware : IMiddleware
{
    public SandboxResponse Invoke(RequestContext context, Func<SandboxResponse> next)
    {
        var route = context.Match.Route!;
        return route.Scopes.Count > 0 && !route.Scopes.Intersect(context.Session!.Scopes, StringComparer.Ordinal).Any()
            ? MissingScope(route, context.Session!)
            : next();
    }

    private static SandboxResponse MissingScope(Route route, Session session)
    {
        var scopes = string.Join(" or ", route.Scopes.Select(scope => $"'{scope}'"));
        var message = $"The client '{session.ClientId}' needs the scope {scopes} for this.";
        var body = new JsonObject
        {
            ["message"] = message,
            ["code"] = "missing_scope",
            ["requiredScope"] = route.Scopes[0],
            ["errors"] = new JsonArray(new ErrorEntry("missing_scope", message).ToJson()),
        };
        if (route.Scopes.Count > 1)
        {
            body["acceptedScopes"] = new JsonArray([.. route.Scopes.Select(scope => (JsonNode)scope)]);
        }

        return Responses.Json(403, body);
    }
}
