using System.Management.Automation;
using CxOne.Campaigns;
using CxOne.Connection;
using CxOne.Errors;
using CxOne.PowerShell.Base;
using CxOne.PowerShell.Completion;
using CxOne.PowerShell.Connection;
using CxOne.Webhooks;

namespace CxOne.PowerShell.Campaigns;

/// <summary>Simulates an answer rate at the tenant and compares it with the piped call history.</summary>
[ApiFamily(CxApiFamilies.Seed)]
[Cmdlet(VerbsLifecycle.Invoke, "CxAnswerSimulation")]
[OutputType(typeof(AnswerSimulationResult))]
public sealed class InvokeCxAnswerSimulationCommand : CxConnectedCmdlet
{
    private readonly List<PSObject> _rows = [];
    private readonly List<string> _campaigns = [];
    private bool _hasNamedHistory;

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

    /// <summary>A campaign to simulate; any other piped object is a row of the history.</summary>
    [Parameter(ValueFromPipeline = true)]
    [AllowNull]
    public PSObject? InputObject { get; set; }

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
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _hasNamedHistory = History is not null;
        if (_hasNamedHistory)
        {
            _rows.AddRange(PipelineRows.Of(History));
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (InputObject?.BaseObject is Campaign campaign)
        {
            _campaigns.Add(campaign.Id);
        }
        else
        {
            // Without -History, a piped object is bound to both parameters.
            _rows.AddRange(PipelineRows.Of(_hasNamedHistory ? InputObject : History));
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        base.EndProcessing();
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
        List<string> violations = [.. history.Violations];
        if (_campaigns.Count > 0 && CampaignId is not null)
        {
            violations.Add(CampaignCmdletMessages.CampaignsPipedWithId);
        }

        var names = new ExactNames<Campaign>(ObjectSources.Campaigns);
        RunForEach(_campaigns.Count > 0 ? _campaigns : [request.CampaignId], async (id, pipeline, token) =>
        {
            var simulation = request with { CampaignId = id };
            if (Refusal(simulation, violations, callbackError) is { } refusal)
            {
                AnswerSimulator.RecordRefusal(connection, simulation, refusal, pipeline, token);
                throw refusal;
            }

            if (_campaigns.Count == 0)
            {
                simulation = simulation with
                {
                    CampaignId = await names.ResolveAsync(connection, id, pipeline, token).ConfigureAwait(false)
                };
            }

            var (result, failure) = await AnswerSimulator.RunAsync(connection, simulation, pipeline, token).ConfigureAwait(false);
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
