using System.Text;
using CxOne.Errors;
using CxOne.Published;
using CxOne.Studio.Reading;
using CxOne.Tests.Support;

namespace CxOne.Tests.Published.Scripts;

public sealed class ScriptExporterTests
{
    private static readonly string[] Names = [@"PROD\Main"];

    [Fact]
    public void The_first_export_creates_the_file_and_its_entry()
    {
        using var folder = new TempFolder();

        var (export, lockFile) = Run(folder, Script("Good day"));

        Assert.Equal(("Created", 92001), (export.Status, export.MasterId));
        Assert.Equal(Path.Combine(folder.FullName, "PROD", "Main.json"), export.Path);
        Assert.Equal(export.Hash, ScriptFingerprint.Of(ScriptReader.Read(File.ReadAllBytes(export.Path), "Main.json")));
        Assert.Equal(("PROD/Main.json", 92001, export.Hash), (lockFile.File, lockFile.MasterId, lockFile.Hash));
        Assert.Equal(Script("Good day").ModifyDate, lockFile.ModifyDate);
    }

    [Fact]
    public void The_same_script_again_touches_neither_file_nor_lock_file()
    {
        using var folder = new TempFolder();
        var path = Run(folder, Script("Good day")).Export.Path;
        var old = new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(path, old);
        File.SetLastWriteTimeUtc(folder[ScriptLockFile.FileName], old);

        var (export, _) = Run(folder, Script("Good day"));

        Assert.Equal("Unchanged", export.Status);
        Assert.Equal(old, File.GetLastWriteTimeUtc(path));
        Assert.Equal(old, File.GetLastWriteTimeUtc(folder[ScriptLockFile.FileName]));
    }

    [Fact]
    public void A_file_as_it_was_exported_is_updated_when_the_tenant_changes()
    {
        using var folder = new TempFolder();
        Run(folder, Script("Good day"));

        var (export, lockFile) = Run(folder, Script("Good evening"));

        Assert.Equal("Updated", export.Status);
        Assert.Contains("Good evening", File.ReadAllText(export.Path), StringComparison.Ordinal);
        Assert.Equal(export.Hash, lockFile.Hash);
    }

