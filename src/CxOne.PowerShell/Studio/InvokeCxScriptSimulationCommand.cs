using System.Collections;
using System.Globalization;
using System.Management.Automation;
using CxOne.Errors;
using CxOne.PowerShell.Base;
using CxOne.Published;
using CxOne.Studio.Calls;
using CxOne.Studio.Graph;
using CxOne.Studio.Simulation;
using CxOne.Studio.Testing;

namespace CxOne.PowerShell.Studio;

/// <summary>Runs a call through Studio scripts, offline; or tries everything that a caller can key.</summary>
[ApiFamily]
[Cmdlet(VerbsLifecycle.Invoke, "CxScriptSimulation", DefaultParameterSetName = CallSet)]
[OutputType(typeof(ScriptSimulationResult), ParameterSetName = [CallSet, InteractiveSet, ObjectCallSet, ObjectInteractiveSet])]
[OutputType(typeof(ScriptExploration), ParameterSetName = [ExploreSet, ObjectExploreSet])]
public sealed class InvokeCxScriptSimulationCommand : ScriptCmdlet
{
    private const string CallSet = "Call";
    private const string InteractiveSet = "Interactive";
    private const string ExploreSet = "Explore";
    private const string ObjectCallSet = "ObjectCall";
    private const string ObjectInteractiveSet = "ObjectInteractive";
    private const string ObjectExploreSet = "ObjectExplore";

