using System.Text;
using CxOne.Errors;
using CxOne.Published;
using CxOne.Studio.Model;
using CxOne.Tests.Support;

namespace CxOne.Tests.Published.Scripts;

public sealed class TenantScriptReaderTests
{
    private const string Body =
        """{"header":{"scriptName":"PROD\\Main","mediaType":4,"mediaTypeName":"call","masterId":"7","lockInfo":{"lockedName":"ada","lockedId":"5"}},"actions":{"1":{"actionId":1,"libraryId":"b2f794c5-0232-40e7-9830-76d573bf57d7","name":"BEGIN","label":"Begin"}},"properties":{},"branches":{}}""";

    [Fact]
    public async Task The_list_has_current_scripts_with_numbers_and_times_in_one_form()
    {
        await using var session = await PublishedSessions.ConnectAsync();
        session.Server.Then(ScriptedAnswer.Json(200, """
            {"totalRecords":"4","busNo":1,"scriptSearchDetails":[
              {"masterID":"92001","scriptName":"PROD\\Main","status":"CURR","mediaType":"4","modifyDate":"02/20/2026 03:04:05 PM","mUser":"ada","actions":[{"actionId":1}],"note":1},
              {"masterID":1,"scriptName":"PROD\\Main","status":"HIST"},
              {"masterID":2,"scriptName":null,"status":"CURR"},
              {"masterID":3,"scriptName":"Welcome"}]}
            """));

        var scripts = await PublishedSessions.AllAsync(
            TenantScriptReader.ListAsync(session.Connection, session.Log, CancellationToken.None));

        Assert.Equal([@"PROD\Main", "Welcome"], scripts.Select(script => script.Name));
        var main = scripts[0];
        Assert.Equal(("PROD", "Main", 92001, 4, "ada"), (main.Folder, main.Leaf, main.MasterId, main.MediaTypeId, main.ModifiedBy));
        Assert.Equal(new DateTimeOffset(2026, 2, 20, 15, 4, 5, TimeSpan.Zero), main.ModifyDate);
        Assert.Equal(["note"], main.Additional!.Keys);
        Assert.Equal(("", "Welcome"), (scripts[1].Folder, scripts[1].Leaf));
    }

    [Fact]
    public async Task Conditions_go_to_the_tenant_and_a_time_has_a_margin_for_its_zone()
    {
        await using var session = await PublishedSessions.ConnectAsync();
        session.Server.Then(ScriptedAnswer.Status(204));
        var query = new TenantScriptQuery
        {
            Name = @"PROD\a b", MediaTypeId = 4, ModifiedAfter = new DateTimeOffset(2026, 3, 2, 0, 0, 0, TimeSpan.FromHours(2)),
        };

        await PublishedSessions.AllAsync(TenantScriptReader.ListAsync(session.Connection, query, session.Log, CancellationToken.None));

        Assert.Equal(
            "/inContactAPI/services/v30.0/scripts/search?scriptName=PROD%5Ca%20b&mediaType=4"
                + "&modStartDate=2026-02-28T22:00:00Z&skip=0&top=100",
            Assert.Single(session.Sent).Target);
    }

    [Fact]
    public async Task A_name_is_found_by_the_search_of_the_tenant_in_one_request()
    {
        await using var session = await PublishedSessions.ConnectAsync();
        session.Server.Then(List(@"PROD\Main2", @"prod\main"));

        var script = await TenantScriptReader.FindAsync(session.Connection, @"PROD\Main", session.Log, CancellationToken.None);

        Assert.Equal(@"prod\main", script.Name);
    }

