using System.Text.RegularExpressions;
using CxOne.Tests.Support;

namespace CxOne.Tests.Architecture;

/// <summary>Words that make a reader read twice do not come back into code, messages and documents.</summary>
public sealed partial class PlainEnglishTests
{
    private static readonly string[] Folders = ["src", "docs", "samples"];
    private static readonly string[] Documents = ["README.md", "CHANGELOG.md", "SECURITY.md", "CONTRIBUTING.md", "build.ps1", "build.sh"];
    private static readonly string[] Extensions = [".cs", ".md", ".ps1", ".psm1", ".ps1xml", ".yml", ".service", ".timer"];

    [Fact]
    public void No_file_holds_a_word_that_has_to_be_read_twice()
    {
        var files = Folders.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*",
            SearchOption.AllDirectories))
            .Where(file => Extensions.Contains(Path.GetExtension(file)) && !BuildOutput().IsMatch(file.Replace('\\', '/')))
            .Concat(Documents.Select(document => Path.Combine(Repository.Root, document)))
            .ToList();
        var found = files.SelectMany(file => File.ReadLines(file)
            .Select((line, index) => (File: file, Number: index + 1, Word: Marker().Match(line).Value)))
            .Where(hit => hit.Word.Length > 0)
            .Select(hit => $"{Path.GetRelativePath(Repository.Root, hit.File)}:{hit.Number}: {hit.Word}");

        Assert.True(files.Count > 400, "The files of the project were not found.");
        Assert.Empty(found);
    }

    [Theory]
    [InlineData("the answer rate 1.4 is none from 0 to 1")]
    [InlineData("Changed by somebody else")]
    [InlineData("The record stands in the log")]
    [InlineData("The caller is told what became of it")]
    [InlineData("the job goes on")]
    public void A_sentence_of_the_old_kind_is_found(string sentence) => Assert.Matches(Marker(), sentence);

    [Theory]
    [InlineData("standard terms stay, standing still")]
    [InlineData("The exporter asks the tenant")]
    [InlineData("* stands for any node")]
    [InlineData("no one-line error needs a second line")]
    public void An_ordinary_sentence_is_not_found(string sentence) => Assert.DoesNotMatch(Marker(), sentence);

    [GeneratedRegex(
        @"\b(stands(?! for)|somebody|nobody|whoever|is none|are none|(is|are|was|were) told|what became|(?<!\.)troubles?|"
            + @"goes on|comes to an end|who waits)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Marker();

    [GeneratedRegex("/(bin|obj|node_modules)/")]
    private static partial Regex BuildOutput();
}
