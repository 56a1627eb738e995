using System.Net;

namespace CxOne.Sandbox;

/// <summary>
/// The tenant as the innermost handler of an <see cref="HttpClient"/>. It uses no socket, but throws the same errors as one.
/// </summary>
public sealed class SandboxHandler : HttpMessageHandler
{
    private readonly SandboxTenant _tenant;
    private readonly bool _disposesTenant;

    /// <summary>Initializes a new instance of the <see cref="SandboxHandler"/> class. Several handlers can share a tenant.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="disposesTenant">Whether to dispose the tenant with the handler, and so with the connection that uses the
    /// handler.</param>
    public SandboxHandler(SandboxTenant tenant, bool disposesTenant = false)
    {
        ArgumentNullException.ThrowIfNull(tenant);
        _tenant = tenant;
        _disposesTenant = disposesTenant;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing && _disposesTenant)
        {
            _tenant.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <inheritdoc/>
    /// <exception cref="HttpRequestException">An injected fault cut the connection.</exception>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var address = request.RequestUri;
        if (address is not { IsAbsoluteUri: true })
        {
            throw new InvalidOperationException(SandboxMessages.AbsoluteAddressRequired);
        }

        var body = request.Content is null
            ? []
            : await request.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        var response = await _tenant.HandleAsync(
            new SandboxRequest
            {
                Method = request.Method.Method.ToUpperInvariant(),
                BaseUri = new Uri(address.GetLeftPart(UriPartial.Authority)),
                Path = address.AbsolutePath,
                Query = address.Query,
                Headers = Headers(request),
                Body = body,
            },
            cancellationToken).ConfigureAwait(false);
        return response.TransportFault is SandboxTransportFault.ResetBefore or SandboxTransportFault.ResetAfter
            ? throw ConnectionCut()
            : Message(request, response);
    }

    private static HttpRequestException ConnectionCut() => new(
        HttpRequestError.ResponseEnded,
        SandboxMessages.SendFailed,
        new HttpIOException(HttpRequestError.ResponseEnded, SandboxMessages.ResponseEnded));

    private static Dictionary<string, string> Headers(HttpRequestMessage request)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, values) in request.Headers.NonValidated)
        {
            headers[name] = values.ToString();
        }

        if (request.Content is not null)
        {
            foreach (var (name, values) in request.Content.Headers.NonValidated)
            {
                headers[name] = values.ToString();
            }
        }

        return headers;
    }

    private static HttpResponseMessage Message(HttpRequestMessage request, SandboxResponse response)
    {
        HttpContent content = response.TransportFault == SandboxTransportFault.Truncate
            ? new StreamContent(new Http.TruncatedStream(response.Body))
            : new ReadOnlyMemoryContent(response.Body);
        content.Headers.ContentLength = response.Body.Length;
        var message = new HttpResponseMessage((HttpStatusCode)response.Status)
        {
            RequestMessage = request,
            Content = content,
            Version = HttpVersion.Version11,
        };
        foreach (var (name, value) in response.Headers)
        {
            if (!message.Headers.TryAddWithoutValidation(name, value))
            {
                content.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return message;
    }
}
