using CxOne.Errors;
using CxOne.Published;
using CxOne.Tests.Support;

namespace CxOne.Tests.Published.Scripts;

/// <summary>The lock file knows for each file which version of the tenant it is based on, whatever is published under its name.</summary>
public sealed class ScriptFolderLockTests
{
    private const string Main = @"PROD\Main";
    private const string Chat = @"PROD\Chat";

    [Fact]
    public void A_published_file_is_based_on_the_version_that_the_tenant_has_now()
    {
        using var folder = Exported();

        Open(folder, "PROD/Main.json").Update(Result(Main, "p2"));

        Assert.Equal("p2", Open(folder, "PROD/Main.json").BaseOf(@"prod\main")!.Hash);
        Assert.Equal(92002, Read(folder).Find(Main)!.MasterId);
    }

    [Fact]
    public void A_file_that_is_published_under_the_name_of_another_does_not_change_what_the_other_is_based_on()
    {
        using var folder = Exported();
        Assert.Equal("p1", Open(folder, "DEV/Main.json").BaseOf(Main)!.Hash);

        Open(folder, "DEV/Main.json").Update(Result(Main, "p2"));
        Open(folder, "DEV/Main.json").Update(Result(Main, "p3"));

        var promoted = Open(folder, "DEV/Main.json").BaseOf(Main)!;
        Assert.Equal("p3", promoted.Hash);
        Assert.Contains("DEV/Main.json", promoted.Source, StringComparison.Ordinal);
        Assert.Equal("p1", Open(folder, "PROD/Main.json").BaseOf(Main)!.Hash);
        Assert.Equal("p1", Open(folder, "TEST/Main.json").BaseOf(Main)!.Hash);
        Assert.Equal("PROD/Main.json", Read(folder).Find(Main)!.File);
    }

    [Fact]
    public void A_publication_of_its_own_file_keeps_the_versions_of_other_files()
    {
        using var folder = Exported();
        Open(folder, "DEV/Main.json").Update(Result(Main, "p2"));

        Open(folder, "PROD/Main.json").Update(Result(Main, "p3"));

        Assert.Equal("p2", Open(folder, "DEV/Main.json").BaseOf(Main)!.Hash);
        Assert.Equal("p3", Open(folder, "PROD/Main.json").BaseOf(Main)!.Hash);
    }

    [Fact]
    public void A_file_without_an_entry_is_the_file_of_the_name_that_it_is_published_under()
    {
        using var folder = Exported();

        Open(folder, "DEV/Main.json").Update(Result(@"TEST\New", "p2"));

        Assert.Equal(("DEV/Main.json", "p2"), (Read(folder).Find(@"TEST\New")!.File, Read(folder).Find(@"TEST\New")!.Hash));
        Assert.Empty(Read(folder).Find(@"TEST\New")!.PublishedFrom);
    }

    [Theory]
    [InlineData("Refused")]
    [InlineData("RolledBack")]
    [InlineData("NotReverted")]
    [InlineData("Unknown")]
    public void A_result_that_is_not_the_content_of_the_file_is_not_noted(string status)
    {
        using var folder = Exported();
        var before = File.ReadAllBytes(folder[ScriptLockFile.FileName]);

        Open(folder, "PROD/Main.json").Update(Result(Main, "p2") with { Status = status });

        Assert.Equal(before, File.ReadAllBytes(folder[ScriptLockFile.FileName]));
    }

    [Fact]
    public void Two_publications_at_the_same_time_keep_both_entries()
    {
        using var folder = Exported();
        var one = Open(folder, "PROD/Main.json");
        var other = Open(folder, "PROD/Chat.json");

        one.Update(Result(Main, "p2"));
        other.Update(Result(Chat, "c2"));

        Assert.Equal(("p2", "c2"), (Read(folder).Find(Main)!.Hash, Read(folder).Find(Chat)!.Hash));
    }

    [Fact]
    public void A_lock_file_that_was_damaged_in_the_meantime_is_kept_and_the_error_says_that_the_script_was_published()
    {
        using var folder = Exported();
        var opened = Open(folder, "PROD/Main.json");
        File.WriteAllText(folder[ScriptLockFile.FileName], "<<<<<<<");

        var error = Assert.Throws<CxException>(() => opened.Update(Result(Main, "p2")));

        Assert.Equal(CxErrors.ScriptLockFileInvalid, error.Definition);
        Assert.Contains(Main, error.Message, StringComparison.Ordinal);
        Assert.Equal("<<<<<<<", File.ReadAllText(folder[ScriptLockFile.FileName]));
    }

    private static TempFolder Exported()
    {
        var folder = new TempFolder();
        var file = ScriptLockFile.Empty
            .With(Main, new ScriptLockEntry { File = "PROD/Main.json", MasterId = 92001, Hash = "p1" })
            .With(Chat, new ScriptLockEntry { File = "PROD/Chat.json", MasterId = 92000, Hash = "c1" });
        File.WriteAllBytes(folder[ScriptLockFile.FileName], file.Write());
        return folder;
    }

    private static ScriptFolderLock Open(TempFolder folder, string file)
        => ScriptFolderLock.Find(Path.Combine(folder.FullName, file.Replace('/', Path.DirectorySeparatorChar)))!;

    private static ScriptLockFile Read(TempFolder folder)
        => ScriptLockFile.Read(File.ReadAllBytes(folder[ScriptLockFile.FileName]), ScriptLockFile.FileName);

    private static ScriptPublishResult Result(string name, string hash)
        => new() { Name = name, Status = "Published", MasterId = 92002, Hash = hash };
}
