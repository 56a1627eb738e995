using System.Globalization;
using CxOne.Studio.Calls;
using CxOne.Studio.Graph;
using CxOne.Studio.Model;
using CxOne.Studio.Simulation;
using CxOne.Tests.Studio.Support;

namespace CxOne.Tests.Studio.Simulation;

/// <summary>
/// Exploration against a walker that shares nothing with the simulator: it runs every sequence of inputs from the start, one after the
/// other,
/// merges nothing, and reads the actions by itself. About 3 s.
/// </summary>
public sealed class BruteForceTests
{
    private const int Depth = 4;
    private static readonly string[] Inputs = ["1", "2", "timeout"];

    [Fact]
    public void Two_hundred_random_scripts_have_the_endings_and_the_actions_that_the_walker_finds()
    {
        var endings = new HashSet<string>();
        for (var seed = 1; seed <= 200; seed++)
        {
            var script = Make(new Random(seed));
            var walker = new Walker(script);
            walker.Walk();
            var exploration = ScriptExplorer.Explore(
                new ScriptGraph(script), new ScriptCall(), new ScriptExploreOptions { Depth = Depth,
                    Keys = [.. Inputs.Select(CallerInput.Parse)] });

            // A circle of silence goes on for ever; the walker stops at the depth and does not see it.
            var found = exploration.Paths.Where(path => path.Reason != SilenceRepeats && !(path.Reason == QueueWaits
                && path.Last!.Type == "MENU"))
                .Select(path => path.Ending == ScriptEndings.Loop || path.Reason == QueueWaits
                    ? $"{path.Ending} {path.Skill} in a circle"
                    : $"{path.Ending} {path.Skill} at {path.Last!.ActionId}")
                .ToHashSet();
            var missing = string.Join(", ", walker.Endings.Except(found));
            var added = string.Join(", ", found.Except(walker.Endings));
            Assert.True(walker.Endings.SetEquals(found), $"seed {seed}: only the walker found {missing}; only exploration {added}");
            Assert.True(walker.Reached.SetEquals(exploration.Reached.GetValueOrDefault("Test") ?? new HashSet<int>()), $"seed {seed}");
            endings.UnionWith(walker.Endings.Select(ending => ending.Split(' ')[0]));
        }

        Assert.Superset(new HashSet<string> { "queued", "hangup", "end", "stuck", "loop" }, endings);
    }

    private static string QueueWaits { get; } = ScriptSimulator.Run(
        new ScriptGraph(new ScriptBuilder().Add(1, "BEGIN").Add(2, "REQAGENT").Add(3, "WAIT")
            .Chain(1, 2, 3, 3).Build()), new ScriptCall()).Reason;

    private static string SilenceRepeats { get; } = ScriptExplorer.Explore(
        new ScriptGraph(new ScriptBuilder().Add(1, "BEGIN").Add(2, "MENU").Chain(1, 2, 2).Build()), new ScriptCall()).Paths[^1].Reason;

    private static StudioScript Make(Random random)
    {
        var script = new ScriptBuilder();
        var count = random.Next(5, 16);
        script.Add(1, "BEGIN").Wire(1, "", Target());
        for (var id = 2; id <= count; id++)
        {
            switch (random.Next(9))
            {
                case 0 or 1 or 2:
                    script.Add(id, "MENU", ("Variable", random.Next(2) == 0 ? "m" : "v"));
                    Maybe(id, "", 9);
                    Maybe(id, "1", 8);
                    Maybe(id, "2", 5);
                    Maybe(id, "Timeout", 3);
                    break;
                case 3:
                    script.Add(id, "IF", ("Expression", random.Next(2) == 0 ? "v = 1" : "m = 2"));
                    Maybe(id, "True", 9);
                    Maybe(id, "False", 9);
                    break;
                case 4:
                    script.Add(id, "LOOP", ("Repeat", "2"));
                    Maybe(id, "Repeat", 9);
                    Maybe(id, "Finished", 9);
                    break;
                case 5:
                    script.Add(id, "ASSIGN", ("Variable", "v"), ("Value", random.Next(1, 3).ToString(CultureInfo.InvariantCulture)));
                    Maybe(id, "", 9);
                    break;
                case 6:
                    script.Add(id, "REQAGENT", ("Skill", "S" + random.Next(3)));
                    Maybe(id, "", 6);
                    break;
                case 7:
                    script.Add(id, "WAIT", ("Seconds", "1"));
                    Maybe(id, "", 9);
                    break;
                default:
                    script.Add(id, random.Next(2) == 0 ? "HANGUP" : "END");
                    break;
            }
        }

        return script.Build();

        int Target() => random.Next(2, count + 1);

        void Maybe(int id, string label, int tenths)
        {
            if (random.Next(10) < tenths)
            {
                script.Wire(id, label, Target());
            }
        }
    }

    /// <summary>Runs sequences of inputs by the rules of the actions, and stops a sequence when it asks for more than the depth.</summary>
    private sealed class Walker(StudioScript script)
    {
        private const int TooLong = 400;

        public HashSet<string> Endings { get; } = [];

        public HashSet<int> Reached { get; } = [];

        public void Walk() => Try([]);

        private void Try(string[] inputs)
        {
            if (Run(inputs) is { } ending)
            {
                Endings.Add(ending);
            }
            else if (inputs.Length < Depth)
            {
                foreach (var input in Inputs)
                {
                    Try([.. inputs, input]);
                }
            }
        }

        /// <returns>The ending; nothing if the sequence is too short.</returns>
        private string? Run(string[] inputs)
        {
            Dictionary<string, string> variables = [];
            Dictionary<int, int> loops = [];
            var (id, skill, used, sinceInput, waited) = (1, "", 0, 0, false);
            while (true)
            {
                var action = script.Find(id)!;
                Reached.Add(id);
                if (++sinceInput == TooLong / 2)
                {
                    // What was waited before the circle does not count.
                    waited = false;
                }
                else if (sinceInput > TooLong)
                {
                    // Which action of the circle is the last one depends on the limit.
                    return $"{(skill.Length > 0 && waited ? "queued" : "loop")} {skill} in a circle";
                }

                string? label;
                switch (action.Name)
                {
                    case "HANGUP" or "END":
                        return $"{action.Name.ToLowerInvariant()} {skill} at {id}";
                    case "MENU":
                        if (used == inputs.Length)
                        {
                            return null;
                        }

                        var input = inputs[used++];
                        (sinceInput, waited) = (0, false);
                        variables[action.Text("Variable")] = input == "timeout" ? "" : input;
                        label = input == "timeout" ? "Timeout" : input;
                        break;
                    case "IF":
                        var parts = action.Text("Expression").Split(" = ");
                        label = variables.GetValueOrDefault(parts[0], "") == parts[1] ? "True" : "False";
                        break;
                    case "LOOP":
                        var count = loops.GetValueOrDefault(id) + 1;
                        label = count > 2 ? "Finished" : "Repeat";
                        loops[id] = count > 2 ? 0 : count;
                        break;
                    case "ASSIGN":
                        variables["v"] = action.Text("Value");
                        label = "";
                        break;
                    case "REQAGENT":
                        (skill, label) = (action.Text("Skill"), "");
                        break;
                    default:
                        waited |= action.Name == "WAIT";
                        label = "";
                        break;
                }

                var next = action.Branches.FirstOrDefault(branch => branch.Label == label)
                    ?? action.Branches.FirstOrDefault(branch => branch.Label == "");
                if (next is null)
                {
                    return $"{(action.Name == "REQAGENT" ? "queued" : "stuck")} {skill} at {id}";
                }

                id = next.To;
            }
        }
    }
}
