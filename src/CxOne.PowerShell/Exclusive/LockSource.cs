using System.Management.Automation;
using CxOne.Connection;
using CxOne.Exclusive;
using CxOne.PowerShell.Audit;
using CxOne.PowerShell.Base;

namespace CxOne.PowerShell.Exclusive;

/// <summary>The locks by name that a cmdlet uses: those of the connected store, or else lock files on this computer.</summary>
internal static class LockSource
{
    /// <param name="cmdlet">The cmdlet, which resolves the folder of lock files.</param>
    /// <param name="connection">The connection whose store counts; <see langword="null"/> for none.</param>
    /// <exception cref="Errors.CxException">The store is not connected.</exception>
    public static IExclusiveLocks Of(PSCmdlet cmdlet, CxConnection? connection)
        => connection is { IsOpen: true, StoreName: not null }
            ? connection.RequireStore().Locks
            : new FileExclusiveLocks(AuditPathResolver.Folder(cmdlet, null), TimeProvider.System, Local.Origin);
}
