using System.Text.Json;
using System.Text.Json.Serialization;
using CxOne.Http;
using CxOne.OpeningHours;

namespace CxOne.Published;

/// <summary>Represents the hours of one day of the week, as the tenant writes them.</summary>
public sealed record HoursDay : ICxExtensible
{
    /// <summary>Gets the name of the day, e.g. <c>Monday</c>.</summary>
    public string? Day { get; init; }

    /// <summary>Gets the time at which the day opens, e.g. <c>08:00:00</c>.</summary>
    public string? OpenTime { get; init; }

    /// <summary>Gets the time at which the day closes.</summary>
    public string? CloseTime { get; init; }

    /// <summary>Gets whether the additional times count.</summary>
    public bool? HasAdditionalHours { get; init; }

    /// <summary>Gets the time at which the day opens a second time.</summary>
    public string? AdditionalOpenTime { get; init; }

    /// <summary>Gets the time at which the day closes a second time.</summary>
    public string? AdditionalCloseTime { get; init; }

    /// <summary>Gets whether the day is closed, whatever its times are.</summary>
    public bool? IsClosedAllDay { get; init; }

    /// <inheritdoc/>
    Dictionary<string, JsonElement>? ICxExtensible.AdditionalMembers => Additional;

    /// <summary>Members that the module does not know. Not public: PowerShell shows them as properties of the object.</summary>
    [JsonExtensionData]
    [JsonInclude]
    internal Dictionary<string, JsonElement>? Additional { get; set; }

    /// <inheritdoc/>
    public override string ToString() => HoursText.Of(Day, Entry());

    internal OpeningEntry Entry() => new()
    {
        Key = Day,
        OpenTime = OpenTime,
        CloseTime = CloseTime,
        HasAdditionalHours = HasAdditionalHours == true,
        AdditionalOpenTime = AdditionalOpenTime,
        AdditionalCloseTime = AdditionalCloseTime,
        IsClosedAllDay = IsClosedAllDay == true,
    };
}
