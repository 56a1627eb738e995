using System.Management.Automation;
using CxOne.Exclusive;
using CxOne.PowerShell.Base;

namespace CxOne.PowerShell.Exclusive;

/// <summary>Runs a script block while it holds a lock: that of the connected store, or else a lock file.</summary>
[ApiFamily]
[Cmdlet(VerbsLifecycle.Invoke, "CxExclusive")]
[OutputType(typeof(object))]
public sealed class InvokeCxExclusiveCommand : CxCmdlet
{
    private static readonly ScriptBlock Call = ScriptBlock.Create("param($Block) & $Block");

    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Name { get; set; } = string.Empty;

    [Parameter(Mandatory = true, Position = 1)]
    [ValidateNotNull]
    public ScriptBlock? ScriptBlock { get; set; }

    [Parameter]
    [ValidateRange(0, 604_800)]
    [StrictNumber(IsWhole = true)]
    public int? TimeoutSec { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        base.EndProcessing();
        if (HeldLocks.Contains(Name))
        {
            // The block of an outer call of this session: waiting for itself would never end.
            RunBlock();
            return;
        }

        var locks = LockSource.Of(this, ConnectionStore.Current);
        var timeout = TimeoutSec is { } seconds ? TimeSpan.FromSeconds(seconds) : Timeout.InfiniteTimeSpan;
        IExclusiveLease? lease = null;
        Run(async (pipeline, token) => lease = await ExclusiveUse.AcquireAsync(
            locks, Name, timeout, TimeProvider.System, pipeline, token).ConfigureAwait(false));
        if (lease is null)
        {
            return;
        }

        HeldLocks.Add(Name);
        try
        {
            RunBlock();
            if (lease.Lost.IsCancellationRequested)
            {
                WriteError(ErrorRecords.From(ExclusiveUse.LostError(Name), Name));
            }
        }
        finally
        {
            HeldLocks.Remove(Name);

            // On the pool, because the pipeline thread may have a synchronization context.
            Task.Run(async () => await lease.DisposeAsync().ConfigureAwait(false)).GetAwaiter().GetResult();
        }
    }

    /// <summary>Runs the block in the scope of its author. Its output is passed on as it is written.</summary>
    private void RunBlock()
    {
        var steps = Call.GetSteppablePipeline(CommandOrigin.Internal, [ScriptBlock]);
        try
        {
            steps.Begin(this);
            steps.Process();
            steps.End();
        }
        finally
        {
            steps.Dispose();
        }
    }
}
