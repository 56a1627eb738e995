using System.Management.Automation;
using CxOne.PowerShell.Completion;

namespace CxOne.PowerShell.Ivr;

/// <summary>The parameters of a cmdlet that waits for jobs with given ids.</summary>
public abstract class IvrJobCmdlet : IvrWaitCmdlet
{
    /// <summary>Initializes a new instance of the <see cref="IvrJobCmdlet"/> class.</summary>
    /// <param name="timeoutSec">The default of <c>-TimeoutSec</c>, in seconds.</param>
    private protected IvrJobCmdlet(int timeoutSec = 1800)
        : base(timeoutSec)
    {
    }

    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Id")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(IvrDeploymentCompleter))]
    public string[] JobId { get; set; } = [];
}
