using System.Management.Automation;
using CxOne.Connection;

namespace CxOne.PowerShell.Base;

/// <summary>The base class of cmdlets that send requests to a tenant.</summary>
public abstract class CxConnectedCmdlet : CxCmdlet
{
    /// <summary>Gets or sets the connection; <see langword="null"/> for the connection of the runspace.</summary>
    [Parameter]
    [ValidateNotNull]
    public CxConnection? Connection { get; set; }

    /// <summary>Gets the connection to use.</summary>
    protected CxConnection Tenant => ResolveTenant(Connection);
}
