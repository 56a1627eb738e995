namespace CxOne.PowerShell.Base;

/// <summary>Counts the objects of a cmdlet over all calls for one pipeline, for the progress bar and for the notice after Ctrl+C.</summary>
internal sealed class ItemTally
{
    private int _done;
    private int _failed;
    private int _total;

    /// <summary>Whether more objects than the known ones may come from the pipe.</summary>
    public bool IsOpen { get; set; }

    /// <summary>Adds objects that will be processed.</summary>
    public void Expect(int count) => Interlocked.Add(ref _total, count);

    /// <summary>Counts an object that was processed.</summary>
    /// <param name="isFailed">Whether it ended with an error.</param>
    public void Count(bool isFailed)
    {
        Interlocked.Increment(ref _done);
        if (isFailed)
        {
            Interlocked.Increment(ref _failed);
        }
    }

    /// <summary>Takes over the numbers of a workflow that counts its objects itself.</summary>
    public void Set(int done, int total)
    {
        Volatile.Write(ref _done, done);
        Volatile.Write(ref _total, total);
        IsOpen = false;
    }

    /// <returns>The number of processed objects; <see langword="null"/> if the cmdlet has only one.</returns>
    public string? Describe() => IsBulk ? BaseCmdletMessages.Processed(_done, Total) : null;

    /// <returns>How far the cmdlet came; <see langword="null"/> if it has only one object.</returns>
    public string? DescribeStop(string cmdlet) => IsBulk ? BaseCmdletMessages.Stopped(cmdlet, _done, Total, _failed) : null;

    private bool IsBulk => _total > 1;

    private int? Total => IsOpen ? null : _total;
}
