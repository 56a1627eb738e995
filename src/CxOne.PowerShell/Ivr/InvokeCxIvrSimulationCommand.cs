using System.Management.Automation;
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
    private readonly ExactNames<IvrDefinition> _names = new(ObjectSources.IvrDefinitions);

    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Id")]
    [ValidateNotNullOrEmpty]
    [ObjectId("IvrDefinitionId")]
    [ArgumentCompleter(typeof(IvrDefinitionCompleter))]
    public string[] IvrDefinitionId { get; set; } = [];

    [Parameter(Mandatory = true, ParameterSetName = InputSet, Position = 1)]
    [ValidateNotNullOrEmpty]
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
    [ValidateRange(1, 600)]
    [StrictNumber(IsWhole = true)]
    public int MaxTimeoutSec { get; set; } = IvrSimulator.DefaultMaxTimeoutSec;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var connection = Tenant;
        var cases = Guard(() => IvrTestCases.From(new IvrTestInput(TestInput, ExpectEnd, AllowTimeout), TestCase));
        var calls = IvrDefinitionId.SelectMany(text => cases.Select(testCase => (Text: text, Case: testCase)));
        RunForEach(calls, async (call, pipeline, token) =>
        {
            var id = await _names.ResolveAsync(connection, call.Text, pipeline, token).ConfigureAwait(false);
            if (call.Case.IvrDefinitionId is null || call.Case.IvrDefinitionId == id || call.Case.IvrDefinitionId == call.Text)
            {
                await pipeline.WriteAsync(
                    await IvrSimulator.SimulateAsync(
                        connection, id, call.Case, MaxTimeoutSec, pipeline, token).ConfigureAwait(false)).ConfigureAwait(false);
            }
        });
    }
}
