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

    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Id")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(IvrDefinitionCompleter))]
    public string[] IvrDefinitionId { get; set; } = [];

    [Parameter(Mandatory = true, ParameterSetName = InputSet, Position = 1)]
    [ValidateNotNullOrEmpty]
    public string[]? TestInput { get; set; }

    [Parameter(Mandatory = true, ParameterSetName = CaseSet)]
    [ValidateNotNullOrEmpty]
    public object[]? TestCase { get; set; }

    [Parameter]
    [ValidateRange(1, 600)]
    public int MaxTimeoutSec { get; set; } = IvrSimulator.DefaultMaxTimeoutSec;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var connection = Tenant;
        var cases = Guard(() => IvrTestCases.From(TestInput, TestCase));
        var calls = IvrDefinitionId.SelectMany(id => cases
            .Where(testCase => testCase.IvrDefinitionId is null || testCase.IvrDefinitionId == id)
            .Select(testCase => (Id: id, Case: testCase)));
        RunForEach(calls, async (call, pipeline, token) =>
            await pipeline.WriteAsync(
                await IvrSimulator.SimulateAsync(
                    connection, call.Id, call.Case, MaxTimeoutSec, pipeline, token).ConfigureAwait(false)).ConfigureAwait(false));
    }
}
