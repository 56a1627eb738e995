using System.Text.Json;
using CxOne.Audit;
using CxOne.Dialer;
using CxOne.Errors;
using CxOne.Merge;
using CxOne.Skills;
using CxOne.Tests.Published;
using CxOne.Tests.Support;

namespace CxOne.Tests.Skills;

/// <summary>Writes of blocks against scripted answers: other clients, other spellings, and refusals in the middle of a change.</summary>
public sealed class SkillBlockWriteTests
{
    private static readonly ScriptedAnswer Skill = ScriptedAnswer.Json(
        200, """{"skillId":"77","skillName":"Collections-East","isOutbound":"True"}""");

    private static readonly SkillDialerChange Ratio = new() { Id = "77", MaximumRatio = 3, RuleSet = DialerRuleSet.None };

    [Fact]
    public async Task A_change_of_another_client_between_read_and_write_is_kept_and_unknown_members_are_written_back()
    {
        await using var session = await PublishedSessions.ConnectAsync();
        session.Server.Then(
            Skill, General(2, ring: 20), General(2, ring: 20), General(2, ring: 25), General(2, ring: 25), General(2, ring: 25),
            ScriptedAnswer.Status(204), General(3, ring: 25));

        var update = await RunAsync(session, Ratio);

        var sent = session.Sent.Single(request => request.Method == "PUT");
        Assert.Equal(
            """{"generalSettings":{"maximumRatio":3,"maximumRingingDuration":25,"blockMultipleCalls":true,"ofTheFuture":{"a":1.50}}}""",
            sent.Text);
        Assert.Equal("generalSettings.maximumRatio 2 → 3", Assert.Single(update.Changes).ToString());
    }

    [Fact]
    public async Task A_change_of_the_same_member_by_another_client_is_a_conflict()
    {
        await using var session = await PublishedSessions.ConnectAsync();
        session.Server.Then(Skill, General(2), General(2), General(4));

        var error = await Assert.ThrowsAsync<CxConflictException>(() => RunAsync(session, Ratio));

        Assert.Equal(CxErrors.EditConflict, error.Definition);
        Assert.DoesNotContain(session.Sent, request => request.Method == "PUT");
    }

    [Fact]
    public async Task A_block_that_fails_after_another_one_names_what_was_changed_and_how_to_take_it_back()
    {
        await using var session = await PublishedSessions.ConnectAsync();
        var (before, after) = (Retry(5), Retry(6));
        session.Server.Then(
            Skill, before, General(2), before, before, ScriptedAnswer.Status(204), after, General(2), General(2),
            ScriptedAnswer.Json(400, """{"error":"InvalidParameter"}"""));

        var error = await Assert.ThrowsAsync<CxException>(() => RunAsync(session, Ratio with { MaximumAttempts = 6 }));

        Assert.Equal(CxErrors.SkillPartlyChanged, error.Definition);
        var records = Records(session);
        Assert.Equal(["Started", "Succeeded", "Started", "Failed"], records.Select(record => record.Outcome));
        Assert.Contains("retrySettings was changed, generalSettings was not written", error.Message, StringComparison.Ordinal);
        Assert.Contains(records[1].AuditId, error.Message, StringComparison.Ordinal);

        session.Server.Then(after);
        var plan = await SkillDialerEditor.PlanRestoreAsync(
            session.Connection, "77", records, null, session.Log, CancellationToken.None);

        Assert.Equal("retrySettings.maximumAttempts 6 → 5", Assert.Single(plan.Changes).ToString());
    }

    [Fact]
    public async Task A_page_that_is_no_block_is_not_written_over()
    {
        await using var session = await PublishedSessions.ConnectAsync();
        session.Server.Then(Skill, ScriptedAnswer.Json(200, """{"login":"please"}"""));

        var error = await Assert.ThrowsAnyAsync<CxRequestException>(() => RunAsync(session, Ratio));

        Assert.Equal(CxErrors.ResponseInvalid, error.Definition);
    }

