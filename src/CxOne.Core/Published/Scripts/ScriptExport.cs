namespace CxOne.Published;

/// <summary>Represents a script that was exported to a file.</summary>
public sealed record ScriptExport
{
    /// <summary>Gets the name of the script with its folder.</summary>
    public required string Name { get; init; }

    /// <summary>Gets what happened to the file: <c>Created</c>, <c>Updated</c> or <c>Unchanged</c>.</summary>
    public required string Status { get; init; }

    /// <summary>Gets the full path of the file.</summary>
    public required string Path { get; init; }

    /// <summary>Gets the id of the version; <see langword="null"/> if the tenant does not report it.</summary>
    public int? MasterId { get; init; }

    /// <summary>Gets the fingerprint of the script: 64 hexadecimal digits.</summary>
    public required string Hash { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Name} ({Status})";
}
