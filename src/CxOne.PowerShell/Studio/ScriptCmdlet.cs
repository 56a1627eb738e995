using System.Management.Automation;
using CxOne.Errors;
using CxOne.PowerShell.Base;
using CxOne.Published;
using CxOne.Studio.Calls;
using CxOne.Studio.Catalogue;
using CxOne.Studio.Graph;
using CxOne.Studio.Model;

namespace CxOne.PowerShell.Studio;

/// <summary>The parameters of every cmdlet that reads Studio scripts: which action types there are, and where other scripts lie.</summary>
public abstract class ScriptCmdlet : CxCmdlet
{
    private ActionCatalogue? _catalogue;

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

    /// <summary>The scripts of the tenant in the form of those of files. One without its body is an error about it.</summary>
    private protected IEnumerable<(string File, ScriptGraph Graph)> ReadScripts(IEnumerable<TenantScript> scripts)
    {
        foreach (var script in scripts)
        {
            if (script.Script is not { } body)
            {
                WriteError(ErrorRecords.From(
                    new CxValidationException([StudioCmdletMessages.ScriptWithoutBody(script.Name)], script.Name), script.Name));
                continue;
            }

            WriteNotes(script.Name, body);
            yield return (script.Name, new ScriptGraph(body, Catalogue));
        }
    }

    private void ReadScript(string file, List<(string File, ScriptGraph Graph)> scripts)
    {
        try
        {
            var graph = ScriptFiles.Script(file, Catalogue);
            WriteNotes(file, graph.Script);
            scripts.Add((file, graph));
        }
        catch (CxException exception)
        {
            WriteError(ErrorRecords.From(exception, file));
        }
    }

    private void WriteNotes(string source, StudioScript script)
    {
        foreach (var note in script.Notes)
        {
            WriteVerbose(StudioCmdletMessages.Note(source, note.ActionId, note.Text));
        }
    }
}
