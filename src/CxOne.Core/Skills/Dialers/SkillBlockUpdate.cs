namespace CxOne.Skills;

/// <summary>Represents the write of one block of the parameters of a skill.</summary>
public sealed record SkillBlockUpdate
{
    /// <summary>Gets the key of the block, e.g. <c>generalSettings</c>.</summary>
    public required string Block { get; init; }

    /// <summary>Gets the status: <c>Changed</c>, <c>Unchanged</c> or <c>Recognised</c>.</summary>
    public required string Status { get; init; }

    /// <summary>Gets the number of writes that were sent.</summary>
    public int Attempts { get; init; }

    /// <summary>Gets the SHA-256 of the canonical JSON that was written, 64 hexadecimal digits.</summary>
    public string? PayloadHash { get; init; }

    /// <summary>Gets the tenant's id of the write.</summary>
    public string? RequestId { get; init; }

    /// <summary>Gets the id of the last record in the local audit log.</summary>
    public string? AuditId { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Block}: {Status}";
}
