using System.Management.Automation;
using CxOne.Campaigns;
using CxOne.Connection;
using CxOne.Dialer;
using CxOne.Errors;
using CxOne.Pacing;
using CxOne.PowerShell.Base;
using CxOne.PowerShell.Campaigns;
using CxOne.Published;

namespace CxOne.PowerShell.Pacing;

/// <summary>
/// Simulates a predictive dialer by discrete events: estimates abandonment, utilization and waits, or finds the highest ratio within a
/// limit.
/// </summary>
[ApiFamily(CxApiFamilies.Seed)]
[Cmdlet(VerbsLifecycle.Invoke, "CxDialerSimulation", DefaultParameterSetName = RunSet)]
[OutputType(typeof(DialerSimulationResult), ParameterSetName = [RunSet])]
[OutputType(typeof(DialerRatioResult), ParameterSetName = [FindSet])]
public sealed class InvokeCxDialerSimulationCommand : CampaignRulesCmdlet
{
    private const string RunSet = "Run";
    private const string FindSet = "FindRatio";
    private readonly List<DialerConfig> _configs = [];
    private readonly List<SkillDialer> _skills = [];
    private readonly List<Campaign> _campaigns = [];
    private readonly List<PSObject> _rows = [];
    private bool _hadInput;
    private CallHistoryTable? _history;

    // Untyped, because the pipeline may contain configurations, dialers of skills or history rows, and rows come from Import-Csv or from a
    // report.
    [Parameter(ValueFromPipeline = true)]
    [ValidateNotNull]
    public PSObject? InputObject { get; set; }

    [Parameter]
    [ValidateNotNull]
    public PSObject[] History { get; set; } = [];

    [Parameter]
    [StrictNumber(IsWhole = true)]
    public int? Agents { get; set; }

    [Parameter]
    [StrictNumber]
    public double? AnswerRate { get; set; }

    [Parameter]
    [StrictNumber]
    public double? TalkSec { get; set; }

    [Parameter]
    [StrictNumber]
    public double? TalkCv { get; set; }

    [Parameter]
    [ValidateNotNullOrEmpty]
    [StrictNumber(IsList = true)]
    public double[] TalkSample { get; set; } = [];

    [Parameter]
    [StrictNumber]
    public double? WrapSec { get; set; }

    [Parameter]
    [StrictNumber]
    public double? WrapCv { get; set; }

    [Parameter]
    [ValidateNotNullOrEmpty]
    [StrictNumber(IsList = true)]
    public double[] WrapSample { get; set; } = [];

    [Parameter]
    [StrictNumber]
    public double? RingAnsweredSec { get; set; }

    [Parameter]
    [StrictNumber]
    public double? RingAnsweredCv { get; set; }

    [Parameter]
    [ValidateNotNullOrEmpty]
    [StrictNumber(IsList = true)]
    public double[] RingAnsweredSample { get; set; } = [];

    [Parameter]
    [StrictNumber]
    public double? RingUnansweredSec { get; set; }

    [Parameter]
    [StrictNumber]
    public double? RingUnansweredCv { get; set; }

    [Parameter]
    [ValidateNotNullOrEmpty]
    [StrictNumber(IsList = true)]
    public double[] RingUnansweredSample { get; set; } = [];

    [Parameter]
    [ChoiceName<DialerDistribution>]
    public DialerDistribution Distribution { get; set; } = DialerDistribution.LogNormal;

    [Parameter]
    [StrictNumber]
    public double? PatienceSec { get; set; }

    [Parameter]
    [StrictNumber]
    public double TickSec { get; set; } = 1;

    [Parameter]
    [ChoiceName<DialerPacing>]
    public DialerPacing? Pacing { get; set; }

    [Parameter(ParameterSetName = RunSet)]
    [StrictNumber(IsWhole = true)]
    public int? Lines { get; set; }

    [Parameter(ParameterSetName = RunSet)]
    [ValidateNotNullOrEmpty]
    [StrictNumber(IsList = true)]
    public double[] Ratio { get; set; } = [];

    [Parameter(Mandatory = true, ParameterSetName = FindSet)]
    public SwitchParameter FindRatio { get; set; }

    [Parameter(ParameterSetName = FindSet)]
    [StrictNumber]
    public double LowestRatio { get; set; } = 1;

    [Parameter(ParameterSetName = FindSet)]
    [StrictNumber]
    public double HighestRatio { get; set; } = 5;

    [Parameter(ParameterSetName = FindSet)]
    [StrictNumber]
    public double RatioStep { get; set; } = 0.01;

    [Parameter(ParameterSetName = FindSet)]
    public SwitchParameter WithCurve { get; set; }

    [Parameter]
    [Alias("MaxAbandonment")]
    [StrictNumber]
    public double? MaxAbandonmentRate { get; set; }

    [Parameter]
    [StrictNumber]
    public double? Hours { get; set; }

