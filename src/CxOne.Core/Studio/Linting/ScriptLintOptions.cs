using CxOne.Studio.Catalogue;
using CxOne.Studio.Calls;
using CxOne.Studio.Graph;

namespace CxOne.Studio.Linting;

/// <summary>What the linter may use beside the script.</summary>
public sealed record ScriptLintOptions
{
    /// <summary>Gets the settings. By default every rule has its own severity.</summary>
    public ScriptLintSettings Settings { get; init; } = ScriptLintSettings.Default;

    /// <summary>Gets the action types. The default is the built-in catalogue; a graph brings its own.</summary>
    public ActionCatalogue? Catalogue { get; init; }

    /// <summary>Gets the other scripts, which rules about subscripts need. The default is no script.</summary>
    public ScriptLibrary Library { get; init; } = ScriptLibrary.Empty;

    /// <summary>Gets the skills of the tenant; <see langword="null"/> if they are not known.</summary>
    public IReadOnlyCollection<ScriptLintSkill>? Skills { get; init; }

    /// <summary>
    /// Gets the paths of the tenant's prompt files, relative to their root; <see langword="null"/> if they are not known.
    /// </summary>
    public IReadOnlyCollection<string>? Prompts { get; init; }

    /// <summary>Gets the hours profiles of the tenant by id and name; <see langword="null"/> if they are not known.</summary>
    public IReadOnlyDictionary<string, HoursProfile>? Profiles { get; init; }
}
