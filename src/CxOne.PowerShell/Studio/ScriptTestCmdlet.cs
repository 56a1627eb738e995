using System.Management.Automation;
using CxOne.Studio.Calls;
using CxOne.Studio.Graph;
using CxOne.Studio.Linting;

namespace CxOne.PowerShell.Studio;

/// <summary>The parameters of cmdlets that lint scripts and run test cases against them.</summary>
public abstract class ScriptTestCmdlet : ScriptCmdlet
{
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
    public string? Setting { get; set; }

    /// <summary>The hours profiles of the parameter; <see langword="null"/> if it is not given. An error ends the cmdlet.</summary>
    private protected IReadOnlyDictionary<string, HoursProfile>? ReadProfiles()
        => HoursProfilePath.Length == 0 ? null : Guard(() => ReadProfiles(HoursProfilePath));

    /// <summary>The settings of the linter. An error ends the cmdlet.</summary>
    private protected ScriptLintSettings ReadSettings()
        => Setting is null
            ? ScriptLintSettings.Default
            : Guard(() => ScriptLintSettings.Read(ScriptFiles.Bytes(this, Setting, nameof(Setting)), Setting));

    /// <summary>What test cases of files may reach.</summary>
    private protected PreparedTests Prepare(
        IEnumerable<ScriptGraph> scripts, IReadOnlyList<ScriptGraph> others, IReadOnlyDictionary<string, HoursProfile>? profiles)
        => new([.. scripts], others, Catalogue, Catalog is not null, profiles);
}
