using System.Globalization;
using CxOne.Errors;
using CxOne.Published;
using CxOne.Tests.Support;
using NodaTime;

namespace CxOne.Tests.Published;

public sealed class HoursTests
{
    private const string Office =
        """{"hoursOfOperationProfileId":"2044","hoursOfOperationProfileName":"Office","description":"d","days":[{"day":"Monday","openTime":"08:00:00","closeTime":"17:00:00","hasAdditionalHours":"True","additionalOpenTime":"18:00:00","additionalCloseTime":"20:00:00","isClosedAllDay":"False","note":1}],"holidays":[{"holidayName":"Christmas","date":"2026-12-25","isClosedAllDay":true}],"skills":[{"skillId":1}]}""";

    private static readonly DateTimeZone NewYork = DateTimeZoneProviders.Tzdb["America/New_York"];

    [Fact]
    public async Task A_profile_is_read_with_its_days_and_holidays_in_one_form()
    {
        await using var session = await PublishedSessions.ConnectAsync();
        session.Server.Then(ScriptedAnswer.Json(200, Office));

        var profile = await HoursReader.GetAsync(session.Connection, "2044", session.Log, CancellationToken.None);

        Assert.Equal((2044, "Office"), (profile.Id, profile.Name));
        Assert.Equal("Monday 08:00-17:00, 18:00-20:00", Assert.Single(profile.Days!).ToString());
        Assert.Equal("Christmas 2026-12-25 closed", Assert.Single(profile.Holidays!).ToString());
        Assert.Equal(["skills"], profile.Additional!.Keys);
        Assert.Equal(["note"], profile.Days![0].Additional!.Keys);
    }

    [Theory]
    [InlineData("""{"totalRecords":"1","hoursOfOperation":[PROFILE]}""")]
    [InlineData("""{"resultSet":{"hoursOfOperationProfiles":[PROFILE],"totalRecords":1}}""")]
    public async Task The_list_is_requested_without_deleted_profiles_and_found_under_the_key_of_each_version(string body)
    {
        await using var session = await PublishedSessions.ConnectAsync();
        session.Server.Then(ScriptedAnswer.Json(200, body.Replace("PROFILE", Office, StringComparison.Ordinal)));

        var profiles = await PublishedSessions.AllAsync(HoursReader.ListAsync(session.Connection, session.Log, CancellationToken.None));

        Assert.Equal("Office", Assert.Single(profiles).Name);
        Assert.Equal("/inContactAPI/services/v30.0/hours-of-operation?isDeleted=false&skip=0&top=100", Assert.Single(session.Sent).Target);
    }

