using System.Text.RegularExpressions;
using CxOne.Tests.Support;

namespace CxOne.Tests;

/// <summary>Each sentence of SECURITY.md is held by a test that docs/testing.md names.</summary>
public sealed partial class SecurityTableTests
{
    private static readonly string Root = Repository.Root;

    [Fact]
    public void Each_promise_of_SECURITY_has_a_row_and_no_row_is_left_of_an_older_promise()
    {
        var text = File.ReadAllText(Path.Combine(Root, "SECURITY.md")).ReplaceLineEndings("\n");
        var promises = text
            .Split("\n- ")
            .Skip(1)
            .SelectMany(item => SentenceEnd().Split(Blanks().Replace(item.Split("\n\n")[0], " ").Trim()))
            .ToList();

        Assert.Equal(promises, Rows().Select(row => row.Sentence));
    }

    [Fact]
    public void Each_test_that_is_named_is_there()
    {
        var sources = Directory.EnumerateFiles(Path.Combine(Root, "tests"), "*Tests.*", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
                && !file.Contains($"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .ToLookup(file => Path.GetFileName(file), File.ReadAllText);
        Assert.All(Rows(), row =>
        {
            var named = Named().Matches(row.Tests);
            Assert.NotEmpty(named);
            Assert.All(named, match =>
            {
                var (place, method, pester) = (match.Groups["place"].Value, match.Groups["method"].Value, match.Groups["pester"].Value);
                if (method.Length > 0)
                {
                    Assert.Contains(sources[$"{place}.cs"], source => source.Contains($" {method}(", StringComparison.Ordinal));
                }
                else
                {
                    var names = Quoted().Matches(pester);
                    Assert.NotEmpty(names);
                    Assert.All(
                        names,
                        name => Assert.Contains(sources[place], source => source.Contains(name.Groups[1].Value, StringComparison.Ordinal)));
                }
            });
        });
    }

    private static List<(string Sentence, string Tests)> Rows() =>
    [
        .. File.ReadAllText(Path.Combine(Root, "docs", "testing.md"))
            .ReplaceLineEndings("\n")
            .Split("## Tests of the sentences of SECURITY.md")[1]
            .Split("\n## ")[0]
            .Split('\n')
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal))
            .Skip(1)
            .Select(line => line.Trim('|', ' ').Split(" | "))
            .Select(cells => (cells[0], cells[1])),
    ];

    [GeneratedRegex(@"(?<=\.) (?=[A-Z])")]
    private static partial Regex SentenceEnd();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();

    [GeneratedRegex(@"`(?<place>\w+Tests)\.(?<method>\w+)`|`(?<place>\w+\.Tests\.ps1)`: (?<pester>('[^']+'(, )?)+)")]
    private static partial Regex Named();

    [GeneratedRegex("'([^']+)'")]
    private static partial Regex Quoted();
}
