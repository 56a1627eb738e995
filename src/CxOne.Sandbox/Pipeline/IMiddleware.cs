using CxOne.Sandbox.Http;

namespace CxOne.Sandbox.Pipeline;

/// <summary>One step that every request passes. Runs under the tenant's lock and never waits.</summary>
internal interface IMiddleware
{
    /// <summary>Responds itself, or calls <paramref name="next"/> and may change its response.</summary>
    SandboxResponse Invoke(RequestContext context, Func<SandboxResponse> next);

    /// <summary>Runs in place of <see cref="Invoke"/> once deferred work is done; <paramref name="next"/> gives its response.</summary>
    SandboxResponse Resume(RequestContext context, Func<SandboxResponse> next) => next();
}
