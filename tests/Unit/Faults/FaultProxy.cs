using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using CxOne.Sandbox;
using CxOne.Tests.Support;

namespace CxOne.Tests.Faults;

/// <summary>
/// A proxy on a loopback socket that forwards requests to a tenant and writes the answers byte by byte, so that an answer can have faults
/// that no HTTP library would send. It shares no code with the transport of the module.
/// </summary>
internal sealed class FaultProxy : IAsyncDisposable
{
    private const int MaxRequestLineBytes = 8192;
    private readonly Func<SandboxRequest, CancellationToken, Task<SandboxResponse>> _tenant;
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _lock = new();
    private readonly List<Task> _connections = [];
    private readonly List<ProxyRule> _rules = [];
    private readonly List<Func<Task>> _deferred = [];
    private readonly Task _accepting;
    private TaskCompletionSource _stalled = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public FaultProxy(Func<SandboxRequest, CancellationToken, Task<SandboxResponse>> tenant)
    {
        _tenant = tenant;
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen();
        BaseUri = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndPoint!).Port}"));
        _accepting = Task.Run(AcceptAsync);
    }

    public Uri BaseUri { get; }

    /// <summary>Number of answers that were spoiled.</summary>
    public int Spoiled { get; private set; }

    /// <summary>Completes when an answer stalls until the client gives up. Each stall completes it once.</summary>
    public Task Stalled
    {
        get
        {
            lock (_lock)
            {
                return _stalled.Task;
            }
        }
    }

    public void Add(ProxyRule rule)
    {
        lock (_lock)
        {
            _rules.Add(rule);
        }
    }

    /// <summary>Resets <see cref="Stalled"/> for the next stall, before the test moves the clock.</summary>
    public void TakeStall()
    {
        lock (_lock)
        {
            _stalled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    public void NoteStall()
    {
        lock (_lock)
        {
            _stalled.TrySetResult();
        }
    }

    /// <summary>Adds work for the time after the operation of the client: a request that arrives late.</summary>
    public void Defer(Func<Task> work)
    {
        lock (_lock)
        {
            _deferred.Add(work);
        }
    }

    public async Task RunDeferredAsync()
    {
        Func<Task>[] work;
        lock (_lock)
        {
            work = [.. _deferred];
            _deferred.Clear();
        }

        foreach (var item in work)
        {
            await item();
        }
    }

    /// <summary>Forwards a request to the tenant.</summary>
    public Task<SandboxResponse> ForwardAsync(SandboxRequest request) => _tenant(request, _stop.Token);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _accepting.WaitAsync(Gate.Patience);
        _listener.Dispose();
        Task[] connections;
        lock (_lock)
        {
            connections = [.. _connections];
        }

        await Task.WhenAll(connections).WaitAsync(Gate.Patience);
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var socket = await _listener.AcceptAsync(_stop.Token);
                lock (_lock)
                {
                    _connections.Add(Task.Run(() => ServeAsync(socket)));
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        using (socket)
        {
            socket.NoDelay = true;
            try
            {
                while (await PeekAsync(socket) is var (method, path))
                {
                    var rule = Take(method, path);
                    if (rule is { LeavesRequestUnread: true })
                    {
                        socket.LingerState = new LingerOption(true, 0);
                        return;
                    }

                    var request = await ReadAsync(socket);
                    if (rule is null)
                    {
                        await socket.SendAsync(HttpBytes.Of(await ForwardAsync(request)), _stop.Token);
                        continue;
                    }

                    switch (await rule.Act(new SpoiledExchange(this, socket, request, _stop.Token)))
                    {
                        case ConnectionEnd.Reset:
                            socket.LingerState = new LingerOption(true, 0);
                            return;
                        case ConnectionEnd.Close:
                            socket.Shutdown(SocketShutdown.Send);
                            return;
                    }
                }
            }
            catch (Exception exception) when (
                exception is OperationCanceledException or SocketException or ObjectDisposedException or EndOfStreamException)
            {
                // The client has disconnected, or the test is over.
            }
        }
    }

    private ProxyRule? Take(string method, string path)
    {
        lock (_lock)
        {
            // The newest rule first: rules that are added after a spoiled write take precedence.
            for (var at = _rules.Count - 1; at >= 0; at--)
            {
                var rule = _rules[at];
                if (!rule.Matches(method, path))
                {
                    continue;
                }

                if (rule.Skip > 0)
                {
                    _rules[at] = rule with { Skip = rule.Skip - 1 };
                    return null;
                }

                if (rule.Count > 0)
                {
                    _rules[at] = rule with { Count = rule.Count - 1 };
                    Spoiled++;
                    return rule;
                }
            }

            return null;
        }
    }

    /// <summary>Returns method and path of the next request without reading it from the socket.</summary>
    private async Task<(string Method, string Path)?> PeekAsync(Socket socket)
    {
        var bytes = new byte[MaxRequestLineBytes];
        while (await socket.ReceiveAsync(bytes, SocketFlags.Peek, _stop.Token) is > 0 and var length)
        {
            if (bytes.AsSpan(0, length).IndexOf("\r\n"u8) is > 0 and var end)
            {
                var parts = Encoding.ASCII.GetString(bytes, 0, end).Split(' ');
                return (parts[0], parts[1].Split('?')[0]);
            }
        }

        return null;
    }

    private async Task<SandboxRequest> ReadAsync(Socket socket)
    {
        List<byte> bytes = [];
        var chunk = new byte[16 * 1024];
        var head = -1;
        while (head < 0)
        {
            await ReceiveAsync();
            head = bytes.ToArray().AsSpan().IndexOf("\r\n\r\n"u8);
        }

        var lines = Encoding.Latin1.GetString([.. bytes.Take(head)]).Split("\r\n");
        var headers = lines.Skip(1).Select(line => line.Split(':', 2))
            .ToDictionary(parts => parts[0], parts => parts[1].Trim(), StringComparer.OrdinalIgnoreCase);
        var length = headers.TryGetValue("Content-Length", out var text) ? int.Parse(text, CultureInfo.InvariantCulture) : 0;
        while (bytes.Count < head + 4 + length)
        {
            await ReceiveAsync();
        }

        var target = lines[0].Split(' ')[1].Split('?', 2);
        return new SandboxRequest
        {
            Method = lines[0].Split(' ')[0],
            BaseUri = BaseUri,
            Path = target[0],
            Query = target.Length > 1 ? "?" + target[1] : string.Empty,
            Headers = headers,
            Body = bytes.Skip(head + 4).ToArray(),
        };

        async Task ReceiveAsync()
        {
            var read = await socket.ReceiveAsync(chunk, _stop.Token);
            bytes.AddRange(read > 0 ? chunk.AsSpan(0, read) : throw new EndOfStreamException());
        }
    }
}
