using System.Text.Json.Nodes;
using CxOne.Sandbox;

namespace CxOne.Tests.Sandbox.Published;

public sealed class PointsOfContactTests : IDisposable
{
    private const string First = "/points-of-contact/730001";
    private readonly PublishedApi _api = new();

    public void Dispose() => _api.Dispose();

    [Fact]
    public async Task The_sample_has_60_of_which_ten_run_the_main_script()
    {
        var points = await _api.AllAsync("/points-of-contact?top=25", "pointsOfContact");

        Assert.Equal(60, points.Count);
        Assert.Equal(10, points.Count(point => point["scriptName"]!.GetValue<string>() == @"PROD\Main"));
        Assert.Equal("+15550100", points[0]["contactAddress"]!.GetValue<string>());
        Assert.Equal(60, points.Select(point => point["contactAddress"]!.GetValue<string>()).Distinct().Count());
    }

    [Fact]
    public async Task The_total_is_text_and_one_point_has_the_envelope_of_a_list()
    {
        var list = await _api.GetAsync("/points-of-contact");
        var one = await _api.GetAsync(First);

        Assert.Equal("60", list["totalRecords"].GetValue<string>());
        Assert.Equal(list["pointsOfContact"][0]!.ToJsonString(), one["pointsOfContact"][0]!.ToJsonString());
        Assert.Single(one["pointsOfContact"].AsArray());
    }

    [Fact]
    public async Task The_members_of_a_write_and_what_cannot_be_read_are_missing_in_a_read()
    {
        var point = (await _api.GetAsync(First))["pointsOfContact"][0]!.AsObject();

        string[] missing = ["pointOfContact", "pointOfContactName", "skillId", "ivrReportingEnabled", "chatProfileId"];
        Assert.All(missing, name => Assert.False(point.ContainsKey(name)));
    }

    [Theory]
    [InlineData("""{"scriptName":"PROD\\Sales"}""", "pointOfContactName,skillId")]
    [InlineData("""{"pointOfContactName":"Main line","skillId":880141}""", "scriptName")]
    [InlineData("""{"pointOfContactName":"","skillId":880141,"scriptName":"PROD\\Main"}""", "pointOfContactName")]
    [InlineData("""{"pointOfContactName":"Main line","skillId":1,"scriptName":"PROD\\Main"}""", "skillId")]
    [InlineData("""{"pointOfContactName":"Main line","skillId":880141,"scriptName":"PROD\\Nowhere"}""", "scriptName")]
    [InlineData("""{"pointOfContactName":"Main line","skillId":"880141","scriptName":"PROD\\Main"}""", "skillId")]
    [InlineData("""{"pointOfContactName":"Main line","skillId":880141,"scriptName":"PROD\\Main","mediaTypeId":4}""", "mediaTypeId")]
    [InlineData("""{"contactDescription":"x","pointOfContactName":"x","skillId":880141,"scriptName":"PROD\\Main"}""", "contactDescription")]
    public async Task A_PUT_without_its_required_members_or_with_others_is_refused_and_changes_nothing(string body, string names)
    {
        var before = await _api.StateAsync();
        var answer = await _api.PutAsync(First, body);

        Assert.Equal(400, answer.Status);
        var description = answer["error_Description"].GetValue<string>();
        Assert.All(names.Split(','), name => Assert.Contains(name, description, StringComparison.Ordinal));
        Assert.Equal(before.ToJsonString(), (await _api.StateAsync()).ToJsonString());
    }

    [Theory]
    [InlineData(SandboxPublishedPut.Replace, false, false)]
    [InlineData(SandboxPublishedPut.Merge, true, true)]
    public async Task A_PUT_resets_or_keeps_the_optional_members_that_it_omits(SandboxPublishedPut put, bool isActive, bool isReported)
    {
        using var api = new PublishedApi(options => options with { PublishedPut = put });
        var answer = await api.PutAsync(First, """{"pointOfContactName":"Main line","skillId":880141,"scriptName":"prod\\sales"}""");
        var stored = (await api.StateAsync())["pointsOfContact"]![0]!;

        Assert.Equal(200, answer.Status);
        Assert.Empty(answer.Text);
        Assert.Equal(@"PROD\Sales", stored["scriptName"]!.GetValue<string>());
        Assert.Equal(isActive, stored["isActive"]!.GetValue<bool>());
        Assert.Equal(isReported, stored["ivrReportingEnabled"]!.GetValue<bool>());
    }

