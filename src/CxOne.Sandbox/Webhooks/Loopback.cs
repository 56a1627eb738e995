using System.Net;
using System.Net.Sockets;

namespace CxOne.Sandbox.Webhooks;

/// <summary>Restricts connections to this machine.</summary>
internal static class Loopback
{
    public static bool Is(string url) => Uri.TryCreate(url, UriKind.Absolute, out var address)
        && address.IsLoopback
        && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps);

    /// <summary>
    /// Creates a handler without proxies and redirects, which could leave this machine, and without cookies and trace headers.
    /// </summary>
    public static SocketsHttpHandler CreateHandler() => new()
    {
        UseProxy = false,
        AllowAutoRedirect = false,
        UseCookies = false,
        ActivityHeadersPropagator = null,
        ConnectCallback = ConnectAsync,
    };

    /// <summary>Connects without resolving names, because a hosts file or a name server could return any address.</summary>
    private static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        IPAddress[] addresses = IPAddress.TryParse(context.DnsEndPoint.Host, out var literal)
            ? [literal]
            : [IPAddress.Loopback, IPAddress.IPv6Loopback];
        if (!addresses.All(IPAddress.IsLoopback))
        {
            throw new HttpRequestException(HttpRequestError.ConnectionError, SandboxMessages.NotLoopback(context.DnsEndPoint.Host));
        }

        for (var index = 0; ; index++)
        {
            var socket = new Socket(addresses[index].AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(addresses[index], context.DnsEndPoint.Port, cancellationToken).ConfigureAwait(false);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch (Exception exception)
            {
                socket.Dispose();
                if (exception is not SocketException || index == addresses.Length - 1)
                {
                    throw;
                }
            }
        }
    }
}
