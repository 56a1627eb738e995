namespace CxOne.Sandbox.Published.PointsOfContact;

/// <summary>A number or address at which contacts arrive, and the script that they run. The last two members cannot be read.</summary>
internal sealed record PointOfContact
{
    public required int ContactCode { get; init; }

    public required string ContactAddress { get; init; }

    public required string ContactDescription { get; init; }

    public required int DefaultSkillId { get; init; }

    public required string ScriptName { get; init; }

    public required int MediaTypeId { get; init; }

    public bool IsActive { get; init; }

    public bool IvrReportingEnabled { get; init; }

    public int? ChatProfileId { get; init; }
}
