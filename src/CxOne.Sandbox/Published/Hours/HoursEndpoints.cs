using System.Globalization;
using CxOne.Sandbox.Http;
using CxOne.Sandbox.State;

namespace CxOne.Sandbox.Published.Hours;

/// <summary>Lists hours of operation. The list requires <c>isDeleted</c>; holidays are read under <c>name</c>.</summary>
internal sealed class HoursEndpoints : IPublishedEndpoints
{
    private static readonly DateTimeOffset Changed = new(2025, 11, 3, 9, 30, 0, TimeSpan.Zero);
    private readonly TenantStore _store;

    public HoursEndpoints(TenantStore store) => _store = store;

    public void Register(PublishedRoutes routes)
    {
        routes.Get("/hours-of-operation", ["searchString", "fields", "skip", "top", "orderBy", "isDeleted"], List);
        routes.Get("/hours-of-operation/identities", ["searchString", "skip", "top", "orderBy"], Identities);
        routes.Get("/hours-of-operation/{profileId}", [], Get);
    }

    private static Dictionary<string, Comparison<HoursProfile>> Order(string name) => new(StringComparer.OrdinalIgnoreCase)
    {
        [name] = PublishedList<HoursProfile>.ByText(profile => profile.Name),
    };

    private static bool IsFound(HoursProfile profile, string? search) =>
        search is null || profile.Name.Contains(search, StringComparison.OrdinalIgnoreCase);

    private SandboxResponse List(PublishedRequest request)
    {
        var isDeleted = request.Query.RequireFlag("isDeleted");
        var search = request.Query.Text("searchString");
        // Version 30 was seen with a shorter name in lists, former versions with another key.
        var isOld = request.Profile == SandboxPublishedProfile.Old;
        var name = request.Profile == SandboxPublishedProfile.V30 ? "profileName" : "hoursOfOperationProfileName";
        var list = new PublishedList<HoursProfile>
        {
            Key = isOld ? "hoursOfOperationProfiles" : "hoursOfOperation",
            IsInResultSet = isOld,
            HasTotalAsText = request.HasNumbersAsText,
            WriteEnvelope = json => json.Whole("businessUnitId", _store.State.BusinessUnitId),
            Order = Order(name),
            Write = (json, profile) => Write(json, request, profile, name),
        };
        var found = _store.Published.HoursOfOperation.FindAll(profile => profile.IsDeleted == isDeleted && IsFound(profile, search));
        return PublishedResponses.Page(request, list, found);
    }

    private SandboxResponse Identities(PublishedRequest request)
    {
        var search = request.Query.Text("searchString");
        var list = new PublishedList<HoursProfile>
        {
            Key = "hoursOfOperation",
            HasTotalAsText = request.HasNumbersAsText,
            Order = Order("hooName"),
            Write = (json, profile) =>
            {
                json.Whole("hooId", profile.Id);
                json.Text("hooName", profile.Name);
            },
        };
        return PublishedResponses.Page(
            request, list, _store.Published.HoursOfOperation.FindAll(profile => !profile.IsDeleted && IsFound(profile, search)));
    }

    private SandboxResponse Get(PublishedRequest request)
    {
        var id = request.Id("profileId");
        return _store.Published.HoursOfOperation.Find(profile => profile.Id == id) is { } found
            ? PublishedResponses.Object(request, json => Write(json, request, found, "hoursOfOperationProfileName"))
            : request.Refuse(404, "ProfileNotFound", $"There are no hours of operation '{request.Context.Value("profileId")}'.");
    }

    private void Write(MemberWriter json, PublishedRequest request, HoursProfile profile, string name)
    {
        json.Whole("hoursOfOperationProfileId", profile.Id);
        json.Text(name, profile.Name);
        json.Text("description", profile.Description);
        json.Text("notes", null);
        json.Text("overrideBranch", null);
        json.Text("overrideExpirationDate", null);
        json.Instant("lastUpdateTime", Changed);
        json.Array("days", profile.Days, (entry, day) =>
        {
            entry.Text("day", day.Name);
            WriteHours(entry, day);
        });
        json.Array("holidays", profile.Holidays, (entry, day) =>
        {
            entry.Text("name", day.Name);
            entry.Text("date", HolidayDate(request, day.Date!));
            WriteHours(entry, day);
        });
        json.Array("skills", profile.SkillIds, (entry, id) =>
        {
            entry.Whole("skillId", id);
            entry.Text("skillName", _store.Published.FindSkill(id)?.SkillName);
        });
        json.Array("scripts", (int[])[], (_, _) => { });
    }

    private static void WriteHours(MemberWriter json, OpenDay day)
    {
        json.Text("openTime", day.OpenTime);
        json.Text("closeTime", day.CloseTime);
        json.Flag("hasAdditionalHours", day.AdditionalOpenTime is not null);
        json.Text("additionalOpenTime", day.AdditionalOpenTime ?? "00:00:00");
        json.Text("additionalCloseTime", day.AdditionalCloseTime ?? "00:00:00");
        json.Flag("isClosedAllDay", day.IsClosedAllDay);
    }

    /// <summary>The form of the date is not documented; both forms were seen in other members of the family.</summary>
    private static string HolidayDate(PublishedRequest request, string date) => request.Profile == SandboxPublishedProfile.V33
        ? date
        : DateOnly.ParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture)
            .ToDateTime(TimeOnly.MinValue)
            .ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);
}
