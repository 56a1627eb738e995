namespace CxOne.Sandbox.Published.Files;

/// <summary>A file that scripts use, such as a prompt.</summary>
internal sealed record StoredFile
{
    /// <summary>The path below the root of the tenant's files, with backslashes.</summary>
    public required string FileName { get; init; }

    public required byte[] Content { get; init; }

    public required DateTimeOffset ModifyDate { get; init; }
}