    [Fact]
    public async Task A_profile_that_the_list_has_without_its_days_is_read_by_itself()
    {
        await using var session = await PublishedSessions.ConnectAsync();
        session.Server.Then(
            ScriptedAnswer.Json(
                200, """{"totalRecords":1,"hoursOfOperation":[{"hoursOfOperationProfileId":2044,"profileName":"Office"}]}"""),
            ScriptedAnswer.Json(200, Office));

        var profiles = await PublishedSessions.AllAsync(HoursReader.ListAsync(session.Connection, session.Log, CancellationToken.None));

        Assert.Single(Assert.Single(profiles).Days!);
        Assert.EndsWith("/hours-of-operation/2044", session.Sent[1].Target, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_zone_is_that_of_the_business_unit_and_is_read_once()
    {
        await using var session = await PublishedSessions.ConnectAsync();
        session.Server.Then(BusinessUnit("(GMT-05:00) Eastern Time (US & Canada)"));
        var profile = await ReadAsync(session);

        // Monday 08:00 in New York is 12:00 UTC in summer and 13:00 UTC in winter.
        var summer = await EvaluateAsync(session, profile, "2026-07-06T12:00:00Z");
        var winter = await EvaluateAsync(session, profile, "2026-12-07T12:59:59Z");

        Assert.Equal(("Open", "Monday 08:00-17:00", "America/New_York"), (summer.Status, summer.Rule, summer.TimeZone));
        Assert.Equal(new DateTime(2026, 7, 6, 8, 0, 0, DateTimeKind.Unspecified), summer.LocalTime);
        Assert.Equal(TimeSpan.FromHours(-4), summer.At.Offset);
        Assert.Equal(
            (DateTimeOffset.Parse("2026-07-06T21:00:00Z", CultureInfo.InvariantCulture), "Closed"),
            (summer.NextChange!.Value, summer.NextStatus));
        Assert.Equal(("Closed", "Open"), (winter.Status, winter.NextStatus));
        Assert.Single(session.Sent, request => request.Target.Contains("business-unit", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_zone_that_the_caller_names_needs_no_request()
    {
        await using var session = await PublishedSessions.ConnectAsync();
        var profile = await ReadAsync(session);
        var sent = session.Sent.Count;

        var status = await EvaluateAsync(session, profile, "2026-07-06T06:00:00Z", "W. Europe Standard Time");

        Assert.Equal(("Open", "Europe/Berlin", sent), (status.Status, status.TimeZone, session.Sent.Count));
    }

    [Theory]
    [InlineData("Nowhere Standard Time")]
    [InlineData("EST")]
    [InlineData(null)]
    public async Task A_zone_of_the_business_unit_that_is_not_understood_is_an_error_that_names_the_option(string? text)
    {
        await using var session = await PublishedSessions.ConnectAsync();
        session.Server.Then(BusinessUnit(text));
        var profile = await ReadAsync(session);

        var error = await Assert.ThrowsAsync<CxException>(() => EvaluateAsync(session, profile, "2026-07-06T12:00:00Z"));

        Assert.Equal(CxErrors.TenantTimeZoneUnknown, error.Definition);
        Assert.Contains("TimeZone", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_only_the_business_unit_knows_is_found_in_its_list_of_zones()
    {
        await using var session = await PublishedSessions.ConnectAsync();
        session.Server.Then(ScriptedAnswer.Json(
            200,
            """{"businessUnits":[{"defaultTimeZone":"Head office","timeZones":[{"displayName":"Head office","standardName":"Pacific Standard Time"}]}]}"""));

        var status = await EvaluateAsync(session, await ReadAsync(session), "2026-07-06T15:00:00Z");

        Assert.Equal("America/Los_Angeles", status.TimeZone);
    }

    [Fact]
    public async Task A_zone_of_the_caller_that_does_not_exist_is_a_violation()
    {
        await using var session = await PublishedSessions.ConnectAsync();
        var profile = await ReadAsync(session);

        await Assert.ThrowsAsync<CxValidationException>(() => EvaluateAsync(session, profile, "2026-07-06T12:00:00Z", "Mars/Olympus"));
    }

    [Fact]
    public void A_local_time_that_the_clocks_skip_is_moved_forward_and_said()
    {
        var log = new RecordingLog();

        var moment = HoursMoment.Of(new DateTime(2026, 3, 8, 2, 30, 0, DateTimeKind.Unspecified), NewYork, TimeProvider.System, log);

        Assert.Equal(Instant.FromUtc(2026, 3, 8, 7, 30), moment);
        Assert.Contains("2026-03-08T03:30:00-04:00", Assert.Single(log.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Of_a_local_time_that_the_clocks_repeat_the_first_is_used_and_both_are_said()
    {
        var log = new RecordingLog();

        var moment = HoursMoment.Of(new DateTime(2026, 11, 1, 1, 30, 0, DateTimeKind.Unspecified), NewYork, TimeProvider.System, log);

        Assert.Equal(Instant.FromUtc(2026, 11, 1, 5, 30), moment);
        Assert.Contains("2026-11-01T01:30:00-04:00", Assert.Single(log.Warnings), StringComparison.Ordinal);
        Assert.Contains("2026-11-01T01:30:00-05:00", log.Warnings[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_time_of_another_kind_is_a_moment_and_no_time_is_now()
    {
        var log = new RecordingLog();
        var clock = new ManualTimeProvider(TestSession.Start);

        Assert.Equal(
            Instant.FromUtc(2026, 3, 8, 2, 30),
            HoursMoment.Of(new DateTime(2026, 3, 8, 2, 30, 0, DateTimeKind.Utc), NewYork, clock, log));
        Assert.Equal(Instant.FromDateTimeOffset(TestSession.Start), HoursMoment.Of(null, NewYork, clock, log));
        Assert.Throws<CxValidationException>(() => HoursMoment.Of(DateTime.MinValue, NewYork, clock, log));
        Assert.Empty(log.Warnings);
    }

    [Theory]
    [InlineData("""{"hoursOfOperationProfileId":1,"days":[{"day":"Monday","openTime":"nine","closeTime":"17:00"}]}""", "'nine'")]
    [InlineData("""{"hoursOfOperationProfileId":1,"days":[],"holidays":[{"name":"Xmas","date":"December"}]}""", "'December'")]
    [InlineData("""{"hoursOfOperationProfileId":1,"days":[],"overrideBranch":"Party"}""", "'Party'")]
    public async Task A_profile_with_a_value_that_cannot_be_read_has_no_status(string body, string named)
    {
        await using var session = await PublishedSessions.ConnectAsync();
        session.Server.Then(ScriptedAnswer.Json(200, body));
        var profile = await HoursReader.GetAsync(session.Connection, "1", session.Log, CancellationToken.None);

        var error = await Assert.ThrowsAsync<CxException>(() => EvaluateAsync(session, profile, "2026-07-06T12:00:00Z", "UTC"));

        Assert.Equal(CxErrors.HoursUnreadable, error.Definition);
        Assert.Contains(named, error.Message, StringComparison.Ordinal);
    }

    private static async Task<HoursOfOperation> ReadAsync(TestSession session)
    {
        // The answer of the profile goes before those that the test prepared.
        await using var other = await PublishedSessions.ConnectAsync();
        other.Server.Then(ScriptedAnswer.Json(200, Office));
        return await HoursReader.GetAsync(other.Connection, "2044", session.Log, CancellationToken.None);
    }

    private static Task<HoursStatus> EvaluateAsync(TestSession session, HoursOfOperation profile, string at, string? zone = null)
        => HoursEvaluator.EvaluateAsync(
            session.Connection,
            profile,
            new HoursRequest
            {
                At = DateTimeOffset.Parse(at, CultureInfo.InvariantCulture).UtcDateTime,
                TimeZone = zone,
            },
            session.Log,
            CancellationToken.None);

    private static ScriptedAnswer BusinessUnit(string? zone) => ScriptedAnswer.Json(
        200, $$"""{"businessUnits":[{"businessUnitId":1,"defaultTimeZone":{{(zone is null ? "null" : $"\"{zone}\"")}}}]}""");
}
