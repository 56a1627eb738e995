namespace CxOne.Studio.Testing;

/// <summary>A file of test cases.</summary>
public sealed record ScriptTestFile
{
    /// <summary>Gets the name of the file.</summary>
    public required string Source { get; init; }

    /// <summary>Gets the script that the test cases are about; empty if they do not say.</summary>
    public string Script { get; init; } = string.Empty;

    /// <summary>Gets the path of a catalogue of action types, relative to the file; empty for none.</summary>
    public string Catalog { get; init; } = string.Empty;

    /// <summary>Gets the path of a folder of scripts for RUNSUB and RUNSCRIPT, relative to the file; empty for none.</summary>
    public string Scripts { get; init; } = string.Empty;

    /// <summary>Gets the paths of exported hours profiles, relative to the file.</summary>
    public IReadOnlyList<string> Profiles { get; init; } = [];

    /// <summary>Gets the test cases.</summary>
    public required IReadOnlyList<ScriptTestCase> Tests { get; init; }
}