    [Fact]
    public async Task A_PUT_with_every_member_changes_exactly_the_one_that_differs()
    {
        var before = await _api.StateAsync();
        await _api.PutAsync(
            First,
            """
            {"pointOfContactName":"Main line","skillId":880141,"scriptName":"PROD\\Support","isActive":true,
            "ivrReportingEnabled":true,"chatProfileId":null}
            """);
        before["pointsOfContact"]![0]!["scriptName"] = @"PROD\Support";

        Assert.True(JsonNode.DeepEquals(before, await _api.StateAsync()));
    }

    [Fact]
    public async Task A_chat_profile_is_stored_but_never_returned()
    {
        using var api = new PublishedApi(options => options with { PublishedPut = SandboxPublishedPut.Merge });
        var chat = (await api.StateAsync())["pointsOfContact"]![44]!;
        var code = chat["contactCode"]!.GetValue<int>();
        Assert.Equal(4100, chat["chatProfileId"]!.GetValue<int>());
        await api.PutAsync(
            $"/points-of-contact/{code}",
            $$"""{"pointOfContactName":"Chat","skillId":{{chat["defaultSkillId"]}},"scriptName":"PROD\\Chat","chatProfileId":4102}""");

        Assert.Equal(4102, (await api.StateAsync())["pointsOfContact"]![44]!["chatProfileId"]!.GetValue<int>());
        Assert.DoesNotContain("4102", (await api.GetAsync($"/points-of-contact/{code}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_point_of_contact_is_found_in_the_list_only()
    {
        var answer = await _api.PostAsync(
            "/points-of-contact",
            """{"pointOfContact":"+15550177","pointOfContactName":"New","skillId":880141,"scriptName":"PROD\\Main","isActive":true}""");
        var created = (await _api.AllAsync("/points-of-contact", "pointsOfContact"))[^1];

        Assert.Equal(200, answer.Status);
        Assert.Empty(answer.Text);
        Assert.Equal("+15550177", created["contactAddress"]!.GetValue<string>());
        Assert.Equal(61, (await _api.StateAsync())["pointsOfContact"]!.AsArray().Count);
    }

    [Theory]
    [InlineData("""{"pointOfContactName":"New","skillId":880141,"scriptName":"PROD\\Main"}""")]
    [InlineData("""{"pointOfContact":"+15550100","pointOfContactName":"New","skillId":880141,"scriptName":"PROD\\Main"}""")]
    [InlineData("""{"pointOfContact":"+15550177","pointOfContactName":"New","skillId":880141,"scriptName":"PROD\\Main","mediaTypeId":2}""")]
    public async Task An_incomplete_or_repeated_point_of_contact_is_not_created(string body) =>
        Assert.Equal(400, (await _api.PostAsync("/points-of-contact", body)).Status);

    [Theory]
    [InlineData("GET", "/points-of-contact/1", 404)]
    [InlineData("PUT", "/points-of-contact/x", 404)]
    [InlineData("DELETE", First, 405)]
    [InlineData("GET", "/points-of-contact?searchString=main", 400)]
    public async Task A_call_that_the_family_does_not_have_is_refused(string method, string path, int status)
    {
        var answer = await _api.SendAsync(method, path, method == "PUT" ? "{}" : null);

        Assert.Equal(status, answer.Status);
        Assert.NotEmpty(answer["error_Description"].GetValue<string>());
    }

    [Fact]
    public async Task A_lost_response_leaves_the_change_and_a_repeated_POST_is_applied_again()
    {
        await _api.Tenant.AddFaultAsync("""{"fault":"reset-after","method":"PUT","path":"/inContactAPI/services/v30.0/points-of-contact/*"}""");
        await Assert.ThrowsAsync<HttpRequestException>(() => _api.PutAsync(
            First, """{"pointOfContactName":"Main line","skillId":880141,"scriptName":"PROD\\Sales","isActive":true}"""));
        Assert.Equal(@"PROD\Sales", (await _api.GetAsync(First))["pointsOfContact"][0]!["scriptName"]!.GetValue<string>());

        const string Body = """{"pointOfContact":"+15550177","pointOfContactName":"New","skillId":880141,"scriptName":"PROD\\Main"}""";
        (string, string)[] headers = [("Accept", "application/json"), ("Idempotency-Key", "key-1")];
        await _api.Tenant.SendAsync("POST", $"{PublishedApi.Root}/v30.0/points-of-contact", Body, "sandbox", headers);
        var again = await _api.Tenant.SendAsync("POST", $"{PublishedApi.Root}/v30.0/points-of-contact", Body, "sandbox", headers);
        Assert.Equal(400, again.Status);
    }
}
