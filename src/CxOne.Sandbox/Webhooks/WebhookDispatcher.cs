using System.Net.Http.Headers;
using CxOne.Sandbox.State;

namespace CxOne.Sandbox.Webhooks;

/// <summary>
/// Delivers events in their order, away from the requests that caused them. It has a task and connections only while something
/// is to be delivered, so a tenant that is forgotten leaves nothing behind.
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

    /// <summary>Creates a dispatcher; <paramref name="tenantLock"/> is the one under which the tenant's state is changed.</summary>
    public WebhookDispatcher(TenantStore store, StateSaver saver, Lock tenantLock)
    {
        _store = store;
        _saver = saver;
        _lock = tenantLock;
    }

    /// <summary>Takes what a tenant that was loaded from a file had not delivered yet.</summary>
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

    /// <summary>Takes a delivery. The caller holds the lock.</summary>
    public void Take(WebhookDelivery delivery)
    {
        _queue.Enqueue(delivery);
        if (!_isRunning && !_stop.IsCancellationRequested)
        {
            _isRunning = true;
            _ = Task.Run(RunAsync);
        }
    }

    /// <summary>Ends what is under way; it stays pending.</summary>
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
                // The tenant is gone, and so is whoever could want to know.
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

    /// <summary>After a reset a delivery belongs to a tenant that is no more, and a webhook that was removed wants none.</summary>
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
            var (status, trouble) = await AttemptAsync(client, delivery, stop).ConfigureAwait(false);
            var isDelivered = status is >= 200 and < 300;
            var isFinal = isDelivered || attempt == MostAttempts || status is >= 300 and < 500 and not (408 or 429);
            await NoteAsync(
                delivery,
                attempt,
                status,
                trouble,
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

    private static async Task<(int? Status, string? Trouble)> AttemptAsync(
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
            return (status, response.IsSuccessStatusCode ? null : $"The receiver answered with {status}.");
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return (null, $"The receiver did not answer within {AttemptTimeout.TotalSeconds} s.");
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
