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
    public static byte[] Build(int menus, string name)
    {
        var actions = new StringBuilder();
        var properties = new StringBuilder();
        var branches = new StringBuilder();
        Add(1, "BEGIN", "", ("", "default", 2));
        for (var menu = 0; menu < menus; menu++)
        {
            var at = 2 + (menu * ActionsPerMenu);
            var next = menu == menus - 1 ? 2 : at + ActionsPerMenu;
            Add(at, "MENU",
                $"Sequence=\\\"Prompts\\\\M{menu}.wav\\\"|MaxDigits=1|ClearDigits=True|Terminator=#-|Timeout=5|Variable=key{menu}",
                ("", "default", at + 1), ("1", "custom", at + 5), ("2", "custom", at + 5), ("3", "custom", next), ("4", "custom", at + 9));
            Add(at + 1, "LOOP", $"Repeat=2|CounterName=c{menu}", ("Finished", "branch", at + 3), ("Repeat", "branch", at + 2));
            Add(at + 2, "PLAY", "Sequence=\\\"%Wrong key\\\"", ("", "default", at));
            Add(at + 3, "PLAY", "Sequence=\\\"%Goodbye\\\"", ("", "default", at + 4));
            Add(at + 4, "HANGUP", "");
            Add(at + 5, "SNIPPET",
                $"Data=SWITCH key{menu}\\r\\n{{\\r\\nCASE 1\\r\\n{{\\r\\nASSIGN skill = \\\"Sales{menu}\\\"\\r\\n}}\\r\\nDEFAULT\\r\\n{{\\r\\nASSIGN skill = \\\"Support{menu}\\\"\\r\\n}}\\r\\n}}",
                ("", "default", at + 6));
            Add(at + 6, "IF", $"Expression=skill = \\\"Sales{menu}\\\"", ("True", "branch", at + 7), ("False", "branch", at + 7));
            Add(at + 7, "REQAGENT", "Skill={skill}", ("", "default", at + 8));
            Add(at + 8, "MUSIC", "MusicFile=Hold.wav|SecondstoPlay=30", ("", "default", at + 10));
            Add(at + 9, "ASSIGN", "Variable=wantsHelp|Value=1", ("", "default", at));
            Add(at + 10, "WAIT", "Seconds=1", ("", "default", at + 8));
            Add(at + 11, "ONRELEASE", "", ("", "default", at + 4));
        }

        return Encoding.UTF8.GetBytes(
            $"{{\"header\":{{\"scriptName\":\"{name}\",\"mediaType\":4}},\"actions\":{{{actions}}},\"properties\":{{{properties}}},\"branches\":{{{branches}}}}}");

        void Add(int id, string type, string values, params (string Label, string Type, int To)[] wires)
        {
            var comma = id == 1 ? "" : ",";
            actions.Append($"{comma}\"{id}\":{{\"actionId\":{id},\"name\":\"{type}\",\"label\":\"{type} {id}\",\"version\":1}}");
            var members = values.Split('|', StringSplitOptions.RemoveEmptyEntries).Select((pair, place) =>
                $"\"{place}\":{{\"name\":\"{pair[..pair.IndexOf('=')]}\",\"value\":\"{pair[(pair.IndexOf('=') + 1)..]}\"}}");
            properties.Append($"{comma}\"{id}\":{{{string.Join(",", members)}}}");
            branches.Append(
                $"{comma}\"{id}\":[{string.Join(",", wires.Select(wire => $"{{\"to\":{wire.To},\"label\":\"{wire.Label}\",\"type\":\"{wire.Type}\",\"index\":0}}"))}]");
        }
    }
}
