using CxOne.Ivr;

namespace CxOne.PowerShell.Ivr;

/// <summary>Seconds, as parameters carry them, into a polling plan.</summary>
internal static class Polling
{
    public static IvrPolling From(int timeoutSec, double? intervalSec)
        => new(TimeSpan.FromSeconds(timeoutSec), intervalSec is { } seconds ? TimeSpan.FromSeconds(seconds) : null);
}
