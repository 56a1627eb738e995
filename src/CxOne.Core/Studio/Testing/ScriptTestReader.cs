using System.Globalization;
using CxOne.Errors;
using CxOne.Studio.Calls;
using CxOne.Studio.Simulation;

namespace CxOne.Studio.Testing;

/// <summary>Reads test cases. A member that is not known is a violation: a misspelt expectation would be a test that cannot fail.</summary>
public static class ScriptTestReader
{
    private static readonly string[] FileMembers = ["script", "catalog", "scripts", "profiles", "given", "subs", "rest", "at", "tests"];
    private static readonly string[] CaseMembers =
        ["name", "script", "given", "subs", "rest", "at", "queue", "events", "calls", "when", "replay", "assume", "explore", "then"];

    private static readonly string[] ExploreOnlyMembers = ["never", "only", "skills"];
    private static readonly string[] ThenMembers =
    [
        "ending", "skill", "target", "script", "visited", "notVisited", "prompts", "notPrompts", "variables", "maxSeconds", "never", "only",
        "skills",
    ];

    /// <summary>Reads a file: YAML, or JSON where its name or its first character says so.</summary>
    /// <param name="content">The bytes.</param>
    /// <param name="source">The name of the file.</param>
    /// <exception cref="CxException">The file breaks the format; all violations together (<c>ScriptTestInvalid</c>).</exception>
    public static ScriptTestFile Read(ReadOnlyMemory<byte> content, string source)
    {
        ArgumentNullException.ThrowIfNull(source);
        var reader = new TestNodeReader();
        var root = TestDocument.Read(content, source);
        var file = Root(reader, root, source);
        reader.ThrowIfAny(source);
        return file;
    }

    /// <summary>Reads what a test case says about the call; expectations are not needed.</summary>
    /// <param name="content">The bytes.</param>
    /// <param name="source">The name of what is read, for messages.</param>
    /// <exception cref="CxException">It breaks the format (<c>ScriptTestInvalid</c>).</exception>
    public static ScriptCall ReadCall(ReadOnlyMemory<byte> content, string source)
    {
        ArgumentNullException.ThrowIfNull(source);
        var reader = new TestNodeReader();
        var root = TestDocument.Read(content, source);
        var call = reader.CheckMembers(root, CaseMembers) ? Call(reader, root, null) : new ScriptCall();
        reader.ThrowIfAny(source);
        return call;
    }

    /// <summary>Reads the inputs of an exploration; <c>0-9</c> is a range of keys.</summary>
    /// <param name="keys">The inputs.</param>
    /// <exception cref="CxValidationException">One of them is no input.</exception>
    public static IReadOnlyList<CallerInput> ReadKeys(IEnumerable<string> keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        return [.. keys.SelectMany(Range)];
    }

    private static IEnumerable<CallerInput> Range(string text)
    {
        if (text.Trim() is not [>= '0' and <= '9' and var first, '-', >= '0' and <= '9' and var last] || first > last)
        {
            return [CallerInput.Parse(text)];
        }

        return Enumerable.Range(first, last - first + 1).Select(key => CallerInput.Keys(((char)key).ToString()));
    }

    private static ScriptTestFile Root(TestNodeReader reader, TestNode root, string source)
    {
        // A single test case, or a list of them, needs no frame.
        IReadOnlyList<TestNode> tests = root.Items ?? [];
        if (root.Members is not null)
        {
            if (TestNodeReader.Member(root, "tests") is { } list)
            {
                reader.CheckMembers(root, FileMembers);
                tests = list.Items ?? [];
            }
            else
            {
                tests = [root];
            }
        }

        if (tests.Count == 0)
        {
            reader.Add(TestMessages.NoTests);
        }

        var isFrame = root.Members is not null && TestNodeReader.Member(root, "tests") is not null;
        return new ScriptTestFile
        {
            Source = source,
            Script = isFrame ? reader.Text(root, "script") ?? string.Empty : string.Empty,
            Catalog = isFrame ? reader.Text(root, "catalog") ?? string.Empty : string.Empty,
            Scripts = isFrame ? reader.Text(root, "scripts") ?? string.Empty : string.Empty,
            Profiles = isFrame ? reader.Texts(root, "profiles") : [],
            Tests = [.. tests.Select((test, place) => Case(reader, test, isFrame ? root : null, place + 1))],
        };
    }

    private static ScriptTestCase Case(TestNodeReader reader, TestNode test, TestNode? frame, int number)
    {
        if (!reader.CheckMembers(test, CaseMembers))
        {
            return new ScriptTestCase { Name = string.Empty, Then = new ScriptExpectation() };
        }

        var explore = TestNodeReader.Member(test, "explore");
        return new ScriptTestCase
        {
            Name = reader.Text(test, "name") ?? string.Create(CultureInfo.InvariantCulture, $"test case {number}"),
            Script = reader.Text(test, "script") ?? string.Empty,
            Call = Call(reader, test, frame),
            Explore = explore is null ? null : Explore(reader, explore),
            Then = Then(reader, test, explore is not null),
        };
    }

