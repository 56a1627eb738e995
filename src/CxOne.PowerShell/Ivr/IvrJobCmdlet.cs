using System.Management.Automation;
using CxOne.Ivr;
using CxOne.PowerShell.Base;
using CxOne.PowerShell.Completion;

namespace CxOne.PowerShell.Ivr;

/// <summary>The parameters of a cmdlet that waits for jobs which it takes by their ids.</summary>
public abstract class IvrJobCmdlet : CxConnectedCmdlet
{
    /// <summary>Initializes a new instance of the <see cref="IvrJobCmdlet"/> class.</summary>
    /// <param name="timeoutSec">How long to wait where <c>-TimeoutSec</c> is not given, in seconds.</param>
    private protected IvrJobCmdlet(int timeoutSec = 1800) => TimeoutSec = timeoutSec;

    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Id")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(IvrDeploymentCompleter))]
    public string[] JobId { get; set; } = [];

    [Parameter]
    [ValidateRange(1, 86_400)]
    [StrictNumber(IsWhole = true)]
    public int TimeoutSec { get; set; }

    [Parameter]
    [ValidateRange(0.01, 3600.0)]
    [StrictNumber]
    public double? PollingIntervalSec { get; set; }

    /// <summary>How often and how long to look at a job.</summary>
    private protected IvrPolling Polling => Ivr.Polling.From(TimeoutSec, PollingIntervalSec);
}
