using System.Text.Json;
using CxOne.Published;
using CxOne.Studio.Graph;
using CxOne.Studio.Reading;

namespace CxOne.Tests.Published.Scripts;

/// <summary>A script is published after the scripts that it calls.</summary>
public sealed class ScriptOrderTests
{
    [Fact]
    public void Called_scripts_come_first_and_others_keep_their_order()
        => Assert.Equal(
            [@"A\Sub", @"A\Queue", @"A\Front", @"B\Alone"],
            Names(Script(@"A\Front", "Queue", @"\A\Sub"), Script(@"B\Alone"), Script(@"A\Queue", "sub"), Script(@"A\Sub")));

    [Fact]
    public void A_circle_and_a_script_that_calls_itself_end()
        => Assert.Equal([@"A\Two", @"A\One"], Names(Script(@"A\One", "Two", "One"), Script(@"A\Two", "One", "Elsewhere")));

    [Fact]
    public void A_chain_of_ten_thousand_scripts_is_ordered()
    {
        var scripts = Enumerable.Range(0, 10_000).Select(number => Script($"S{number}", $"S{number + 1}")).ToList();

        Assert.Equal(scripts.AsEnumerable().Reverse(), ScriptOrder.CalledFirst(scripts));
    }

    private static string[] Names(params ScriptGraph[] scripts)
        => [.. ScriptOrder.CalledFirst(scripts).Select(script => script.Script.Name)];

    private static ScriptGraph Script(string name, params string[] called)
    {
        var actions = called.Select((target, place) => JsonSerializer.Serialize(new
        {
            id = place + 2, name = "RUNSUB", caption = "Call", properties = new { ScriptName = target },
        }));
        return new ScriptGraph(ScriptReader.Read(
            $$"""
            {"format":"cxone-script/1","header":{"scriptName":{{JsonSerializer.Serialize(name)}}},
            "actions":[{"id":1,"name":"BEGIN","caption":"Begin"}{{string.Concat(actions.Select(action => "," + action))}}]}
            """,
            "Test.json"));
    }
}
