using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;

namespace CxOne.PowerShell.Exclusive;

/// <summary>The locks that the blocks of each runspace hold.</summary>
internal static class HeldLocks
{
    private static readonly ConditionalWeakTable<Runspace, HashSet<string>> Names = [];

    public static bool Contains(string name) => OfRunspace().Contains(name);

    public static void Add(string name) => OfRunspace().Add(name);

    public static void Remove(string name) => OfRunspace().Remove(name);

    private static HashSet<string> OfRunspace() => Names.GetValue(Runspace.DefaultRunspace, _ => new(StringComparer.Ordinal));
}
