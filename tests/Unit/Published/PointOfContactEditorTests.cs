using System.Text.Json;
using CxOne.Audit;
using CxOne.Errors;
using CxOne.Merge;
using CxOne.Published;
using CxOne.Tests.Support;

namespace CxOne.Tests.Published;

/// <summary>Writes without a version: two reads before, one after, and nothing that is not proven counts as made.</summary>
public sealed class PointOfContactEditorTests
{
    private const string Id = "77";
    private static readonly ScriptedAnswer Scripts = ScriptedAnswer.Json(
        200, """{"totalRecords":"2","scriptSearchDetails":[{"scriptName":"PROD\\Main","status":"CURR"},{"scriptName":"PROD\\Next","status":"CURR"}]}""");

    [Fact]
    public async Task A_change_sends_every_required_member_and_only_the_named_one_differs()
    {
        await using var session = await ConnectAsync();
        session.Server.Then(Point(), Point(), ScriptedAnswer.Status(204), Point(isActive: false));

        var update = await SetAsync(session, new PointOfContactChange { Id = Id, IsActive = false });

        Assert.Equal("Changed", update.Status);
        Assert.Equal("isActive true → false", Assert.Single(update.Changes).ToString());
        using var body = JsonDocument.Parse(session.Sent[^2].Body);
        Assert.Equal(
            """{"pointOfContactName":"Main line","skillId":12,"scriptName":"PROD\\Main","isActive":false}""", body.RootElement.GetRawText());
        Assert.Equal([AuditOutcome.Started, AuditOutcome.Succeeded], Outcomes(session));
    }

    [Fact]
    public async Task A_point_of_contact_that_holds_the_values_is_not_written()
    {
        await using var session = await ConnectAsync();
        session.Server.Then(Point());

        var update = await SetAsync(session, new PointOfContactChange { Id = Id, IsActive = true, Name = "Main line" });

        Assert.Equal("Unchanged", update.Status);
        Assert.DoesNotContain(session.Sent, request => request.Method == "PUT");
        Assert.Empty(Outcomes(session));
    }

    [Fact]
    public async Task A_piped_point_of_contact_without_a_change_is_read_and_not_written()
    {
        await using var session = await ConnectAsync();
        session.Server.Then(Point(), Point());
        var read = await PointOfContactReader.GetAsync(session.Connection, Id, session.Log, CancellationToken.None);

        var update = await SetAsync(session, new PointOfContactChange { Id = Id, Base = read });

        Assert.Equal("Unchanged", update.Status);
        Assert.DoesNotContain(session.Sent, request => request.Method == "PUT");
        await Assert.ThrowsAsync<CxValidationException>(() => SetAsync(session, new PointOfContactChange { Id = Id }));
    }

