using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace CxOne.Tests.Support;

/// <summary>Forwards bytes between a client and a real server, and adds network faults to selected requests.</summary>
internal sealed class TcpProxy : IAsyncDisposable
{
    private readonly Uri _upstream;
    private readonly Socket _listener;
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _lock = new();
    private readonly Queue<(string Method, TcpFault Fault)> _faults = new();
    private readonly SemaphoreSlim _drops = new(0);
    private readonly List<(int Count, Gate Gate)> _waiting = [];
    private readonly List<Task> _tasks = [];
    private readonly CancellationTokenSource _refuse = new();
    private readonly Task _accepting;
    private int _begun;

    public TcpProxy(Uri upstream)
    {
        _upstream = upstream;
        _listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen();
        BaseUri = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndPoint!).Port}"));
        _accepting = AcceptAsync();
    }

    public Uri BaseUri { get; }

    /// <summary>The faults that are still pending.</summary>
    public int Left
    {
        get
        {
            lock (_lock)
            {
                return _faults.Count;
            }
        }
    }

    /// <summary>Adds faults to the next requests of a method, in order.</summary>
    public void Spoil(string method, params IEnumerable<TcpFault> faults)
    {
        lock (_lock)
        {
            foreach (var fault in faults)
            {
                _faults.Enqueue((method, fault));
            }
        }
    }

    /// <summary>
    /// Refuses every connection from now on; no connection is open between two requests. A socket that is closed during an accept can hang.
    /// </summary>
    public async Task RefuseAsync()
    {
        await _refuse.CancelAsync();
        await _accepting.WaitAsync(Gate.Patience);
        _listener.Dispose();
    }

    /// <summary>Completes when the given number of faults have occurred or started.</summary>
    public Task WaitForFaultsAsync(int count)
    {
        lock (_lock)
        {
            var gate = new Gate();
            _waiting.Add((count, gate));
            OpenGates();
            return gate.WaitAsync();
        }
    }

    /// <summary>Releases the given number of bytes of a slow answer.</summary>
    public void Drop(int bytes) => _drops.Release(bytes);

    public async ValueTask DisposeAsync()
    {
        await RefuseAsync();
        await _stop.CancelAsync();
        Task[] tasks;
        lock (_lock)
        {
            tasks = [.. _tasks];
        }

        await Task.WhenAll(tasks).WaitAsync(Gate.Patience);
        _stop.Dispose();
        _refuse.Dispose();
        _drops.Dispose();
        Assert.Equal(0, Left);
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var socket = await _listener.AcceptAsync(_refuse.Token);
                lock (_lock)
                {
                    _tasks.Add(Task.Run(() => ServeAsync(socket)));
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The test is over, or connections must be refused.
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        try
        {
            using (socket)
            {
                var peeked = new byte[16];
                while (await socket.ReceiveAsync(peeked, SocketFlags.Peek, _stop.Token) is > 0 and var length)
                {
                    var fault = Next(Encoding.ASCII.GetString(peeked, 0, length).Split(' ')[0]);
                    if (fault == TcpFault.ResetUnread)
                    {
                        socket.LingerState = new LingerOption(true, 0);
                        Note();
                        return;
                    }

                    var answer = await ForwardAsync(await ReadAsync(socket));
                    if (fault is null)
                    {
                        // One connection per request: on a reused one the transport may repeat a read by itself and change the count.
                        var first = answer.AsSpan().IndexOf("\r\n"u8) + 2;
                        await socket.SendAsync(
                            (byte[])[.. answer.AsSpan(0, first), .. "Connection: close\r\n"u8, .. answer.AsSpan(first)], _stop.Token);
                        socket.Shutdown(SocketShutdown.Send);
                        return;
                    }

                    if (!await SpoilAsync(socket, fault.Value, answer))
                    {
                        return;
                    }
                }
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException
            or SocketException
            or ObjectDisposedException
            or EndOfStreamException)
        {
            // The other side has disconnected, or the test is over.
        }
    }

    /// <returns>Whether the connection stays open.</returns>
    private async Task<bool> SpoilAsync(Socket socket, TcpFault fault, byte[] answer)
    {
        var head = HeadEnd(answer);
        switch (fault)
        {
            case TcpFault.ResetRead:
                socket.LingerState = new LingerOption(true, 0);
                Note();
                return false;
            case TcpFault.Close:
                Note();
                return false;
            case TcpFault.Truncated:
                await socket.SendAsync(answer.AsMemory(0, head + ((answer.Length - head) / 2)), _stop.Token);
                socket.Shutdown(SocketShutdown.Send);
                Note();
                return false;
            case TcpFault.LengthTooLong:
                await socket.SendAsync(WithLength(answer, head, answer.Length - head + 10), _stop.Token);
                socket.Shutdown(SocketShutdown.Send);
                Note();
                return false;
            case TcpFault.LengthTooShort:
                await socket.SendAsync(WithLength(answer, head, (answer.Length - head) / 2), _stop.Token);
                Note();
                return true;
            case TcpFault.HeadOnly:
                await socket.SendAsync(answer.AsMemory(0, head), _stop.Token);
                break;
            case TcpFault.Drip:
                Note();
                for (var at = 0; at < answer.Length; at++)
                {
                    await _drops.WaitAsync(_stop.Token);
                    await socket.SendAsync(answer.AsMemory(at, 1), _stop.Token);
                }

                return true;
        }

        Note();

        // Until the other side disconnects.
        _ = await socket.ReceiveAsync(new byte[1], SocketFlags.Peek, _stop.Token);
        return false;
    }

    private TcpFault? Next(string method)
    {
        lock (_lock)
        {
            return _faults.TryPeek(out var next) && next.Method == method ? _faults.Dequeue().Fault : null;
        }
    }

    private void Note()
    {
        lock (_lock)
        {
            _begun++;
            OpenGates();
        }
    }

    private void OpenGates() => _waiting.Where(waiting => waiting.Count <= _begun).ToList().ForEach(waiting => waiting.Gate.Open());

    private async Task<byte[]> ForwardAsync(byte[] request)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, _upstream.Port, _stop.Token);
        await socket.SendAsync(request, _stop.Token);
        return await ReadAsync(socket);
    }

    /// <summary>Reads a message with its body, whose length is in the headers.</summary>
    private async Task<byte[]> ReadAsync(Socket socket)
    {
        List<byte> bytes = [];
        var chunk = new byte[16 * 1024];
        for (var end = -1; end < 0 || bytes.Count < end;)
        {
            var read = await socket.ReceiveAsync(chunk, _stop.Token);
            if (read == 0)
            {
                throw new EndOfStreamException();
            }

            bytes.AddRange(chunk.AsSpan(0, read));
            byte[] sofar = [.. bytes];
            end = HeadEnd(sofar) is > 0 and var head ? head + Length(sofar, head) : -1;
        }

        return [.. bytes];
    }

    private static int HeadEnd(byte[] message) => message.AsSpan().IndexOf("\r\n\r\n"u8) is >= 0 and var at ? at + 4 : -1;

    private static int Length(byte[] message, int head) => Lines(message, head)
        .Where(line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase))
        .Select(line => int.Parse(line.AsSpan(line.IndexOf(':', StringComparison.Ordinal) + 1), CultureInfo.InvariantCulture))
        .SingleOrDefault();

    private static byte[] WithLength(byte[] message, int head, int length) =>
    [
        .. Encoding.Latin1.GetBytes(
            string.Join(
                "\r\n",
                Lines(
                    message,
                    head).Select(line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase)
                        ? string.Create(CultureInfo.InvariantCulture, $"Content-Length: {length}")
                        : line))),
        .. message.AsSpan(head),
    ];

    private static string[] Lines(byte[] message, int head) => Encoding.Latin1.GetString(message, 0, head).Split("\r\n");
}
