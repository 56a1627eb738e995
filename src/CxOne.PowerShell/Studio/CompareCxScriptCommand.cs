using System.Management.Automation;
using CxOne.Errors;
using CxOne.PowerShell.Base;
using CxOne.Studio.Calls;
using CxOne.Studio.Catalogue;
using CxOne.Studio.Comparison;
using CxOne.Studio.Graph;
using CxOne.Studio.Linting;
using CxOne.Studio.Testing;

namespace CxOne.PowerShell.Studio;

/// <summary>Compares two versions of Studio scripts by what they do, offline.</summary>
[ApiFamily]
[Cmdlet(VerbsData.Compare, "CxScript", DefaultParameterSetName = ObjectSet)]
[OutputType(typeof(ScriptComparison), ParameterSetName = [ObjectSet])]
[OutputType(typeof(string), ParameterSetName = [MarkdownSet])]
public sealed class CompareCxScriptCommand : CxCmdlet
{
    private const string ObjectSet = "Object";
    private const string MarkdownSet = "Markdown";

    [Parameter(Mandatory = true, Position = 0)]
    [Alias("Before")]
    [ValidateNotNullOrEmpty]
    public string ReferencePath { get; set; } = string.Empty;

    [Parameter(Mandatory = true, Position = 1)]
    [Alias("After")]
    [ValidateNotNullOrEmpty]
    public string DifferencePath { get; set; } = string.Empty;

    [Parameter(Mandatory = true, ParameterSetName = MarkdownSet)]
    public SwitchParameter AsMarkdown { get; set; }

    [Parameter]
    [ValidateRange(0, 20)]
    [StrictNumber(IsWhole = true)]
    public int Depth { get; set; } = new ScriptCompareOptions().Explore.Depth;

    [Parameter]
    [ValidateNotNull]
    public object? TestCase { get; set; }

    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Setting { get; set; }

    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Catalog { get; set; }

    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] ScriptFolder { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var catalogue = Guard(() => ScriptFiles.Catalogue(this, Catalog));
        var settings = Guard(() => Setting is null
            ? ScriptLintSettings.Default
            : ScriptLintSettings.Read(ScriptFiles.Bytes(this, Setting, nameof(Setting)), Setting));
        var call = Guard(() => TestCase is null
            ? new ScriptCall() : ScriptTestReader.ReadCall(TestJson.Of(TestCase, nameof(TestCase)), nameof(TestCase)));
        var before = Guard(() => Read(ReferencePath, nameof(ReferencePath), catalogue));
        var after = Guard(() => Read(DifferencePath, nameof(DifferencePath), catalogue));
        var others = ScriptFolder.SelectMany(path => Guard(() => Read(path, nameof(ScriptFolder), catalogue)))
            .Select(script => script.Graph).ToArray();
        var options = new ScriptCompareOptions
        {
            Call = call,
            Lint = new ScriptLintOptions { Settings = settings },
            BeforeLibrary = new ScriptLibrary(before.Select(script => script.Graph).Concat(others)),
            AfterLibrary = new ScriptLibrary(after.Select(script => script.Graph).Concat(others)),
        };
        options = options with { Explore = options.Explore with { Depth = Depth } };
        List<ScriptComparison> comparisons = [];
        RunForEach(ScriptPairs.Of(before, after), async (pair, pipeline, token) =>
        {
            var comparison = ScriptComparer.Compare(pair.Before, pair.After, options, token);
            comparisons.Add(comparison);
            if (!AsMarkdown)
            {
                await pipeline.WriteAsync(comparison).ConfigureAwait(false);
            }
        });
        if (AsMarkdown)
        {
            WriteObject(ScriptComparisonMarkdown.Write(comparisons));
        }
    }

    /// <summary>The scripts of a file or folder. One that cannot be read is an error about its file.</summary>
    private List<ScriptFile> Read(string path, string parameter, ActionCatalogue catalogue)
    {
        List<ScriptFile> scripts = [];
        var root = SessionState.Path.GetUnresolvedProviderPathFromPSPath(path);
        foreach (var file in ScriptFiles.FindAny(this, path, parameter))
        {
            try
            {
                scripts.Add(new ScriptFile(
                    Directory.Exists(root)
                        ? System.IO.Path.GetRelativePath(root, file) : string.Empty, ScriptFiles.Script(file, catalogue)));
            }
            catch (CxException exception)
            {
                WriteError(ErrorRecords.From(exception, file));
            }
        }

        return scripts;
    }
}
