using System.Text.Json;
using CxOne.Errors;
using CxOne.OpeningHours;

namespace CxOne.Studio.Calls;

/// <summary>An hours profile as the tenant exports it, asked for the exit that HOURS takes at a time.</summary>
public sealed class HoursProfile
{
    private readonly OpeningSchedule _schedule;

    internal HoursProfile(string id, string name, OpeningSchedule schedule)
    {
        Id = id;
        Name = name;
        _schedule = schedule;
    }

    private HoursProfile(JsonElement json)
    {
        Id = Text(json, "hoursOfOperationProfileId") ?? string.Empty;
        Name = Text(json, "hoursOfOperationProfileName") ?? Text(json, "profileName") ?? string.Empty;
        _schedule = new OpeningSchedule(
            Entries(json, "days").Select(day => Entry(day, Text(day, "day"))),
            Entries(json, "holidays").Select(holiday => Entry(holiday, Text(holiday, "date"))),
            Text(json, "overrideBranch"),
            Text(json, "overrideExpirationDate"));
    }

    /// <summary>Gets the id; empty where the file names none.</summary>
    public string Id { get; }

    /// <summary>Gets the name; empty where the file names none.</summary>
    public string Name { get; }

    /// <summary>Gets whether the profile has holidays.</summary>
    public bool HasHolidays => _schedule.HasHolidays;

    /// <summary>Reads profiles: one, a list, or the tenant's list answer.</summary>
    /// <param name="json">The JSON.</param>
    /// <param name="source">Name of the file, for messages.</param>
    /// <exception cref="CxValidationException">There is no profile with days in it.</exception>
    public static IReadOnlyList<HoursProfile> Read(ReadOnlyMemory<byte> json, string source)
    {
        try
        {
            using var document = JsonDocument.Parse(Utf8Text.WithoutMark(json));
            var root = document.RootElement;
            IEnumerable<JsonElement> entries = root.ValueKind == JsonValueKind.Array ? root.EnumerateArray()
                : Entries(root, "hoursOfOperation").Any() ? Entries(root, "hoursOfOperation")
                : [root];
            HoursProfile[] profiles = [.. entries
                .Where(entry => entry.ValueKind == JsonValueKind.Object && entry.TryGetProperty("days", out _))
                .Select(entry => new HoursProfile(entry))];
            CxValidationException.ThrowIfAny(
                profiles.Length == 0
                    ? [SimulationMessages.ProfileWithoutDays(source)]
                    : [.. profiles.SelectMany(profile => profile._schedule.Problems.Select(
                        problem => SimulationMessages.ProfileUnreadable(source, profile.Name, problem)))],
                source);
            return profiles;
        }
        catch (JsonException exception)
        {
            throw new CxValidationException([SimulationMessages.ProfileNotJson(source, JsonFault.Reason(exception))], source);
        }
    }

    /// <summary>Returns the exit at a time.</summary>
    /// <param name="local">The time of the business unit.</param>
    /// <param name="moment">The same time with its offset, for an override that ends at a moment.</param>
    /// <param name="holidayTakesHolidayExit">Whether a holiday takes its own exit outside its hours; otherwise it takes Closed.</param>
    /// <returns><c>Open</c>, <c>Closed</c>, <c>Holiday</c>, or the exit that the profile's override names.</returns>
    public string Exit(DateTime local, DateTimeOffset moment, bool holidayTakesHolidayExit)
    {
        if (_schedule.Override is { } given && given.IsActive(local, moment))
        {
            return given.Exit;
        }

        var status = _schedule.At(local).Status;
        return status == OpeningSchedule.Holiday && !holidayTakesHolidayExit ? OpeningSchedule.Closed : status;
    }

    /// <summary>Returns whether a date is a holiday of the profile.</summary>
    /// <param name="local">The time of the business unit.</param>
    public bool IsHoliday(DateTime local) => _schedule.IsHoliday(local);

    private static OpeningEntry Entry(JsonElement json, string? key) => new()
    {
        Key = key,
        Name = Text(json, "name") ?? Text(json, "holidayName"),
        OpenTime = Text(json, "openTime"),
        CloseTime = Text(json, "closeTime"),
        HasAdditionalHours = IsTrue(json, "hasAdditionalHours"),
        AdditionalOpenTime = Text(json, "additionalOpenTime"),
        AdditionalCloseTime = Text(json, "additionalCloseTime"),
        IsClosedAllDay = IsTrue(json, "isClosedAllDay"),
    };

    private static bool IsTrue(JsonElement json, string name)
        => string.Equals(Text(json, name), "true", StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<JsonElement> Entries(JsonElement json, string name)
        => json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array
            ? list.EnumerateArray().Where(entry => entry.ValueKind == JsonValueKind.Object)
            : [];

    private static string? Text(JsonElement json, string name)
        => json.TryGetProperty(name, out var value)
            ? value.ValueKind switch
            {
                JsonValueKind.String => value.GetString(),
                JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
                _ => null,
            }
            : null;
}
