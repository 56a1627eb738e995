namespace CxOne.Published;

/// <summary>What an export is about to do with a script.</summary>
public sealed record ScriptExportPlan
{
    /// <summary>Gets the script with its body.</summary>
    public required TenantScript Script { get; init; }

    /// <summary>Gets the full path of the file.</summary>
    public required string Path { get; init; }

    /// <summary>Gets what happens to the file.</summary>
    public required ScriptExportStatus Status { get; init; }

    /// <summary>The path of the file below the folder, with forward slashes.</summary>
    internal string File { get; init; } = string.Empty;

    /// <summary>The content that the file had when it was planned; <see langword="null"/> if there was no file.</summary>
    internal byte[]? Local { get; init; }

    /// <summary>The new content of the file.</summary>
    internal ReadOnlyMemory<byte> Content { get; init; }
}
