using System.Text;
using CxOne.Errors;
using CxOne.Published;

namespace CxOne.Tests.Published.Scripts;

public sealed class ScriptLockFileTests
{
    private static readonly ScriptLockEntry Entry = new()
    {
        File = "PROD/Main.json",
        MasterId = 92001,
        ModifyDate = new DateTimeOffset(2026, 2, 20, 16, 4, 5, TimeSpan.FromHours(1)),
        Hash = "abc",
    };

    [Fact]
    public void The_file_has_a_fixed_form_whatever_the_order_of_the_entries()
    {
        var one = ScriptLockFile.Empty.With(@"TEST\Ä", Entry with { File = "TEST/Ä.json", ModifyDate = null, MasterId = null })
            .With(@"PROD\Main", Entry);
        var other = ScriptLockFile.Empty.With(@"PROD\Main", Entry)
            .With(@"TEST\Ä", Entry with { File = "TEST/Ä.json", ModifyDate = null, MasterId = null });

        Assert.Equal(one.Write(), other.Write());
        Assert.Equal(
            """
            {
              "format": "cxone-lock/1",
              "scripts": {
                "PROD\\Main": {
                  "file": "PROD/Main.json",
                  "masterId": 92001,
                  "modifyDate": "2026-02-20T15:04:05Z",
                  "hash": "abc"
                },
                "TEST\\Ä": {
                  "file": "TEST/Ä.json",
                  "hash": "abc"
                }
              }
            }

            """.ReplaceLineEndings("\n"),
            Encoding.UTF8.GetString(one.Write()));
    }

    [Fact]
    public void What_was_read_is_written_again_with_every_member_that_is_not_known()
    {
        var read = Read("""
            {"format":"cxone-lock/1","skills":{"b":1.50,"a":[]},
             "scripts":{"PROD\\Main":{"file":"PROD/Main.json","masterId":1,"modifyDate":"2026-01-01T00:00:00Z","hash":"x","by":"me"}}}
            """);

        var written = Encoding.UTF8.GetString(read.With(@"prod\main", Entry).Write());

        Assert.Equal("PROD/Main.json", read.Find(@"prod\MAIN")!.File);
        Assert.Contains("\"skills\": {", written, StringComparison.Ordinal);
        Assert.Contains("\"b\": 1.50", written, StringComparison.Ordinal);
        Assert.Contains("\"by\": \"me\"", written, StringComparison.Ordinal);
        Assert.Contains("\"prod\\\\main\": {", written, StringComparison.Ordinal);
        Assert.DoesNotContain("PROD\\\\Main", written, StringComparison.Ordinal);
        Assert.Equal(written, Encoding.UTF8.GetString(Read(written).Write()));
    }

    [Fact]
    public void Scripts_whose_names_differ_in_case_only_have_an_entry_each()
    {
        var both = ScriptLockFile.Empty.With("Main", Entry with { File = "%4Dain.json" }).With("MAIN", Entry with { File = "x.json" });

        Assert.Equal(("%4Dain.json", "x.json"), (both.Find("Main")!.File, both.Find("MAIN")!.File));
        Assert.Null(both.Find("other"));
    }

    [Fact]
    public void An_entry_that_has_its_own_name_replaces_no_other_one()
    {
        var main = Entry with { File = "%4Dain.json" };
        var both = ScriptLockFile.Empty.With("Main", main).With("MAIN", Entry with { File = "x.json" });

        var file = both.With("Main", main with { Hash = "new" });

        Assert.Equal(("new", "abc"), (file.Find("Main")!.Hash, file.Find("MAIN")!.Hash));
        Assert.Equal(2, file.Scripts.Entries.Count);
    }

    [Fact]
    public void Versions_that_other_files_were_published_as_are_written_and_read_again()
    {
        var file = ScriptLockFile.Empty.With(@"PROD\Main", Entry with
        {
            PublishedFrom = ScriptLockEntry.NoFiles.Add("DEV/Main.json", new(92007, "def")).Add("A.json", new(null, "ghi")),
        });

        var written = Encoding.UTF8.GetString(file.Write());
        var read = Read(written);

        Assert.Equal(written, Encoding.UTF8.GetString(read.Write()));
        Assert.Equal(new ScriptLockVersion(92007, "def"), read.Find(@"PROD\Main")!.PublishedFrom["dev/main.json"]);
        Assert.Equal(new ScriptLockVersion(null, "ghi"), read.Find(@"PROD\Main")!.PublishedFrom["A.json"]);
        Assert.Empty(read.Find(@"PROD\Main")!.Unknown);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"format":"cxone-lock/2"}""")]
    [InlineData("""{"format":"cxone-lock/1","scripts":[]}""")]
    [InlineData("""{"format":"cxone-lock/1","scripts":{"a":{"file":"a.json"}}}""")]
    [InlineData("""{"format":"cxone-lock/1","scripts":{"a":1}}""")]
    [InlineData("""{"format":"cxone-lock/1","scripts":{"a":{"file":"a","hash":"x","publishedFrom":[]}}}""")]
    [InlineData("""{"format":"cxone-lock/1","scripts":{"a":{"file":"a","hash":"x","publishedFrom":{"b":{"masterId":1}}}}}""")]
    [InlineData("""{"format":"cxone-lock/1","scripts":{"a":{"file":"a","hash":"x","publishedFrom":{"b":{"hash":"1"},"b":{"hash":"1"}}}}}""")]
    [InlineData("""{"format":"cxone-lock/1","scripts":{"a":{"file":"a","hash":"x"},"a":{"file":"a","hash":"y"}}}""")]
    [InlineData("""{"format":"cxone-lock/1","scripts":{"\ud800":{"file":"a","hash":"x"}}}""")]
    [InlineData("<<<<<<< ours\n{}")]
    public void A_damaged_file_is_an_error_that_names_it(string text)
    {
        var error = Assert.Throws<CxException>(() => Read(text));

        Assert.Equal(CxErrors.ScriptLockFileInvalid, error.Definition);
        Assert.Contains(ScriptLockFile.FileName, error.Message, StringComparison.Ordinal);
    }

    private static ScriptLockFile Read(string text) => ScriptLockFile.Read(Encoding.UTF8.GetBytes(text), ScriptLockFile.FileName);
}