    [Fact]
    public async Task A_name_that_no_script_has_is_an_error_with_similar_names_of_the_whole_list()
    {
        await using var session = await PublishedSessions.ConnectAsync();
        session.Server.Then(List(), List(@"PROD\Main", @"TEST\Survey"));

        var error = await Assert.ThrowsAsync<CxException>(
            () => TenantScriptReader.FindAsync(session.Connection, @"PROD\Mian", session.Log, CancellationToken.None));

        Assert.Equal((CxErrors.ObjectNotFound, @"PROD\Mian"), (error.Definition, error.Item));
        Assert.Contains(@"'PROD\Main'", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Survey", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Locks_and_sizes_come_from_the_listing_of_the_folder_which_is_read_once()
    {
        await using var session = await PublishedSessions.ConnectAsync();
        session.Server.Then(ScriptedAnswer.Json(200, """
            {"totalRecords":3,"scriptList":[
              {"scriptName":"Outbound","isFolder":true,"masterID":null},
              {"scriptName":"Main","masterID":1,"mediaTypeName":"call","size":"4096","lockedBy":"ada","modifiedBy":"x","readOnly":false},
              {"scriptName":"PROD\\Full","size":10,"lockedBy":"0"}]}
            """));
        var folders = new ScriptFolderReader();

        var main = await CompleteAsync(session, folders, new TenantScript { Name = @"prod\MAIN", ModifiedBy = "bob" });
        var full = await CompleteAsync(session, folders, new TenantScript { Name = @"PROD\Full" });
        var missing = await CompleteAsync(session, folders, new TenantScript { Name = @"PROD\New" });

        Assert.Equal(("ada", 4096, "call", "bob"), (main.LockedBy, main.Size, main.MediaTypeName, main.ModifiedBy));
        Assert.Equal((null, 10), (full.LockedBy, full.Size));
        Assert.Null(missing.LockedBy);
        Assert.Equal("/inContactAPI/services/v30.0/script-folders?folder=prod&skip=0&top=100", Assert.Single(session.Sent).Target);
    }

    [Fact]
    public async Task A_tenant_that_refuses_the_listings_is_a_warning_once_and_an_error_where_locks_are_needed()
    {
        await using var session = await PublishedSessions.ConnectAsync();
        session.Server.Then(ScriptedAnswer.Json(403, "{}"), ScriptedAnswer.Json(403, "{}"));
        var script = new TenantScript { Name = @"PROD\Main" };
        var folders = new ScriptFolderReader();

        Assert.Equal(script, await CompleteAsync(session, folders, script));
        await CompleteAsync(session, folders, new TenantScript { Name = "Welcome" });

        Assert.Single(session.Log.Warnings);
        var error = await Assert.ThrowsAnyAsync<CxException>(
            () => CompleteAsync(session, new ScriptFolderReader { IsRequired = true }, script));
        Assert.Equal(CxErrors.PermissionDenied, error.Definition);
    }

    [Fact]
    public async Task A_body_has_the_lock_and_the_version_of_its_header()
    {
        await using var session = await PublishedSessions.ConnectAsync();
        session.Server.Then(ScriptedAnswer.Json(200, Body));

        var script = await ReadOneAsync(session, new TenantScript { Name = @"PROD\Main", MasterId = 6 });

        Assert.Equal((7, "ada", "call"), (script.MasterId, script.LockedBy, script.MediaTypeName));
        Assert.Equal("BEGIN", Assert.Single(script.Script!.Actions).Name);
        Assert.Equal(64, script.Hash!.Length);
        Assert.Equal(@"PROD\Main (1 actions)", script.Script.ToString());
    }

    [Theory]
    [InlineData("""{"ScriptId":7,"body":"BASE64"}""")]
    [InlineData("""{"name":"Main","scriptContent":"BASE64"}""")]
    [InlineData("""{"name":"Main","scriptContent":"XML"}""")]
    public async Task A_script_of_Desktop_Studio_is_read_from_its_XML(string answer)
    {
        const string Xml = "<ScriptContainer><Actions><ActionStruct><ActionID>1</ActionID><Action>BEGIN</Action></ActionStruct></Actions>"
            + "</ScriptContainer>";
        await using var session = await PublishedSessions.ConnectAsync();
        session.Server.Then(
            ScriptedAnswer.Json(500, """{"error":"internal_error"}"""),
            ScriptedAnswer.Json(200, answer
                .Replace("BASE64", Convert.ToBase64String(Encoding.UTF8.GetBytes(Xml)), StringComparison.Ordinal)
                .Replace("XML", Xml, StringComparison.Ordinal)));

        var script = await ReadOneAsync(session, new TenantScript { Name = @"LEGACY\Old v1.2", MasterId = 7 });

        Assert.Equal(ScriptSource.Xml, script.Script!.Source);
        Assert.Equal(@"LEGACY\Old v1.2", script.Script.Name);
        Assert.EndsWith("/scripts/7", session.Sent[1].Target, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(500, "{}")]
    [InlineData(404, "{}")]
    [InlineData(200, """{"body":"!"}""")]
    public async Task A_script_that_the_tenant_returns_in_no_form_is_an_error_about_it_alone(int status, string answer)
    {
        await using var session = await PublishedSessions.ConnectAsync();
        session.Server.Otherwise = request
            => request.Target.Contains("scriptPath=LEGACY", StringComparison.Ordinal) ? ScriptedAnswer.Json(500, "{}")
            : request.Target.Contains("/scripts/7", StringComparison.Ordinal) ? ScriptedAnswer.Json(status, answer)
            : ScriptedAnswer.Json(200, Body);
        TenantScript[] scripts = [new() { Name = @"LEGACY\Old", MasterId = 7 }, new() { Name = @"PROD\Main" }];

        var read = await ReadAsync(session, scripts);

        var error = await Assert.ThrowsAnyAsync<CxException>(() => read[0].Result);
        Assert.Equal((CxErrors.ScriptDesktopOnly, @"LEGACY\Old"), (error.Definition, error.Item));
        Assert.NotNull((await read[1].Result).Script);
    }

    [Fact]
    public async Task Bodies_come_in_the_order_of_the_scripts_and_at_most_eight_are_read_at_once()
    {
        await using var session = await PublishedSessions.ConnectAsync();
        var most = 0;
        var running = 0;
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        List<int> order = [];

        var reading = Task.Run(async () =>
        {
            await foreach (var (item, result) in ReadAhead.RunAsync(Enumerable.Range(0, 30), ReadAsync, CancellationToken.None))
            {
                Assert.Equal(item, await result);
                order.Add(item);
            }
        });
        await started.Task.WaitAsync(Gate.Patience);
        gate.SetResult();
        await reading.WaitAsync(Gate.Patience);

        Assert.Equal(Enumerable.Range(0, 30), order);
        Assert.Equal(ReadAhead.Width, most);

        async Task<int> ReadAsync(int item, CancellationToken token)
        {
            if (Interlocked.Increment(ref running) is var now && now > most)
            {
                most = now;
            }

            if (item == ReadAhead.Width - 1)
            {
                started.TrySetResult();
            }

            await gate.Task.WaitAsync(token);
            Interlocked.Decrement(ref running);
            return item;
        }
    }

    [Fact]
    public async Task A_consumer_that_stops_cancels_the_reads_that_are_left()
    {
        var cancelled = 0;

        await foreach (var _ in ReadAhead.RunAsync(Enumerable.Range(0, 20), ReadAsync, CancellationToken.None))
        {
            break;
        }

        Assert.Equal(ReadAhead.Width - 1, cancelled);

        async Task<int> ReadAsync(int item, CancellationToken token)
        {
            try
            {
                await new TaskCompletionSource().Task.WaitAsync(token);
            }
            catch (OperationCanceledException) when (item > 0)
            {
                Interlocked.Increment(ref cancelled);
                throw;
            }

            return item;
        }
    }

    private static ScriptedAnswer List(params string[] names)
        => ScriptedAnswer.Json(
            200,
            $$"""{"totalRecords":{{names.Length}},"scriptSearchDetails":[{{string.Join(",", names.Select(name
                => $$"""{"masterID":1,"scriptName":"{{name.Replace(@"\", @"\\", StringComparison.Ordinal)}}","status":"CURR"}"""))}}]}""");

    private static Task<TenantScript> CompleteAsync(TestSession session, ScriptFolderReader folders, TenantScript script)
        => folders.CompleteAsync(session.Connection, script, session.Log, CancellationToken.None);

    private static async Task<TenantScript> ReadOneAsync(TestSession session, TenantScript script)
        => await Assert.Single(await ReadAsync(session, [script])).Result;

    private static async Task<List<(TenantScript Item, Task<TenantScript> Result)>> ReadAsync(TestSession session, TenantScript[] scripts)
    {
        List<(TenantScript Item, Task<TenantScript> Result)> read = [];
        await foreach (var (item, result) in TenantScriptReader.ReadBodiesAsync(
            session.Connection, scripts, session.Log, CancellationToken.None))
        {
            // An error belongs to the one who awaits the task.
            await ((Task)result).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            read.Add((item, result));
        }

        return read;
    }
}
