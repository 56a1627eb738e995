using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CxOne.Audit;
using CxOne.Errors;
using CxOne.Exclusive;
using CxOne.Merge;
using CxOne.Published;
using CxOne.Studio.Graph;
using CxOne.Studio.Linting;
using CxOne.Studio.Model;
using CxOne.Studio.Reading;
using CxOne.Studio.Testing;
using CxOne.Tests.Faults;
using CxOne.Tests.Support;

namespace CxOne.Tests.Published.Scripts;

/// <summary>A publication changes script and points of contact both or neither, says which, and leaves the lock free.</summary>
public sealed class ScriptPublisherTests
{
    private const string Point = "730001";
    private const string Other = "somebody.else@sandbox.example";

    [Fact]
    public async Task A_script_that_the_tenant_holds_is_not_saved()
    {
        await using var bench = await ConnectAsync();
        var body = await ReadAsync(bench);
        var file = ScriptReader.Read(ScriptWriter.WriteFile(body.Script), "Playground.json");

        var (result, failure) = await bench.RunAsync(ScriptEdit.PublishAsync(
            bench.Connection, new ScriptPublishRequest { Name = ScriptEdit.Name, Graph = new ScriptGraph(file) }, bench.Log));

        Assert.Null(failure);
        Assert.Equal("Unchanged", result.Status);
        Assert.Equal(0, (await bench.LookAsync()).Count("POST", "/scripts", 200));
        Assert.Empty(bench.Records());
    }

    [Fact]
    public async Task A_changed_script_is_saved_once_and_the_earlier_version_comes_back()
    {
        await using var bench = await ConnectAsync();
        var before = await ReadAsync(bench);

        var (published, failure) = await PublishAsync(bench);
        var edited = await ReadAsync(bench);
        var plan = await ScriptRestorer.PlanAsync(bench.Connection, ScriptEdit.Name, null, bench.Log, CancellationToken.None);
        var (restored, other) = await bench.RunAsync(
            ScriptRestorer.RestoreAsync(bench.Connection, plan, null, bench.Log, CancellationToken.None));
        var after = await ReadAsync(bench);

        Assert.Null(failure);
        Assert.Null(other);
        Assert.Equal(("Published", before.MasterId, edited.MasterId), (published.Status, published.PreviousMasterId, published.MasterId));
        Assert.Equal((before.Hash, edited.Hash), (published.PreviousHash, published.Hash));
        Assert.Equal("Restored", restored.Status);
        Assert.NotEqual(before.Hash, edited.Hash);
        Assert.Equal(before.Hash, after.Hash);
        Assert.NotEqual(before.MasterId, after.MasterId);
        Assert.Equal(
            ["Script.Publish Started", "Script.Publish Succeeded", "Script.Restore Started", "Script.Restore Succeeded"],
            bench.Records().Select(record => $"{record.Action} {record.Outcome}"));
        Assert.Equal(before.Hash, bench.Records()[1].Before!.Value.GetProperty("hash").GetString());
        Assert.Equal(edited.Hash, bench.Records()[1].After!.Value.GetProperty("hash").GetString());
        await AssertFreeAsync(bench);
    }

    [Fact]
    public async Task A_lock_of_another_user_is_an_error_that_names_the_user()
    {
        await using var bench = await ConnectAsync();
        await LockAsync(bench);

        var (result, failure) = await PublishAsync(bench);

        Assert.Equal(CxErrors.ScriptLocked, failure!.Definition);
        Assert.Contains(Other, failure.Message, StringComparison.Ordinal);
        Assert.Equal("Refused", result.Status);
        Assert.Equal(0, (await bench.LookAsync()).Count("POST", "/scripts", 200));
        Assert.Equal(Other, (await ReadAsync(bench)).LockedBy);
        Assert.Equal(AuditOutcome.Refused, bench.Records()[^1].Outcome);
    }

