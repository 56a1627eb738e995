using System.Management.Automation;
using CxOne.Errors;
using CxOne.Pacing;
using CxOne.PowerShell.Base;
using CxOne.Reports;

namespace CxOne.PowerShell.Pacing;

/// <summary>Base class of cmdlets that collect results of Invoke-CxDialerSimulation and draw them as one curve.</summary>
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
                        new CxValidationException([PacingCmdletMessages.NotSimulationResult(item.BaseObject.GetType().Name)], item), item));
            }
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        base.EndProcessing();
        if (_results.Count > 0)
        {
            Draw(Guard(() => PacingCurve.From(_results)));
        }
    }

    /// <summary>Writes the curve.</summary>
    /// <param name="curve">The curve of all results.</param>
    private protected abstract void Draw(PacingCurve curve);
}
