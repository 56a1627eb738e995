using CxOne.Completion;

namespace CxOne.PowerShell.Completion;

/// <summary>Completes ids of IVR definitions.</summary>
public sealed class IvrDefinitionCompleter : TenantCompleter
{
    /// <summary>Makes one.</summary>
    public IvrDefinitionCompleter()
        : base(TenantItemKind.IvrDefinition)
    {
    }
}
