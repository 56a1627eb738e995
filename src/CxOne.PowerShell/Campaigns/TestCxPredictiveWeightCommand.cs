using System.Management.Automation;
using CxOne.Campaigns;
using CxOne.PowerShell.Base;

namespace CxOne.PowerShell.Campaigns;

/// <summary>Shows what a change of predictive weights would do and what stands against it; writes nothing.</summary>
[Cmdlet(VerbsDiagnostic.Test, "CxPredictiveWeight")]
[OutputType(typeof(PredictiveWeightCheck))]
public sealed class TestCxPredictiveWeightCommand : PredictiveWeightCmdlet
{
    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var connection = Tenant;
        RunForEach([Request()], async (request, pipeline, token) =>
            await pipeline.WriteAsync(
                await PredictiveWeightTuner.TestAsync(connection, request, pipeline, token).ConfigureAwait(false)).ConfigureAwait(false));
    }
}
