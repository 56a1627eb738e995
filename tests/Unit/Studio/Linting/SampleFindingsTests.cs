using CxOne.Studio.Graph;
using CxOne.Studio.Linting;
using CxOne.Studio.Reading;
using CxOne.Tests.Support;
using Xunit.Abstractions;

namespace CxOne.Tests.Studio.Linting;

/// <summary>The samples and what the linter says about them: the faults that are planted, and no error besides.</summary>
public sealed class SampleFindingsTests(ITestOutputHelper output)
{
    private static readonly string Folder = Path.Combine(Repository.Root, "samples", "ivr-ci");

    public static TheoryData<string, string> Samples => new()
    {
        { "scripts/DEMO/AfterHours.json", "" },
        { "scripts/DEMO/BlockCheck.json", "" },
        { "scripts/DEMO/DialCheck.json", "" },
        { "scripts/DEMO/Front.json", "" },
        { "scripts/DEMO/Queue.json", "" },
        { "faulty/LogRepair.json", "CXS004:7 CXS024:10" },
        {
            "faulty/Orders.json",
            "CXS001:2 CXS002:8 CXS004:4 CXS012:6 CXS013:7 CXS015:6 CXS018:10 CXS018:11 CXS037:3 CXS047:2 CXS059:4"
        },
        {
            "faulty/Repair.json",
            "CXS005:3 CXS007:2 CXS012:6 CXS026:9 CXS040:4 CXS044:4 CXS026:9 CXS028:5 CXS032:12 CXS035:12 CXS049:5 CXS051:5 CXS051:5 CXS052:5"
        },
    };

    [Theory]
    [MemberData(nameof(Samples))]
    public void Findings_of_a_sample_are_those_that_were_listed_by_hand(string file, string expected)
    {
        var graphs = new[] { "scripts", "faulty" }.SelectMany(folder => Directory.GetFiles(Path.Combine(Folder, folder), "*.json", SearchOption.AllDirectories))
            .ToDictionary(path => Path.GetRelativePath(Folder, path).Replace('\\', '/'), path => new ScriptGraph(ScriptReader.Read(File.ReadAllBytes(path), path)));
        var options = new ScriptLintOptions { Library = new ScriptLibrary(graphs.Values) };
        var result = ScriptLinter.Lint(graphs[file], options);
        output.WriteLine(string.Join('\n', result.Findings));

        var found = result.Findings.Where(finding => finding.Severity != ScriptLintSeverities.Information);
        Assert.Equal(expected, string.Join(' ', found.Select(finding => $"{finding.Rule}:{finding.ActionId}")));
    }
}
