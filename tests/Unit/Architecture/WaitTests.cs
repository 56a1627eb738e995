using System.Reflection;
using CxOne.Errors;

namespace CxOne.Tests.Architecture;

/// <summary>No wait is invisible: Core delays in one place, which reports the reason.</summary>
public sealed class WaitTests
{
    private static readonly string[] Delays = ["Delay", "WaitForNextTickAsync", "Sleep"];

    // The lock of the audit log retries within milliseconds; its writer reports the wait.
    private static readonly string[] MayDelay = ["AuditLock", "VisibleWait"];

    [Fact]
    public void Core_delays_only_where_the_reason_of_the_wait_is_reported()
        => Assert.Equal(MayDelay, Callers(typeof(CxErrors).Assembly));

    private static IEnumerable<string> Callers(Assembly assembly)
        => CompiledCode.Calls(assembly)
            .Where(call => Delays.Contains(call.Called.Name) && call.Called.DeclaringType!.Namespace!.StartsWith("System.Threading",
                StringComparison.Ordinal))
            .Select(call => call.Caller.Name).Distinct().Order(StringComparer.Ordinal);
}
