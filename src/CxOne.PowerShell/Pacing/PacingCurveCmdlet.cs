using System.Management.Automation;
using CxOne.Errors;
using CxOne.Pacing;
using CxOne.PowerShell.Base;
using CxOne.Reports;

namespace CxOne.PowerShell.Pacing;

/// <summary>Collects results of Invoke-CxDialerSimulation and makes one picture of them.</summary>
public abstract class PacingCurveCmdlet : CxCmdlet
{
    private readonly List<object> _results = [];

    [Parameter(Mandatory = true, Position = 1, ValueFromPipeline = true)]
    [ValidateNotNull]
    public PSObject[] InputObject { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var item in InputObject)
        {
            if (item.BaseObject is DialerSimulationResult or DialerRatioResult)
            {
                _results.Add(item.BaseObject);
            }
            else
            {
                WriteError(
                    ErrorRecords.From(
                        new CxValidationException(
                            ["The object in the pipe is no result of Invoke-CxDialerSimulation; "
                                + "copies from a file or another process are not."],
                            item),
                        item));
            }
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_results.Count > 0)
        {
            Draw(Guard(() => PacingCurve.From(_results)));
        }
    }

    /// <summary>Shows or writes the picture.</summary>
    /// <param name="curve">What it shows.</param>
    private protected abstract void Draw(PacingCurve curve);
}
