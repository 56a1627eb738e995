using System.Management.Automation;
using System.Runtime.CompilerServices;
using System.Text.Json;
using CxOne.Dialer;
using CxOne.PowerShell.Base;

namespace CxOne.PowerShell.Dialer;

/// <summary>Keeps the values of the copies that parameters of the type DialerConfig have taken.</summary>
internal static class DialerConfigCopies
{
    // What is no member of the tenant: the version, and what remoting and jobs add.
    private static readonly string[] Passed = ["Id", "ETag", "PSComputerName", "PSShowComputerName", "PSSourceJobInstanceId", "RunspaceId"];
    private static readonly ConditionalWeakTable<DialerConfig, DialerConfigCopy> Copies = [];

    /// <summary>Returns the values of a copy; nothing for a configuration as it was read.</summary>
    public static DialerConfigCopy? Of(DialerConfig config) => Copies.TryGetValue(config, out var copy) ? copy : null;

    /// <summary>Makes a configuration of an object with its members, or of a table, that has the values beside it.</summary>
    /// <param name="item">The object or the table.</param>
    /// <param name="id">Its id.</param>
    /// <exception cref="ArgumentException">A value cannot be made into JSON.</exception>
    public static DialerConfig Take(object item, string id)
    {
        var config = new DialerConfig { Id = id };
        var members = JsonObjects.ToElement(item).EnumerateObject()
            .Where(member => !Passed.Contains(member.Name, StringComparer.OrdinalIgnoreCase))
            .DistinctBy(member => member.Name, StringComparer.Ordinal)
            .ToDictionary(member => member.Name, member => member.Value, StringComparer.Ordinal);
        Copies.Add(config, new DialerConfigCopy { Id = id, Members = members });
        return config;
    }
}