    private static ScriptCall Call(TestNodeReader reader, TestNode test, TestNode? frame)
    {
        var call = new ScriptCall();
        List<ActionStub> at = [];
        foreach (var level in new[] { frame, test })
        {
            if (level is null)
            {
                continue;
            }

            if (TestNodeReader.Member(level, "given") is { } given
                && reader.CheckMembers(given, ["ani", "dnis", "now", "hours", "variables"]))
            {
                call = call with
                {
                    Ani = reader.Text(given, "ani") ?? call.Ani,
                    Dnis = reader.Text(given, "dnis") ?? call.Dnis,
                    Now = reader.Time(given, "now") ?? call.Now,
                    Hours = Merge(call.Hours, reader.Map(given, "hours")),
                    Variables = Merge(call.Variables, reader.Map(given, "variables")),
                };
            }

            call = call with
            {
                Subscripts = StubReader.Subscripts(reader, level, call.Subscripts),
                Rest = [.. StubReader.Rest(reader, level), .. call.Rest],
            };
            at.AddRange(StubReader.ActionStubs(reader, level, "at", "branch"));
        }

        List<CallerInput> when = [];
        ReadWhen(reader, test, when, at);
        at.AddRange(StubReader.ActionStubs(reader, test, "calls", "result"));
        return call with
        {
            When = when,
            At = at,
            Queue = StubReader.Queue(reader, test),
            Events = [.. StubReader.Events(reader, test)],
            Replay = TestNodeReader.Member(test, "replay") is null ? null : reader.Texts(test, "replay"),
            Assumptions = Assume(reader, test),
        };
    }

    private static void ReadWhen(TestNodeReader reader, TestNode test, List<CallerInput> when, List<ActionStub> at)
    {
        foreach (var item in TestNodeReader.Items(TestNodeReader.Member(test, "when")))
        {
            if (item.Members is null)
            {
                reader.Try(item, () => when.Add(CallerInput.Parse(item.Text ?? string.Empty)));
            }
            else if (reader.CheckMembers(item, ["partial", "say", "at"]))
            {
                if (reader.Text(item, "partial") is { } keys)
                {
                    reader.Try(item, () => when.Add(CallerInput.Partial(keys)));
                }

                if (reader.Text(item, "say") is { } words)
                {
                    when.Add(CallerInput.Say(words));
                }

                at.AddRange(StubReader.ActionStubs(reader, item, "at", "branch"));
            }
        }
    }

    private static ScriptAssumptions Assume(TestNodeReader reader, TestNode test)
    {
        var assumptions = new ScriptAssumptions();
        foreach (var (name, node) in TestNodeReader.Member(test, "assume")?.Members ?? [])
        {
            if (ScriptAssumptionReader.With(assumptions, name, node.Text ?? string.Empty) is { } changed)
            {
                assumptions = changed;
            }
            else
            {
                reader.Add(ScriptAssumptionReader.Names.Contains(name.Trim(), StringComparer.OrdinalIgnoreCase)
                    ? TestMessages.AssumptionInvalid(node.ToString(), node.Text ?? string.Empty)
                    : TestMessages.MemberUnknown(node.ToString(), name, string.Join(", ", ScriptAssumptionReader.Names)));
            }
        }

        return assumptions;
    }

    private static ScriptExploreOptions Explore(TestNodeReader reader, TestNode explore)
    {
        var options = new ScriptExploreOptions();
        if (explore.Members is null)
        {
            // explore: true
            return options;
        }

        reader.CheckMembers(explore, ["keys", "depth", "maxStates"]);
        List<CallerInput> keys = [];
        foreach (var item in TestNodeReader.Items(TestNodeReader.Member(explore, "keys")))
        {
            reader.Try(item, () => keys.AddRange(Range(item.Text ?? string.Empty)));
        }

        return options with
        {
            Keys = keys.Count > 0 ? keys : options.Keys,
            Depth = (int)(reader.Number(explore, "depth", 0, 100) ?? options.Depth),
            MaxStates = (int)(reader.Number(explore, "maxStates", 1, 1_000_000) ?? options.MaxStates),
        };
    }

    private static ScriptExpectation Then(TestNodeReader reader, TestNode test, bool explores)
    {
        if (TestNodeReader.Member(test, "then") is not { Members: { Count: > 0 } } then || !reader.CheckMembers(then, ThenMembers))
        {
            reader.Add(TestMessages.NeedsExpectation(test.ToString()));
            return new ScriptExpectation();
        }

        foreach (var name in ExploreOnlyMembers.Where(name => !explores && TestNodeReader.Member(then, name) is not null))
        {
            reader.Add(TestMessages.ExploreOnly(TestDocument.Join(then.ToString(), name)));
        }

        return new ScriptExpectation
        {
            Ending = reader.OneOf(then, "ending", ScriptEndings.All),
            Skill = reader.Text(then, "skill"),
            Target = reader.Text(then, "target") ?? reader.Text(then, "script"),
            Visited = reader.Texts(then, "visited"),
            NotVisited = reader.Texts(then, "notVisited"),
            Prompts = reader.Texts(then, "prompts"),
            NotPrompts = reader.Texts(then, "notPrompts"),
            Variables = reader.Map(then, "variables"),
            MaxSeconds = reader.Number(then, "maxSeconds", 0, 1_000_000),
            Never = reader.EachOf(then, "never", ScriptEndings.All),
            Only = reader.EachOf(then, "only", ScriptEndings.All),
            Skills = reader.Texts(then, "skills"),
        };
    }

    private static Dictionary<string, string> Merge(IReadOnlyDictionary<string, string> outer, IReadOnlyDictionary<string, string> inner)
    {
        var merged = outer.ToDictionary(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in inner)
        {
            merged[name] = value;
        }

        return merged;
    }
}