    [Fact]
    public async Task Values_that_cannot_be_read_are_written_even_if_nothing_else_changes()
    {
        await using var session = await ConnectAsync();
        session.Server.Then(Point(), Point(), ScriptedAnswer.Status(204), Point());

        var update = await SetAsync(session, new PointOfContactChange { Id = Id, IvrReporting = true, ChatProfileId = 3 });

        Assert.Equal("Changed", update.Status);
        Assert.Contains("\"ivrReportingEnabled\":true,\"chatProfileId\":3", session.Sent[^2].Text, StringComparison.Ordinal);
        Assert.DoesNotContain(session.Log.Warnings, warning => warning.Contains("Shown once", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_warning_about_values_that_cannot_be_read_is_given_once_per_connection()
    {
        await using var session = await ConnectAsync();
        session.Server.Then(
            Point(), Point(), ScriptedAnswer.Status(204), Point(isActive: false),
            Point(isActive: false), Point(isActive: false), ScriptedAnswer.Status(204), Point());

        await SetAsync(session, new PointOfContactChange { Id = Id, IsActive = false });
        await SetAsync(session, new PointOfContactChange { Id = Id, IsActive = true });

        Assert.Single(session.Log.Warnings, warning => warning.Contains("Shown once", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_script_that_does_not_exist_is_refused_before_anything_is_read_or_written()
    {
        await using var session = await ConnectAsync();
        session.Server.Then(ScriptedAnswer.Status(204), Scripts);

        var error = await Assert.ThrowsAsync<CxValidationException>(
            () => SetAsync(session, new PointOfContactChange { Id = Id, ScriptName = @"PROD\Nxet" }));

        Assert.Contains(@"PROD\Next", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(session.Sent, request => request.Method == "PUT");
    }

    [Fact]
    public async Task A_script_and_a_skill_that_do_not_exist_are_reported_together()
    {
        await using var session = await ConnectAsync();
        session.Server.Then(ScriptedAnswer.Status(204), Scripts, ScriptedAnswer.Status(404));

        var error = await Assert.ThrowsAsync<CxValidationException>(
            () => SetAsync(session, new PointOfContactChange { Id = Id, ScriptName = "None", SkillId = 5 }));

        Assert.Equal(2, error.Violations.Count);
    }

    [Fact]
    public async Task The_script_is_written_as_the_tenant_spells_it()
    {
        await using var session = await ConnectAsync();
        session.Server.Then(Scripts, Point(), Point(), ScriptedAnswer.Status(204), Point(script: @"PROD\\Next"));

        await SetAsync(session, new PointOfContactChange { Id = Id, ScriptName = @"prod\next" });

        Assert.Contains("\"scriptName\":\"PROD\\\\Next\"", session.Sent[^2].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_between_the_first_and_the_second_read_is_kept()
    {
        await using var session = await ConnectAsync();
        session.Server.Then(
            Point(), Point(name: "Renamed"), Point(name: "Renamed"), ScriptedAnswer.Status(204), Point(name: "Renamed", isActive: false));

        await RunAsync(session, new PointOfContactChange { Id = Id, IsActive = false });

        Assert.Contains("\"pointOfContactName\":\"Renamed\"", session.Sent[^2].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_of_the_same_member_between_the_reads_is_a_conflict()
    {
        await using var session = await ConnectAsync();
        session.Server.Then(Point(), Point(name: "Theirs"));

        var error = await Assert.ThrowsAsync<CxConflictException>(
            () => RunAsync(session, new PointOfContactChange { Id = Id, Name = "Ours" }));

        Assert.Equal(CxErrors.EditConflict, error.Definition);
        Assert.DoesNotContain(session.Sent, request => request.Method == "PUT");
    }

    [Fact]
    public async Task A_stale_base_is_a_conflict_on_the_same_member_and_a_warning_on_another()
    {
        await using var session = await ConnectAsync();
        session.Server.Then(Point());
        var read = await PointOfContactReader.GetAsync(session.Connection, Id, session.Log, CancellationToken.None);

        session.Server.Then(Point(name: "Theirs"));
        var error = await Assert.ThrowsAsync<CxConflictException>(
            () => SetAsync(session, new PointOfContactChange { Id = Id, Base = read, Name = "Ours" }));
        session.Server.Then(
            Point(name: "Theirs"), Point(name: "Theirs"), ScriptedAnswer.Status(204), Point(name: "Theirs", isActive: false));
        await SetAsync(session, new PointOfContactChange { Id = Id, Base = read, IsActive = false });

        Assert.Equal("name", Assert.Single(error.Conflicts).Field);
        Assert.Contains(session.Log.Warnings, warning => warning.Contains("Theirs", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_change_during_every_attempt_uses_up_the_attempts()
    {
        await using var session = await ConnectAsync();
        session.Server.Then([.. Enumerable.Range(0, 5).Select(number => Point(name: $"N{number}"))]);

        var error = await Assert.ThrowsAsync<CxConflictException>(
            () => RunAsync(session, new PointOfContactChange { Id = Id, IsActive = false, ConflictRetryCount = 3 }));

        Assert.Equal(CxErrors.ConflictRetriesExhausted, error.Definition);
        Assert.DoesNotContain(session.Sent, request => request.Method == "PUT");
    }

    [Fact]
    public async Task A_write_that_does_not_arrive_is_an_error_with_the_tenant_s_words()
    {
        await using var session = await ConnectAsync();
        session.Server.Then(
            Point(), Point(), ScriptedAnswer.Json(200, """{"error":"InvalidSkill","error_Description":"The skill is of another media type."}"""),
            Point(), Point(), Point());

        var error = await Assert.ThrowsAsync<CxRequestException>(
            () => RunAsync(session, new PointOfContactChange { Id = Id, IsActive = false }));

        Assert.Equal(CxErrors.WriteNotApplied, error.Definition);
        Assert.Contains("The skill is of another media type.", error.Message, StringComparison.Ordinal);
        Assert.Equal([AuditOutcome.Started, AuditOutcome.Failed], Outcomes(session));
    }

    [Fact]
    public async Task A_write_that_arrives_in_part_is_recorded_as_unknown_with_both_states()
    {
        await using var session = await ConnectAsync();
        session.Server.Then(Point(), Point(), ScriptedAnswer.Status(200), Point(name: "New"), Point(name: "New"), Point(name: "New"));

        var error = await Assert.ThrowsAsync<CxRequestException>(
            () => RunAsync(session, new PointOfContactChange { Id = Id, Name = "New", IsActive = false }));

        Assert.Equal(CxErrors.WriteNotApplied, error.Definition);
        Assert.Equal([AuditOutcome.Started, AuditOutcome.Unknown], Outcomes(session));
        Assert.NotNull(Records(session)[^1].Before);
    }

    [Fact]
    public async Task A_write_that_the_tenant_shows_late_is_made()
    {
        await using var session = await ConnectAsync();
        session.Server.Then(Point(), Point(), ScriptedAnswer.Status(204), Point(), Point(isActive: false));

        Assert.Equal("Changed", (await RunAsync(session, new PointOfContactChange { Id = Id, IsActive = false })).Status);
    }

    [Fact]
    public async Task A_lost_answer_is_resolved_by_a_read_and_the_write_is_not_repeated()
    {
        await using var session = await ConnectAsync();
        session.Server.Then(Point(), Point(), ScriptedAnswer.Reset(), Point(isActive: false));

        var update = await RunAsync(session, new PointOfContactChange { Id = Id, IsActive = false });

        Assert.Equal("Recognised", update.Status);
        Assert.Single(session.Sent, request => request.Method == "PUT");
    }

    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    public async Task After_a_refusal_the_point_of_contact_is_read_again_before_the_write_is_repeated(int status)
    {
        await using var session = await ConnectAsync();
        session.Server.Then(
            Point(), Point(), ScriptedAnswer.Json(status, """{"error":"TooManyRequests"}""", ("Retry-After", "7")),
            Point(name: "Renamed"), Point(name: "Renamed"), ScriptedAnswer.Status(204), Point(name: "Renamed", isActive: false));

        var update = await RunAsync(session, new PointOfContactChange { Id = Id, IsActive = false });

        Assert.Equal((2, "Changed"), (update.Attempts, update.Status));
        Assert.Contains(TimeSpan.FromSeconds(7), session.Waits);
        Assert.Contains("\"pointOfContactName\":\"Renamed\"", session.Sent[^2].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_after_which_the_tenant_holds_the_values_is_recognised()
    {
        await using var session = await ConnectAsync();
        session.Server.Then(
            Point(), Point(), ScriptedAnswer.Json(429, """{"error":"TooManyRequests"}""", ("Retry-After", "1")), Point(isActive: false));

        var update = await RunAsync(session, new PointOfContactChange { Id = Id, IsActive = false });

        Assert.Equal("Recognised", update.Status);
        Assert.Single(session.Sent, request => request.Method == "PUT");
    }

    [Fact]
    public async Task A_member_that_the_write_did_not_name_and_that_differs_afterwards_is_reported()
    {
        await using var session = await ConnectAsync();
        session.Server.Then(Point(), Point(), ScriptedAnswer.Status(204), Point(name: "Other", isActive: false));

        Assert.Equal("Changed", (await SetAsync(session, new PointOfContactChange { Id = Id, IsActive = false })).Status);
        Assert.Contains(session.Log.Warnings, warning => warning.Contains("\"Other\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_point_of_contact_without_a_script_needs_one_with_every_change()
    {
        await using var session = await ConnectAsync();
        session.Server.Then(Point(script: string.Empty));

        var error = await Assert.ThrowsAsync<CxValidationException>(
            () => SetAsync(session, new PointOfContactChange { Id = Id, IsActive = false }));

        Assert.Contains("scriptName", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_preview_reads_and_checks_and_sends_nothing()
    {
        await using var session = await ConnectAsync();
        session.Server.Then(Point());

        var preview = await PointOfContactEditor.PreviewAsync(
            session.Connection, new PointOfContactChange { Id = Id, IsActive = false }, session.Log, CancellationToken.None);

        Assert.Equal("isActive true → false", Assert.Single(preview.Changes).ToString());
        Assert.Single(session.Sent, request => request.Target.Contains("/points-of-contact/", StringComparison.Ordinal));
        Assert.Empty(Outcomes(session));
    }

    [Fact]
    public async Task A_restore_writes_the_members_of_the_record_and_a_second_one_has_nothing_to_do()
    {
        await using var session = await ConnectAsync();
        session.Server.Then(Point(), Point(), ScriptedAnswer.Status(204), Point(isActive: false));
        await SetAsync(session, new PointOfContactChange { Id = Id, IsActive = false });

        session.Server.Then(Point(isActive: false));
        var plan = await PlanAsync(session);
        session.Server.Then(Point(isActive: false), Point(isActive: false), ScriptedAnswer.Status(204), Point());
        var update = await PointOfContactEditor.RestoreAsync(
            session.Connection, plan, new PointOfContactChange { Id = Id }, session.Log, CancellationToken.None);
        session.Server.Then(Point());
        var second = await PlanAsync(session);

        Assert.Equal("isActive false → true", Assert.Single(update.Changes).ToString());
        Assert.True(second.IsRestored);
        Assert.Equal(PointOfContactEditor.RestoreAction, Records(session)[^1].Action);
    }

    private static Task<PointOfContactRestorePlan> PlanAsync(TestSession session)
        => PointOfContactEditor.PlanRestoreAsync(session.Connection, Id, Records(session), null, session.Log, CancellationToken.None);

    private static async Task<TestSession> ConnectAsync()
    {
        var session = new TestSession();
        session.Server.Then(ScriptedAnswer.Token(), ScriptedAnswer.Tenant());
        await session.ConnectAsync(session.Options() with { ApiVersion = "v30.0" });
        return session;
    }

    private static Task<PointOfContactUpdate> SetAsync(TestSession session, PointOfContactChange change)
        => PointOfContactEditor.SetAsync(session.Connection, change, session.Log, CancellationToken.None);

    private static async Task<PointOfContactUpdate> RunAsync(TestSession session, PointOfContactChange change)
    {
        var work = SetAsync(session, change);
        await session.LetWaitsPassAsync(work);
        return await work;
    }

    private static List<AuditRecord> Records(TestSession session)
        => [.. new AuditLog(session.AuditFolder, session.Clock).Read(NullCxLog.Instance)];

    private static IEnumerable<string> Outcomes(TestSession session) => Records(session).Select(record => record.Outcome);

    private static ScriptedAnswer Point(string name = "Main line", string script = @"PROD\\Main", bool isActive = true)
        => ScriptedAnswer.Json(
        200,
        $$"""
        {"businessUnitId":1,"pointsOfContact":[{"contactCode":"77","contactAddress":"+15550100","contactDescription":"{{name}}",
         "defaultSkillId":"12","isActive":"{{isActive}}","mediaTypeId":4,"scriptName":"{{script}}","notes":""}]}
        """);
}
