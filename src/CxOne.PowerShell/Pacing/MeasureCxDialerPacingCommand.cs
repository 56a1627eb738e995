using System.Management.Automation;
using CxOne.Errors;
using CxOne.Pacing;
using CxOne.PowerShell.Base;
using CxOne.Rows;

namespace CxOne.PowerShell.Pacing;

/// <summary>Evaluates closed-form queueing models, and finds the agents or the load that meet a goal.</summary>
[ApiFamily]
[Cmdlet(VerbsDiagnostic.Measure, "CxDialerPacing", DefaultParameterSetName = MeasureSet)]
[OutputType(typeof(PacingResult), typeof(PacingHeuristicResult))]
public sealed class MeasureCxDialerPacingCommand : CxCmdlet
{
    private const string MeasureSet = "Measure";
    private const string FindAgentsSet = "FindAgents";
    private const string FindLoadSet = "FindLoad";

    private static readonly RowColumns Columns = new(
    [
        nameof(Model), nameof(Agents), nameof(OfferedLoad), nameof(CallsPerHour), nameof(HandleTimeSec), nameof(PatienceSec),
        nameof(TargetSec), nameof(Lines), nameof(AnswerRate), nameof(RingAnsweredSec), nameof(RingUnansweredSec), nameof(TargetAbandonment),
    ]);

    private RowBinder? _binder;

    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ChoiceName<PacingModel>]
    public PacingModel Model { get; set; } = PacingModel.ErlangC;

    [Parameter(
        Mandatory = true, Position = 1, ParameterSetName = MeasureSet, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Parameter(
        Mandatory = true, Position = 1, ParameterSetName = FindLoadSet, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [StrictNumber(IsWhole = true, IsList = true)]
    public int[] Agents { get; set; } = [];

    [Parameter(ParameterSetName = MeasureSet, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = FindAgentsSet, ValueFromPipelineByPropertyName = true)]
    [StrictNumber]
    public double? OfferedLoad { get; set; }

    [Parameter(ParameterSetName = MeasureSet, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = FindAgentsSet, ValueFromPipelineByPropertyName = true)]
    [StrictNumber]
    public double? CallsPerHour { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [StrictNumber]
    public double? HandleTimeSec { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [StrictNumber]
    public double? PatienceSec { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [StrictNumber]
    public double? TargetSec { get; set; }

    [Parameter(ParameterSetName = MeasureSet, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = FindAgentsSet, ValueFromPipelineByPropertyName = true)]
    [StrictNumber(IsWhole = true)]
    public int? Lines { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [StrictNumber]
    public double? AnswerRate { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [StrictNumber]
    public double? RingAnsweredSec { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [StrictNumber]
    public double? RingUnansweredSec { get; set; }

    [Parameter(ParameterSetName = MeasureSet, ValueFromPipelineByPropertyName = true)]
    [StrictNumber]
    public double? TargetAbandonment { get; set; }

    [Parameter(Mandatory = true, ParameterSetName = FindAgentsSet)]
    public SwitchParameter FindAgents { get; set; }

    [Parameter(Mandatory = true, ParameterSetName = FindLoadSet)]
    public SwitchParameter FindLoad { get; set; }

    [Parameter(ParameterSetName = FindAgentsSet)]
    [Parameter(ParameterSetName = FindLoadSet)]
    [StrictNumber]
    public double? ServiceLevel { get; set; }

    [Parameter(ParameterSetName = FindAgentsSet)]
    [Parameter(ParameterSetName = FindLoadSet)]
    [ChoiceName<ServiceLevelBasis>]
    public ServiceLevelBasis ServiceLevelBasis { get; set; } = ServiceLevelBasis.Offered;

    [Parameter(ParameterSetName = FindAgentsSet)]
    [Parameter(ParameterSetName = FindLoadSet)]
    [StrictNumber]
    public double? MaxBlocking { get; set; }

    [Parameter(ParameterSetName = FindAgentsSet)]
    [Parameter(ParameterSetName = FindLoadSet)]
    [Alias("MaxAbandonment")]
    [StrictNumber]
    public double? MaxAbandonmentRate { get; set; }

    [Parameter]
    [ValidateNotNull]
    public string[] IgnoreColumn { get; set; } = [];

    /// <summary>Takes every object that is piped in, to tell the members that the tenant has added from the ones that are known.</summary>
    [Parameter(ValueFromPipeline = true, DontShow = true)]
    [AllowNull]
    public PSObject? PipedObject { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _binder = new RowBinder(this, Columns);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        ForgetTenantMembers(PipedObject);
        if (Guard(() => _binder!.Bind(PipedObject, IgnoreColumn)) is { Count: > 0 } unreadable)
        {
            WriteError(ErrorRecords.From(new CxValidationException(unreadable, PipedObject), PipedObject));
            return;
        }

        if (FindAgents)
        {
            Write(() => PacingCalculator.FindAgents(Request(null), Goal()), null);
            return;
        }

        foreach (var agents in Agents)
        {
            Write(() => FindLoad ? PacingCalculator.FindLoad(Request(agents), Goal()) : PacingCalculator.Measure(Request(agents)), agents);
        }
    }

    private void Write(Func<PacingResult> calculate, object? item)
    {
        try
        {
            var result = calculate();
            foreach (var warning in result.Warnings)
            {
                WriteWarning(warning);
            }

            // The four figures have their own meanings and must not be confused with the members of a queueing model.
            WriteObject(result.Heuristic is { } heuristic ? heuristic : result);
        }
        catch (CxException exception)
        {
            WriteError(ErrorRecords.From(exception, item ?? Model.ToString()));
        }
    }

    private PacingGoal Goal() => new()
    {
        ServiceLevel = ServiceLevel,
        ServiceLevelBasis = ServiceLevelBasis,
        MaxBlocking = MaxBlocking,
        MaxAbandonmentRate = MaxAbandonmentRate,
    };

    private PacingRequest Request(int? agents) => new()
    {
        Model = Model,
        Agents = agents,
        OfferedLoad = OfferedLoad,
        CallsPerHour = CallsPerHour,
        HandleTimeSec = HandleTimeSec,
        PatienceSec = PatienceSec,
        TargetSec = TargetSec,
        Lines = Lines,
        AnswerRate = AnswerRate,
        RingAnsweredSec = RingAnsweredSec,
        RingUnansweredSec = RingUnansweredSec,
        TargetAbandonment = TargetAbandonment,
    };
}
