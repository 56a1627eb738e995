namespace CxOne.Published;

/// <summary>The choices of an export of scripts.</summary>
public sealed record ScriptExportOptions
{
    /// <summary>Gets whether files that were edited after their export are overwritten.</summary>
    public bool Force { get; init; }

    /// <summary>Gets whether scripts that hold what looks like a key or a password are exported.</summary>
    public bool AllowsSecrets { get; init; }
}
