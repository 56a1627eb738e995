using CxOne.Completion;

namespace CxOne.PowerShell.Completion;

/// <summary>Completes names of data actions.</summary>
public sealed class DataActionNameCompleter : TenantCompleter
{
    /// <summary>Makes one.</summary>
    public DataActionNameCompleter()
        : base(TenantItemKind.DataActionName)
    {
    }
}
