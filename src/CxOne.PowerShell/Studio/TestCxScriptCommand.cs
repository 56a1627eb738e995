using System.Management.Automation;
using CxOne.Errors;
using CxOne.PowerShell.Base;
using CxOne.Studio.Calls;
using CxOne.Studio.Graph;
using CxOne.Studio.Reading;
using CxOne.Studio.Testing;

namespace CxOne.PowerShell.Studio;

/// <summary>Runs test cases against Studio scripts, offline, and writes a report for pipelines.</summary>
[Cmdlet(VerbsDiagnostic.Test, "CxScript")]
[OutputType(typeof(ScriptTestResult))]
public sealed class TestCxScriptCommand : ScriptCmdlet
{
    private readonly List<(string File, ScriptGraph Graph)> _scripts = [];
    private readonly List<ScriptTestResult> _results = [];
    private string? _reportPath;

    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] TestPath { get; set; } = [];

    [Parameter]
    [ValidateNotNullOrEmpty]
    public object[] TestCase { get; set; } = [];

    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] HoursProfilePath { get; set; } = [];

    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ReportPath { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
        => _reportPath = ReportPath is null ? null : Guard(() => FileSystemPath.Resolve(this, ReportPath, nameof(ReportPath)));

    /// <inheritdoc/>
    protected override void ProcessRecord() => _scripts.AddRange(ReadScripts(Path, nameof(Path)));

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        var others = ReadScripts(ScriptFolder, nameof(ScriptFolder)).Select(script => script.Graph).ToArray();
        var profiles = HoursProfilePath.Length == 0 ? null : Guard(() => ReadProfiles(HoursProfilePath));
        var files = ReadTests().ToArray();
        RunForEach(files, async (file, pipeline, token) =>
        {
            var folder = System.IO.Path.GetDirectoryName(file.Path);
            var near = folder is null || file.Tests.Scripts.Length == 0
                ? []
                : ScriptFiles.InFolder(System.IO.Path.Combine(folder, file.Tests.Scripts)).Select(path => ScriptFiles.Script(path, Catalogue));
            var library = new ScriptLibrary(_scripts.Select(script => script.Graph).Concat(others).Concat(near));
            var hours = file.Tests.Profiles.Count == 0 || folder is null
                ? profiles
                : ScriptFiles.Profiles(file.Tests.Profiles.Select(path => System.IO.Path.Combine(folder, path)));
            foreach (var test in file.Tests.Tests)
            {
                foreach (var graph in Targets(test.Script.Length > 0 ? test.Script : file.Tests.Script, library))
                {
                    var call = hours is null ? test.Call : test.Call with { Profiles = hours };
                    var result = ScriptTestRunner.Run(test with { Call = call }, graph, library, token) with { Source = file.Tests.Source };
                    _results.Add(result);
                    await pipeline.WriteAsync(result).ConfigureAwait(false);
                }
            }
        });
        WriteReport();
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

    private ScriptTestFile? Read(object item, Func<ScriptTestFile> read)
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
    }

    /// <summary>The script that a test case names; without a name, each of the scripts.</summary>
    private IEnumerable<ScriptGraph> Targets(string name, ScriptLibrary library)
    {
        if (name.Length == 0)
        {
            return _scripts.Select(script => script.Graph);
        }

        var byFile = _scripts.Where(script => System.IO.Path.GetFileName(script.File).Equals(name, StringComparison.OrdinalIgnoreCase)).ToArray();
        return library.Find(string.Empty, name) is { } graph ? [graph]
            : byFile.Length > 0 ? [byFile[0].Graph]
            : throw new CxException(CxErrors.ScriptNotFound, StudioCmdletMessages.ScriptMissing(name), name);
    }

    private void WriteReport()
    {
        if (_reportPath is null)
        {
            return;
        }

        try
        {
            var suites = _results.GroupBy(result => result.Script).Select(group => new JUnitSuite(group.Key, [.. group.Select(Case)])).ToArray();
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(_reportPath)!);
            File.WriteAllBytes(_reportPath, JUnitReport.Write(suites));
            WriteVerbose(StudioCmdletMessages.FileWritten(_reportPath));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            WriteError(ErrorRecords.From(
                new CxException(CxErrors.ReportWriteFailed, StudioCmdletMessages.ReportUnwritable(_reportPath, exception.Message), _reportPath, exception)
                {
                    RecommendedAction = StudioCmdletMessages.ReportAction,
                },
                _reportPath));
        }
    }

    private static JUnitCase Case(ScriptTestResult result)
        => new(
            ScriptNames.Leaf(result.Script),
            result.Name,
            result.Duration,
            result.Failures,
            Output: result.Assumptions.Count == 0 ? string.Empty : StudioCmdletMessages.DependsOn(result.Assumptions));
}
