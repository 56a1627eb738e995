using System.Management.Automation;
using CxOne.Connection;
using CxOne.Errors;
using CxOne.Ivr;
using CxOne.PowerShell.Base;
using CxOne.PowerShell.Completion;

namespace CxOne.PowerShell.Ivr;

/// <summary>
/// Simulates calls, deploys IVR definitions, waits for the job and rolls it back if it fails. All ids of the pipeline make one deployment.
/// </summary>
[ApiFamily(CxApiFamilies.Seed)]
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
    [ObjectId("Id", "IvrDefinitionId")]
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

    [Parameter(ParameterSetName = InputSet)]
    [ValidateNotNullOrEmpty]
    public string? ExpectEnd { get; set; }

    [Parameter(ParameterSetName = InputSet)]
    [ValidateNotNullOrEmpty]
    public string[]? AllowTimeout { get; set; }

    [Parameter(Mandatory = true, ParameterSetName = CaseSet)]
    [ValidateNotNullOrEmpty]
    public object[]? TestCase { get; set; }

    [Parameter]
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
    public SwitchParameter AllowNewEnvironment { get; set; }

    [Parameter]
    public SwitchParameter Force { get; set; }

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
        Guard(() =>
        {
            IvrDefinitionRows.Require(PipedObject, IgnoreColumn);
            return true;
        });
        _ids.AddRange(IvrDefinitionId);
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        base.EndProcessing();
        if (_ids.Count == 0)
        {
            return;
        }

        var connection = Tenant;
        IvrTestCases.NumberWarning(TestInput, TestCase, this);
        var (cases, violations) = Guard(
            () => IvrTestCases.Read(new IvrTestInput(TestInput, ExpectEnd, AllowTimeout), TestCase, IgnoreColumn));
        var request = new IvrDeploymentRequest
        {
            IvrDefinitionId = _ids.ToArray(),
            TargetEnvironment = Environment,
            TestCases = cases,
            MaxTimeoutSec = MaxTimeoutSec,
            SkipSimulation = SkipSimulation,
            DryRun = DryRun,
            AllowUnknownEnvironment = AllowNewEnvironment,
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

        var approved = Approve(
            [request],
            _ => IvrCmdletMessages.DeployTarget(_ids, Environment, $"{connection}"),
            _ => IvrCmdletMessages.DeployAction(_ids.Count, DryRun),
            async (deployment, pipeline, token) =>
            {
                var named = await WithIdsAsync(connection, deployment, pipeline, token).ConfigureAwait(false);
                var simulated = await IvrDeployer.PreviewAsync(connection, named, pipeline, token).ConfigureAwait(false);
                return IvrCmdletMessages.DeployPreview(_ids.Count, DryRun, SkipSimulation ? null : simulated);
            });
        if (approved.Count == 0 || !IsConfirmed(connection.ToString()))
        {
            return;
        }

        Run(async (pipeline, token) =>
        {
            var deployment = await WithIdsAsync(connection, request, pipeline, token).ConfigureAwait(false);
            var (result, failure) = await IvrDeployer.PublishAsync(connection, deployment, pipeline, token).ConfigureAwait(false);
            await pipeline.WriteAsync(result).ConfigureAwait(false);
            if (failure is not null)
            {
                await pipeline.WriteErrorAsync(ErrorRecords.From(failure, result)).ConfigureAwait(false);
            }
        });
    }

    /// <summary>Replaces names of definitions by their ids, also those in test cases.</summary>
    private static async Task<IvrDeploymentRequest> WithIdsAsync(
        CxConnection connection, IvrDeploymentRequest request, CxPipeline pipeline, CancellationToken token)
    {
        request.Validate();
        ExactNames<IvrDefinition> names = new(ObjectSources.IvrDefinitions);
        Dictionary<string, string> ids = new(StringComparer.Ordinal);
        foreach (var text in request.IvrDefinitionId)
        {
            ids[text] = await names.ResolveAsync(connection, text, pipeline, token).ConfigureAwait(false);
        }

        return request with
        {
            IvrDefinitionId = [.. ids.Values],
            TestCases = [.. request.TestCases.Select(testCase => testCase with
            {
                IvrDefinitionId = testCase.IvrDefinitionId is { } text ? ids.GetValueOrDefault(text, text) : null
            })],
        };
    }

    /// <summary>Asks before production, unless the user has confirmed the deployment already.</summary>
    private bool IsConfirmed(string connection)
    {
        if (DryRun || Force || !ProductionEnvironments.Contains(Environment, Local.Variable(ProductionEnvironments.Variable)))
        {
            return true;
        }

        return Guard(() => Confirmation.Ask(
            this,
            IvrCmdletMessages.ProductionQuestion(_ids, Environment, connection),
            IvrCmdletMessages.ProductionCaption,
            () => new CxException(
                CxErrors.ConfirmationRequired, IvrCmdletMessages.ConfirmationRequired(_ids.Count, Environment), Environment)));
    }
}
