using System.Text.Json;
using System.Text.Json.Serialization;
using CxOne.Http;
using CxOne.OpeningHours;

namespace CxOne.Published;

/// <summary>Represents a profile of hours of operation: days, holidays and an override.</summary>
public sealed record HoursOfOperation : ICxExtensible
{
    /// <summary>Gets the id.</summary>
    [JsonRequired]
    public required int Id { get; init; }

    /// <summary>Gets the name.</summary>
    public string? Name { get; init; }

    /// <summary>Gets the description.</summary>
    public string? Description { get; init; }

    /// <summary>Gets the notes.</summary>
    public string? Notes { get; init; }

    /// <summary>
    /// Gets the days of the week with their hours. A profile without days is open at all times (observed in public clients).
    /// </summary>
    public IReadOnlyList<HoursDay>? Days { get; init; }

    /// <summary>Gets the holidays with their hours.</summary>
    public IReadOnlyList<HoursHoliday>? Holidays { get; init; }

    /// <summary>Gets the exit that contacts take whatever the hours are. The values are not documented.</summary>
    public string? OverrideBranch { get; init; }

    /// <summary>Gets when the override ends, as the tenant writes it.</summary>
    public string? OverrideExpirationDate { get; init; }

    /// <summary>Gets when the profile was changed last.</summary>
    public DateTimeOffset? LastUpdateTime { get; init; }

    /// <inheritdoc/>
    Dictionary<string, JsonElement>? ICxExtensible.AdditionalMembers => Additional;

    /// <summary>Members that the module does not know. Not public: PowerShell shows them as properties of the object.</summary>
    [JsonExtensionData]
    [JsonInclude]
    internal Dictionary<string, JsonElement>? Additional { get; set; }

    /// <inheritdoc/>
    public override string ToString() => Name is null ? $"{Id}" : $"{Name} ({Id})";

    internal OpeningSchedule Schedule() => new(
        (Days ?? []).Select(day => day.Entry()),
        (Holidays ?? []).Select(holiday => holiday.Entry()),
        OverrideBranch,
        OverrideExpirationDate);
}
