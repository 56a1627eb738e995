using System.Text;
using CxOne.Sandbox.Faults;
using CxOne.Sandbox.Http;
using CxOne.Sandbox.OAuth;

namespace CxOne.Sandbox.Pipeline;

/// <summary>Injects the planned fault before the request takes effect or into its response.</summary>
internal sealed class FaultMiddleware : IMiddleware
{
    private readonly TokenStore _tokens;

    public FaultMiddleware(TokenStore tokens) => _tokens = tokens;

    public SandboxResponse Invoke(RequestContext context, Func<SandboxResponse> next)
    {
        var request = context.Request;
        var plan = context.Fault;
        if (plan is { Status: not null, IsApplied: false })
        {
            return Injected(request, plan);
        }

        switch (plan.Fault)
        {
            case SandboxFault.ResetBefore:
                return new SandboxResponse { Status = 0, TransportFault = SandboxTransportFault.ResetBefore };
            case SandboxFault.StaleETag when request.Method == "PUT" && request.Header("If-Match") is not null:
                return Responses.Refuse(request, 412, "precondition_failed", "If-Match does not match the current ETag.");
            case SandboxFault.ExpireToken when context.BearerToken is { } token:
                _tokens.Revoke(token);
                break;
        }

        var response = next();
        return context.Work is null ? ApplyFault(context, response) : response;
    }

    public SandboxResponse Resume(RequestContext context, Func<SandboxResponse> next) => ApplyFault(context, next());

    /// <summary>Applies the fault to the response of a request that took effect.</summary>
    private static SandboxResponse ApplyFault(RequestContext context, SandboxResponse response)
    {
        var request = context.Request;
        var plan = context.Fault;
        context.WrittenETag = request.Method == "PUT" ? response.Headers.GetValueOrDefault("ETag") : null;
        if (plan.Status is not null)
        {
            return Injected(request, plan);
        }

        return plan.Fault switch
        {
            SandboxFault.ResetAfter => response with { TransportFault = SandboxTransportFault.ResetAfter },
            // An empty body cannot be cut in half, so the connection is cut instead.
            SandboxFault.Truncate => response with
            {
                TransportFault = response.Body.IsEmpty ? SandboxTransportFault.ResetAfter : SandboxTransportFault.Truncate,
            },
            _ => response,
        };
    }

    private static SandboxResponse Injected(SandboxRequest request, FaultPlan plan)
    {
        var status = plan.Status!.Value;
        SandboxResponse response;
        if (plan.Body is null)
        {
            var (code, message) = status switch
            {
                409 => ("conflict", SandboxMessages.InjectedConflict),
                412 => ("precondition_failed", SandboxMessages.InjectedPreconditionFailed),
                429 => ("too_many_requests", SandboxMessages.InjectedTooManyRequests),
                503 => ("service_unavailable", SandboxMessages.InjectedServiceUnavailable),
                >= 500 => ("internal_error", SandboxMessages.InjectedServerError),
                _ => ("fault", SandboxMessages.InjectedRefusal),
            };
            response = Responses.Refuse(request, status, code, message);
        }
        else
        {
            response = new SandboxResponse { Status = status, Body = Encoding.UTF8.GetBytes(plan.Body) };
            response = Responses.With(response, ("Content-Type", plan.ContentType ?? Responses.JsonContentType));
        }

        return string.IsNullOrEmpty(plan.RetryAfter) ? response : Responses.With(response, ("Retry-After", plan.RetryAfter));
    }
}
