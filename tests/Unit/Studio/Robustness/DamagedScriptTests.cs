using System.Text;
using System.Text.Json.Nodes;
using CxOne.Errors;
using CxOne.Studio.Calls;
using CxOne.Studio.Graph;
using CxOne.Studio.Model;
using CxOne.Studio.Reading;
using CxOne.Studio.Simulation;
using CxOne.Tests.Studio.Support;
using CxOne.Tests.Support;

namespace CxOne.Tests.Studio.Reading;

/// <summary>
/// Damaged files give an error with an id, or a script that can be written, simulated and explored. About 1 s, and 8 s in the tier Full.
/// </summary>
public sealed class DamagedScriptTests
{
    private static readonly byte[] Content = ScriptWriter.WriteContent(Sample());
    private static readonly byte[] File = ScriptWriter.WriteFile(Sample());

    [Fact]
    public void Damaged_files_are_refused_or_read() => DamageAndRead(1_000);

    [Fact]
    [Trait(Tier.Name, Tier.Full)]
    public void Ten_thousand_damaged_files_are_refused_or_read() => DamageAndRead(10_000);

    private static void DamageAndRead(int files)
    {
        var random = new Random(11);
        var (read, refused) = (0, 0);
        for (var number = 0; number < files; number++)
        {
            var bytes = (number % 4) switch
            {
                0 => DamageBytes(Content, random),
                1 => DamageBytes(File, random),
                2 => DamageValues(Content, random),
                _ => DamageValues(File, random),
            };
            try
            {
                Use(ScriptReader.Read(bytes, "damaged.json"), explores: number % 20 == 0);
                read++;
            }
            catch (CxException exception)
            {
                Assert.Equal("ScriptUnreadable", exception.ErrorId);
                refused++;
            }
        }

        Assert.True(read > files / 4 && refused > files / 10, $"{read} read, {refused} refused");
    }

    [Fact]
    public void A_script_of_ten_thousand_actions_is_read_and_simulated()
    {
        var script = new ScriptBuilder();
        for (var id = 1; id <= 10_000; id++)
        {
            script.Add(id, id == 1 ? "BEGIN" : "WAIT").Wire(id, "", (id % 10_000) + 1);
        }

        var file = ScriptWriter.WriteFile(script.Build());
        var graph = new ScriptGraph(ScriptReader.Read(file, "large.json"));

        Assert.Equal(10_000, graph.Nodes.Count);
        Assert.Equal(ScriptEndings.Loop, ScriptSimulator.Run(graph, new ScriptCall()).Ending);
    }

    private static void Use(StudioScript script, bool explores)
    {
        var again = ScriptReader.Read(ScriptWriter.WriteFile(script), "again.json");
        Assert.Equal(script.Actions.Count, again.Actions.Count);
        _ = ScriptWriter.WriteContent(script);
        var graph = new ScriptGraph(script);
        Assert.Contains(ScriptSimulator.Run(graph, new ScriptCall { When = [CallerInput.Keys("1")], MaxSteps = 100 }).Ending,
            ScriptEndings.All);
        if (explores)
        {
            var exploration = ScriptExplorer.Explore(graph, new ScriptCall { MaxSteps = 100 }, new ScriptExploreOptions { Depth = 2,
                MaxStates = 200 });
            Assert.All(exploration.Paths, path => Assert.Contains(path.Ending, ScriptEndings.All));
        }
    }

    private static byte[] DamageBytes(byte[] source, Random random)
    {
        var bytes = source.ToList();
        for (var count = random.Next(1, 4); count > 0; count--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(4))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.RemoveRange(at, Math.Min(random.Next(1, 40), bytes.Count - at));
                    break;
                case 2:
                    bytes.InsertRange(at, Encoding.UTF8.GetBytes(new[] { "{", "}", "[", "]", "\"", ",", ":", "null", "-1", "9e99",
                        "\\ud800" }[random.Next(11)]));
                    break;
                default:
                    bytes.InsertRange(at, bytes.GetRange(random.Next(bytes.Count / 2), bytes.Count / 8));
                    break;
            }
        }

        return [.. bytes];
    }

    /// <summary>Members missing, of the wrong kind, dangling and doubled; the JSON stays JSON.</summary>
    private static byte[] DamageValues(byte[] source, Random random)
    {
        var root = JsonNode.Parse(source)!;
        for (var count = random.Next(1, 6); count > 0; count--)
        {
            var at = root;
            while (true)
            {
                if (at is JsonObject { Count: > 0 } members)
                {
                    var (name, value) = members.ElementAt(random.Next(members.Count));
                    if (value is not (JsonObject { Count: > 0 } or JsonArray { Count: > 0 }) || random.Next(12) == 0)
                    {
                        if (random.Next(3) == 0)
                        {
                            members.Remove(name);
                        }
                        else
                        {
                            members[name] = Wrong(random);
                        }

                        break;
                    }

                    at = value!;
                }
                else if (at is JsonArray { Count: > 0 } items)
                {
                    var place = random.Next(items.Count);
                    if (items[place] is not (JsonObject { Count: > 0 } or JsonArray { Count: > 0 }) || random.Next(8) == 0)
                    {
                        items[place] = Wrong(random);
                        break;
                    }

                    at = items[place]!;
                }
                else
                {
                    break;
                }
            }
        }

        return Encoding.UTF8.GetBytes(root.ToJsonString());
    }

    private static JsonNode? Wrong(Random random) => random.Next(9) switch
    {
        0 => null,
        1 => JsonValue.Create(random.Next(-5, 90)),
        2 => JsonValue.Create("x"),
        3 => new JsonArray(),
        4 => new JsonObject(),
        5 => JsonValue.Create(true),
        6 => JsonValue.Create(1e300),
        7 => new JsonArray(JsonValue.Create(1), new JsonObject()),
        _ => JsonValue.Create("{a.b(}"),
    };

    private static StudioScript Sample()
        => new ScriptBuilder(@"P\Main").Add(1, "BEGIN").Add(2, "MENU", ("Sequence", "\"a\""))
        .Add(3, "LOOP", ("Repeat", "2"), ("CounterName", "c"))
        .Add(4, "SNIPPET", ("Data", "SWITCH MRES\r\n{\r\n CASE 1\r\n {\r\n  x = 1\r\n }\r\n}")).Add(5, "IF", ("Expression", "x = 1"))
            .Add(6, "REQAGENT", ("Skill", "{x}")).Add(7, "MUSIC").Add(8, "HANGUP")
        .Add(9, "RUNSUB", ("ScriptName", "Sub"), ("Parameters", new[] { "{ANI}" })).Add(10, "CASE", ("Variable", "MRES"))
            .Add(11, "FOR", ("ToValue", "2"), ("CounterName", "i")).Add(12, "ONRELEASE").Add(13, "HOURS", ("Profile", "1"))
        .Chain(1, 13).Wire(13, "Open", 2).Wire(13, "", 8).Wire(2, "1", 4).Wire(2, "", 3).Wire(3, "Repeat", 2).Wire(3, "Finished", 8)
            .Chain(4, 5).Wire(5, "True", 6).Wire(5, "False", 9).Chain(6, 7, 7).Chain(9, 10)
        .Wire(10, "1", 11).Wire(10, "", 8).Wire(11, "Repeat", 11).Wire(11, "Finished", 8).Chain(12, 8).Build();
}
