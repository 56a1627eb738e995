using System.Diagnostics;
using System.Management.Automation;

namespace CxOne.PowerShell.Base;

/// <summary>
/// The progress bar of a cmdlet and the time since the user last saw a sign of it. Only the time in which the cmdlet itself runs counts,
/// not the time of other cmdlets in the pipeline. Pipeline thread only.
/// </summary>
internal sealed class WaitBar
{
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(1);
    private readonly Stopwatch _sinceSign = new();
    private readonly Stopwatch _all = new();

    /// <summary>The visible bar, or <see langword="null"/>.</summary>
    public ProgressRecord? Current { get; private set; }

    /// <summary>The time that the cmdlet has run.</summary>
    public TimeSpan Elapsed => _all.Elapsed;

    /// <summary>The time until a bar is due, not less than zero.</summary>
    public TimeSpan UntilDue => Silence - _sinceSign.Elapsed is { } left && left > TimeSpan.Zero ? left : TimeSpan.Zero;

    public void Resume()
    {
        _sinceSign.Start();
        _all.Start();
    }

    public void Pause()
    {
        _sinceSign.Stop();
        _all.Stop();
    }

    /// <summary>Notes that the user sees a bar, or that it was removed.</summary>
    public void Shown(ProgressRecord record)
    {
        Current = record.RecordType == ProgressRecordType.Completed ? null : record;
        _sinceSign.Restart();
    }

    /// <summary>Notes a sign other than a bar.</summary>
    public void Sign() => _sinceSign.Restart();
}