    [Parameter]
    [StrictNumber]
    public double? WarmupHours { get; set; }

    [Parameter]
    [StrictNumber(IsWhole = true)]
    public int Days { get; set; } = 200;

    [Parameter]
    [StrictNumber(IsWhole = true)]
    public long Seed { get; set; } = 1;

    [Parameter]
    [StrictNumber(IsWhole = true)]
    public int ThrottleLimit { get; set; }

    [Parameter]
    [ValidateNotNull]
    public string[] IgnoreColumn { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var item in PipelineRows.Of(InputObject))
        {
            Take(item);
        }
    }

    private void Take(PSObject item)
    {
        _hadInput = true;
        switch (item.BaseObject)
        {
            case DialerConfig config:
                _configs.Add(config);
                break;
            case SkillDialer skill:
                _skills.Add(skill);
                break;
            case Campaign campaign:
                _campaigns.Add(campaign);
                break;
            case var _ when CallHistoryRows.IsRow(item) || (_rows.Count > 0 && InputRow.Members(item) is not null):
                _rows.Add(item);
                break;
            default:
                WriteError(
                    ErrorRecords.From(
                        new CxValidationException(
                            [PacingCmdletMessages.NotSimulationInput(item.BaseObject.GetType().Name)], item),
                        item));
                break;
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        base.EndProcessing();
        if (MyInvocation.ExpectingInput && _configs.Count == 0 && _skills.Count == 0 && _campaigns.Count == 0 && _rows.Count == 0)
        {
            // Each unusable object has its own error. Without any input, the parameters alone would describe another simulation than the
            // caller intended.
            if (!_hadInput)
            {
                WriteError(
                    ErrorRecords.From(
                        new CxValidationException([PacingCmdletMessages.EmptyPipeline]),
                        null));
            }

            return;
        }

        Guard(() =>
        {
            CxValidationException.ThrowIfAny(
                _campaigns.Count > 0 && (_configs.Count > 0 || _skills.Count > 0 || CampaignId is not null)
                    ? [PacingCmdletMessages.CampaignsAndOthers]
                    : []);
            return true;
        });
        var connection = CampaignId is not null && Agents is null ? Tenant : null;
        _history = CallHistoryRows.Read(_rows.Concat(History.SelectMany(PipelineRows.Of)), IgnoreColumn);
        foreach (var warning in _history.Warnings)
        {
            WriteWarning(warning);
        }

        var plan = new DialerPlanRequest();
        List<DialerPlanRequest> inputs =
        [
            .. _configs.Select(config => plan with { Config = config }),
            .. _skills.Select(skill => plan with { Skill = skill }),
            .. _campaigns.Select(campaign => plan with { Campaign = campaign }),
        ];
        if (inputs.Count == 0)
        {
            inputs.Add(plan);
        }

        RunForEach(inputs, async (input, pipeline, token) =>
        {
            var complete = Complete(input);
            if (connection is not null)
            {
                complete = complete with { CampaignId = await CampaignIdAsync(connection, pipeline, token).ConfigureAwait(false) };
            }

            await pipeline.WriteAsync(
                await DialerSimulationBuilder.SimulateAsync(connection, complete, pipeline, token).ConfigureAwait(false))
                .ConfigureAwait(false);
        });
    }

    /// <summary>Adds the parameters to a piped object.</summary>
    private DialerPlanRequest Complete(DialerPlanRequest input) => input with
    {
        CampaignId = CampaignId,
        History = Rows(),
        Agents = Agents,
        AnswerRate = AnswerRate,
        Distribution = Distribution,
        RingAnswered = new DurationSpec { MeanSec = RingAnsweredSec, Cv = RingAnsweredCv, Sample = RingAnsweredSample },
        RingUnanswered = new DurationSpec { MeanSec = RingUnansweredSec, Cv = RingUnansweredCv, Sample = RingUnansweredSample },
        Talk = new DurationSpec { MeanSec = TalkSec, Cv = TalkCv, Sample = TalkSample },
        Wrap = new DurationSpec { MeanSec = WrapSec, Cv = WrapCv, Sample = WrapSample },
        PatienceSec = PatienceSec,
        TickSec = TickSec,
        Pacing = Pacing,
        Lines = Lines,
        Ratios = Ratio,
        Search = FindRatio ? new DialerRatioSearch { LowestRatio = LowestRatio, HighestRatio = HighestRatio, Step = RatioStep } : null,
        WithCurve = WithCurve,
        Hours = Hours,
        WarmupHours = WarmupHours,
        Days = Days,
        Seed = Seed,
        Threads = ThrottleLimit,
        MaxAbandonmentRate = MaxAbandonmentRate,
        RuleSet = RuleSet,
    };

    private IReadOnlyList<CallHistoryBucket> Rows()
    {
        CxValidationException.ThrowIfAny(_history!.Violations);
        return _history.Buckets;
    }
}
