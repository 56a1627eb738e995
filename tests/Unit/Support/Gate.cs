namespace CxOne.Tests.Support;

/// <summary>An event that a test waits for. The time limit only turns a test that would hang into one that fails.</summary>
internal sealed class Gate
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly TaskCompletionSource _source = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Open() => _source.TrySetResult();

    public Task WaitAsync() => _source.Task.WaitAsync(Patience);
}
