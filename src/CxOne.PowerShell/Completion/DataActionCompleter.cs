using CxOne.Completion;

namespace CxOne.PowerShell.Completion;

/// <summary>Completes ids of data actions.</summary>
public sealed class DataActionCompleter : TenantCompleter
{
    /// <summary>Makes one.</summary>
    public DataActionCompleter()
        : base(TenantItemKind.DataAction)
    {
    }
}
