namespace CxOne.Tests.Support;

/// <summary>An event that a test waits for. The time limit only turns a test that would hang into one that fails.</summary>
internal sealed class Gate
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly TaskCompletionSource _source = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Open() => _source.TrySetResult();

    public Task WaitAsync() => WaitAsync(Patience);

    /// <summary>Waits for an event that takes long on a busy machine, such as the start of many processes.</summary>
    public Task WaitAsync(TimeSpan patience) => _source.Task.WaitAsync(patience);
}
