using System.Management.Automation;
using CxOne.Connection;
using CxOne.Errors;
using CxOne.PowerShell.Base;
using CxOne.PowerShell.Completion;
using CxOne.Published;
using CxOne.Studio.Calls;
using CxOne.Studio.Catalogue;
using CxOne.Studio.Graph;
using CxOne.Studio.Linting;
using CxOne.Studio.Linting.Rules;
using CxOne.Studio.Testing;

namespace CxOne.PowerShell.Studio;

/// <summary>Checks Studio scripts, runs test cases against them, offline, and writes a report for pipelines.</summary>
[ApiFamily(CxApiFamilies.Published)]
[Cmdlet(VerbsDiagnostic.Test, "CxScript", DefaultParameterSetName = NameSet)]
[OutputType(typeof(ScriptLintFinding), typeof(ScriptTestResult))]
public sealed class TestCxScriptCommand : ScriptTestCmdlet
{
    // Not the default: pwsh would then try no other parameter for what is piped in.
    private const string PathSet = "Path";
    private const string NameSet = "Name";
    private const string ObjectSet = "Object";
    private readonly List<(string File, ScriptGraph Graph)> _scripts = [];
    private readonly List<TenantScript> _objects = [];
    private readonly List<ScriptLintResult> _lint = [];
    private readonly List<ScriptTestResult> _results = [];
    private string? _reportPath;
    private CxConnection? _tenant;

    [Parameter(Mandatory = true, Position = 0, ParameterSetName = PathSet, ValueFromPipeline = true,
        ValueFromPipelineByPropertyName = true)]
    [Alias("FullName")]
    [ValidateNotNullOrEmpty]
    [ObjectId("Path", "FullName", Other = nameof(TenantScript.Leaf))]
    public string[] Path { get; set; } = [];

