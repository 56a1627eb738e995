using System.Text;
using CxOne.Errors;
using CxOne.Published;
using CxOne.Studio.Catalogue;
using CxOne.Studio.Graph;
using CxOne.Studio.Linting;
using CxOne.Studio.Linting.Rules;
using CxOne.Studio.Reading;
using CxOne.Tests.Support;

namespace CxOne.Tests.Published.Scripts;

/// <summary>What checks of scripts use of the tenant: skills, hours, prompts, and action types.</summary>
public sealed class ScriptTenantDataTests
{
    private const string Begin = "b2f794c5-0232-40e7-9830-76d573bf57d7";
    private const string Own = "00000000-0000-0000-0000-0000000000aa";

    [Fact]
    public async Task Rules_about_skills_hours_and_prompts_are_checked_with_the_tenants_data()
    {
        await using var session = await PublishedSessions.ConnectAsync();
        session.Server.Otherwise = request => request.Target switch
        {
            var target when target.Contains("/skills?", StringComparison.Ordinal)
                => ScriptedAnswer.Json(200, """{"totalRecords":1,"skills":[{"skillId":1,"skillName":"Sales","isActive":true,"mediaTypeId":4}]}"""),
            var target when target.Contains("/hours-of-operation", StringComparison.Ordinal)
                => ScriptedAnswer.Json(
                    200,
                    """{"totalRecords":1,"hoursOfOperation":[{"hoursOfOperationProfileId":7,"profileName":"Office","days":[],"holidays":[{"holidayName":"Christmas","date":"2026-12-25","isClosedAllDay":true}]}]}"""),
            var target when target.Contains("/folders?folderName=Prompts", StringComparison.Ordinal)
                => ScriptedAnswer.Json(200, """{"files":[{"fileName":"Prompts\\Here.wav"},{"fileName":"There.wav"}]}"""),
            var target when target.Contains("/folders?folderName=Gone", StringComparison.Ordinal) => ScriptedAnswer.Json(404, "{}"),
            _ => null,
        };

        var options = await AddAsync(session);
        var findings = ScriptLinter.Lint(Graph(), options).Findings;

        Assert.Equal(["4"], findings.Where(finding => finding.Rule == "CXS011").Select(finding => $"{finding.ActionId}"));
        Assert.Equal(["2"], findings.Where(finding => finding.Rule == "CXS008").Select(finding => $"{finding.ActionId}"));
        var missing = findings.Where(finding => finding.Rule == "CXS045").Select(finding => finding.Message).ToArray();
        Assert.Equal(2, missing.Length);
        Assert.All(missing, message => Assert.Matches(@"Missing\.wav|Gone", message));
        Assert.Empty(session.Log.Warnings);
    }

    [Fact]
    public async Task A_part_that_the_tenant_refuses_is_a_warning_and_its_rule_is_skipped()
    {
        await using var session = await PublishedSessions.ConnectAsync();
        session.Server.Otherwise = _ => ScriptedAnswer.Json(403, "{}");

        var options = await AddAsync(session);
        var result = ScriptLinter.Lint(Graph(), options);

        Assert.Equal(3, session.Log.Warnings.Count);
        Assert.Equal(["CXS008", "CXS011", "CXS045"], result.Skipped.Select(skip => skip.Rule).Intersect(["CXS008", "CXS011", "CXS045"]));
    }

    [Fact]
    public async Task Action_types_are_read_in_batches_and_written_as_the_tenant_returned_them()
    {
        await using var session = await PublishedSessions.ConnectAsync();
        session.Server.Then(ScriptedAnswer.Json(200, $"[{Action(Own, "OWN")},{Action(Begin, "BEGIN")}]"));
        var exporter = new ScriptCatalogExporter(session.Connection, session.Log);
        Guid[] ids = [Guid.Parse(Begin), Guid.Parse(Own), Guid.Parse(Own), Guid.Parse("00000000-0000-0000-0000-0000000000bb")];

        var missing = await exporter.ReadAsync(ids, CancellationToken.None);
        await exporter.ReadAsync(ids, CancellationToken.None);

        Assert.Equal([ids[3]], missing);
        Assert.Equal("POST", Assert.Single(session.Sent).Method);
        var text = Encoding.UTF8.GetString(exporter.Write());
        Assert.Contains("\"placeHolder\": \"x\"", text, StringComparison.Ordinal);
        var catalogue = ActionCatalogue.Read(exporter.Write(), "actions.json");
        Assert.Equal(["BEGIN", "OWN"], catalogue.Definitions.Select(action => action.Name));
        var own = catalogue.Find(Own, null)!;
        Assert.Equal(("Done", 3), (own.Branches[0].Name, own.Branches[0].Index));
        Assert.Equal(("v", true), (own.Property("P")!.DefaultValue, own.HasFreeBranches));
        Assert.True(catalogue.Find(Begin, null)!.IsStart);
    }

