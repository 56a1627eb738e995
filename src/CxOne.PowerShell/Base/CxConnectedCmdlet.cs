using System.Management.Automation;
using CxOne.Connection;
using CxOne.Errors;

namespace CxOne.PowerShell.Base;

/// <summary>The base of every cmdlet that talks to a tenant.</summary>
public abstract class CxConnectedCmdlet : CxCmdlet
{
    /// <summary>The connection to use; the runspace's own where it is absent.</summary>
    [Parameter]
    [ValidateNotNull]
    public CxConnection? Connection { get; set; }

    /// <summary>The connection of this call.</summary>
    protected CxConnection Tenant => Guard(() =>
    {
        var connection = Connection ?? ConnectionStore.Current ?? throw new CxException(CxErrors.NotConnected, "There is no connection to a CXone tenant in this session.");
        _ = connection.Client;
        return connection;
    });
}
