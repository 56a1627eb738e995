namespace CxOne.PowerShell.Base;

/// <summary>One thing that only the pipeline thread may do.</summary>
/// <param name="Execute">Does it.</param>
/// <param name="Done">Told when it is done or never will be; nothing where nobody waits.</param>
internal sealed record PipelineItem(Action<CxCmdlet> Execute, TaskCompletionSource? Done);
