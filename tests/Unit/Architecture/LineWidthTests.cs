using System.Text.RegularExpressions;
using CxOne.Tests.Support;

namespace CxOne.Tests.Architecture;

/// <summary>A line of code is at most 140 characters wide. Raw strings are data and may be wider.</summary>
public sealed partial class LineWidthTests
{
    private const int Limit = 140;

    [Fact]
    public void No_line_of_code_is_wider_than_140_characters()
    {
        var files = new[] { "src", "tests", "samples" }
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.cs", SearchOption.AllDirectories))
            .Where(file => !BuildOutput().IsMatch(file.Replace('\\', '/')))
            .ToList();
        var found = files.SelectMany(file => Wide(File.ReadLines(file))
            .Select(number => $"{Path.GetRelativePath(Repository.Root, file)}:{number}"));

        Assert.True(files.Count > 400, "The files of the project were not found.");
        Assert.Empty(found);
    }

    [Fact]
    public void A_wide_line_is_found_before_and_after_a_raw_string_and_not_inside()
    {
        var wide = new string('x', Limit + 1);

        Assert.Equal([1, 6], Wide([wide, "var text = \"\"\"", wide, "\"\"\";", new string('x', Limit), wide, $"\"\"\"{wide}\"\"\""]));
    }

    private static IEnumerable<int> Wide(IEnumerable<string> lines)
    {
        var (number, isRaw) = (0, false);
        foreach (var line in lines)
        {
            number++;
            var marks = RawQuotes().Count(line);
            if (line.Length > Limit && !isRaw && marks == 0)
            {
                yield return number;
            }

            isRaw ^= marks % 2 == 1;
        }
    }

    [GeneratedRegex("\"{3,}")]
    private static partial Regex RawQuotes();

    [GeneratedRegex("/(bin|obj)/")]
    private static partial Regex BuildOutput();
}
