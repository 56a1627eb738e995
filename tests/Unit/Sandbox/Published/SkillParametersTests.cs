using System.Text.Json.Nodes;
using CxOne.Sandbox;

namespace CxOne.Tests.Sandbox.Published;

public sealed class SkillParametersTests : IDisposable
{
    private const string East = "/skills/880101/parameters";
    private readonly PublishedApi _api = new();

    public void Dispose() => _api.Dispose();

    public static TheoryData<string, string> Wrong => new()
    {
        { "general-settings", """{"generalSettings":{"agressiveness":"moderate"}}""" },
        { "general-settings", """{"generalSettings":{"aggressiveness":1}}""" },
        { "general-settings", """{"maximumRatio":2}""" },
        { "general-settings", """{"generalSettings":{"loadFresh":null}}""" },
        { "general-settings", """{"generalSettings":{"loadFresh":"true"}}""" },
        { "retry-settings", """{"retrySettings":{"maximumAttempts":301}}""" },
        { "cpa-management", """{"cpaManagement":{}}""" },
        { "cpa-management", """{"cpaSettings":{"abandonMsgMode":3}}""" },
        { "cpa-management", """{"cpaSettings":{"AnsMachineOverrideSeconds":5}}""" },
        { "cpa-management", """{"cpaSettings":{"exceptions":[{"attemptNo":1}]}}""" },
        { "xs-settings", """{"xsSettings":{"xsScriptId":1}}""" },
        { "delivery-preferences", """{"deliveryPreferences":{"complianceRecordsDeliveryType":6}}""" },
        { "time-zones", """{"timeZoneSettings":[{"name":"Eastern Standard Time"}]}""" },
        { "cadence-settings", """{"cadenceSettings":{"attemptMode":"1"}}""" },
        { "cadence-settings", """{"attemptMode":1}""" },
        { "list-management", """{"displayField2NAme":"LastName"}""" },
    };

    [Fact]
    public async Task All_blocks_of_all_dialers_are_one_response()
    {
        var answer = await _api.GetAsync("/skills/parameters");
        var skills = answer["skills"].AsArray();

        Assert.Equal(40, skills.Count);
        Assert.Equal("Collections-East", skills[0]!["skillName"]!.GetValue<string>());
        Assert.Equal(880101, skills[0]!["skillNo"]!.GetValue<int>());
        Assert.Equal(
            [
                "skillName", "skillNo", "generalSettings", "cpaSettings", "xsSettings", "deliveryPreferences", "retrySettings",
                "scheduleSettings", "timeZoneSettings", "cadenceSettings", "listManagementSettings", "callingLists", "filterSettings",
            ],
            skills[0]!.AsObject().Select(member => member.Key));
        Assert.Equal(skills[0]!.ToJsonString(), (await _api.GetAsync(East)).Json.ToJsonString());
    }

    [Theory]
    [InlineData("general-settings", "aggressiveness", "\"conservative\"")]
    [InlineData("general-settings", "waitTimeFactor", "7")]
    [InlineData("cpa-management", "AnsMachineOverrideSeconds", "30")]
    [InlineData("cpa-management", "enableCPALogging", "false")]
    [InlineData("xs-settings", "xsScriptID", "0")]
    [InlineData("schedule-settings", "mondayStartTime", "\"08:00\"")]
    [InlineData("schedule-settings", "isScheduled", "true")]
    public async Task A_block_alone_is_flat(string block, string member, string value) =>
        Assert.Equal(value, (await _api.GetAsync($"{East}/{block}"))[member].ToJsonString());

    [Theory]
    [InlineData("generalSettings", "aggressiveness", "1")]
    [InlineData("generalSettings", "waitTimeFactor", "true")]
    [InlineData("generalSettings", "deliverCallbacksOnDNCHolidays", null)]
    [InlineData("cpaSettings", "ansMachineOverrideSeconds", "30")]
    [InlineData("cpaSettings", "enableCPALogging", "\"False\"")]
    [InlineData("xsSettings", "xsScriptId", "0")]
    [InlineData("cadenceSettings", "attemptMode", "1")]
    [InlineData("listManagementSettings", "displayField2NAme", "\"AccountNumber\"")]
    public async Task A_block_among_the_others_has_other_names_and_types(string block, string member, string? value) =>
        Assert.Equal(value, (await _api.GetAsync(East))[block][member]?.ToJsonString());

