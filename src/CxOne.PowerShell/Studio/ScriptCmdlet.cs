using System.Management.Automation;
using CxOne.Errors;
using CxOne.PowerShell.Base;
using CxOne.Studio.Calls;
using CxOne.Studio.Catalogue;
using CxOne.Studio.Graph;

namespace CxOne.PowerShell.Studio;

/// <summary>The parameters of every cmdlet that reads Studio scripts: which action types there are, and where other scripts lie.</summary>
public abstract class ScriptCmdlet : CxCmdlet
{
    private ActionCatalogue? _catalogue;

    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("FullName")]
    [ValidateNotNullOrEmpty]
    [ObjectId("Path", "FullName")]
    public string[] Path { get; set; } = [];

    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Catalog { get; set; }

    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] ScriptFolder { get; set; } = [];

    private protected ActionCatalogue Catalogue => _catalogue ??= ScriptFiles.Catalogue(this, Catalog);

    /// <summary>Reads the scripts of paths. A file that cannot be read is an error about that file.</summary>
    private protected List<(string File, ScriptGraph Graph)> ReadScripts(IEnumerable<string> paths, string parameter)
    {
        List<(string File, ScriptGraph Graph)> scripts = [];
        foreach (var path in paths)
        {
            try
            {
                foreach (var file in ScriptFiles.Find(this, path, parameter))
                {
                    ReadScript(file, scripts);
                }
            }
            catch (CxException exception)
            {
                WriteError(ErrorRecords.From(exception, path));
            }
        }

        return scripts;
    }

    /// <summary>The outcomes of HOURS in a profile file, by id and by name.</summary>
    private protected IReadOnlyDictionary<string, HoursProfile> ReadProfiles(IEnumerable<string> paths)
        => ScriptFiles.Profiles(paths.SelectMany(path => ScriptFiles.FindProfiles(this, path, "HoursProfilePath")));

    private void ReadScript(string file, List<(string File, ScriptGraph Graph)> scripts)
    {
        try
        {
            var graph = ScriptFiles.Script(file, Catalogue);
            foreach (var note in graph.Script.Notes)
            {
                WriteVerbose(StudioCmdletMessages.Note(file, note.ActionId, note.Text));
            }

            scripts.Add((file, graph));
        }
        catch (CxException exception)
        {
            WriteError(ErrorRecords.From(exception, file));
        }
    }
}
