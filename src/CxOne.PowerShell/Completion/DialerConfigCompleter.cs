using CxOne.Completion;

namespace CxOne.PowerShell.Completion;

/// <summary>Completes ids of dialer configurations.</summary>
public sealed class DialerConfigCompleter : TenantCompleter
{
    /// <summary>Makes one.</summary>
    public DialerConfigCompleter()
        : base(TenantItemKind.DialerConfig)
    {
    }
}
