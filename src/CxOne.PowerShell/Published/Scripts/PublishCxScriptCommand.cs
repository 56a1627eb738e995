using System.Management.Automation;
using CxOne.Connection;
using CxOne.Errors;
using CxOne.Exclusive;
using CxOne.PowerShell.Base;
using CxOne.PowerShell.Completion;
using CxOne.PowerShell.Exclusive;
using CxOne.PowerShell.Studio;
using CxOne.Published;
using CxOne.Studio.Calls;
using CxOne.Studio.Graph;
using CxOne.Studio.Linting;
using CxOne.Studio.Reading;
using CxOne.Studio.Testing;

namespace CxOne.PowerShell.Published;

/// <summary>Checks, tests and saves Studio scripts on the tenant, and connects points of contact to them.</summary>
[Cmdlet(VerbsData.Publish, "CxScript", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[ApiFamily(CxApiFamilies.Published)]
[OutputType(typeof(ScriptPublishResult))]
public sealed class PublishCxScriptCommand : ScriptTestCmdlet
{
    private readonly List<(string File, ScriptGraph Graph)> _scripts = [];
    private readonly HashSet<string> _files = new(StringComparer.Ordinal);
    private readonly ExactNames<PointOfContact> _points = new(ObjectSources.PointsOfContact);

    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("FullName")]
    [ValidateNotNullOrEmpty]
    [ObjectId("Path", "FullName")]
    public string[] Path { get; set; } = [];

    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ScriptNameCompleter))]
    public string? Name { get; set; }

    [Parameter]
    [ValidateNotNull]
    public object? Base { get; set; }

    [Parameter]
    [ValidateNotNullOrEmpty]
    [ObjectId("Id")]
    [ArgumentCompleter(typeof(PointOfContactCompleter))]
    public string[] PointOfContact { get; set; } = [];

    [Parameter]
    public bool? IvrReporting { get; set; }

    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Gets or sets the connection; <see langword="null"/> for the connection of the runspace.</summary>
    [Parameter]
    [ValidateNotNull]
    public CxConnection? Connection { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
        => _scripts.AddRange(ReadScripts(Path, nameof(Path)).Where(script => _files.Add(script.File)));

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        base.EndProcessing();
        if (_scripts.Count == 0)
        {
            return;
        }

        var connection = ResolveTenant(Connection);
        Guard(() =>
        {
            // One name, one base and one point of contact belong to one script. The second of two files of a script would replace the
            // first without a conflict.
            CxValidationException.ThrowIfAny(
            [
                .. new[] { nameof(Name), nameof(Base), nameof(PointOfContact) }
                    .Where(parameter => _scripts.Count > 1 && MyInvocation.BoundParameters.ContainsKey(parameter))
                    .Select(parameter => PublishedCmdletMessages.OneScriptOnly(parameter, _scripts.Count)),
                .. _scripts.GroupBy(script => script.Graph.Script.Name, StringComparer.OrdinalIgnoreCase)
                    .Where(group => group.Count() > 1)
                    .Select(group => PublishedCmdletMessages.SameScript(group.Key, [.. group.Select(script => script.File)])),
            ]);
            return true;
        });
        var others = ReadScripts(ScriptFolder, nameof(ScriptFolder)).Select(script => script.Graph).ToArray();
        var profiles = ReadProfiles();
        var settings = ReadSettings();
        var tests = Guard(() => ReadTests(others, profiles));
        var locks = Guard(() => LockSource.Of(this, connection));
        var files = _scripts.ToDictionary(script => script.Graph, script => script.File);
        foreach (var graph in ScriptOrder.CalledFirst([.. files.Keys]))
        {
            Publish(connection, files[graph], graph, new ScriptLintOptions
            {
                Settings = settings,
                Library = new ScriptLibrary(_scripts.Select(script => script.Graph).Concat(others)),
                Profiles = profiles,
            }, tests, locks);
        }
    }

    private void Publish(
        CxConnection connection, string file, ScriptGraph graph, ScriptLintOptions lint, IReadOnlyList<PreparedTest> tests,
        IExclusiveLocks locks)
    {
        var writing = new ScriptWriting(this);
        ScriptFolderLock? folder = null;
        ScriptPublishPlan? plan = null;
        string? action = null;
        RunForEach([file], async (_, pipeline, token) =>
        {
            folder = ScriptFolderLock.Find(file);
            var name = Name ?? graph.Script.Name;
            var request = new ScriptPublishRequest
            {
                Name = name,
                Graph = graph,
                File = file,
                Lint = await ScriptLintData.AddAsync(connection, lint, [graph], pipeline, token).ConfigureAwait(false),
                Tests = TestsOf(file, graph, tests),
                Base = Base is null ? folder?.BaseOf(name) : ScriptBases.Read(this, Base, Catalogue),
                Force = Force,
                PointsOfContact = await PointIdsAsync(connection, pipeline, token).ConfigureAwait(false),
                IvrReporting = IvrReporting,
            };
            var made = await ScriptPublisher.PlanAsync(connection, request, pipeline, token).ConfigureAwait(false);
            if (made.Refusal is { } refusal)
            {
                await ScriptWriting.WriteAsync(refusal, file, pipeline).ConfigureAwait(false);
                return;
            }

            action = PublishedCmdletMessages.PublishAction(made.IsNew, made.IsUnchanged, [.. made.CutOver.Select(point => $"{point}")]);
            if (IsPreviewed)
            {
                foreach (var line in ScriptWriting.Describe(made, token))
                {
                    pipeline.Show(line);
                }
            }

            plan = made;
        }, isPlanned: true);
        if (plan is null || (!(plan.IsUnchanged && plan.CutOver.Count == 0) && !IsApproved(plan, action!, connection, writing)))
        {
            return;
        }

        var isNoted = !IsWhatIf;
        RunForEach([file], async (_, pipeline, token) =>
        {
            var outcome = await ScriptPublisher.PublishAsync(connection, plan, locks, pipeline, token).ConfigureAwait(false);
            try
            {
                // Before the result is written: a consumer that needs no more ends the cmdlet there.
                if (isNoted)
                {
                    folder?.Update(outcome.Result);
                }
            }
            finally
            {
                await ScriptWriting.WriteAsync(outcome, file, pipeline).ConfigureAwait(false);
            }
        });
    }

    private bool IsApproved(ScriptPublishPlan plan, string action, CxConnection connection, ScriptWriting writing)
        => ShouldProcess(PublishedCmdletMessages.Target(plan.Name, connection.ToString()), action)
            && Guard(() => writing.IsConfirmed(plan));

    private async Task<IReadOnlyList<string>> PointIdsAsync(CxConnection connection, CxPipeline pipeline, CancellationToken token)
    {
        List<string> ids = [];
        foreach (var text in PointOfContact)
        {
            ids.Add(await _points.ResolveNumberedAsync(connection, text, pipeline, token).ConfigureAwait(false));
        }

        return ids;
    }

    /// <summary>All test cases; a file that cannot be read ends the cmdlet, because nothing may be saved untested.</summary>
    private IReadOnlyList<PreparedTest> ReadTests(ScriptGraph[] others, IReadOnlyDictionary<string, HoursProfile>? profiles)
    {
        var prepared = Prepare(_scripts.Select(script => script.Graph), others, profiles);
        return
        [
            .. TestPath.SelectMany(path => ScriptFiles.FindTests(this, path, nameof(TestPath)))
                .SelectMany(file => prepared.Of(
                    file, ScriptTestReader.Read(ScriptFiles.Bytes(file), System.IO.Path.GetFileName(file)))),
            .. TestCase.SelectMany(test => prepared.Of(null, ScriptTestReader.Read(TestJson.Of(test, nameof(TestCase)), nameof(TestCase)))),
        ];
    }

    /// <summary>The test cases of one script. Test cases that are about another script must not look like a success.</summary>
    private static ScriptPublishTest[] TestsOf(string file, ScriptGraph graph, IReadOnlyList<PreparedTest> tests)
    {
        ScriptPublishTest[] own =
        [
            .. tests.Where(test => IsAbout(test.Case.Script)).Select(test => new ScriptPublishTest(test.Case, test.Library, test.Source)),
        ];
        return own.Length > 0 || tests.Count == 0
            ? own
            : throw new CxValidationException([PublishedCmdletMessages.NoTestOf(graph.Script.Name, tests.Count)], file);

        bool IsAbout(string name)
            => name.Length == 0
                || name.Equals(graph.Script.Name, StringComparison.OrdinalIgnoreCase)
                || name.Equals(System.IO.Path.GetFileName(file), StringComparison.OrdinalIgnoreCase)
                || name.Equals(ScriptNames.Leaf(graph.Script.Name), StringComparison.OrdinalIgnoreCase);
    }
}
