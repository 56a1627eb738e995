using System.Management.Automation;
using CxOne.Errors;
using CxOne.Ivr;
using CxOne.PowerShell.Base;
using CxOne.PowerShell.Completion;

namespace CxOne.PowerShell.Ivr;

/// <summary>Simulates calls through IVR definitions and returns the result of each call.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "CxIvrSimulation", DefaultParameterSetName = InputSet)]
[OutputType(typeof(IvrSimulationResult))]
public sealed class InvokeCxIvrSimulationCommand : CxConnectedCmdlet
{
    private const string InputSet = "Input";
    private const string CaseSet = "Case";

    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Id")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(IvrDefinitionCompleter))]
    public string[] IvrDefinitionId { get; set; } = [];

    [Parameter(Mandatory = true, ParameterSetName = InputSet, Position = 1)]
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

    private readonly HashSet<string> _simulated = new(StringComparer.Ordinal);
    private IReadOnlyList<IvrTestCase> _cases = [];

    /// <summary>Takes every object that is piped in, to tell the members that the tenant has added from the ones that are known.</summary>
    [Parameter(ValueFromPipeline = true, DontShow = true)]
    [AllowNull]
    public PSObject? PipedObject { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        ForgetTenantMembers(PipedObject);
        var connection = Tenant;
        IvrTestCases.NumberWarning(TestInput, TestCase, this);
        var cases = _cases = Guard(() => IvrTestCases.From(TestInput, TestCase, IgnoreColumn));
        _simulated.UnionWith(IvrDefinitionId);
        foreach (var id in IvrDefinitionId.Where(id => cases.All(testCase => testCase.IvrDefinitionId is { } own && own != id)))
        {
            WriteWarning($"Definition '{id}' was not simulated: no test case is for it.");
        }

        var calls = IvrDefinitionId.SelectMany(id => cases
            .Where(testCase => testCase.IvrDefinitionId is null || testCase.IvrDefinitionId == id)
            .Select(testCase => (Id: id, Case: testCase)));
        RunForEach(calls, async (call, pipeline, token) =>
            await pipeline.WriteAsync(
                await IvrSimulator.SimulateAsync(
                    connection, call.Id, call.Case, MaxTimeoutSec, pipeline, token).ConfigureAwait(false)).ConfigureAwait(false));
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        // A test that ran nowhere must not pass for one that was passed.
        var idle = _cases
            .Where(testCase => testCase.IvrDefinitionId is { } id && !_simulated.Contains(id))
            .Select(testCase => $"Test case '{testCase.Name ?? string.Join(' ', testCase.Input)}' is for '{testCase.IvrDefinitionId}', "
                + "which is not among the definitions: it was not simulated.")
            .ToList();
        if (idle.Count > 0)
        {
            WriteError(ErrorRecords.From(new CxValidationException(idle), TestCase));
        }
    }
}
