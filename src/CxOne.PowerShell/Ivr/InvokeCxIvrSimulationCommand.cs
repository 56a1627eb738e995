using System.Management.Automation;
using CxOne.Connection;
using CxOne.Errors;
using CxOne.Ivr;
using CxOne.PowerShell.Base;
using CxOne.PowerShell.Completion;

namespace CxOne.PowerShell.Ivr;

/// <summary>Simulates calls through IVR definitions and returns the result of each call.</summary>
[ApiFamily(CxApiFamilies.Seed)]
[Cmdlet(VerbsLifecycle.Invoke, "CxIvrSimulation", DefaultParameterSetName = InputSet)]
[OutputType(typeof(IvrSimulationResult))]
public sealed class InvokeCxIvrSimulationCommand : CxConnectedCmdlet
{
    private const string InputSet = "Input";
    private const string CaseSet = "Case";
    private readonly ExactNames<IvrDefinition> _names = new(ObjectSources.IvrDefinitions);

    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Id")]
    [ValidateNotNullOrEmpty]
    [ObjectId("Id", "IvrDefinitionId")]
    [ArgumentCompleter(typeof(IvrDefinitionCompleter))]
    public string[] IvrDefinitionId { get; set; } = [];

    [Parameter(Mandatory = true, ParameterSetName = InputSet, Position = 1)]
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
        Guard(() =>
        {
            IvrDefinitionRows.Require(PipedObject, IgnoreColumn);
            return true;
        });
        var connection = Tenant;
        IvrTestCases.NumberWarning(TestInput, TestCase, this);
        var cases = _cases = Guard(() => IvrTestCases.From(
            new IvrTestInput(TestInput, ExpectEnd, AllowTimeout), TestCase, IgnoreColumn));
        List<(string Text, string Id)> definitions = [];
        RunForEach(IvrDefinitionId, async (text, pipeline, token) =>
            definitions.Add((text, await _names.ResolveAsync(connection, text, pipeline, token).ConfigureAwait(false))));
        _simulated.UnionWith(definitions.SelectMany(definition => new[] { definition.Text, definition.Id }));
        foreach (var definition in definitions.Where(definition => !cases.Any(testCase => IsFor(testCase, definition))))
        {
            WriteWarning(IvrCmdletMessages.NotSimulated(definition.Text));
        }

        var calls = definitions.SelectMany(definition => cases
            .Where(testCase => IsFor(testCase, definition))
            .Select(testCase => (definition.Id, Case: testCase)));
        RunForEach(calls, async (call, pipeline, token) =>
            await pipeline.WriteAsync(
                await IvrSimulator.SimulateAsync(
                    connection, call.Id, call.Case, MaxTimeoutSec, pipeline, token).ConfigureAwait(false)).ConfigureAwait(false));
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        base.EndProcessing();
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

    private static bool IsFor(IvrTestCase testCase, (string Text, string Id) definition)
        => testCase.IvrDefinitionId is null || testCase.IvrDefinitionId == definition.Id || testCase.IvrDefinitionId == definition.Text;
}
