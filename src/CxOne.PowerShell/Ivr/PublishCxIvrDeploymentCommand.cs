using System.Management.Automation;
using CxOne.Ivr;
using CxOne.PowerShell.Base;
using CxOne.PowerShell.Completion;

namespace CxOne.PowerShell.Ivr;

/// <summary>
/// Simulates calls, deploys IVR definitions, waits for the job and rolls it back if it fails. All ids of the pipeline make one deployment.
/// </summary>
[Cmdlet(
    VerbsData.Publish,
    "CxIvrDeployment",
    DefaultParameterSetName = InputSet,
    SupportsShouldProcess = true,
    ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(IvrDeploymentResult))]
public sealed class PublishCxIvrDeploymentCommand : IvrWaitCmdlet
{
    private const string InputSet = "Input";
    private const string CaseSet = "Case";
    private readonly List<string> _ids = [];

    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Id")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(IvrDefinitionCompleter))]
    public string[] IvrDefinitionId { get; set; } = [];

    [Parameter(Mandatory = true, Position = 1)]
    [Alias("TargetEnvironment")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(EnvironmentCompleter))]
    public string Environment { get; set; } = string.Empty;

    [Parameter(ParameterSetName = InputSet)]
    [ValidateNotNullOrEmpty]
    [TestInput]
    public string[]? TestInput { get; set; }

    [Parameter(Mandatory = true, ParameterSetName = CaseSet)]
    [ValidateNotNullOrEmpty]
    public object[]? TestCase { get; set; }

    [Parameter(ParameterSetName = CaseSet)]
    [ValidateNotNull]
    public string[] IgnoreColumn { get; set; } = [];

    [Parameter]
    [ValidateRange(1, 600)]
    [StrictNumber(IsWhole = true)]
    public int MaxTimeoutSec { get; set; } = IvrSimulator.DefaultMaxTimeoutSec;

    [Parameter]
    public SwitchParameter SkipSimulation { get; set; }

    [Parameter]
    public SwitchParameter DryRun { get; set; }

    [Parameter]
    public SwitchParameter NoRollback { get; set; }

    [Parameter]
    public SwitchParameter Concurrent { get; set; }

    [Parameter]
    [ValidateNotNull]
    public IvrValidationCheck[] SkipValidation { get; set; } = [];

    [Parameter]
    public SwitchParameter NoWait { get; set; }

    [Parameter]
    [ValidateRange(0, 10)]
    [StrictNumber(IsWhole = true)]
    public int MaximumRedeployCount { get; set; } = 2;

    [Parameter]
    [ValidateRange(0.0, 3600.0)]
    [StrictNumber]
    public double RedeployDelaySec { get; set; } = 60;

    /// <summary>Takes every object that is piped in, to tell the members that the tenant has added from the ones that are known.</summary>
    [Parameter(ValueFromPipeline = true, DontShow = true)]
    [AllowNull]
    public PSObject? PipedObject { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        ForgetTenantMembers(PipedObject);
        _ids.AddRange(IvrDefinitionId);
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_ids.Count == 0)
        {
            return;
        }

        var connection = Tenant;
        IvrTestCases.NumberWarning(TestInput, TestCase, this);
        var (cases, violations) = IvrTestCases.Read(TestInput, TestCase, IgnoreColumn);
        var request = new IvrDeploymentRequest
        {
            IvrDefinitionId = _ids.ToArray(),
            TargetEnvironment = Environment,
            TestCases = cases,
            MaxTimeoutSec = MaxTimeoutSec,
            SkipSimulation = SkipSimulation,
            DryRun = DryRun,
            RollbackOnFailure = !NoRollback,
            Concurrent = Concurrent,
            SkipValidation = SkipValidation,
            NoWait = NoWait,
            Polling = Polling,
            MaximumRedeployCount = MaximumRedeployCount,
            RedeployDelay = TimeSpan.FromSeconds(RedeployDelaySec),
        };

        // An invalid test case ends the cmdlet before the prompt for confirmation. The other violations are reported with it.
        if (violations.Count > 0)
        {
            Guard(() =>
            {
                request.Validate(violations);
                return request;
            });
        }

        if (!ShouldProcess(
            IvrCmdletMessages.DeployTarget(_ids, Environment, $"{connection}"), IvrCmdletMessages.DeployAction(DryRun)))
        {
            return;
        }

        Run(async (pipeline, token) =>
        {
            var (result, failure) = await IvrDeployer.PublishAsync(connection, request, pipeline, token).ConfigureAwait(false);
            await pipeline.WriteAsync(result).ConfigureAwait(false);
            if (failure is not null)
            {
                await pipeline.WriteErrorAsync(ErrorRecords.From(failure, result)).ConfigureAwait(false);
            }
        });
    }
}
