using CxOne.Sandbox.Http;

namespace CxOne.Sandbox.Pipeline;

/// <summary>Refuses a body above <see cref="SandboxTenant.LargestBody"/>.</summary>
internal sealed class BodySizeMiddleware : IMiddleware
{
    public SandboxResponse Invoke(RequestContext context, Func<SandboxResponse> next) =>
        context.Request.Body.Length > SandboxTenant.LargestBody
            ? Responses.Refuse(context.Request, 413, "body_too_large", $"A body must have at most {SandboxTenant.LargestBody} bytes.")
            : next();
}
