using System.Management.Automation;
using CxOne.Campaigns;
using CxOne.Errors;
using CxOne.PowerShell.Base;
using CxOne.PowerShell.Completion;
using CxOne.PowerShell.Connection;
using CxOne.Webhooks;

namespace CxOne.PowerShell.Campaigns;

/// <summary>Simulates an answer rate at the tenant and compares it with the piped call history.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "CxAnswerSimulation")]
[OutputType(typeof(AnswerSimulationResult))]
public sealed class InvokeCxAnswerSimulationCommand : CxConnectedCmdlet
{
    private readonly List<PSObject> _rows = [];

    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(CampaignCompleter))]
    public string? CampaignId { get; set; }

    [Parameter(Mandatory = true, Position = 1)]
    [StrictNumber]
    public double AnswerRate { get; set; }

    [Parameter(Mandatory = true, Position = 2)]
    [StrictNumber]
    public double AgentEfficiency { get; set; }

    [Parameter(Mandatory = true, Position = 3)]
    [StrictNumber(IsWhole = true)]
    public int WindowMinutes { get; set; }

    [Parameter]
    [StrictNumber]
    public double ComplianceThreshold { get; set; } = 0.10;

    [Parameter]
    [ChoiceName<AnswerWeighting>]
    public AnswerWeighting Weighting { get; set; } = AnswerWeighting.Bucket;

    /// <summary>Untyped, because Import-Csv, JSON and reports create rows of different types.</summary>
    [Parameter(ValueFromPipeline = true)]
    [AllowNull]
    public PSObject? History { get; set; }

    [Parameter]
    [ValidateNotNull]
    public Uri? CallbackUri { get; set; }

    [Parameter]
    [ValidateNotNull]
    public System.Security.SecureString? CallbackSecret { get; set; }

    [Parameter]
    public SwitchParameter NoAdjustment { get; set; }

    [Parameter]
    [ValidateNotNull]
    public string[] IgnoreColumn { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        _rows.AddRange(PipelineRows.Of(History));
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        var connection = Tenant;
        var uri = CallbackUri ?? Local.Address("WORKFORCE_CALLBACK_URL");
        CallbackTarget? callback = null;
        CxException? callbackError = null;
        try
        {
            callback = uri is null ? null : new CallbackTarget(uri, Credentials.Text(CallbackSecret));
        }
        catch (CxException exception)
        {
            callbackError = exception;
        }

        var history = CallHistoryRows.Read(_rows, IgnoreColumn);
        foreach (var warning in history.Warnings)
        {
            WriteWarning(warning);
        }

        var request = new AnswerSimulationRequest
        {
            CampaignId = CampaignId ?? Local.Variable("CXONE_CAMPAIGN_ID") ?? string.Empty,
            AnswerRate = AnswerRate,
            AgentEfficiency = AgentEfficiency,
            WindowMinutes = WindowMinutes,
            ComplianceThreshold = ComplianceThreshold,
            Weighting = Weighting,
            History = history.Buckets,
            Callback = callback,
            NoAdjustment = NoAdjustment,
        };
        var refusal = Refusal(request, history.Violations, callbackError);
        Run(async (pipeline, token) =>
        {
            if (refusal is not null)
            {
                AnswerSimulator.RecordRefusal(connection, request, refusal, pipeline, token);
                throw refusal;
            }

            var (result, failure) = await AnswerSimulator.RunAsync(connection, request, pipeline, token).ConfigureAwait(false);
            await pipeline.WriteAsync(result).ConfigureAwait(false);
            if (failure is not null)
            {
                await pipeline.WriteErrorAsync(ErrorRecords.From(failure, result)).ConfigureAwait(false);
            }
        });
    }

    /// <summary>All violations together; the error of the callback address is reported as itself if it is the only one.</summary>
    private static CxException? Refusal(
        AnswerSimulationRequest request, IReadOnlyList<string> unreadableRows, CxException? callbackError)
    {
        var violations = request.FindViolations(unreadableRows);
        if (violations.Count == 0)
        {
            return callbackError;
        }

        return new CxValidationException(
            callbackError is null ? violations : [.. violations, CampaignCmdletMessages.CallbackUri(callbackError.Message)],
            request.CampaignId);
    }
}
