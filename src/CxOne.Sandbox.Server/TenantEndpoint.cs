using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http.Features;

namespace CxOne.Sandbox.Server;

/// <summary>Passes requests from Kestrel to the tenant, writes its responses, and applies transport faults.</summary>
internal sealed class TenantEndpoint
{
    private readonly SandboxTenant _tenant;

    public TenantEndpoint(SandboxTenant tenant) => _tenant = tenant;

    public async Task HandleAsync(HttpContext context)
    {
        SandboxResponse response;
        try
        {
            var request = await ReadAsync(context);
            response = await _tenant.HandleAsync(request, context.RequestAborted);
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException or BadHttpRequestException)
        {
            // The client has disconnected or did not send a complete request.
            context.Abort();
            return;
        }

        if (response.TransportFault is SandboxTransportFault.ResetBefore or SandboxTransportFault.ResetAfter)
        {
            context.Abort();
            return;
        }

        context.Response.StatusCode = response.Status;
        foreach (var (name, value) in response.Headers)
        {
            context.Response.Headers[name] = value;
        }

        if (response.Status is 204 or 304)
        {
            return;
        }

        context.Response.ContentLength = response.Body.Length;
        if (response.TransportFault == SandboxTransportFault.Truncate)
        {
            // Kestrel closes a connection after an incomplete body. Aborting it here could discard the half that the client has received.
            await context.Response.Body.WriteAsync(response.Body[..(response.Body.Length / 2)], context.RequestAborted);
            return;
        }

        await context.Response.Body.WriteAsync(response.Body, context.RequestAborted);
    }

    private static async Task<SandboxRequest> ReadAsync(HttpContext context)
    {
        // The decoded path of ASP.NET Core does not distinguish an encoded slash of an id from a separator.
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        if (!target.StartsWith('/'))
        {
            target = context.Request.Path.ToUriComponent() + context.Request.QueryString.ToUriComponent();
        }

        var query = target.IndexOf('?', StringComparison.Ordinal);
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, values) in context.Request.Headers)
        {
            headers[name] = values.ToString();
        }

        return new SandboxRequest
        {
            Method = context.Request.Method.ToUpper(CultureInfo.InvariantCulture),
            BaseUri = BaseUri(context),
            Path = query < 0 ? target : target[..query],
            Query = query < 0 ? string.Empty : target[query..],
            Headers = headers,
            Body = await ReadBodyAsync(context.Request.BodyReader, context.RequestAborted),
        };
    }

    private static Uri BaseUri(HttpContext context)
    {
        // HTTP/1.0 does not require a Host header.
        var host = context.Request.Host.HasValue
            ? context.Request.Host.ToUriComponent()
            : string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{context.Connection.LocalPort}");
        return new Uri($"{context.Request.Scheme}://{host}");
    }

    private static async Task<byte[]> ReadBodyAsync(PipeReader reader, CancellationToken cancellationToken)
    {
        // One byte more than the maximum is enough for the tenant to refuse the body.
        const int Limit = SandboxTenant.LargestBody + 1;
        var result = await reader.ReadAtLeastAsync(Limit, cancellationToken);
        var body = result.Buffer.Slice(0, Math.Min(result.Buffer.Length, Limit)).ToArray();
        reader.AdvanceTo(result.Buffer.End);
        return body;
    }
}
