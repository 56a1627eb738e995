using CxOne.Sandbox.Http;

namespace CxOne.Sandbox.Pipeline;

/// <summary>Refuses unknown paths and methods that a path does not support.</summary>
internal sealed class UnknownRouteMiddleware : IMiddleware
{
    public SandboxResponse Invoke(RequestContext context, Func<SandboxResponse> next)
    {
        var request = context.Request;
        var match = context.Match;
        if (!match.IsKnownPath)
        {
            return Responses.NotFound(request, $"There is no resource at '{request.Path}'.");
        }

        return match.Route is not null
            ? next()
            : Responses.Refuse(
                request,
                405,
                "method_not_allowed",
                $"'{request.Path}' does not support {request.Method}.",
                null,
                ("Allow", string.Join(", ", match.Allowed)));
    }
}