    [Fact]
    public async Task Exceptions_have_another_name_in_each_shape()
    {
        Assert.NotNull((await _api.GetAsync($"{East}/cpa-management"))["exceptions"][0]!["attempt_No"]);
        Assert.NotNull((await _api.GetAsync(East))["cpaSettings"]["exceptions"]![0]!["attemptNo"]);
    }

    [Theory]
    [InlineData("cadence-settings")]
    [InlineData("list-management")]
    public async Task Two_blocks_cannot_be_read_alone(string block)
    {
        var answer = await _api.GetAsync($"{East}/{block}");

        Assert.Equal(405, answer.Status);
        Assert.Equal("PUT", answer.Headers["Allow"]);
    }

    [Theory]
    [InlineData("/skills/880141/parameters", 400)]
    [InlineData("/skills/1/parameters", 404)]
    [InlineData("/skills/parameters?skip=1", 400)]
    [InlineData("/skills/880101/parameters/time-zones?fields=name", 400)]
    [InlineData("/skills/880101/parameters/time-restrictions", 404)]
    public async Task A_read_that_the_family_does_not_have_is_refused(string path, int status) =>
        Assert.Equal(status, (await _api.GetAsync(path)).Status);

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task A_write_in_the_shape_of_a_read_or_with_an_invalid_value_is_refused(string block, string body)
    {
        var before = await _api.StateAsync();
        var answer = await _api.PutAsync($"{East}/{block}", body);

        Assert.Equal(400, answer.Status);
        Assert.NotEmpty(answer.Headers["icStatusDescription"]);
        Assert.Equal(before.ToJsonString(), (await _api.StateAsync()).ToJsonString());
    }

    [Theory]
    [InlineData(SandboxPublishedPut.Replace, 0, 10)]
    [InlineData(SandboxPublishedPut.Merge, 30, 10)]
    public async Task A_PUT_resets_or_keeps_the_members_that_it_omits(SandboxPublishedPut put, int stale, int handled)
    {
        using var api = new PublishedApi(options => options with { PublishedPut = put });
        var answer = await api.PutAsync(
            $"{East}/retry-settings", """{"retrySettings":{"maximumAttempts":9,"minimumRetryMinutes":45,"maximumNumberOfHandledCalls":10}}""");
        var block = await api.GetAsync($"{East}/retry-settings");

        Assert.Equal(200, answer.Status);
        Assert.Empty(answer.Text);
        Assert.Equal(9, block["maximumAttempts"].GetValue<int>());
        Assert.Equal(handled, block["maximumNumberOfHandledCalls"].GetValue<int>());
        Assert.Equal(stale, block["generalStaleMinutes"].GetValue<int>());
    }

    [Theory]
    [InlineData("retry-settings", "retrySettings", "general-settings")]
    [InlineData("general-settings", "generalSettings", "retry-settings")]
    public async Task Attempts_and_retry_minutes_mirror_each_other_in_two_blocks(string written, string wrapper, string other)
    {
        await _api.PutAsync($"{East}/{written}", $$$"""{"{{{wrapper}}}":{"maximumAttempts":17}}""");

        Assert.Equal(17, (await _api.GetAsync($"{East}/{written}"))["maximumAttempts"].GetValue<int>());
        Assert.Equal(17, (await _api.GetAsync($"{East}/{other}"))["maximumAttempts"].GetValue<int>());
        Assert.Equal(60, (await _api.GetAsync($"{East}/{other}"))["minimumRetryMinutes"].GetValue<int>());
    }

    [Theory]
    [InlineData("general-settings", "generalSettings")]
    [InlineData("cpa-management", "cpaSettings")]
    [InlineData("xs-settings", "xsSettings")]
    [InlineData("delivery-preferences", "deliveryPreferences")]
    [InlineData("retry-settings", "retrySettings")]
    [InlineData("schedule-settings", "scheduleSettings")]
    public async Task Writing_what_was_read_changes_nothing(string block, string wrapper)
    {
        var path = $"{East}/{block}";
        var before = await _api.GetAsync(path);
        var body = before.Text
            .Replace("AnsMachine", "ansMachine", StringComparison.Ordinal)
            .Replace("agentOverrideOptionansMachine", "agentOverrideOptionAnsMachine", StringComparison.Ordinal)
            .Replace("TreatProgress", "treatProgress", StringComparison.Ordinal);
        var answer = await _api.PutAsync(path, $$$"""{"{{{wrapper}}}":{{{body}}}}""");

        Assert.Equal(200, answer.Status);
        Assert.Equal(before.Text, (await _api.GetAsync(path)).Text);
        Assert.Empty((await _api.StateAsync())["skillParameters"]!.AsObject());
    }

