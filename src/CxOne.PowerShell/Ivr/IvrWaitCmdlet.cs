using System.Management.Automation;
using CxOne.Ivr;
using CxOne.PowerShell.Base;

namespace CxOne.PowerShell.Ivr;

/// <summary>The parameters of a cmdlet that waits for a job.</summary>
public abstract class IvrWaitCmdlet : CxConnectedCmdlet
{
    /// <summary>Initializes a new instance of the <see cref="IvrWaitCmdlet"/> class.</summary>
    /// <param name="timeoutSec">The default of <c>-TimeoutSec</c>, in seconds.</param>
    private protected IvrWaitCmdlet(int timeoutSec = 1800) => TimeoutSec = timeoutSec;

    [Parameter]
    [ValidateRange(1, 86_400)]
    [StrictNumber(IsWhole = true)]
    public int TimeoutSec { get; set; }

    [Parameter]
    [ValidateRange(0.01, 3600.0)]
    [StrictNumber]
    public double? PollingIntervalSec { get; set; }

    /// <summary>How long to wait for a job, and how often to poll it.</summary>
    private protected IvrPolling Polling
        => new(TimeSpan.FromSeconds(TimeoutSec), PollingIntervalSec is { } seconds ? TimeSpan.FromSeconds(seconds) : null);
}
