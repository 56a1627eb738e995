using System.Management.Automation;
using CxOne.Campaigns;
using CxOne.Connection;
using CxOne.PowerShell.Base;

namespace CxOne.PowerShell.Campaigns;

/// <summary>Shows the effect of a change of predictive weights and the rules that it breaks. Writes nothing.</summary>
[ApiFamily(CxApiFamilies.Seed)]
[Cmdlet(VerbsDiagnostic.Test, "CxPredictiveWeight")]
[OutputType(typeof(PredictiveWeightCheck))]
public sealed class TestCxPredictiveWeightCommand : PredictiveWeightCmdlet
{
    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var connection = Tenant;
        var (wanted, unreadable) = ReadRequest();
        RunForEach([wanted], async (request, pipeline, token) =>
        {
            var named = await WithIdAsync(connection, request, pipeline, token).ConfigureAwait(false);
            var check = await PredictiveWeightTuner.TestAsync(connection, named, pipeline, token).ConfigureAwait(false);
            await pipeline.WriteAsync(WithUnreadable(check, request, unreadable)).ConfigureAwait(false);
        });
    }

    /// <summary>Replaces the violations of the values by those that include unreadable inputs.</summary>
    private static PredictiveWeightCheck WithUnreadable(
        PredictiveWeightCheck check, PredictiveWeightRequest request, IReadOnlyList<string> unreadable)
        => unreadable.Count == 0
            ? check
            : check with
            {
                Violations = [.. request.FindViolations(unreadable).Union(check.Violations.Except(request.FindViolations()))]
            };
}
