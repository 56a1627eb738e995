using System.Management.Automation;
using CxOne.Connection;
using CxOne.PowerShell.Base;

namespace CxOne.PowerShell.Connection;

/// <summary>Gets the connection of this runspace, if there is one.</summary>
[ApiFamily]
[Cmdlet(VerbsCommon.Get, "CxConnection")]
[OutputType(typeof(CxConnection))]
public sealed class GetCxConnectionCommand : CxCmdlet
{
    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        base.EndProcessing();
        if (ConnectionStore.Current is { } connection)
        {
            WriteObject(connection);
        }
    }
}
