using System.Management.Automation;
using CxOne.Campaigns;
using CxOne.Connection;
using CxOne.Errors;
using CxOne.PowerShell.Base;

namespace CxOne.PowerShell.Campaigns;

/// <summary>
/// Writes predictive weights, has the tenant simulate them, and restores the former ones if the accuracy is below the minimum.
/// </summary>
[ApiFamily(CxApiFamilies.Seed)]
[Cmdlet(VerbsCommon.Set, "CxPredictiveWeight", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(PredictiveWeightUpdate))]
public sealed class SetCxPredictiveWeightCommand : PredictiveWeightCmdlet
{
    [Parameter]
    [StrictNumber(IsWhole = true)]
    public int SimulationDurationSec { get; set; } = 300;

    [Parameter]
    [ValidateNotNull]
    public Uri? WebhookUri { get; set; }

    [Parameter]
    [StrictNumber]
    public double? MinimumAccuracy { get; set; }

    [Parameter]
    [StrictNumber(IsWhole = true)]
    public int ConflictRetryCount { get; set; } = 2;

    [Parameter]
    public SwitchParameter NoWait { get; set; }

    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var connection = Tenant;
        var (read, unreadable) = ReadRequest();
        var wanted = read with
        {
            SimulationDurationSec = SimulationDurationSec,
            WebhookUri = WebhookUri ?? Local.Address("ML_WEBHOOK_URL"),
            MinimumAccuracy = MinimumAccuracy,
            ConflictRetryCount = ConflictRetryCount,
            NoWait = NoWait,
        };
        var approved = Approve(
            [wanted],
            request => CampaignCmdletMessages.Target(request.CampaignId, connection.ToString()),
            request => CampaignCmdletMessages.SetWeights(request.ToString()),
            async (request, pipeline, token) =>
            {
                CxValidationException.ThrowIfAny(unreadable.Count == 0 ? [] : request.FindViolations(unreadable), request.CampaignId);
                var named = await WithIdAsync(connection, request, pipeline, token).ConfigureAwait(false);
                var preview = await PredictiveWeightTuner.PreviewAsync(connection, named, pipeline, token).ConfigureAwait(false);
                return ChangeTexts.Of("Set", preview.Changes);
            });
        RunForEach(approved, async (request, pipeline, token) =>
        {
            CxValidationException.ThrowIfAny(unreadable.Count == 0 ? [] : request.FindViolations(unreadable), request.CampaignId);
            var named = await WithIdAsync(connection, request, pipeline, token).ConfigureAwait(false);
            var (update, failure) = await PredictiveWeightTuner.SetAsync(connection, named, pipeline, token).ConfigureAwait(false);
            if (PassThru)
            {
                await pipeline.WriteAsync(update).ConfigureAwait(false);
            }

            if (failure is not null)
            {
                await pipeline.WriteErrorAsync(ErrorRecords.From(failure, update)).ConfigureAwait(false);
            }
        });
    }
}
