using System.Management.Automation;
using CxOne.PowerShell.Base;
using CxOne.Stores;

namespace CxOne.PowerShell.Stores;

/// <summary>Gets the state of the connected store: locks, request budgets, and the audit log.</summary>
[ApiFamily]
[Cmdlet(VerbsCommon.Get, "CxStore")]
[OutputType(typeof(CxStoreStatus))]
public sealed class GetCxStoreCommand : CxConnectedCmdlet
{
    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        base.EndProcessing();
        var connection = Tenant;
        Run(async (pipeline, token) =>
        {
            var status = await connection.RequireStore().ReadStatusAsync(token).ConfigureAwait(false);
            await pipeline.WriteAsync(status with { SpoolCount = connection.OpenAuditLog().FindSpoolFiles(pipeline).Count })
                .ConfigureAwait(false);
        });
    }
}
