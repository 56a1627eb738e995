using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;
using CxOne.Connection;

namespace CxOne.PowerShell.Base;

/// <summary>
/// The current connection of each runspace. Two runspaces on two tenants never mix; a runspace that goes takes its entry along.
/// </summary>
internal static class ConnectionStore
{
    private static readonly ConditionalWeakTable<Runspace, Holder> Holders = [];

    public static CxConnection? Current
    {
        get => Runspace.DefaultRunspace is { } runspace && Holders.TryGetValue(runspace, out var holder) ? holder.Connection : null;
        set => Holders.GetOrCreateValue(Runspace.DefaultRunspace).Connection = value;
    }

    private sealed class Holder
    {
        public CxConnection? Connection { get; set; }
    }
}
