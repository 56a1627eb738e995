using CxOne.Completion;

namespace CxOne.PowerShell.Completion;

/// <summary>Completes ids of deployment jobs.</summary>
public sealed class IvrDeploymentCompleter : TenantCompleter
{
    /// <summary>Makes one.</summary>
    public IvrDeploymentCompleter()
        : base(TenantItemKind.IvrDeployment)
    {
    }
}
