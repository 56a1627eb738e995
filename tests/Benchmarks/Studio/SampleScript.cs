using System.Text;

namespace CxOne.Benchmarks.Studio;

/// <summary>
/// A phone script of any size: menus in a chain, each with a loop, prompts, a snippet that switches on the key, and queues.
/// </summary>
internal static class SampleScript
{
    private const int ActionsPerMenu = 12;

    /// <summary>Builds the tenant's JSON of a script.</summary>
    /// <param name="menus">Number of menus; each has twelve actions.</param>
    /// <param name="name">Name of the script.</param>
    /// <param name="next">A script that one of the digits leads to; none by default.</param>
    /// <param name="subscript">A subscript that every call runs; none by default.</param>
    /// <param name="skill">Skill of the second digit.</param>
    public static byte[] Build(int menus, string name, string? next = null, string? subscript = null, string skill = "Support")
    {
        var actions = new StringBuilder();
        var properties = new StringBuilder();
        var branches = new StringBuilder();
        var (check, jump) = (2 + (menus * ActionsPerMenu), 3 + (menus * ActionsPerMenu));
        Add(1, "BEGIN", "", ("", "default", subscript is null ? 2 : check));
        if (subscript is not null)
        {
            Add(check, "RUNSUB", $"ScriptName={subscript}|ReturnVariable=blocked", ("", "default", 2));
        }

        if (next is not null)
        {
            Add(jump, "RUNSCRIPT", $"ScriptName={next}");
        }

        for (var menu = 0; menu < menus; menu++)
        {
            var at = 2 + (menu * ActionsPerMenu);
            var following = menu == menus - 1 ? 2 : at + ActionsPerMenu;
            Add(at, "MENU",
                $"Sequence=\\\"Prompts\\\\M{menu}.wav\\\"|MaxDigits=1|ClearDigits=True|Terminator=#-|Timeout=5|Variable=key{menu}",
                ("", "default", at + 1), ("1", "custom", at + 5), ("2", "custom", at + 5), ("3", "custom", following),
                ("4", "custom", next is null ? at + 9 : jump));
            Add(at + 1, "LOOP", $"Repeat=2|CounterName=c{menu}", ("Finished", "branch", at + 3), ("Repeat", "branch", at + 2));
            Add(at + 2, "PLAY", "Sequence=\\\"%Wrong key\\\"", ("", "default", at));
            Add(at + 3, "PLAY", "Sequence=\\\"%Goodbye\\\"", ("", "default", at + 4));
            Add(at + 4, "HANGUP", "");
            Add(at + 5, "SNIPPET",
                $"Data=SWITCH key{menu}\\r\\n{{\\r\\nCASE 1\\r\\n{{\\r\\nASSIGN skill = \\\"Sales{menu}\\\"\\r\\n}}\\r\\n"
                    + $"DEFAULT\\r\\n{{\\r\\nASSIGN skill = \\\"{skill}{menu}\\\"\\r\\n}}\\r\\n}}",
                ("", "default", at + 6));
            Add(at + 6, "IF", $"Expression=skill = \\\"Sales{menu}\\\"", ("True", "branch", at + 7), ("False", "branch", at + 7));
            Add(at + 7, "REQAGENT", "Skill={skill}", ("", "default", at + 8));
            Add(at + 8, "MUSIC", "MusicFile=Hold.wav|SecondstoPlay=30", ("", "default", at + 10));
            Add(at + 9, "ASSIGN", "Variable=wantsHelp|Value=1", ("", "default", at));
            Add(at + 10, "WAIT", "Seconds=1", ("", "default", at + 8));
            Add(at + 11, "ONRELEASE", "", ("", "default", at + 4));
        }

        return Encoding.UTF8.GetBytes(
            $"{{\"header\":{{\"scriptName\":\"{name}\",\"mediaType\":4}},\"actions\":{{{actions}}},"
                + $"\"properties\":{{{properties}}},\"branches\":{{{branches}}}}}");

        void Add(int id, string type, string values, params (string Label, string Type, int To)[] wires)
        {
            var comma = id == 1 ? "" : ",";
            actions.Append($"{comma}\"{id}\":{{\"actionId\":{id},\"name\":\"{type}\",\"label\":\"{type} {id}\",\"version\":1}}");
            var members = values.Split('|', StringSplitOptions.RemoveEmptyEntries).Select((pair, place) =>
                $"\"{place}\":{{\"name\":\"{pair[..pair.IndexOf('=')]}\",\"value\":\"{pair[(pair.IndexOf('=') + 1)..]}\"}}");
            properties.Append($"{comma}\"{id}\":{{{string.Join(",", members)}}}");
            var exits = wires.Select(wire =>
                $"{{\"to\":{wire.To},\"label\":\"{wire.Label}\",\"type\":\"{wire.Type}\",\"index\":0}}");
            branches.Append($"{comma}\"{id}\":[{string.Join(",", exits)}]");
        }
    }
}
