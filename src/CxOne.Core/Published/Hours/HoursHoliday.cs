using System.Text.Json;
using System.Text.Json.Serialization;
using CxOne.Http;
using CxOne.OpeningHours;

namespace CxOne.Published;

/// <summary>Represents a holiday of an hours profile, as the tenant writes it.</summary>
public sealed record HoursHoliday : ICxExtensible
{
    /// <summary>Gets the name of the holiday.</summary>
    public string? Name { get; init; }

    /// <summary>Gets the date, as the tenant writes it. Its format is not documented.</summary>
    public string? Date { get; init; }

    /// <summary>Gets the time at which the holiday opens, e.g. <c>08:00:00</c>.</summary>
    public string? OpenTime { get; init; }

    /// <summary>Gets the time at which the holiday closes.</summary>
    public string? CloseTime { get; init; }

    /// <summary>Gets whether the additional times count.</summary>
    public bool? HasAdditionalHours { get; init; }

    /// <summary>Gets the time at which the holiday opens a second time.</summary>
    public string? AdditionalOpenTime { get; init; }

    /// <summary>Gets the time at which the holiday closes a second time.</summary>
    public string? AdditionalCloseTime { get; init; }

    /// <summary>Gets whether the holiday is closed, whatever its times are.</summary>
    public bool? IsClosedAllDay { get; init; }

    /// <inheritdoc/>
    Dictionary<string, JsonElement>? ICxExtensible.AdditionalMembers => Additional;

    /// <summary>Members that the module does not know. Not public: PowerShell shows them as properties of the object.</summary>
    [JsonExtensionData]
    [JsonInclude]
    internal Dictionary<string, JsonElement>? Additional { get; set; }

    /// <inheritdoc/>
    public override string ToString() => HoursText.Of($"{Name} {HoursText.Date(Date)}".Trim(), Entry());

    internal OpeningEntry Entry() => new()
    {
        Key = Date,
        Name = Name,
        OpenTime = OpenTime,
        CloseTime = CloseTime,
        HasAdditionalHours = HasAdditionalHours == true,
        AdditionalOpenTime = AdditionalOpenTime,
        AdditionalCloseTime = AdditionalCloseTime,
        IsClosedAllDay = IsClosedAllDay == true,
    };
}
