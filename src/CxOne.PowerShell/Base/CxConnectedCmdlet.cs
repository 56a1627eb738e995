using System.Management.Automation;
using CxOne.Connection;

namespace CxOne.PowerShell.Base;

/// <summary>The base of every cmdlet that talks to a tenant.</summary>
public abstract class CxConnectedCmdlet : CxCmdlet
{
    /// <summary>The connection to use; the runspace's own where it is absent.</summary>
    [Parameter]
    [ValidateNotNull]
    public CxConnection? Connection { get; set; }

    /// <summary>The connection of this call.</summary>
    protected CxConnection Tenant => ResolveTenant(Connection);
}