    [Fact]
    public async Task A_version_that_another_user_saved_since_the_export_is_kept_unless_it_is_forced()
    {
        await using var bench = await ConnectAsync();
        var request = await ScriptEdit.RequestAsync(bench.Connection);
        await bench.RunAsync(ScriptEdit.PublishAsync(
            bench.Connection, await ScriptEdit.RequestAsync(bench.Connection, null, "By another user"), bench.Log));
        var theirs = await ReadAsync(bench);

        var (result, failure) = await bench.RunAsync(ScriptEdit.PublishAsync(bench.Connection, request, bench.Log));

        Assert.Equal(CxErrors.EditConflict, failure!.Definition);
        Assert.Contains("by sandbox", failure.Message, StringComparison.Ordinal);
        Assert.Contains(ScriptEdit.Name, failure.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal("Refused", result.Status);
        Assert.Equal(theirs.Hash, (await ReadAsync(bench)).Hash);

        (result, failure) = await bench.RunAsync(ScriptEdit.PublishAsync(bench.Connection, request with { Force = true }, bench.Log));

        Assert.Null(failure);
        Assert.Equal("Published", result.Status);
        Assert.Contains(bench.Log.Warnings, warning => warning.Contains("It is replaced.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_script_without_a_known_base_is_saved_only_if_it_is_forced()
    {
        await using var bench = await ConnectAsync();
        var request = (await ScriptEdit.RequestAsync(bench.Connection)) with { Base = null };

        var (_, failure) = await bench.RunAsync(ScriptEdit.PublishAsync(bench.Connection, request, bench.Log));
        var (forced, none) = await bench.RunAsync(ScriptEdit.PublishAsync(bench.Connection, request with { Force = true }, bench.Log));

        Assert.Equal(CxErrors.ScriptBaseUnknown, failure!.Definition);
        Assert.Null(none);
        Assert.Equal("Published", forced.Status);
    }

    [Fact]
    public async Task A_script_that_changes_between_the_read_and_the_lock_is_kept()
    {
        await using var bench = await ConnectAsync();
        var request = await ScriptEdit.RequestAsync(bench.Connection);
        var plan = await ScriptPublisher.PlanAsync(bench.Connection, request, bench.Log, CancellationToken.None);
        await bench.RunAsync(ScriptEdit.PublishAsync(
            bench.Connection, await ScriptEdit.RequestAsync(bench.Connection, null, "By another user"), bench.Log));

        var (result, failure) = await bench.RunAsync(
            ScriptPublisher.PublishAsync(bench.Connection, plan, null, bench.Log, CancellationToken.None));

        Assert.Equal(CxErrors.EditConflict, failure!.Definition);
        Assert.Equal("Refused", result.Status);
        var sent = await bench.LookAsync();
        Assert.Equal(1, sent.Count("POST", "/scripts", 200) + sent.Count("POST", "/scripts", 206));
        await AssertFreeAsync(bench);
    }

    [Fact]
    public async Task A_refusal_has_one_finding_per_error_with_its_action()
    {
        await using var bench = await ConnectAsync();
        Answer(bench, "POST", "/scripts", HttpBytes.Of(409, HttpBytes.Json, """
            {"results":[{"success":"False","error_code":{"details":{"totalErrors":"2","totalWarnings":"0","actions":{
            "1":{"actionType":"BEGIN","errors":[{"key":"action-not-available"},{"key":"another"}],"warnings":[]}}}}}]}
            """));
        var before = await ReadAsync(bench);

        var (result, failure) = await PublishAsync(bench);

        var refusal = Assert.IsType<ScriptSaveException>(failure);
        Assert.Equal(["action-not-available", "another"], refusal.Findings.Select(finding => finding.Key));
        Assert.All(refusal.Findings, finding => Assert.Equal((1, "BEGIN", true), (finding.ActionId, finding.ActionType, finding.IsError)));
        Assert.Equal("Refused", result.Status);
        Assert.Equal(before.Hash, (await ReadAsync(bench)).Hash);
        Assert.Equal(AuditOutcome.Refused, bench.Records()[^1].Outcome);
        await AssertFreeAsync(bench);
    }

    [Fact]
    public async Task Warnings_of_the_tenant_name_action_and_caption_and_the_script_is_saved()
    {
        await using var bench = await ConnectAsync();
        var request = await ScriptEdit.RequestAsync(bench.Connection);
        var script = request.Graph.Script;
        var first = script.Actions.First(action => action.Branches.Count > 0 && action.Name == "BEGIN");
        var loose = new StudioScript(script.Header, script.Actions.Select(action => action.Id == first.Id
            ? new ScriptAction
            {
                Id = action.Id, Name = action.Name, Caption = action.Caption, LibraryId = action.LibraryId, Version = action.Version,
                ImplType = action.ImplType, DependencyOrder = action.DependencyOrder,
                Properties = action.Properties, Layout = action.Layout,
            }
            : action));
        var off = new ScriptLintSettings
        {
            Rules = ScriptLintRules.All.ToDictionary(rule => rule.Id, _ => "off", StringComparer.OrdinalIgnoreCase),
        };

        var (result, failure) = await bench.RunAsync(ScriptEdit.PublishAsync(
            bench.Connection,
            request with { Graph = new ScriptGraph(loose), Lint = new ScriptLintOptions { Settings = off } },
            bench.Log));

        Assert.Null(failure);
        Assert.Equal("Published", result.Status);
        var warning = Assert.Single(result.Warnings);
        Assert.Equal((first.Id, first.Caption, false), (warning.ActionId, warning.Caption, warning.IsError));
        Assert.Contains(bench.Log.Warnings, text => text.Contains(first.Caption, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_lint_error_sends_nothing()
    {
        await using var bench = await ConnectAsync();
        var request = await ScriptEdit.RequestAsync(bench.Connection);
        var broken = ScriptReader.Read(
            """{"format":"cxone-script/1","header":{"scriptName":"DEV\\Playground"},"actions":[{"id":1,"name":"BEGIN","caption":"Start"}]}""",
            "Broken.json");

        var (result, failure) = await bench.RunAsync(
            ScriptEdit.PublishAsync(bench.Connection, request with { Graph = new ScriptGraph(broken) }, bench.Log));

        Assert.Equal(CxErrors.ScriptLintFailed, failure!.Definition);
        Assert.Contains(result.Findings, finding => !finding.Passed);
        Assert.Empty(bench.Records());
    }

    [Fact]
    public async Task A_failed_test_case_sends_nothing_and_a_passed_one_is_in_the_result()
    {
        await using var bench = await ConnectAsync();
        var request = await ScriptEdit.RequestAsync(bench.Connection);
        ScriptPublishTest Expect(string ending) => new(
            new ScriptTestCase { Name = ending, Then = new ScriptExpectation { Ending = ending } }, ScriptLibrary.Empty, "a test");

        var (refused, failure) = await bench.RunAsync(ScriptEdit.PublishAsync(
            bench.Connection, request with { Tests = [Expect("hangup"), Expect("queued")] }, bench.Log));
        var sent = bench.Records().Count;
        var (published, none) = await bench.RunAsync(
            ScriptEdit.PublishAsync(bench.Connection, request with { Tests = [Expect("hangup")] }, bench.Log));

        Assert.Equal(CxErrors.ScriptTestFailed, failure!.Definition);
        Assert.Contains("1 of 2", failure.Message, StringComparison.Ordinal);
        Assert.Equal([true, false], refused.Tests.Select(test => test.Passed));
        Assert.Equal(0, sent);
        Assert.Null(none);
        Assert.Equal("Published", published.Status);
        Assert.True(Assert.Single(published.Tests).Passed);
    }

    [Fact]
    public async Task A_page_instead_of_the_answer_to_the_save_is_looked_up()
    {
        await using var bench = await ConnectAsync();
        Spoil(bench, "POST", "/scripts", async exchange =>
        {
            await exchange.ApplyAsync();
            await exchange.SendAsync(HttpBytes.Of(200, HttpBytes.Html, "<html>Sign in</html>"));
        });

        var (result, failure) = await PublishAsync(bench);

        Assert.Null(failure);
        Assert.Equal("Published", result.Status);
    }

    [Fact]
    public async Task A_tenant_that_holds_something_else_gets_the_former_script_back()
    {
        await using var bench = await ConnectAsync();
        var before = await ReadAsync(bench);
        Spoil(bench, "POST", "/scripts", async exchange =>
        {
            var body = JsonNode.Parse(exchange.Request.Body.Span)!;
            body["scriptContent"]!["actions"]!["1"]!["label"] = "Spoiled on the way";
            var changed = exchange.Request with { Body = Encoding.UTF8.GetBytes(body.ToJsonString()) };
            await exchange.SendAsync(HttpBytes.Of(await bench.Proxy.ForwardAsync(changed)));
        });

        var (result, failure) = await PublishAsync(bench);

        Assert.Equal(CxErrors.ScriptRolledBack, failure!.Definition);
        Assert.Contains("Spoiled on the way", failure.Message, StringComparison.Ordinal);
        Assert.Equal("RolledBack", result.Status);
        Assert.Equal(before.Hash, (await ReadAsync(bench)).Hash);
        Assert.Equal(AuditOutcome.RolledBack, bench.Records()[^1].Outcome);
        await AssertFreeAsync(bench);
    }

    [Fact]
    public async Task A_cut_over_connects_the_points_of_contact_after_the_save()
    {
        await using var bench = await ConnectAsync();

        var (result, failure) = await PublishAsync(bench, Point);

        Assert.Null(failure);
        Assert.Equal(ScriptEdit.Name, Assert.Single(result.PointsOfContact).PointOfContact.ScriptName);
        Assert.Equal(ScriptEdit.Name, await ScriptOfPointAsync(bench));
    }

    [Fact]
    public async Task A_refused_cut_over_puts_script_and_points_of_contact_back()
    {
        await using var bench = await ConnectAsync();
        var before = await ReadAsync(bench);
        var script = await ScriptOfPointAsync(bench);
        bench.Proxy.Add(Refusals("PUT", "/points-of-contact/730002"));

        var (result, failure) = await PublishAsync(bench, Point, "730002");

        Assert.Equal(CxErrors.ScriptRolledBack, failure!.Definition);
        Assert.Equal("RolledBack", result.Status);
        Assert.Empty(result.PointsOfContact);
        Assert.Equal(before.Hash, (await ReadAsync(bench)).Hash);
        Assert.Equal(script, await ScriptOfPointAsync(bench));
        await AssertFreeAsync(bench);
    }

    [Fact]
    public async Task A_new_script_whose_cut_over_is_refused_is_deleted()
    {
        await using var bench = await ConnectAsync();
        bench.Proxy.Add(Refusals("PUT", $"/points-of-contact/{Point}"));
        var request = await ScriptEdit.RequestAsync(bench.Connection, @"DEV\Brand new");

        var (result, failure) = await bench.RunAsync(
            ScriptEdit.PublishAsync(bench.Connection, request with { PointsOfContact = [Point] }, bench.Log));

        Assert.Equal(CxErrors.ScriptRolledBack, failure!.Definition);
        Assert.True(result.IsNew);
        Assert.DoesNotContain(
            (await bench.LookAsync()).State.GetProperty("published").GetProperty("scripts").EnumerateArray(),
            entry => entry.GetProperty("scriptName").GetString() == @"DEV\Brand new");
    }

    [Fact]
    public async Task A_new_script_that_cannot_be_deleted_is_reported()
    {
        await using var bench = await ConnectAsync();
        bench.Proxy.Add(Refusals("PUT", $"/points-of-contact/{Point}"));
        bench.Proxy.Add(Refusals("DELETE", "/scripts"));
        var request = await ScriptEdit.RequestAsync(bench.Connection, @"DEV\Brand new");

        var (result, failure) = await bench.RunAsync(
            ScriptEdit.PublishAsync(bench.Connection, request with { PointsOfContact = [Point] }, bench.Log));

        Assert.Equal(CxErrors.ScriptNotReverted, failure!.Definition);
        Assert.Equal("NotReverted", result.Status);
        Assert.Equal(AuditOutcome.Unknown, bench.Records()[^1].Outcome);
        Assert.NotNull(bench.Records()[^1].After);
    }

    [Theory]
    [InlineData("PUT", "/scripts")]
    [InlineData("GET", "/scripts")]
    [InlineData("POST", "/scripts")]
    [InlineData("PUT", "/points-of-contact/730001")]
    public async Task A_stop_at_any_request_leaves_the_lock_free_and_is_recorded(string method, string path)
    {
        await using var bench = await ConnectAsync();
        var request = (await ScriptEdit.RequestAsync(bench.Connection)) with { PointsOfContact = [Point] };
        var plan = await ScriptPublisher.PlanAsync(bench.Connection, request, bench.Log, CancellationToken.None);
        Spoil(bench, method, path, async exchange =>
        {
            var answer = await exchange.ApplyAsync();
            bench.Cancel();
            await exchange.SendAsync(HttpBytes.Of(answer));
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => bench.RunAsync(
            ScriptPublisher.PublishAsync(bench.Connection, plan, null, bench.Log, bench.Cancelled)));

        await AssertFreeAsync(bench);
        Assert.Equal(AuditOutcome.Interrupted, bench.Records()[^1].Outcome);
        Assert.NotEmpty(bench.Log.StoppedNotes[^1]);
    }

    [Fact]
    public async Task A_lock_that_cannot_be_released_is_a_warning_that_says_how()
    {
        await using var bench = await ConnectAsync();
        bench.Proxy.Add(new ProxyRule(
            static (method, path) => method == "PUT" && path.EndsWith("/scripts", StringComparison.Ordinal),
            static async exchange =>
            {
                await exchange.SendAsync(HttpBytes.Refusal(403));
                return ConnectionEnd.KeepAlive;
            })
        {
            Skip = 1,
        });

        var (result, failure) = await PublishAsync(bench);

        Assert.Null(failure);
        Assert.False(result.IsUnlocked);
        Assert.Contains(bench.Log.Warnings, warning => warning.Contains("could not be released", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Two_publications_of_one_script_exclude_each_other()
    {
        await using var bench = await ConnectAsync();
        using var folder = new TempFolder();
        var locks = new FileExclusiveLocks(folder.FullName, TimeProvider.System, null);
        var request = await ScriptEdit.RequestAsync(bench.Connection);
        await using var held = await locks.TryAcquireAsync(
            ScriptLockName.Of(ScriptEdit.Name, bench.Connection.TenantId), TimeSpan.Zero, CancellationToken.None);

        var failure = await Assert.ThrowsAsync<CxException>(
            () => bench.RunAsync(ScriptEdit.PublishAsync(bench.Connection, request, bench.Log, locks: locks)));

        Assert.Equal(CxErrors.LockTimeout, failure.Definition);
        Assert.Empty(bench.Records());
    }

    [Fact]
    public async Task A_script_with_a_long_path_is_saved_under_a_lock()
    {
        await using var bench = await ConnectAsync();
        using var folder = new TempFolder();
        var locks = new FileExclusiveLocks(folder.FullName, TimeProvider.System, null);
        var name = $@"{new string('a', 100)}\{new string('b', 100)}";

        var (result, failure) = await bench.RunAsync(ScriptEdit.PublishAsync(
            bench.Connection, await ScriptEdit.RequestAsync(bench.Connection, name), bench.Log, locks: locks));

        // The sandbox allows 100 characters in all, so that the tenant is the one that refuses it.
        Assert.Equal(("Refused", CxErrors.RequestInvalid), (result.Status, failure!.Definition));
        Assert.Equal(1, (await bench.LookAsync()).Count("POST", "/scripts", 400));
        Assert.Single(Directory.GetFiles(folder.FullName, "*.lock"));
    }

    [Fact]
    public async Task A_plan_lists_the_active_outbound_skills_that_run_the_script()
    {
        await using var bench = await ConnectAsync();
        var skills = await bench.RunAsync(SkillsAsync());
        const string Dialer = @"PROD\Outbound\Dialer";
        var outbound = await bench.RunAsync(PlanAsync(Dialer));
        var inbound = await bench.RunAsync(PlanAsync(@"PROD\Main"));
        bench.Proxy.Add(Refusals("GET", "/skills"));
        var unreadable = await bench.RunAsync(PlanAsync(Dialer));

        Assert.Contains(skills, skill => skill is { IsActive: false, ScriptName: Dialer });
        Assert.Contains(skills, skill => skill is { IsActive: true, ScriptName: @"PROD\Main" });
        Assert.NotEmpty(outbound.ActiveSkills);
        Assert.Equal(
            skills.Where(skill => skill is { IsActive: true, ScriptName: Dialer }).Select(skill => skill.Id),
            outbound.ActiveSkills.Select(skill => skill.Id));
        Assert.Empty(inbound.ActiveSkills);
        Assert.Empty(unreadable.ActiveSkills);
        Assert.Contains(bench.Log.Warnings, warning => warning.Contains(Dialer, StringComparison.Ordinal));

        async Task<List<Skill>> SkillsAsync()
        {
            List<Skill> found = [];
            await foreach (var page in SkillReader.ListAsync(bench.Connection, bench.Log, CancellationToken.None))
            {
                found.AddRange(page.Items);
            }

            return found;
        }

        async Task<ScriptPublishPlan> PlanAsync(string name)
        {
            var plan = await ScriptPublisher.PlanAsync(
                bench.Connection, await ScriptEdit.RequestAsync(bench.Connection, from: name), bench.Log, CancellationToken.None);
            Assert.Null(plan.Refusal?.Failure);
            return plan;
        }
    }

    [Fact]
    public void Names_of_locks_fit_and_differ_as_scripts_do()
    {
        var folder = new string('a', 100);
        var tenant = Guid.Empty.ToString();

        Assert.Equal($@"script dev\main of {tenant}", ScriptLockName.Of(@"DEV\Main", tenant));
        Assert.Equal(200, ScriptLockName.Of($@"{folder}\{folder}", tenant).Length);
        Assert.NotEqual(ScriptLockName.Of($@"{folder}\{folder}", tenant), ScriptLockName.Of($@"{folder}\{folder[1..]}b", tenant));
        Assert.Equal(ScriptLockName.Of($@"{folder}\{folder}", tenant), ScriptLockName.Of($@"{folder.ToUpperInvariant()}\{folder}", tenant));
    }

    [Fact]
    public async Task Locks_are_released_by_their_user_and_taken_from_others_by_force_only()
    {
        await using var bench = await ConnectAsync();
        await LockAsync(bench);
        var seen = await ScriptUnlocker.FindAsync(bench.Connection, ScriptEdit.Name, bench.Log, CancellationToken.None);

        var refused = await Assert.ThrowsAsync<CxException>(() => bench.RunAsync(
            ScriptUnlocker.UnlockAsync(bench.Connection, seen, force: false, bench.Log, CancellationToken.None)));
        var taken = await bench.RunAsync(
            ScriptUnlocker.UnlockAsync(bench.Connection, seen, force: true, bench.Log, CancellationToken.None));
        var free = await bench.RunAsync(
            ScriptUnlocker.UnlockAsync(bench.Connection, seen, force: true, bench.Log, CancellationToken.None));

        Assert.Equal(CxErrors.ScriptLocked, refused.Definition);
        Assert.Contains(Other, refused.Message, StringComparison.Ordinal);
        Assert.Equal(("TakenAway", Other), (taken.Status, taken.LockedBy));
        Assert.Equal("Free", free.Status);
        await AssertFreeAsync(bench);
    }

    [Theory]
    [InlineData(@"..\Main")]
    [InlineData(@"PROD\\Main")]
    [InlineData(@"PROD\Main?")]
    [InlineData("")]
    public async Task A_name_that_no_script_can_have_is_refused(string name)
    {
        await using var bench = await ConnectAsync();
        var request = await ScriptEdit.RequestAsync(bench.Connection) with { Name = name };

        await Assert.ThrowsAsync<CxValidationException>(() => ScriptEdit.PublishAsync(bench.Connection, request, bench.Log));
    }

    private static async Task<FaultBench> ConnectAsync()
    {
        var bench = new FaultBench();
        await bench.ConnectAsync();
        return bench;
    }

    private static async Task<CxOutcome<ScriptPublishResult>> PublishAsync(FaultBench bench, params string[] points)
    {
        var request = await ScriptEdit.RequestAsync(bench.Connection);
        return await bench.RunAsync(
            ScriptEdit.PublishAsync(bench.Connection, request with { PointsOfContact = points }, bench.Log));
    }

    private static Task<ScriptBody> ReadAsync(FaultBench bench)
        => ScriptBodyReader.ReadAsync(bench.Connection, ScriptEdit.Name, bench.Log, CancellationToken.None);

    private static async Task<string?> ScriptOfPointAsync(FaultBench bench)
        => (await PointOfContactReader.GetAsync(bench.Connection, Point, bench.Log, CancellationToken.None)).ScriptName;

    private static async Task AssertFreeAsync(FaultBench bench) => Assert.Null((await ReadAsync(bench)).LockedBy);

    private static async Task LockAsync(FaultBench bench)
    {
        using var http = new HttpClient { BaseAddress = bench.Proxy.BaseUri };
        using var content = new StringContent(
            JsonSerializer.Serialize(new { scriptPath = ScriptEdit.Name, lockedBy = Other }), Encoding.UTF8, "application/json");
        using var response = await http.PostAsync("/sandbox/scripts/lock", content);
        response.EnsureSuccessStatusCode();
    }

    private static ProxyRule Refusals(string method, string path) => new(
        (sent, place) => sent == method && place.EndsWith(path, StringComparison.Ordinal),
        static async exchange =>
        {
            await exchange.SendAsync(HttpBytes.Refusal(403));
            return ConnectionEnd.KeepAlive;
        })
    {
        Count = 1000,
    };

    private static void Answer(FaultBench bench, string method, string path, byte[] answer)
        => Spoil(bench, method, path, exchange => exchange.SendAsync(answer));

    private static void Spoil(FaultBench bench, string method, string path, Func<SpoiledExchange, Task> act)
        => bench.Proxy.Add(new ProxyRule(
            (sent, place) => sent == method && place.EndsWith(path, StringComparison.Ordinal),
            async exchange =>
            {
                await act(exchange);
                return ConnectionEnd.KeepAlive;
            }));
}
