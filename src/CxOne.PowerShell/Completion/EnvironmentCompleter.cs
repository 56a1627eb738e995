using CxOne.Completion;

namespace CxOne.PowerShell.Completion;

/// <summary>Completes environments.</summary>
public sealed class EnvironmentCompleter : TenantCompleter
{
    /// <summary>Makes one.</summary>
    public EnvironmentCompleter()
        : base(TenantItemKind.Environment)
    {
    }
}
