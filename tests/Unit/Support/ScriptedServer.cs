using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace CxOne.Tests.Support;

/// <summary>
/// A server on a loopback socket that sends prepared answers in order and records every request. A request without a prepared answer fails
/// the test when the server is disposed.
/// </summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _lock = new();
    private readonly Queue<ScriptedAnswer> _answers = new();
    private readonly List<ScriptedRequest> _requests = [];
    private readonly List<string> _unexpected = [];
    private readonly List<(int Count, TaskCompletionSource Gate)> _gates = [];
    private readonly List<Task> _connections = [];
    private readonly Task _accepting;
    private TaskCompletionSource _allClosed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _open;

    public ScriptedServer()
    {
        _listener.Start();
        var port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        BaseUri = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"));
        _accepting = AcceptAsync();
    }

    public Uri BaseUri { get; }

    /// <summary>Answers requests when the queue is empty; <see langword="null"/> if it has no answer either.</summary>
    public Func<ScriptedRequest, ScriptedAnswer?>? Otherwise { get; set; }

    public IReadOnlyList<ScriptedRequest> Requests
    {
        get
        {
            lock (_lock)
            {
                return [.. _requests];
            }
        }
    }

    /// <summary>The number of connections.</summary>
    public int Connections { get; private set; }

    public ScriptedServer Then(params ScriptedAnswer[] answers)
    {
        lock (_lock)
        {
            foreach (var answer in answers)
            {
                _answers.Enqueue(answer);
            }
        }

        return this;
    }

    /// <summary>Completes when the given number of requests have been received.</summary>
    public Task WaitForRequestsAsync(int count)
    {
        lock (_lock)
        {
            if (_requests.Count >= count)
            {
                return Task.CompletedTask;
            }

            var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _gates.Add((count, gate));
            return gate.Task.WaitAsync(Gate.Patience);
        }
    }

    /// <summary>
    /// Completes when the client has closed all of its connections by itself and not because they were idle.
    /// </summary>
    public Task WaitForAllClosedAsync()
    {
        lock (_lock)
        {
            return _open == 0 ? Task.CompletedTask : _allClosed.Task.WaitAsync(Gate.Patience / 3);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _accepting;
        _listener.Stop();
        Task[] connections;
        lock (_lock)
        {
            connections = [.. _connections];
        }

        await Task.WhenAll(connections).WaitAsync(Gate.Patience);
        _stop.Dispose();
        Assert.True(_unexpected.Count == 0, string.Join(Environment.NewLine, _unexpected));
        Assert.True(_answers.Count == 0, $"{_answers.Count} prepared answers were not requested.");
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var socket = await _listener.AcceptSocketAsync(_stop.Token);
                lock (_lock)
                {
                    if (_open++ == 0)
                    {
                        _allClosed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                    }

                    var number = ++Connections;
                    _connections.Add(Task.Run(() => ServeAsync(number, socket)));
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(int connection, Socket socket)
    {
        try
        {
            using (socket)
            await using (var stream = new NetworkStream(socket))
            {
                var buffer = new List<byte>();
                while (await ReadAsync(connection, stream, buffer) is { } request)
                {
                    var answer = Take(request);
                    if (answer.Held is not null)
                    {
                        await Task.WhenAny(answer.Held.WaitAsync(), WaitForEndAsync(socket));
                    }

                    if (answer.Resets)
                    {
                        socket.LingerState = new LingerOption(true, 0);
                        return;
                    }

                    await stream.WriteAsync(answer.Wire, _stop.Token);
                    if (answer.Closes)
                    {
                        socket.Shutdown(SocketShutdown.Send);
                        return;
                    }
                }
            }
        }
        catch (Exception exception) when (exception is IOException
            or SocketException
            or OperationCanceledException
            or ObjectDisposedException)
        {
            // The other side has disconnected, or the test is over.
        }
        finally
        {
            lock (_lock)
            {
                if (--_open == 0)
                {
                    _allClosed.TrySetResult();
                }
            }
        }
    }

    /// <summary>Detects without reading whether the client disconnects while its answer is held.</summary>
    private async Task WaitForEndAsync(Socket socket)
    {
        var peeked = new byte[1];
        _ = await socket.ReceiveAsync(peeked, SocketFlags.Peek, _stop.Token);
    }

    private ScriptedAnswer Take(ScriptedRequest request)
    {
        lock (_lock)
        {
            _requests.Add(request);
            foreach (var gate in _gates.Where(gate => gate.Count <= _requests.Count).ToList())
            {
                _gates.Remove(gate);
                gate.Gate.SetResult();
            }

            if (_answers.TryDequeue(out var answer) || (answer = Otherwise?.Invoke(request)) is not null)
            {
                return answer;
            }

            _unexpected.Add(
                $"Unexpected request: '{request}' after {string.Join(", ", _requests.SkipLast(1).Select(earlier => $"'{earlier}'"))}.");
            return ScriptedAnswer.Json(418, """{"message":"nothing was prepared for this request"}""");
        }
    }

    private async Task<ScriptedRequest?> ReadAsync(int connection, NetworkStream stream, List<byte> buffer)
    {
        int end;
        while ((end = IndexOfHeadEnd(buffer)) < 0)
        {
            if (!await FillAsync(stream, buffer))
            {
                return null;
            }
        }

        var lines = Encoding.Latin1.GetString([.. buffer.Take(end)]).Split("\r\n");
        buffer.RemoveRange(0, end + 4);
        List<(string Name, string Value)> headers =
        [
            .. lines.Skip(1).Select(line => line.Split(':', 2)).Select(parts => (parts[0], parts[1].Trim()))
        ];
        var length = headers
            .Where(header => header.Name.Equals("Content-Length", StringComparison.OrdinalIgnoreCase))
            .Select(header => int.Parse(header.Value, CultureInfo.InvariantCulture))
            .SingleOrDefault();
        while (buffer.Count < length)
        {
            if (!await FillAsync(stream, buffer))
            {
                return null;
            }
        }

        byte[] body = [.. buffer.Take(length)];
        buffer.RemoveRange(0, length);
        return new ScriptedRequest(connection, lines[0], headers, body);
    }

    private async Task<bool> FillAsync(NetworkStream stream, List<byte> buffer)
    {
        var chunk = new byte[16 * 1024];
        var read = await stream.ReadAsync(chunk, _stop.Token);
        buffer.AddRange(chunk.AsSpan(0, read));
        return read > 0;
    }

    private static int IndexOfHeadEnd(List<byte> buffer)
    {
        for (var at = 0; at + 3 < buffer.Count; at++)
        {
            if (buffer[at] == '\r' && buffer[at + 1] == '\n' && buffer[at + 2] == '\r' && buffer[at + 3] == '\n')
            {
                return at;
            }
        }

        return -1;
    }
}