    [Fact]
    public void A_file_that_was_edited_is_kept_unless_the_export_is_forced()
    {
        using var folder = new TempFolder();
        var path = Run(folder, Script("Good day")).Export.Path;
        File.WriteAllText(path, File.ReadAllText(path).Replace("Good day", "Mine", StringComparison.Ordinal));

        var error = Assert.Throws<CxException>(() => Run(folder, Script("Good evening")));

        Assert.Equal((CxErrors.ExportedFileEdited, @"PROD\Main"), (error.Definition, error.Item));
        Assert.Contains("Mine", File.ReadAllText(path), StringComparison.Ordinal);
        Assert.Equal("Updated", Run(folder, Script("Good evening"), new ScriptExportOptions { Force = true }).Export.Status);
        Assert.DoesNotContain("Mine", File.ReadAllText(path), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_was_edited_after_it_was_planned_is_kept()
    {
        using var folder = new TempFolder();
        var path = Run(folder, Script("Good day")).Export.Path;
        var exporter = Open(folder);
        var plan = exporter.Plan(Script("Good evening"));
        File.WriteAllText(path, File.ReadAllText(path).Replace("Good day", "Mine", StringComparison.Ordinal));

        var error = Assert.Throws<CxException>(() => exporter.Apply(plan));

        Assert.Equal(CxErrors.ExportedFileEdited, error.Definition);
        Assert.Contains("Mine", File.ReadAllText(path), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_was_deleted_after_it_was_planned_is_created()
    {
        using var folder = new TempFolder();
        var path = Run(folder, Script("Good day")).Export.Path;
        var exporter = Open(folder);
        var plan = exporter.Plan(Script("Good evening"));
        File.Delete(path);

        Assert.Equal("Created", exporter.Apply(plan).Status);
        Assert.Contains("Good evening", File.ReadAllText(path), StringComparison.Ordinal);
    }

    [Fact]
    public void An_entry_that_another_session_wrote_during_the_export_is_kept()
    {
        using var folder = new TempFolder();
        Run(folder, Script("Good day"));
        var exporter = Open(folder);
        exporter.Apply(exporter.Plan(Script("Good evening")));
        exporter.WritePrompt("a.wav", "prompts/a.wav", [1]);
        ScriptFolderLock.Find(folder["Other.json"])!.Update(
            new ScriptPublishResult { Name = "Other", Status = "Published", Hash = "new" });

        exporter.SaveLock();

        var read = ScriptLockFile.Read(File.ReadAllBytes(folder[ScriptLockFile.FileName]), ScriptLockFile.FileName);
        Assert.Equal("new", read.Find("Other")!.Hash);
        Assert.Equal(Script("Good evening").Hash, read.Find(@"PROD\Main")!.Hash);
        Assert.Equal("prompts/a.wav", read.Prompts.Find("a.wav")!.File);
    }

    [Fact]
    public void An_export_of_nothing_writes_no_lock_file()
    {
        using var folder = new TempFolder();

        Open(folder).SaveLock();

        Assert.Empty(Directory.GetFileSystemEntries(folder.FullName));
    }

    [Fact]
    public void An_export_forgets_what_other_files_were_published_as()
    {
        using var folder = new TempFolder();
        var export = Run(folder, Script("Good day")).Export;
        ScriptFolderLock.Find(Path.Combine(folder["DEV"], "Main.json"))!.Update(
            new ScriptPublishResult { Name = export.Name, Status = "Published", MasterId = 92002, Hash = "promoted" });

        var (_, entry) = Run(folder, Script("Good evening"));

        Assert.Empty(entry.PublishedFrom);
    }

    [Theory]
    [InlineData("not a script")]
    [InlineData("""{"format":"cxone-script/1","actions":[{"id":1,"name":"BEGIN"}]}""")]
    public void A_file_that_no_export_has_written_is_kept(string content)
    {
        using var folder = new TempFolder();
        Directory.CreateDirectory(folder["PROD"]);
        var path = Path.Combine(folder["PROD"], "Main.json");
        File.WriteAllText(path, content);

        Assert.Equal(CxErrors.ExportedFileEdited, Assert.Throws<CxException>(() => Run(folder, Script("Good day"))).Definition);
        Assert.Equal(content, File.ReadAllText(path));
    }

    [Fact]
    public void A_file_that_says_what_the_tenant_says_is_taken_over_as_it_is()
    {
        using var folder = new TempFolder();
        var path = Run(folder, Script("Good day")).Export.Path;
        File.Delete(folder[ScriptLockFile.FileName]);
        var reformatted = File.ReadAllText(path).Replace("\n", "\r\n", StringComparison.Ordinal);
        File.WriteAllText(path, reformatted);

        var (export, lockFile) = Run(folder, Script("Good day"));

        Assert.Equal(("Unchanged", export.Hash), (export.Status, lockFile.Hash));
        Assert.Equal(reformatted, File.ReadAllText(path));
    }

    [Theory]
    [InlineData("SNIPPET", "Data", "ASSIGN key = \"x\"\nheaders.Authorization = \"Bearer abcdefgh12345678abcd\"")]
    [InlineData("ANNOTATION", "Comments", "password: 'hunter2-hunter2'")]
    public void A_script_with_a_secret_is_not_exported_unless_that_is_allowed(string type, string property, string text)
    {
        using var folder = new TempFolder();
        var script = Script("Good day", type, property, text);

        var error = Assert.Throws<CxException>(() => Run(folder, script));

        Assert.Equal((CxErrors.ScriptHoldsSecret, @"PROD\Main"), (error.Definition, error.Item));
        Assert.Contains($"2 {type}", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(folder.FullName));
        Assert.Equal("Created", Run(folder, script, new ScriptExportOptions { AllowsSecrets = true }).Export.Status);
    }

    [Fact]
    public void A_damaged_lock_file_ends_the_export_before_anything_is_written()
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder[ScriptLockFile.FileName], "<<<<<<<");

        Assert.Equal(CxErrors.ScriptLockFileInvalid, Assert.Throws<CxException>(() => Run(folder, Script("Good day"))).Definition);
        Assert.Single(Directory.GetFileSystemEntries(folder.FullName));
    }

    [Fact]
    public void A_prompt_follows_the_same_rules_as_a_script()
    {
        using var folder = new TempFolder();
        var exporter = Open(folder);

        Assert.Equal(ScriptExportStatus.Created, exporter.WritePrompt("a.wav", "prompts/a.wav", [1]));
        Assert.Equal(ScriptExportStatus.Unchanged, exporter.WritePrompt("a.wav", "prompts/a.wav", [1]));
        Assert.Equal(ScriptExportStatus.Updated, exporter.WritePrompt("a.wav", "prompts/a.wav", [2]));
        exporter.SaveLock();
        File.WriteAllBytes(Path.Combine(folder["prompts"], "a.wav"), [9]);

        var error = Assert.Throws<CxException>(() => Open(folder).WritePrompt("a.wav", "prompts/a.wav", [3]));

        Assert.Equal(CxErrors.ExportedFileEdited, error.Definition);
    }

    private static TenantScript Script(string text, string? type = null, string property = "Data", string value = "")
    {
        var second = type is null ? null : $$$"""{"id":2,"name":"{{{type}}}","caption":"Two","properties":{"{{{property}}}":"VALUE"}},""";
        var json = $$$"""
            {"format":"cxone-script/1","header":{"scriptName":"PROD\\Main","mediaType":4},"actions":[
              {"id":1,"name":"BEGIN","caption":"Begin","branches":[{"to":3,"type":"default"}]},{{{second}}}
              {"id":3,"name":"PLAY","caption":"Text","properties":{"Sequence":"\"%{{{text}}}\""}}]}
            """.Replace("VALUE", System.Text.Json.JsonEncodedText.Encode(value).ToString(), StringComparison.Ordinal);
        var script = ScriptReader.Read(Encoding.UTF8.GetBytes(json), "Main.json");
        return new TenantScript
        {
            Name = @"PROD\Main",
            MasterId = 92001,
            ModifyDate = new DateTimeOffset(2026, 2, 20, 15, 4, 5, TimeSpan.Zero),
            Script = script,
            Hash = ScriptFingerprint.Of(script),
        };
    }

    private static ScriptExporter Open(TempFolder folder, ScriptExportOptions? options = null)
        => new(folder.FullName, Names, options ?? new ScriptExportOptions());

    private static (ScriptExport Export, ScriptLockEntry Entry) Run(
        TempFolder folder, TenantScript script, ScriptExportOptions? options = null)
    {
        var exporter = Open(folder, options);
        var export = exporter.Apply(exporter.Plan(script));
        exporter.SaveLock();
        var lockFile = ScriptLockFile.Read(File.ReadAllBytes(folder[ScriptLockFile.FileName]), ScriptLockFile.FileName);
        return (export, lockFile.Find(script.Name)!);
    }
}
