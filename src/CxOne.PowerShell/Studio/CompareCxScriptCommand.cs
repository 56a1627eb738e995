using System.Management.Automation;
using CxOne.Connection;
using CxOne.Errors;
using CxOne.PowerShell.Base;
using CxOne.PowerShell.Completion;
using CxOne.Published;
using CxOne.Studio.Calls;
using CxOne.Studio.Catalogue;
using CxOne.Studio.Comparison;
using CxOne.Studio.Graph;
using CxOne.Studio.Linting;
using CxOne.Studio.Model;
using CxOne.Studio.Reading;
using CxOne.Studio.Testing;

namespace CxOne.PowerShell.Studio;

/// <summary>Compares two versions of Studio scripts by what they do: of files offline, of the tenant, or of both.</summary>
[ApiFamily(CxApiFamilies.Published)]
[Cmdlet(VerbsData.Compare, "CxScript", DefaultParameterSetName = ObjectSet)]
[OutputType(typeof(ScriptComparison), ParameterSetName = [ObjectSet, NameSet, VersionSet, InputSet])]
[OutputType(typeof(string), ParameterSetName = [MarkdownSet, NameSet, VersionSet, InputSet])]
public sealed class CompareCxScriptCommand : CxCmdlet
{
    private const string ObjectSet = "Object";
    private const string MarkdownSet = "Markdown";
    private const string NameSet = "Name";
    private const string VersionSet = "Version";
    private const string InputSet = "Input";
    private readonly List<ScriptComparison> _comparisons = [];

    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ObjectSet)]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = MarkdownSet)]
    [Alias("Before")]
    [ValidateNotNullOrEmpty]
    public string ReferencePath { get; set; } = string.Empty;

    [Parameter(Mandatory = true, Position = 1, ParameterSetName = ObjectSet)]
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = MarkdownSet)]
    [Parameter(Mandatory = true, ParameterSetName = NameSet)]
    [Alias("After")]
    [ValidateNotNullOrEmpty]
    public string DifferencePath { get; set; } = string.Empty;

    /// <summary>Gets or sets names of scripts of the tenant, or patterns.</summary>
    [Parameter(Mandatory = true, ParameterSetName = NameSet, ValueFromPipelineByPropertyName = true)]
    [Parameter(Mandatory = true, ParameterSetName = VersionSet, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ScriptNameCompleter))]
    public string[] Name { get; set; } = [];

    /// <summary>Gets or sets the id of the first version.</summary>
    [Parameter(Mandatory = true, ParameterSetName = VersionSet, ValueFromPipelineByPropertyName = true)]
    [Alias("ScriptId")]
    [ValidateRange(1, int.MaxValue)]
    [StrictNumber(IsWhole = true)]
    public int Version { get; set; }

    /// <summary>Gets or sets the id of the second version; <see langword="null"/> for the current one.</summary>
    [Parameter(ParameterSetName = VersionSet)]
    [ValidateRange(1, int.MaxValue)]
    [StrictNumber(IsWhole = true)]
    public int? DifferenceVersion { get; set; }

    /// <summary>Gets or sets the first version, as it was read from a tenant.</summary>
    [Parameter(Mandatory = true, ParameterSetName = InputSet)]
    [ValidateNotNull]
    public TenantScript? ReferenceObject { get; set; }

    /// <summary>Gets or sets the second version.</summary>
    [Parameter(Mandatory = true, ParameterSetName = InputSet)]
    [ValidateNotNull]
    public TenantScript? DifferenceObject { get; set; }

    [Parameter(Mandatory = true, ParameterSetName = MarkdownSet)]
    [Parameter(ParameterSetName = NameSet)]
    [Parameter(ParameterSetName = VersionSet)]
    [Parameter(ParameterSetName = InputSet)]
    public SwitchParameter AsMarkdown { get; set; }

    /// <summary>Gets or sets the tenant that is read; <see langword="null"/> for the connection of the runspace.</summary>
    [Parameter(ParameterSetName = NameSet)]
    [Parameter(ParameterSetName = VersionSet)]
    [ValidateNotNull]
    public CxConnection? Connection { get; set; }

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
        var (before, after) = Sides(catalogue);
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
        RunForEach(ScriptPairs.Of(before, after), async (pair, pipeline, token) =>
        {
            var comparison = ScriptComparer.Compare(pair.Before, pair.After, options, token);
            _comparisons.Add(comparison);
            if (!AsMarkdown)
            {
                await pipeline.WriteAsync(comparison).ConfigureAwait(false);
            }
        });
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        base.EndProcessing();
        if (AsMarkdown)
        {
            WriteObject(ScriptComparisonMarkdown.Write(_comparisons));
        }
    }

    /// <summary>What is compared. A single script on each side is a pair, whatever its name.</summary>
    private (List<ScriptFile> Before, List<ScriptFile> After) Sides(ActionCatalogue catalogue) => ParameterSetName switch
    {
        NameSet => FileSides(catalogue),
        VersionSet => VersionSides(catalogue),
        InputSet => ([Single(ReferenceObject!, catalogue)], [Single(DifferenceObject!, catalogue)]),
        _ => (Guard(() => Read(ReferencePath, nameof(ReferencePath), catalogue)),
            Guard(() => Read(DifferencePath, nameof(DifferencePath), catalogue))),
    };

    /// <summary>The tenant's scripts, and their files: of a folder, those whose scripts have one of the names.</summary>
    private (List<ScriptFile> Before, List<ScriptFile> After) FileSides(ActionCatalogue catalogue)
    {
        var after = Guard(() => Read(DifferencePath, nameof(DifferencePath), catalogue));
        var tenant = ResolveTenant(Connection);
        List<TenantScript> scripts = [];
        List<string> failed = [];
        Run((pipeline, token) => TenantScripts.ReadAsync(tenant, Name, [], scripts, pipeline, token, failed));
        if (after is [{ RelativePath: "" }] && scripts is [var only])
        {
            return ([Single(only, catalogue)], after);
        }

        var names = NamePatterns.From(Name);
        return (
            [.. scripts.Select(script => new ScriptFile(
                ScriptNames.ToRelativePath(script.Name), new ScriptGraph(script.Script!, catalogue)))],
            [.. after.Where(file => names.Match(file.Graph.Script.Name)
                && !failed.Contains(file.Graph.Script.Name, StringComparer.OrdinalIgnoreCase))]);
    }

    private (List<ScriptFile> Before, List<ScriptFile> After) VersionSides(ActionCatalogue catalogue)
    {
        var tenant = ResolveTenant(Connection);
        List<ScriptFile> before = [];
        List<ScriptFile> after = [];
        RunForEach(Name, async (name, pipeline, token) =>
        {
            var first = await ReadVersionAsync(tenant, name, Version, pipeline, token).ConfigureAwait(false);
            List<TenantScript> current = [];
            if (DifferenceVersion is { } other)
            {
                current.Add(await ReadVersionAsync(tenant, name, other, pipeline, token).ConfigureAwait(false));
            }
            else
            {
                await TenantScripts.ReadAsync(tenant, [name], [], current, pipeline, token).ConfigureAwait(false);
            }

            if (current is [var second])
            {
                before.Add(Single(first, catalogue));
                after.Add(Single(second, catalogue));
            }
        });
        return (before, after);
    }

    private static async Task<TenantScript> ReadVersionAsync(
        CxConnection tenant, string name, int version, CxPipeline pipeline, CancellationToken token)
    {
        var read = await TenantScriptReader.ReadBodyAsync(
            tenant, new TenantScriptVersion { Name = name, ScriptId = version }, pipeline, token).ConfigureAwait(false);
        return new TenantScript { Name = name, Script = read.Script };
    }

    private ScriptFile Single(TenantScript script, ActionCatalogue catalogue)
        => new(string.Empty, new ScriptGraph(
            script.Script ?? Guard<StudioScript>(() => throw new CxValidationException(
                [StudioCmdletMessages.ScriptWithoutBody(script.Name)], script.Name)),
            catalogue));

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
