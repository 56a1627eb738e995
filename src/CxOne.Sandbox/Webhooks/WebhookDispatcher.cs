using System.Net.Http.Headers;
using CxOne.Sandbox.State;

namespace CxOne.Sandbox.Webhooks;

/// <summary>
/// Delivers events in their order, independent of the requests that caused them. It has a task and connections only while there are
/// deliveries, so that a tenant that is not disposed leaks nothing.
/// </summary>
internal sealed class WebhookDispatcher : IDisposable
{
    private const int MostAttempts = 3;
    private static readonly TimeSpan AttemptTimeout = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan FirstRetry = TimeSpan.FromMilliseconds(500);

    private readonly TenantStore _store;
    private readonly StateSaver _saver;
    private readonly Lock _lock;
    private readonly CancellationTokenSource _stop = new();
    private readonly Queue<WebhookDelivery> _queue = new();
    private bool _isRunning;

    /// <summary>Creates a dispatcher; <paramref name="tenantLock"/> protects the state of the tenant.</summary>
    public WebhookDispatcher(TenantStore store, StateSaver saver, Lock tenantLock)
    {
        _store = store;
        _saver = saver;
        _lock = tenantLock;
    }

    /// <summary>Queues the pending deliveries of a tenant that was loaded from a file.</summary>
    public void Resume()
    {
        foreach (var delivery in _store.State.WebhookDeliveries)
        {
            if (delivery.Status == DeliveryStatus.Pending && Loopback.Is(delivery.Url))
            {
                Take(delivery);
            }
        }
    }

    /// <summary>Queues a delivery. The caller must hold the lock.</summary>
    public void Take(WebhookDelivery delivery)
    {
        _queue.Enqueue(delivery);
        if (!_isRunning && !_stop.IsCancellationRequested)
        {
            _isRunning = true;
            _ = Task.Run(RunAsync);
        }
    }

    /// <summary>Cancels the running delivery, which stays pending.</summary>
    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        var stop = StopToken();
        using var client = new HttpMessageInvoker(Loopback.CreateHandler());
        while (Next() is { } delivery)
        {
            try
            {
                await DeliverAsync(client, delivery, stop).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                // The tenant is disposed.
                return;
            }
        }
    }

    private CancellationToken StopToken()
    {
        try
        {
            return _stop.Token;
        }
        catch (ObjectDisposedException)
        {
            return new CancellationToken(canceled: true);
        }
    }

    private WebhookDelivery? Next()
    {
        lock (_lock)
        {
            while (!_stop.IsCancellationRequested && _queue.TryDequeue(out var delivery))
            {
                if (IsWanted(delivery))
                {
                    return delivery;
                }
            }

            _isRunning = false;
            return null;
        }
    }

    /// <summary>Returns whether a delivery is still pending: a reset removes deliveries, and removing a webhook ends them.</summary>
    private bool IsWanted(WebhookDelivery delivery)
    {
        lock (_lock)
        {
            return delivery.Status == DeliveryStatus.Pending && _store.State.WebhookDeliveries.Contains(delivery);
        }
    }

    private async Task DeliverAsync(HttpMessageInvoker client, WebhookDelivery delivery, CancellationToken stop)
    {
        var wait = FirstRetry;
        for (var attempt = 1; ; attempt++)
        {
            stop.ThrowIfCancellationRequested();
            var (status, error) = await AttemptAsync(client, delivery, stop).ConfigureAwait(false);
            var isDelivered = status is >= 200 and < 300;
            var isFinal = isDelivered || attempt == MostAttempts || status is >= 300 and < 500 and not (408 or 429);
            await NoteAsync(
                delivery,
                attempt,
                status,
                error,
                !isFinal ? DeliveryStatus.Pending : isDelivered ? DeliveryStatus.Delivered : DeliveryStatus.Failed).ConfigureAwait(false);
            if (isFinal)
            {
                return;
            }

            await Task.Delay(wait, _store.Options.Clock, stop).ConfigureAwait(false);
            if (!IsWanted(delivery))
            {
                return;
            }

            wait *= 2;
        }
    }

    private static async Task<(int? Status, string? Error)> AttemptAsync(
        HttpMessageInvoker client, WebhookDelivery delivery, CancellationToken stop)
    {
        using var content = new ReadOnlyMemoryContent(delivery.Body.Utf8);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        using var request = new HttpRequestMessage(new HttpMethod(delivery.HttpMethod), delivery.Url) { Content = content };
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("CxOne-Sandbox", null));
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(AttemptTimeout);
        try
        {
            using var response = await client.SendAsync(request, limit.Token).ConfigureAwait(false);
            var status = (int)response.StatusCode;
            return (status, response.IsSuccessStatusCode ? null : SandboxMessages.ReceiverAnswered(status));
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return (null, SandboxMessages.ReceiverTimedOut(AttemptTimeout.TotalSeconds));
        }
        catch (HttpRequestException exception)
        {
            return (null, exception.Message);
        }
    }

    private async Task NoteAsync(WebhookDelivery delivery, int attempts, int? lastStatus, string? reason, string status)
    {
        long change;
        lock (_lock)
        {
            delivery.Attempts = attempts;
            delivery.LastStatus = lastStatus;
            delivery.Reason = reason;
            delivery.Status = status;
            delivery.EndedAt = status == DeliveryStatus.Pending ? null : _store.Now;
            _store.MarkChanged();
            change = _store.Changes;
        }

        await _saver.TryEnsureAsync(change).ConfigureAwait(false);
    }
}
