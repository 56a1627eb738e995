namespace CxOne.Exclusive;

/// <summary>A lock that is held. Its disposal releases it; the end of the process does so as well.</summary>
public interface IExclusiveLease : IAsyncDisposable
{
    /// <summary>Gets a token that is cancelled if the lock is lost, because the connection to the store has ended.</summary>
    CancellationToken Lost { get; }
}
