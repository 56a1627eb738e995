using System.Globalization;
using System.Text;
using CxOne.Errors;
using CxOne.Studio.Calls;
using CxOne.Studio.Graph;
using CxOne.Studio.Testing;
using CxOne.Tests.Studio.Support;

namespace CxOne.Tests.Studio.Testing;

public sealed class ScriptTestReaderTests
{
    private const string Sample = """
        script: DEMO\Front
        catalog: actions.json            # from the tenant once
        given: { dnis: "+15550199" }
        tests:
        - name: billing by key after one silence
          given: { ani: "+15550100", now: "2026-03-02T10:15:00-05:00", hours: { "10": Open }, variables: { vip: 1 } }
          subs:  { BlockCheck: { return: "0", set: { "global:x": 1 } } }
          when:  [ timeout, 2, { partial: 12 }, { say: billing }, { at: { action: 17, branch: Error, set: { a: b } } } ]
          rest:
          - match: { url: "*/orders/*", verb: GET }
            reply: { status: 201, json: { state: "sent", "count": 2 } }
          queue: { answerAfter: 45 }
          events: [ { after: 20s, fire: ONSIGNAL, params: [x, y] }, { after: Hold, fire: ONHOLD } ]
          calls: [ { action: Dial, result: NoAnswer } ]
          assume: { LoopCounterStart: 0, caseSensitiveText: false }
          then:  { ending: queued, skill: Billing, visited: [Main menu, Hold], notVisited: [Bye], prompts: ["*Menu*"],
            variables: { vip: 1 } }
        - name: nobody gets stuck
          explore: { keys: [0-9, "*", "#", timeout], depth: 4 }
          then:  { never: [stuck, loop] }
        """;

    private static ScriptTestFile Read(string text, string source = "tests.yaml")
        => ScriptTestReader.Read(Encoding.UTF8.GetBytes(text), source);

    [Fact]
    public void The_sample_of_the_format_is_read_whole()
    {
        var file = Read(Sample);

        Assert.Equal((@"DEMO\Front", "actions.json", 2), (file.Script, file.Catalog, file.Tests.Count));
        var (test, call) = (file.Tests[0], file.Tests[0].Call);
        Assert.Equal("+15550100", call.Ani);
        Assert.Equal(["timeout", "2", "partial:12", "say:billing"], call.When.Select(input => input.ToString()));
        Assert.Equal("Open", call.Hours["10"]);
        Assert.Equal(("0", "1"), (call.Subscripts["blockcheck"].Return, call.Subscripts["blockcheck"].Set["global:x"]));
        Assert.Equal(("*/orders/*", 201, "{\"state\":\"sent\",\"count\":2}"), (call.Rest[0].Url, call.Rest[0].Status, call.Rest[0].Body));
        Assert.Equal([("17", "Error"), ("Dial", "NoAnswer")], call.At.Select(stub => (stub.Action, stub.Branch)));
        Assert.Equal((20, "ONSIGNAL"), (call.Events[0].AfterSeconds, call.Events[0].Fire));
        Assert.Equal("Hold", call.Events[1].AfterAction);
        Assert.Equal(45, call.Queue.AnswerAfter);
        Assert.Equal((0, false), (call.Assumptions.LoopCounterStart, call.Assumptions.CaseSensitiveText));
        Assert.Equal(["Main menu", "Hold"], test.Then.Visited);
        Assert.Equal((13, 4), (file.Tests[1].Explore!.Keys.Count, file.Tests[1].Explore!.Depth));
    }

    [Fact]
    public void Json_gives_the_same_as_yaml()
    {
        var file = Read("""[{"name":"a","when":["1",2],"then":{"ending":"queued"}}]""", "tests.json");

        Assert.Equal(["1", "2"], file.Tests[0].Call.When.Select(input => input.ToString()));
    }