    [Fact]
    public async Task A_tenant_without_a_call_for_several_types_is_asked_for_each()
    {
        await using var session = await PublishedSessions.ConnectAsync();
        session.Server.Otherwise = request => request.Method == "POST" ? ScriptedAnswer.Json(405, "{}")
            : request.Target.EndsWith(Own, StringComparison.Ordinal) ? ScriptedAnswer.Json(200, Action(Own, "OWN"))
            : request.Target.Contains("business-unit", StringComparison.Ordinal) ? ScriptedAnswer.Json(200, "{}")
            : ScriptedAnswer.Json(404, "{}");
        var exporter = new ScriptCatalogExporter(session.Connection, session.Log);

        var missing = await exporter.ReadAsync([Guid.Parse(Own), Guid.Parse(Begin)], CancellationToken.None);

        Assert.Equal([Guid.Parse(Begin)], missing);
        Assert.Equal(1, exporter.Count);
    }

    [Fact]
    public async Task A_prompt_is_exported_once_and_one_that_is_missing_is_a_warning()
    {
        using var folder = new TempFolder();
        await using var session = await PublishedSessions.ConnectAsync();
        session.Server.Otherwise = request => request.Target switch
        {
            var target when target.Contains("Here.wav", StringComparison.Ordinal)
                => ScriptedAnswer.Json(200, """{"files":{"file":"AQI=","fileName":"Prompts\\Here.wav"}}"""),
            var target when target.Contains("There.wav", StringComparison.Ordinal)
                => ScriptedAnswer.Json(200, """{"files":[{"file":"Aw=="}]}"""),
            var target when target.Contains("business-unit", StringComparison.Ordinal) => ScriptedAnswer.Json(200, "{}"),
            _ => ScriptedAnswer.Json(404, "{}"),
        };
        var exporter = new ScriptExporter(folder.FullName, [], new ScriptExportOptions());
        var prompts = new PromptExporter(session.Connection, exporter);

        var names = prompts.Find(Graph().Script);
        foreach (var name in names)
        {
            await prompts.ExportAsync(name, session.Log, CancellationToken.None);
        }

        Assert.Equal([@"Prompts\Here.wav", @"Prompts\There.wav", @"Prompts\Missing.wav", @"Gone\Hold.wav"], names);
        Assert.Empty(prompts.Find(Graph().Script));
        Assert.Equal([1, 2], File.ReadAllBytes(Path.Combine(folder.FullName, "prompts", "Prompts", "Here.wav")));
        Assert.Equal([3], File.ReadAllBytes(Path.Combine(folder.FullName, "prompts", "Prompts", "There.wav")));
        Assert.Equal(2, session.Log.Warnings.Count);
    }

    [Fact]
    public async Task A_prompt_without_its_content_is_an_error_and_no_file()
    {
        using var folder = new TempFolder();
        await using var session = await PublishedSessions.ConnectAsync();
        session.Server.Then(ScriptedAnswer.Json(200, """{"files":{"fileName":"a.wav"}}"""));
        var exporter = new ScriptExporter(folder.FullName, [], new ScriptExportOptions());

        var error = await Assert.ThrowsAnyAsync<CxException>(
            () => new PromptExporter(session.Connection, exporter).ExportAsync("a.wav", session.Log, CancellationToken.None));

        Assert.Equal(CxErrors.ResponseInvalid, error.Definition);
        Assert.Empty(Directory.GetFileSystemEntries(folder.FullName));
    }

    private static Task<ScriptLintOptions> AddAsync(TestSession session)
        => ScriptLintData.AddAsync(session.Connection, new ScriptLintOptions(), [Graph()], session.Log, CancellationToken.None);

    private static string Action(string id, string name)
        => $$$"""{"id":"{{{id}}}","name":"{{{name}}}","version":2,"properties":{"0":{"name":"P","defaultValue":"v","placeHolder":"x"}},"branches":{"default":true,"case":true,"branch":[{"index":3,"name":"Done"}]}}""";

    private static ScriptGraph Graph() => new(ScriptReader.Read("""
        {"format":"cxone-script/1","header":{"scriptName":"Main","mediaType":4},"actions":[
          {"id":1,"name":"BEGIN","caption":"Begin","branches":[{"to":2,"type":"default"}]},
          {"id":2,"name":"HOURS","caption":"Hours","properties":{"Profile":"7"},
           "branches":[{"to":3,"label":"Open","type":"branch"},{"to":3,"label":"Closed","type":"branch","index":1},{"to":3,"type":"default"}]},
          {"id":3,"name":"PLAY","caption":"Text","branches":[{"to":4,"type":"default"}],
           "properties":{"Sequence":"\"Prompts\\Here.wav\" \"Prompts\\There.wav\" \"Prompts\\Missing.wav\" \"%Prompts\\Spoken.wav\""}},
          {"id":4,"name":"REQAGENT","caption":"Queue","properties":{"Skill":"Slaes"},"branches":[{"to":5,"type":"default"}]},
          {"id":5,"name":"MUSIC","caption":"Hold","properties":{"MusicFile":"\"Gone\\Hold.wav\""},"branches":[{"to":5,"type":"default"}]}]}
        """, "Main.json"));
}
