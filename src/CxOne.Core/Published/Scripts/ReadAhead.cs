using System.Runtime.CompilerServices;

namespace CxOne.Published;

/// <summary>
/// Reads what belongs to many objects, several at once, and returns it in the order of the objects. No more results are held than are
/// read at once, so that thousands of scripts take no more memory than ten.
/// </summary>
internal static class ReadAhead
{
    /// <summary>Requests at once. A request takes its place in the budget of the connection in any case.</summary>
    public const int Width = 8;

    /// <summary>Starts the reads and returns them in order. A read that failed throws when it is awaited.</summary>
    /// <param name="items">The objects.</param>
    /// <param name="read">Reads what belongs to an object.</param>
    /// <param name="cancellationToken">Cancels every wait.</param>
    public static async IAsyncEnumerable<(T Item, Task<TResult> Result)> RunAsync<T, TResult>(
        IEnumerable<T> items,
        Func<T, CancellationToken, Task<TResult>> read,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Queue<(T Item, Task<TResult> Result)> running = new();
        try
        {
            foreach (var item in items)
            {
                running.Enqueue((item, read(item, stop.Token)));
                if (running.Count == Width)
                {
                    yield return running.Dequeue();
                }
            }

            while (running.TryDequeue(out var next))
            {
                yield return next;
            }
        }
        finally
        {
            // A consumer that needs no more items leaves reads behind; their outcome is of no interest.
            await stop.CancelAsync().ConfigureAwait(false);
            Task rest = Task.WhenAll(running.Select(read => read.Result));
            await rest.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
