using System.Net.Sockets;
using CxOne.Sandbox;

namespace CxOne.Tests.Faults;

/// <summary>One request whose answer is being spoiled.</summary>
internal sealed class SpoiledExchange
{
    private readonly FaultProxy _proxy;
    private readonly Socket _socket;
    private readonly CancellationToken _stop;

    public SpoiledExchange(FaultProxy proxy, Socket socket, SandboxRequest request, CancellationToken stop)
    {
        _proxy = proxy;
        _socket = socket;
        Request = request;
        _stop = stop;
    }

    public SandboxRequest Request { get; }

    /// <summary>Forwards the request to the tenant and returns its real answer.</summary>
    public Task<SandboxResponse> ApplyAsync() => _proxy.ForwardAsync(Request);

    /// <summary>Reads the object at the address of the request, with the token of the request.</summary>
    public Task<SandboxResponse> ReadAsync() => _proxy.ForwardAsync(Request with { Method = "GET", Body = default });

    public async Task SendAsync(ReadOnlyMemory<byte> bytes) => await _socket.SendAsync(bytes, _stop);

    /// <summary>Called before the work can learn that the answer has stalled.</summary>
    public Action? BeforeStall { get; set; }

    /// <summary>Sends nothing more and waits until the client has given up.</summary>
    public async Task StallAsync()
    {
        BeforeStall?.Invoke();
        _proxy.NoteStall();
        try
        {
            while (await _socket.ReceiveAsync(new byte[1024], _stop) > 0)
            {
            }
        }
        catch (SocketException)
        {
            // The client gave up with a reset.
        }
    }

    /// <summary>Forwards the request to the tenant after the operation of the client has ended.</summary>
    public void ApplyLater() => _proxy.Defer(async () => await _proxy.ForwardAsync(Request));
}
