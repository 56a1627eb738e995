using System.Text.Json;
using System.Text.Json.Serialization;
using CxOne.Http;

namespace CxOne.Published;

/// <summary>Represents the records of a call list that are for one skill.</summary>
public sealed record CallListSkill : ICxExtensible
{
    /// <summary>Gets the id of the skill.</summary>
    public int? SkillId { get; init; }

    /// <summary>Gets the name of the skill.</summary>
    public string? SkillName { get; init; }

    /// <summary>Gets the number of all records.</summary>
    public long? TotalRecords { get; init; }

    /// <summary>Gets the number of records that were not called yet.</summary>
    public long? FreshRecords { get; init; }

    /// <summary>Gets the number of records that are not called again.</summary>
    public long? FinalizedRecords { get; init; }

    /// <summary>Gets the number of records that were called and are to be called again.</summary>
    public long? RetriedRecords { get; init; }

    /// <inheritdoc/>
    Dictionary<string, JsonElement>? ICxExtensible.AdditionalMembers => Additional;

    /// <summary>Members that the module does not know. Not public: PowerShell shows them as properties of the object.</summary>
    [JsonExtensionData]
    [JsonInclude]
    internal Dictionary<string, JsonElement>? Additional { get; set; }

    /// <inheritdoc/>
    public override string ToString()
        => FormattableString.Invariant($"{SkillName ?? $"{SkillId}"}: {FreshRecords} fresh of {TotalRecords}");
}
