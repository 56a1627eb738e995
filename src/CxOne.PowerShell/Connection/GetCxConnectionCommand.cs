using System.Management.Automation;
using CxOne.Connection;
using CxOne.PowerShell.Base;

namespace CxOne.PowerShell.Connection;

/// <summary>Shows the connection of this runspace; nothing where there is none.</summary>
[Cmdlet(VerbsCommon.Get, "CxConnection")]
[OutputType(typeof(CxConnection))]
public sealed class GetCxConnectionCommand : CxCmdlet
{
    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (ConnectionStore.Current is { } connection)
        {
            WriteObject(connection);
        }
    }
}