    [Fact]
    public async Task A_schedule_of_seven_active_days_is_accepted()
    {
        var week = await ScheduleAsync("880101");
        week["fridayEndTime"] = "20:30";

        Assert.Equal(200, (await PutScheduleAsync(week)).Status);
        var schedules = (await _api.GetAsync(East))["scheduleSettings"]["schedules"]!.AsArray();
        Assert.Equal("20:30", schedules.Single(day => day!["day"]!.GetValue<string>() == "Friday")!["endTime"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("sundayIsActive", "false")]
    [InlineData("mondayEndTime", "\"08:00\"")]
    [InlineData("tuesdayStartTime", null)]
    public async Task A_schedule_with_less_than_seven_active_days_is_refused(string member, string? value)
    {
        var week = await ScheduleAsync("880101");
        week.Remove(member);
        if (value is not null)
        {
            week[member] = JsonNode.Parse(value);
        }

        var answer = await PutScheduleAsync(week);
        Assert.Equal(400, answer.Status);
        Assert.Equal("InvalidParameter", answer["error"].GetValue<string>());
    }

    [Fact]
    public async Task A_partial_week_of_the_sample_cannot_be_written_back()
    {
        var week = await ScheduleAsync("880102");
        Assert.False(week["sundayIsActive"]!.GetValue<bool>());

        Assert.Equal(400, (await PutScheduleAsync(week)).Status);
    }

    [Fact]
    public async Task A_cadence_is_written_in_another_shape_than_it_is_read()
    {
        const string Body = """
            {"attemptMode":"0","recordRequestMode":null,"destinationRetryRestMinutes":15,
            "maximumAttempts":[{"fieldName":"Mobile","attempts":3}],
            "cadences":[{"fieldName":"Mobile","attempts":2,"timeConstraints":{"weekdayTimeConstraints":[],
            "weekendTimeConstraints":[{"startTime":"10:00","endTime":"16:00"}]}}]}
            """;
        Assert.Equal(200, (await _api.PutAsync($"{East}/cadence-settings", Body)).Status);

        const string Expected = """
            {"attemptMode":0,"recordRequestMode":null,"destinationRetryRestMinutes":15,
            "cadenceMaximumAttempts":[{"label":"Mobile","maxAttempts":3}],
            "cadences":[{"fieldName":"Mobile","attempts":2,"order":1,
            "timeConstraints":[{"dayType":"Weekend","startTime":"10:00","endTime":"16:00"}]}]}
            """;
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(Expected), (await _api.GetAsync(East))["cadenceSettings"]));
    }

    [Fact]
    public async Task Time_zones_and_list_management_are_written_under_other_names()
    {
        await _api.PutAsync(
            $"{East}/time-zones",
            """{"timeZoneSettings":[{"standardName":"Pacific Standard Time","startTime":"09:00","endTime":"20:00","timeZoneActiveToCall":true}]}""");
        await _api.PutAsync($"{East}/list-management", """{"displayField1Name":"FirstName","listOrderingOptions":null}""");
        var all = await _api.GetAsync(East);

        Assert.Equal("Pacific Standard Time", all["timeZoneSettings"][0]!["name"]!.GetValue<string>());
        Assert.Equal(
            all["timeZoneSettings"].ToJsonString(), (await _api.GetAsync($"{East}/time-zones"))["timeZoneSettings"].ToJsonString());
        Assert.Equal("FirstName", all["listManagementSettings"]["displayField1Name"]!.GetValue<string>());
        Assert.Equal(2, all["listManagementSettings"]["displayField1Id"]!.GetValue<int>());
    }

    [Fact]
    public async Task Fields_select_blocks()
    {
        var answer = await _api.GetAsync("/skills/parameters?fields=skillNo,retrySettings");

        Assert.Equal(["skillNo", "retrySettings"], answer["skills"][39]!.AsObject().Select(member => member.Key));
    }

    private async Task<JsonObject> ScheduleAsync(string skillId) =>
        (await _api.GetAsync($"/skills/{skillId}/parameters/schedule-settings")).Json.AsObject();

    private Task<Answer> PutScheduleAsync(JsonObject week) =>
        _api.PutAsync($"{East}/schedule-settings", new JsonObject { ["scheduleSettings"] = week }.ToJsonString());
}
