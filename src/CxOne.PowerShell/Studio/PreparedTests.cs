using CxOne.Studio.Calls;
using CxOne.Studio.Catalogue;
using CxOne.Studio.Graph;
using CxOne.Studio.Testing;

namespace CxOne.PowerShell.Studio;

/// <summary>Reads test cases with the scripts, profiles and action types that their files name beside themselves.</summary>
/// <param name="Scripts">The scripts that are tested.</param>
/// <param name="Others">The other scripts that they may reach.</param>
/// <param name="Catalogue">The action types of a file that names none.</param>
/// <param name="IsCatalogueGiven">The user chose the action types, which then count for every file.</param>
/// <param name="Profiles">The hours profiles of a file that names none; <see langword="null"/> for none.</param>
internal sealed record PreparedTests(
    IReadOnlyList<ScriptGraph> Scripts,
    IReadOnlyList<ScriptGraph> Others,
    ActionCatalogue Catalogue,
    bool IsCatalogueGiven,
    IReadOnlyDictionary<string, HoursProfile>? Profiles)
{
    /// <summary>The test cases of a file.</summary>
    /// <param name="path">The full path of the file; <see langword="null"/> if the test cases come from no file.</param>
    /// <param name="file">Its content.</param>
    /// <exception cref="Errors.CxException">A file that it names cannot be read.</exception>
    public PreparedTest[] Of(string? path, ScriptTestFile file)
    {
        var folder = path is null ? null : Path.GetDirectoryName(path);
        var catalogue = folder is null || file.Catalog.Length == 0 || IsCatalogueGiven
            ? Catalogue
            : ActionCatalogue.Read(ScriptFiles.Bytes(Path.Combine(folder, file.Catalog)), file.Catalog);
        var near = folder is null || file.Scripts.Length == 0
            ? []
            : ScriptFiles.InFolder(Path.Combine(folder, file.Scripts)).Select(script => ScriptFiles.Script(script, catalogue));
        var library = new ScriptLibrary(Scripts
            .Concat(Others)
            .Select(graph => ReferenceEquals(graph.Catalogue, catalogue) ? graph : new ScriptGraph(graph.Script, catalogue))
            .Concat(near));
        var hours = folder is null || file.Profiles.Count == 0
            ? Profiles
            : ScriptFiles.Profiles(file.Profiles.Select(profile => Path.Combine(folder, profile)));
        return [.. file.Tests.Select(test => new PreparedTest(
            test with
            {
                Script = test.Script.Length > 0 ? test.Script : file.Script,
                Call = hours is null ? test.Call : test.Call with { Profiles = hours },
            },
            library,
            file.Source))];
    }
}
