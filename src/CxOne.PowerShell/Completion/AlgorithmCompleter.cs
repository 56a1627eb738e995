using CxOne.Completion;

namespace CxOne.PowerShell.Completion;

/// <summary>Completes algorithms.</summary>
public sealed class AlgorithmCompleter : TenantCompleter
{
    /// <summary>Makes one.</summary>
    public AlgorithmCompleter()
        : base(TenantItemKind.Algorithm)
    {
    }
}