    [Theory]
    [InlineData("- { name: a, when: [1], then: { endng: queued } }", "endng")]
    [InlineData("- { name: a, when: [1], then: { ending: lost } }", "lost")]
    [InlineData("- { name: a, when: [x], then: { ending: queued } }", "'x'")]
    [InlineData("- { name: a, when: [1] }", "then")]
    [InlineData("- { name: a, then: { never: [stuck] } }", "explore")]
    [InlineData("- { name: a, given: { now: 2026-03-02T10:00:00 }, then: { ending: end } }", "offset")]
    [InlineData("- { name: a, queue: sometimes, then: { ending: end } }", "sometimes")]
    [InlineData("- { name: a, assume: { TheEarthIsFlat: true }, then: { ending: end } }", "TheEarthIsFlat")]
    [InlineData("- { name: a, explore: { depth: -1 }, then: { never: [stuck] } }", "-1")]
    [InlineData("- !!python/object:os.system { name: a }", "tag")]
    [InlineData("- name: a\n  then: *missing", "missing")]
    [InlineData("- name: [a", "Line ")]
    [InlineData("--- a\n--- b", "documents")]
    [InlineData("- name: a\n  Name: b\n  then: { ending: end }", "Name (line 2) is given twice")]
    [InlineData("tests:\n\t- name: a", "Line 2: tabs")]
    [InlineData("- { name: a, assume: { LoopCounterStart: x }, then: { ending: end } }", "(was 'x')")]
    [InlineData("", "empty")]
    [InlineData("tests: []", "tests")]
    public void What_breaks_the_format_is_named(string text, string named)
    {
        var exception = Assert.Throws<CxException>(() => Read(text));

        Assert.Equal("ScriptTestInvalid", exception.ErrorId);
        Assert.Contains(named, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_violation_is_reported_with_its_line()
    {
        var message = Assert.Throws<CxException>(() => Read("- name: a\n  when: [x]\n  then: { endng: queued }\n")).Message;

        Assert.Contains("line 2", message, StringComparison.Ordinal);
        Assert.Contains("line 3", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Aliases_that_stand_for_very_much_are_refused()
    {
        var bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (var level = 1; level < 12; level++)
        {
            bomb.Append(CultureInfo.InvariantCulture,
                $"a{level}: &a{level} [{string.Join(", ", Enumerable.Repeat($"*a{level - 1}", 10))}]\n");
        }

        Assert.Equal("ScriptTestInvalid", Assert.Throws<CxException>(() => Read(bomb.ToString())).ErrorId);
    }

    [Fact]
    public void Damaged_files_of_test_cases_are_refused_by_name_or_read()
    {
        var random = new Random(5);
        string[] marks = ["{", "}", "[", "]", ":", "-", "\n", " ", "*a", "&a ", "!!x ", "\"", "|", "%", "\t", "?", "\u0000", "---\n"];
        for (var number = 0; number < 2_000; number++)
        {
            var text = new StringBuilder(Sample);
            for (var count = random.Next(1, 4); count > 0; count--)
            {
                var at = random.Next(text.Length);
                _ = random.Next(2) == 0 ? text.Insert(at, marks[random.Next(marks.Length)])
                    : text.Remove(at, Math.Min(random.Next(1, 12), text.Length - at));
            }

            try
            {
                Assert.NotEmpty(Read(text.ToString()).Tests);
            }
            catch (CxException exception)
            {
                Assert.Equal("ScriptTestInvalid", exception.ErrorId);
            }
        }
    }

    [Fact]
    public void A_test_case_passes_or_says_what_differs()
    {
        var script = new ScriptBuilder("Front").Add(1, "BEGIN").Add(2, "MENU", "Main menu", ("Sequence", "\"Main.wav\""))
            .Add(3, "REQAGENT", "Queue", ("Skill", "Billing"))
            .Add(4, "HANGUP", "Bye").Wire(1, "", 2).Wire(2, "1", 3).Wire(2, "", 4);
        var graph = new ScriptGraph(script.Build());

        Assert.Empty(Run(
            "{ name: a, when: [1], then: { ending: queued, skill: billing, visited: [queue], notVisited: [Bye], prompts: ['*main*'] } }"));
        Assert.Equal(5,
            Run("{ name: a, when: [9], then: "
                + "{ ending: queued, skill: Sales, visited: [Queue], notVisited: [Bye], prompts: ['*Closed*'] } }").Count);
        Assert.Single(Run("{ name: a, when: [1], then: { notVisited: [Bey] } }"));
        Assert.Empty(Run("{ name: a, explore: { depth: 2 }, then: { never: [stuck, needsStub], skills: [Billing] } }"));
        Assert.Equal(2, Run("{ name: a, explore: { depth: 2 }, then: { only: [queued], skills: [Billing, Sales] } }").Count);

        IReadOnlyList<string> Run(string yaml) => ScriptTestRunner.Run(Read($"- {yaml}").Tests[0], graph).Failures;
    }

    [Fact]
    public void The_report_is_xml_whatever_the_names_hold()
    {
        var report = JUnitReport.Write([new JUnitSuite("a\u0001<", [new JUnitCase("c", "\ud800", TimeSpan.FromSeconds(1.5),
            ["x]]>\u0000"]), new JUnitCase("c", "ok", default, [])])]);

        var suites = System.Xml.Linq.XDocument.Load(new MemoryStream(report)).Root!;
        Assert.Equal(("2", "1", "1.500"), (suites.Attribute("tests")!.Value, suites.Attribute("failures")!.Value,
            suites.Attribute("time")!.Value));
        Assert.Single(suites.Descendants("failure"));
    }
}