    [Fact]
    public void Read_shapes_become_write_shapes_by_the_table_of_blocks()
    {
        Assert.Equal(
            """{"attemptMode":"1","destinationRetryRestMinutes":30,"maximumAttempts":[{"fieldName":"Home","attempts":4}],"cadences":"""
                + """[{"fieldName":"Home","attempts":1,"timeConstraints":{"weekdayTimeConstraints":[{"startTime":"09:00","endTime":"17:00"}],"""
                + """
                "weekendTimeConstraints":[]}},{"fieldName":"Work","attempts":2,"timeConstraints":null}],"ofTheFuture":7}
                """,
            Written(SkillBlocks.Cadence, """
                {"attemptMode":1,"destinationRetryRestMinutes":30,"cadenceMaximumAttempts":[{"label":"Home","maxAttempts":"4"}],"cadences":[
                 {"fieldName":"Work","attempts":2,"order":2,"timeConstraints":null},
                 {"fieldName":"Home","attempts":1,"order":1,"timeConstraints":[{"dayType":"Weekday","startTime":"09:00","endTime":"17:00"}]}],
                 "ofTheFuture":7}
                """));
        Assert.Equal(
            """{"displayField1Name":"LastName","displayField2Name":"City","listOrderingOptions":[{"orderType":"Age","direction":null}]}""",
            Written(SkillBlocks.ListManagement, """
                {"displayField1Id":2,"displayField1Name":"LastName","displayField2Id":5,"displayField2NAme":"City",
                 "listOrderingOptions":[{"orderType":"Age","direction":null}]}
                """));
        Assert.Equal(
            """{"timeZoneSettings":[{"standardName":"EST","overrideTime":false,"startTime":"08:00"}]}""",
            Written(SkillBlocks.TimeZones, """[{"name":"EST","description":"Eastern","overrideTime":"False","startTime":"08:00"}]"""));
        Assert.Equal(
            """{"scheduleSettings":{"isScheduled":true,"mondayStartTime":"08:00","mondayEndTime":"20:00","mondayIsActive":true}}""",
            Written(SkillBlocks.Schedule, """
                {"isScheduled":"true","schedules":[{"day":"Monday","active":"True","startTime":"08:00","endTime":"20:00"}]}
                """));
        Assert.Equal(
            """{"cpaSettings":{"ansMachineOverrideSeconds":30,"exceptions":[{"attempt_No":2,"ansMachineDetMode":1}]}}""",
            Written(SkillBlocks.Cpa, """
                {"cpaSettings":{"AnsMachineOverrideSeconds":30,"Exceptions":[{"attemptNo":2,"ansMachineDetMode":1}]}}
                """));
    }

    private static string Written(SkillBlock block, string read)
        => JsonFields.Write(block.ToWrite(block.ToState(System.Text.Json.Nodes.JsonNode.Parse(read))));

    private static async Task<SkillDialerUpdate> RunAsync(TestSession session, SkillDialerChange change)
    {
        var work = SkillDialerEditor.SetAsync(session.Connection, change, session.Log, CancellationToken.None);
        await session.LetWaitsPassAsync(work);
        return await work;
    }

    private static List<AuditRecord> Records(TestSession session)
        => [.. new AuditLog(session.AuditFolder, session.Clock).Read(NullCxLog.Instance)];

    private static ScriptedAnswer General(double ratio, int ring = 20) => ScriptedAnswer.Json(
        200,
        $$$"""{"MaximumRatio":"{{{ratio}}}","maximumRingingDuration":{{{ring}}},"blockMultipleCalls":"True","ofTheFuture":{"a":1.50}}""");

    private static ScriptedAnswer Retry(int attempts) => ScriptedAnswer.Json(
        200, $$$"""{"retrySettings":{"maximumAttempts":{{{attempts}}},"minimumRetryMinutes":60}}""");
}