    /// <summary>Gets or sets names of scripts of the tenant, or patterns.</summary>
    [Parameter(Mandatory = true, ParameterSetName = NameSet)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ScriptNameCompleter))]
    public string[] Name { get; set; } = [];

    /// <summary>Gets or sets scripts of the tenant. Those without their bodies are read.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ObjectSet, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    public TenantScript[] InputObject { get; set; } = [];

    /// <summary>Gets or sets the tenant that is read; <see langword="null"/> for the connection of the runspace.</summary>
    [Parameter(ParameterSetName = NameSet)]
    [Parameter(ParameterSetName = ObjectSet)]
    [ValidateNotNull]
    public CxConnection? Connection { get; set; }

    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ReportPath { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
        => _reportPath = ReportPath is null ? null : Guard(() => FileSystemPath.Resolve(this, ReportPath, nameof(ReportPath)));

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        _scripts.AddRange(ReadScripts(Path, nameof(Path)));
        _objects.AddRange(InputObject);
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        base.EndProcessing();
        ReadTenant();
        var others = ReadScripts(ScriptFolder, nameof(ScriptFolder)).Select(script => script.Graph).ToArray();
        var profiles = ReadProfiles();
        Lint(others, profiles);
        var tests = ReadTests()
            .SelectMany(file => Read(
                file.Path ?? file.Tests.Source,
                () => Prepare(_scripts.Select(script => script.Graph), others, profiles).Of(file.Path, file.Tests)) ?? [])
            .ToArray();
        RunForEach(tests, async (test, pipeline, token) =>
        {
            foreach (var graph in Targets(test.Case, test.Library))
            {
                var result = ScriptTestRunner.Run(test.Case, graph, test.Library, token) with { Source = test.Source };
                _results.Add(result);
                await pipeline.WriteAsync(result).ConfigureAwait(false);
            }
        });
        WriteReport();
    }

    /// <summary>Reads the scripts of the tenant. Objects that have their bodies need no connection.</summary>
    private void ReadTenant()
    {
        if (ParameterSetName == PathSet)
        {
            return;
        }

        if (ParameterSetName == NameSet || Connection is not null || _objects.Exists(script => script.Script is null))
        {
            _tenant = ResolveTenant(Connection);
        }

        if (_tenant is not { } tenant)
        {
            _scripts.AddRange(ReadScripts(_objects));
            return;
        }

        List<TenantScript> scripts = [];
        Run((pipeline, token) => TenantScripts.ReadAsync(tenant, Name, _objects, scripts, pipeline, token));
        _scripts.AddRange(ReadScripts(scripts));
    }

    private void Lint(ScriptGraph[] others, IReadOnlyDictionary<string, HoursProfile>? profiles)
    {
        var options = new ScriptLintOptions
        {
            Settings = ReadSettings(),
            Library = new ScriptLibrary(_scripts.Select(script => script.Graph).Concat(others)),
            Profiles = profiles,
        };
        ScriptGraph[] graphs = [.. _scripts.Select(script => script.Graph)];
        Run(async (pipeline, token) =>
        {
            if (_tenant is { } tenant)
            {
                options = await TenantScripts.AddDataAsync(tenant, options, graphs, pipeline, token).ConfigureAwait(false);
            }

            foreach (var result in ScriptLinter.LintAll(graphs, options, token))
            {
                _lint.Add(result);
                foreach (var skipped in result.Skipped)
                {
                    pipeline.Verbose(StudioCmdletMessages.RuleSkipped(result.Script, skipped.Rule, skipped.Reason));
                }

                await pipeline.WriteAsync(result.Findings).ConfigureAwait(false);
            }
        });
    }

    private IEnumerable<(string? Path, ScriptTestFile Tests)> ReadTests()
    {
        foreach (var path in TestPath)
        {
            IReadOnlyList<string> files = [];
            try
            {
                files = ScriptFiles.FindTests(this, path, nameof(TestPath));
            }
            catch (CxException exception)
            {
                WriteError(ErrorRecords.From(exception, path));
            }

            foreach (var file in files)
            {
                if (Read(file, () => ScriptTestReader.Read(ScriptFiles.Bytes(file), System.IO.Path.GetFileName(file))) is { } tests)
                {
                    yield return (file, tests);
                }
            }
        }

        foreach (var test in TestCase)
        {
            if (Read(test, () => ScriptTestReader.Read(TestJson.Of(test, nameof(TestCase)), nameof(TestCase))) is { } tests)
            {
                yield return (null, tests with { Source = string.Empty });
            }
        }
    }

    private T? Read<T>(object item, Func<T> read)
        where T : class
    {
        try
        {
            return read();
        }
        catch (CxException exception)
        {
            WriteError(ErrorRecords.From(exception, item));
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            WriteError(ErrorRecords.From(
                new CxException(CxErrors.ScriptUnreadable, StudioCmdletMessages.FileUnreadable($"{item}", exception.Message), item,
                    exception), item));
            return null;
        }
    }

    /// <summary>The script that a test case names; without a name, each of the scripts.</summary>
    private IEnumerable<ScriptGraph> Targets(ScriptTestCase test, ScriptLibrary library)
    {
        var name = test.Script;
        if (name.Length == 0)
        {
            return _scripts.Select(script => library.Find(string.Empty, script.Graph.Script.Name) ?? script.Graph);
        }

        var byFile = _scripts.Where(script
            => System.IO.Path.GetFileName(script.File).Equals(name, StringComparison.OrdinalIgnoreCase)).ToArray();
        return library.Find(string.Empty, name) is { } graph ? [graph]
            : byFile.Length > 0 ? [byFile[0].Graph]
            : throw new CxException(CxErrors.ScriptNotFound, StudioCmdletMessages.ScriptMissing(name, test.Name), name);
    }

    private void WriteReport()
    {
        if (_reportPath is null)
        {
            return;
        }

        try
        {
            var suites = TestReport.Suites(_lint, _results);
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(_reportPath)!);
            File.WriteAllBytes(_reportPath, JUnitReport.Write(suites));
            WriteVerbose(StudioCmdletMessages.FileWritten(_reportPath));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            WriteError(ErrorRecords.From(
                new CxException(CxErrors.ReportWriteFailed, StudioCmdletMessages.ReportUnwritable(_reportPath, exception.Message),
                    _reportPath, exception)
                {
                    RecommendedAction = StudioCmdletMessages.ReportAction,
                },
                _reportPath));
        }
    }
}