    [Parameter(Mandatory = true, Position = 0, ParameterSetName = CallSet, ValueFromPipeline = true,
        ValueFromPipelineByPropertyName = true)]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = InteractiveSet, ValueFromPipeline = true,
        ValueFromPipelineByPropertyName = true)]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ExploreSet, ValueFromPipeline = true,
        ValueFromPipelineByPropertyName = true)]
    [Alias("FullName")]
    [ValidateNotNullOrEmpty]
    [ObjectId("Path", "FullName", Other = nameof(TenantScript.Leaf))]
    public string[] Path { get; set; } = [];

    /// <summary>Gets or sets scripts of the tenant with their bodies.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ObjectCallSet, ValueFromPipeline = true)]
    [Parameter(Mandatory = true, ParameterSetName = ObjectInteractiveSet, ValueFromPipeline = true)]
    [Parameter(Mandatory = true, ParameterSetName = ObjectExploreSet, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    public TenantScript[] InputObject { get; set; } = [];

    [Parameter(Position = 1, ParameterSetName = CallSet)]
    [Parameter(Position = 1, ParameterSetName = InteractiveSet)]
    [Parameter(ParameterSetName = ObjectCallSet)]
    [Parameter(ParameterSetName = ObjectInteractiveSet)]
    [Alias("When")]
    [ValidateNotNull]
    public string[] TestInput { get; set; } = [];

    [Parameter]
    [ValidateNotNull]
    public object? TestCase { get; set; }

    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Ani { get; set; }

    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Dnis { get; set; }

    [Parameter]
    [ZonedTime]
    public DateTimeOffset? Now { get; set; }

    [Parameter]
    [ValidateNotNull]
    public IDictionary? Hours { get; set; }

    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] HoursProfilePath { get; set; } = [];

    [Parameter]
    [ValidateNotNull]
    public IDictionary? Variable { get; set; }

    [Parameter]
    [ValidateNotNull]
    public IDictionary? Subscript { get; set; }

    [Parameter]
    [ValidateNotNull]
    public IDictionary? Assume { get; set; }

    [Parameter]
    [ValidateRange(0d, 86_400d)]
    [StrictNumber]
    public double AnswerAfterSec { get; set; }

    [Parameter(ParameterSetName = CallSet)]
    [Parameter(ParameterSetName = ObjectCallSet)]
    [ValidateNotNull]
    public string[]? Replay { get; set; }

    [Parameter(Mandatory = true, ParameterSetName = InteractiveSet)]
    [Parameter(Mandatory = true, ParameterSetName = ObjectInteractiveSet)]
    public SwitchParameter Interactive { get; set; }

    [Parameter(Mandatory = true, ParameterSetName = ExploreSet)]
    [Parameter(Mandatory = true, ParameterSetName = ObjectExploreSet)]
    public SwitchParameter Explore { get; set; }

    [Parameter(ParameterSetName = ExploreSet)]
    [Parameter(ParameterSetName = ObjectExploreSet)]
    [ValidateNotNullOrEmpty]
    public string[]? Key { get; set; }

    [Parameter(ParameterSetName = ExploreSet)]
    [Parameter(ParameterSetName = ObjectExploreSet)]
    [ValidateRange(0, 100)]
    [StrictNumber(IsWhole = true)]
    public int Depth { get; set; } = new ScriptExploreOptions().Depth;

    [Parameter(ParameterSetName = ExploreSet)]
    [Parameter(ParameterSetName = ObjectExploreSet)]
    [ValidateRange(1, 1_000_000)]
    [StrictNumber(IsWhole = true)]
    public int MaxStates { get; set; } = new ScriptExploreOptions().MaxStates;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var call = Guard(ReadCall);
        var options = new ScriptExploreOptions { Depth = Depth, MaxStates = MaxStates };
        if (Key is { } keys)
        {
            options = options with { Keys = Guard(() => ScriptTestReader.ReadKeys(keys)) };
        }

        var scripts = ReadScripts(Path, nameof(Path)).Concat(ReadScripts(InputObject)).ToList();
        var library = new ScriptLibrary(ReadScripts(ScriptFolder, nameof(ScriptFolder)).Concat(scripts).Select(script => script.Graph));
        if (Interactive)
        {
            foreach (var (_, graph) in scripts)
            {
                // Keys are asked for on the pipeline thread, where the host may be used.
                var console = new InteractiveCaller(Host);
                var result = Guard(() => ScriptSimulator.Run(graph, call, library, console.Ask));
                console.Show(result);
                WriteObject(result);
            }

            return;
        }

        RunForEach(scripts, async (script, pipeline, token) =>
        {
            object result = Explore
                ? ScriptExplorer.Explore(script.Graph, call, options, library, token)
                : ScriptSimulator.Run(script.Graph, call, library, null, token);
            await pipeline.WriteAsync(result).ConfigureAwait(false);
        });
    }

    private ScriptCall ReadCall()
    {
        var call = TestCase is null ? new ScriptCall()
            : ScriptTestReader.ReadCall(TestJson.Of(TestCase, nameof(TestCase)), nameof(TestCase));
        var stubs = Subscript is null
            ? new ScriptCall()
            : ScriptTestReader.ReadCall(TestJson.Of(new Hashtable { ["subs"] = Stubs(Subscript) }, nameof(Subscript)), nameof(Subscript));
        var assumed = Assume is null
            ? null
            : ScriptTestReader.ReadCall(TestJson.Of(new Hashtable { ["assume"] = Assume }, nameof(Assume)), nameof(Assume)).Assumptions;
        return call with
        {
            Ani = Ani ?? call.Ani,
            Dnis = Dnis ?? call.Dnis,
            Now = Now ?? call.Now,
            Hours = Hours is null ? call.Hours : Texts(Hours),
            Profiles = HoursProfilePath.Length == 0 ? call.Profiles : ReadProfiles(HoursProfilePath),
            Variables = Variable is null ? call.Variables : Texts(Variable),
            Subscripts = Subscript is null ? call.Subscripts : stubs.Subscripts,
            Assumptions = assumed ?? call.Assumptions,
            When = TestInput.Length == 0 ? call.When : [.. TestInput.Select(CallerInput.Parse)],
            Replay = Replay ?? call.Replay,
            Queue = MyInvocation.BoundParameters.ContainsKey(nameof(AnswerAfterSec))
                ? new QueueStub { AnswerAfter = (decimal)AnswerAfterSec }
                : call.Queue,
        };
    }

    /// <summary>A plain value is what the subscript returns.</summary>
    private static Hashtable Stubs(IDictionary given)
    {
        var stubs = new Hashtable(StringComparer.OrdinalIgnoreCase);
        foreach (DictionaryEntry entry in given)
        {
            var value = entry.Value is PSObject wrapped ? wrapped.BaseObject : entry.Value;
            stubs[Text(entry.Key)] = value is IDictionary or PSCustomObject ? entry.Value : new Hashtable { ["return"] = Text(value) };
        }

        return stubs;
    }

    private static Dictionary<string, string> Texts(IDictionary given)
    {
        Dictionary<string, string> texts = new(StringComparer.OrdinalIgnoreCase);
        foreach (DictionaryEntry entry in given)
        {
            texts[Text(entry.Key)] = Text(entry.Value);
        }

        return texts;
    }

    private static string Text(object? value)
        => Convert.ToString(value is PSObject wrapped ? wrapped.BaseObject : value, CultureInfo.InvariantCulture) ?? string.Empty;
}
