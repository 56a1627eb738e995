using System.Management.Automation;
using CxOne.Connection;
using CxOne.PowerShell.Base;

namespace CxOne.PowerShell.Connection;

/// <summary>Closes a connection and forgets its token.</summary>
[ApiFamily]
[Cmdlet(VerbsCommunications.Disconnect, "CxOne")]
public sealed class DisconnectCxOneCommand : CxCmdlet
{
    [Parameter(ValueFromPipeline = true)]
    [ValidateNotNull]
    public CxConnection? Connection { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var current = ConnectionStore.Current;
        var closing = Connection ?? current;
        closing?.Dispose();
        if (ReferenceEquals(closing, current))
        {
            ConnectionStore.Current = null;
        }
    }
}
