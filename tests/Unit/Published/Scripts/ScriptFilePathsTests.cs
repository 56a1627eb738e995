using CxOne.Errors;
using CxOne.Published;
using CxOne.Tests.Support;

namespace CxOne.Tests.Published.Scripts;

public sealed class ScriptFilePathsTests
{
    [Theory]
    [InlineData(@"PROD\Main", "PROD/Main.json")]
    [InlineData(@"..\..\etc", "%2E%2E/%2E%2E/etc.json")]
    [InlineData(@"\etc\passwd", "%5C/etc/passwd.json")]
    [InlineData("/etc/passwd", "%2Fetc%2Fpasswd.json")]
    [InlineData(@"\\server\share", "%5C/%5C/server/share.json")]
    [InlineData(@"C:\x", "C%3A/x.json")]
    [InlineData(@"CON\nul", "%43ON/%6Eul.json")]
    [InlineData(@"a\.", "a/%2E.json")]
    [InlineData("a ", "a%20.json")]
    [InlineData("x\0y", "x%00y.json")]
    [InlineData("cxone.lock", "cxone%2Elock.json")]
    [InlineData("CXONE", "%43XONE.json")]
    [InlineData("front.tests", "front%2Etests.json")]
    public void A_hostile_name_has_a_file_inside_the_folder(string name, string expected)
    {
        using var folder = new TempFolder();

        var path = ScriptFilePaths.Of([name])[name];

        Assert.Equal(expected, path);
        Assert.StartsWith(
            folder.FullName + Path.DirectorySeparatorChar, new ScriptExportFolder(folder.FullName).Resolve(path), StringComparison.Ordinal);
    }

    [Fact]
    public void Names_that_differ_in_case_only_have_files_that_differ_by_more()
    {
        var paths = ScriptFilePaths.Of([@"prod\Main", @"PROD\Main", @"PROD\%41", "Other", @"ÄÖ\a", @"äö\a"]);

        Assert.Equal("Other.json", paths["Other"]);
        Assert.Equal("prod/%4Dain.json", paths[@"prod\Main"]);
        Assert.Equal("%50%52%4F%44/%4Dain.json", paths[@"PROD\Main"]);
        Assert.Equal("%C3%84%C3%96/a.json", paths[@"ÄÖ\a"]);
        Assert.Equal("PROD/%2541.json", paths[@"PROD\%41"]);
        Assert.Equal(6, paths.Values.Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    [Fact]
    public void Paths_depend_on_the_names_alone_and_not_on_their_order()
    {
        string[] names = ["b", "B", "a", @"A\x", @"a\X"];

        var paths = ScriptFilePaths.Of(names);
        var reversed = ScriptFilePaths.Of(Enumerable.Reverse(names));

        Assert.All(names, name => Assert.Equal(paths[name], reversed[name]));
    }

    [Theory]
    [InlineData("../x.json")]
    [InlineData("a/../../x.json")]
    [InlineData("")]
    public void A_path_that_leads_out_of_the_folder_is_refused(string path)
    {
        using var folder = new TempFolder();
        var exported = new ScriptExportFolder(folder.FullName);

        Assert.Equal(CxErrors.ExportPathUnsafe, Assert.Throws<CxException>(() => exported.Resolve(path)).Definition);
        Assert.Equal(CxErrors.ExportPathUnsafe, Assert.Throws<CxException>(() => exported.Write(path, "x"u8)).Definition);
    }

    [Fact]
    public void Nothing_is_written_through_a_symbolic_link()
    {
        using var folder = new TempFolder();
        using var outside = new TempFolder();
        Directory.CreateSymbolicLink(folder["PROD"], outside.FullName);
        File.WriteAllText(outside["secret.json"], "kept");
        File.CreateSymbolicLink(folder["Main.json"], outside["secret.json"]);
        File.CreateSymbolicLink(folder[ScriptLockFile.FileName], outside["new.json"]);
        var exported = new ScriptExportFolder(folder.FullName);

        foreach (var path in new[] { "PROD/Main.json", "PROD/deep/Main.json", "Main.json", ScriptLockFile.FileName })
        {
            Assert.Equal(CxErrors.ExportPathUnsafe, Assert.Throws<CxException>(() => exported.Write(path, "x"u8)).Definition);
            Assert.Equal(CxErrors.ExportPathUnsafe, Assert.Throws<CxException>(() => exported.Read(path)).Definition);
        }

        Assert.Equal("kept", File.ReadAllText(outside["secret.json"]));
        Assert.Equal(["secret.json"], Directory.GetFileSystemEntries(outside.FullName).Select(Path.GetFileName));
    }

    [Fact]
    public void A_write_replaces_the_file_and_leaves_no_temporary_one()
    {
        using var folder = new TempFolder();
        var exported = new ScriptExportFolder(folder.FullName);

        exported.Write("a/b.json", "one"u8);
        exported.Write("a/b.json", "two"u8);

        Assert.Equal("two", File.ReadAllText(Path.Combine(folder["a"], "b.json")));
        Assert.Equal(["b.json"], Directory.GetFileSystemEntries(folder["a"]).Select(Path.GetFileName));
    }

    [Fact]
    public void A_folder_in_the_place_of_the_file_is_an_error_and_leaves_nothing_behind()
    {
        using var folder = new TempFolder();
        Directory.CreateDirectory(folder["b.json"]);
        var exported = new ScriptExportFolder(folder.FullName);

        Assert.Equal(CxErrors.FileWriteFailed, Assert.Throws<CxException>(() => exported.Write("b.json", "x"u8)).Definition);
        Assert.Equal(["b.json"], Directory.GetFileSystemEntries(folder.FullName).Select(Path.GetFileName));
    }
}
