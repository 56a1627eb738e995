using System.Globalization;
using CxOne.Studio.Calls;
using CxOne.Studio.Graph;
using CxOne.Studio.Simulation;
using CxOne.Studio.Simulation.Engine;

namespace CxOne.Studio.Testing;

/// <summary>Runs test cases and compares.</summary>
public static class ScriptTestRunner
{
    /// <summary>Runs a test case.</summary>
    /// <param name="test">The test case.</param>
    /// <param name="graph">The script.</param>
    /// <param name="library">The scripts that RUNSUB and RUNSCRIPT may reach. By default there are no others.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    public static ScriptTestResult Run(
        ScriptTestCase test, ScriptGraph graph, ScriptLibrary? library = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(test);
        ArgumentNullException.ThrowIfNull(graph);
        var start = System.Diagnostics.Stopwatch.GetTimestamp();

        // An outcome for an action that does not exist would be without effect.
        var events = test.Call.Events.Select(stub => stub.AfterAction).OfType<string>();
        var unknown = test.Call.At.Select(stub => (Place: "at", stub.Action))
            .Concat(events.Select(action => (Place: "events", Action: action)))
            .Distinct()
            .Where(entry => !Exists(entry.Action, graph, library))
            .Select(entry => TestMessages.ActionUnknown(entry.Place, entry.Action));
        var result = test.Explore is { } options
            ? Explore(test, ScriptExplorer.Explore(graph, test.Call, options, library, cancellationToken), graph, library)
            : Call(test, ScriptSimulator.Run(graph, test.Call, library, null, cancellationToken), graph, library);
        return result with
        {
            Failures = [.. result.Failures, .. unknown],
            Duration = System.Diagnostics.Stopwatch.GetElapsedTime(start),
        };
    }

    private static ScriptTestResult Call(ScriptTestCase test, ScriptSimulationResult call, ScriptGraph graph, ScriptLibrary? library)
    {
        var then = test.Then;
        List<string> failures = [];
        if (then.Ending is { } ending && ending != call.Ending)
        {
            failures.Add(TestMessages.EndingDiffers(ending, call.Ending, Action(call.Last), call.Reason));
        }
        else if (then.Ending is null && call.Ending == ScriptEndings.NeedsStub)
        {
            failures.Add(TestMessages.NeedsStub(Action(call.Last), call.Reason));
        }

        if (then.Skill is { } skill && !IsSkill(skill, call.Skill, call.SkillName))
        {
            failures.Add(TestMessages.SkillDiffers(skill, call.SkillName.Length > 0 ? $"{call.Skill} - {call.SkillName}" : call.Skill));
        }

        if (then.Target is { } target && !Wildcard.IsMatch(call.Target, target))
        {
            failures.Add(TestMessages.TargetDiffers(target, call.Target));
        }

        CheckVisits(then, call, graph, library, failures);
        CheckPrompts(then, call.Prompts, failures);
        foreach (var (name, value) in then.Variables)
        {
            var actual = call.Variables.TryGetValue(name, out var known) ? known ?? "?" : string.Empty;
            if (actual != value)
            {
                failures.Add(TestMessages.VariableDiffers(name, value, actual));
            }
        }

        if (then.MaxSeconds is { } seconds && call.Seconds > seconds)
        {
            failures.Add(TestMessages.TooLong(seconds, call.Seconds));
        }

        if (call.RanOutOfInput && failures.Count > 0)
        {
            failures.Add(TestMessages.RanOutOfInput(test.Call.When.Count));
        }

        return new ScriptTestResult
        {
            Name = test.Name,
            Script = graph.Script.Name,
            Ending = call.Ending,
            Failures = failures,
            Assumptions = call.Assumptions,
            Call = call,
            Coverage = call.Coverage,
        };
    }

    private static ScriptTestResult Explore(ScriptTestCase test, ScriptExploration exploration, ScriptGraph graph, ScriptLibrary? library)
    {
        var then = test.Then;
        List<string> failures = [];
        var byEnding = exploration.Paths.GroupBy(path => path.Ending).ToDictionary(group => group.Key, group => group.First());
        foreach (var (ending, example) in byEnding)
        {
            if (then.Never.Contains(ending) || (then.Ending is not null && then.Ending != ending))
            {
                failures.Add(TestMessages.NeverReached(ending, TestMessages.Path(example.Choices, example.Input), Action(example.Last)));
            }
            else if (then.Only.Count > 0 && !then.Only.Contains(ending))
            {
                failures.Add(TestMessages.OnlyReached(ending, TestMessages.Path(example.Choices, example.Input), Action(example.Last)));
            }
        }

        failures.AddRange(then.Skills.Concat(then.Skill is null ? [] : [then.Skill])
            .Where(skill => !exploration.Paths.Any(path => IsSkill(skill, path.Skill, string.Empty)))
            .Select(TestMessages.SkillNotReached));
        var ids = exploration.Reached;
        failures.AddRange(then.Visited.Where(action => !IsReached(action)).Select(action => Missing(action, graph, library)));
        failures.AddRange(then.NotVisited.Where(IsReached).Select(TestMessages.Visited));
        if (exploration.IsTruncated)
        {
            failures.Add(TestMessages.Truncated(exploration.States));
        }

        return new ScriptTestResult
        {
            Name = test.Name,
            Script = graph.Script.Name,
            Ending = string.Join(", ", byEnding.Keys.Order(StringComparer.Ordinal)),
            Failures = failures,
            Assumptions = exploration.Assumptions,
            Exploration = exploration,
            Coverage = exploration.Coverage,
        };

        bool IsReached(string action) => Graphs(graph, library).Any(script => ids.TryGetValue(script.Script.Name, out var reached)
            && script.Nodes.Any(node => reached.Contains(node.Id) && ActionNames.IsMeant(node, action)));
    }

    private static void CheckVisits(
        ScriptExpectation then, ScriptSimulationResult call, ScriptGraph graph, ScriptLibrary? library, List<string> failures)
    {
        failures.AddRange(then.Visited.Where(action => !IsVisited(action)).Select(action => Missing(action, graph, library)));

        // A caption that no action has is a mistake of the test, which would never fail.
        failures.AddRange(then.NotVisited.Where(action => !Exists(action, graph, library))
            .Select(action => TestMessages.ActionUnknown("notVisited", action)));
        failures.AddRange(then.NotVisited.Where(IsVisited).Select(TestMessages.Visited));

        bool IsVisited(string action) => call.Path.Any(step =>
            step.Caption.Trim().Equals(action.Trim(), StringComparison.OrdinalIgnoreCase)
            || step.ActionId.ToString(CultureInfo.InvariantCulture) == action.Trim());
    }

    private static void CheckPrompts(ScriptExpectation then, IReadOnlyList<string> prompts, List<string> failures)
    {
        var at = 0;
        foreach (var pattern in then.Prompts)
        {
            while (at < prompts.Count && !Wildcard.IsMatch(prompts[at], pattern))
            {
                at++;
            }

            if (at == prompts.Count)
            {
                failures.Add(TestMessages.PromptMissing(pattern));
                break;
            }

            at++;
        }

        foreach (var pattern in then.NotPrompts)
        {
            if (prompts.FirstOrDefault(prompt => Wildcard.IsMatch(prompt, pattern)) is { } heard)
            {
                failures.Add(TestMessages.PromptHeard(pattern, heard));
            }
        }
    }

    private static string Missing(string action, ScriptGraph graph, ScriptLibrary? library)
        => Exists(action, graph, library) ? TestMessages.NotVisited(action) : TestMessages.ActionUnknown("visited", action);

    private static bool Exists(string action, ScriptGraph graph, ScriptLibrary? library)
        => Graphs(graph, library).Any(script => script.Nodes.Any(node => ActionNames.IsMeant(node, action)));

    private static IEnumerable<ScriptGraph> Graphs(ScriptGraph graph, ScriptLibrary? library)
        => (library?.Scripts ?? []).Where(script => script.Script.Name != graph.Script.Name).Prepend(graph);

    private static bool IsSkill(string expected, string skill, string name)
        => expected.Trim().Equals(skill, StringComparison.OrdinalIgnoreCase)
            || (name.Length > 0 && expected.Trim().Equals(name, StringComparison.OrdinalIgnoreCase));

    private static string Action(ScriptStep? step)
        => step is null ? "BEGIN" : TestMessages.Action(step.Type, step.ActionId, step.Caption);
}
