using System.Text;
using System.Text.Json.Nodes;
using CxOne.Studio.Model;
using CxOne.Studio.Reading;
using CxOne.Tests.Studio.Support;

namespace CxOne.Tests.Studio.Robustness;

/// <summary>
/// Files of a script that are damaged at random: bytes changed, removed and doubled; members missing, of the wrong kind, and wires that
/// lead nowhere or in circles.
/// </summary>
internal sealed class DamagedScripts
{
    private static readonly string[] Insertions =
        ["{", "}", "[", "]", "\"", ",", ":", "null", "-1", "9e99", "\\ud800", "<", "/>", "<ActionStruct>", "&x;"];

    private static readonly byte[] Content = ScriptWriter.WriteContent(Sample());
    private static readonly byte[] File = ScriptWriter.WriteFile(Sample());
    private readonly Random _random = new(11);

    /// <summary>The script that is damaged: actions of every rule of the linter, on paths of BEGIN and of events.</summary>
    public static StudioScript Sample()
        => new ScriptBuilder(@"P\Main").Add(1, "BEGIN").Add(2, "MENU", ("Sequence", "\"Prompts\\Main_{lang}.wav\""))
            .Add(3, "LOOP", ("Repeat", "2"), ("CounterName", "c"))
            .Add(4, "SNIPPET", ("Data", "SWITCH MRES\r\n{\r\n CASE 1\r\n {\r\n  x = 1\r\n }\r\n}\r\np = GetRESTProxy()"))
            .Add(5, "IF", ("Expression", "x = 1")).Add(6, "REQAGENT", ("Skill", "{x}")).Add(7, "MUSIC").Add(8, "HANGUP")
            .Add(9, "RUNSUB", ("ScriptName", "Sub"), ("ReturnVariable", "r"), ("Parameters", new[] { "{ANI}" }))
            .Add(10, "CASE", ("Variable", "MRES")).Add(11, "FOR", ("ToValue", "2"), ("CounterName", "i")).Add(12, "ONRELEASE")
            .Add(13, "HOURS", ("Profile", "1")).Add(14, "CALLBACK", ("CallDelaySec", "5")).Add(15, "PLACECALL", ("Timeout", "20"))
            .Add(16, "ASSIGN", ("Variable", "lang"), ("Value", "EN")).Add(17, "PLAY", ("Sequence", "\"%Press 1\" \"a_EN.wav\""))
            .Add(18, "ANNOTATION", ("Comments", "cxone-lint-disable CXS018 17")).Add(19, "REST_API", ("resultSet", "r"))
            .Add(20, "SPAWN", ("ScriptName", "Sub")).Add(21, "ONSIGNAL").Add(22, "PAGE").Add(23, "SIPXFERPUTHD")
            .Add(24, "BLINDXFER", ("Destination", "{lang}")).Add(25, "RUNSCRIPT", ("ScriptName", "{x}"))
            .Chain(1, 13).Wire(13, "Open", 16).Wire(13, "", 8).Chain(16, 2).Wire(2, "1", 4).Wire(2, "2", 15).Wire(2, "", 3)
            .Wire(3, "Repeat", 2).Wire(3, "Finished", 8).Chain(4, 5).Wire(5, "True", 6).Wire(5, "False", 9).Chain(6, 7, 7).Chain(9, 10)
            .Wire(10, "1", 11).Wire(10, "", 8).Wire(11, "Repeat", 11).Wire(11, "Finished", 14).Chain(14, 25).Chain(12, 19, 24)
            .Wire(15, "", 17).Wire(15, "Busy", 8).Chain(17, 20).Chain(18, 17).Chain(21, 22, 23, 24).Build();

    /// <summary>The next damaged file; the same files in each run.</summary>
    /// <param name="number">Decides the kind of file and of damage.</param>
    public byte[] Next(int number) => (number % 5) switch
    {
        0 => DamageBytes(Content),
        1 => DamageBytes(File),
        2 => DamageBytes(Xml),
        3 => DamageValues(Content),
        _ => DamageValues(File),
    };

    private static readonly byte[] Xml = Encoding.UTF8.GetBytes(
        """
        <ScriptContainer><Actions>
          <ActionStruct><ActionID>1</ActionID><Action>BEGIN</Action><Caption>Begin</Caption><Parameters><string /><string /></Parameters>
            <DefaultNextAction><ActionID>2</ActionID></DefaultNextAction></ActionStruct>
          <ActionStruct><ActionID>2</ActionID><Action>MENU</Action><Caption>Main</Caption>
            <Parameters><string>"%x"</string><string /><string>True</string><string>1</string><string>#-</string></Parameters>
            <DefaultNextAction><ActionID>3</ActionID></DefaultNextAction>
            <Cases><BranchStruct><Text>1</Text><ActionID>3</ActionID><Index>0</Index></BranchStruct></Cases></ActionStruct>
          <ActionStruct><ActionID>3</ActionID><Action>HANGUP</Action><Caption>Bye</Caption></ActionStruct>
        </Actions><LibraryItem><Name>Main</Name><MediaType>4</MediaType></LibraryItem></ScriptContainer>
        """);

    private byte[] DamageBytes(byte[] source)
    {
        var bytes = source.ToList();
        for (var count = _random.Next(1, 4); count > 0; count--)
        {
            var at = _random.Next(bytes.Count);
            switch (_random.Next(4))
            {
                case 0:
                    bytes[at] = (byte)_random.Next(256);
                    break;
                case 1:
                    bytes.RemoveRange(at, Math.Min(_random.Next(1, 40), bytes.Count - at));
                    break;
                case 2:
                    bytes.InsertRange(at, Encoding.UTF8.GetBytes(Insertions[_random.Next(Insertions.Length)]));
                    break;
                default:
                    bytes.InsertRange(at, bytes.GetRange(_random.Next(bytes.Count / 2), bytes.Count / 8));
                    break;
            }
        }

        return [.. bytes];
    }

    /// <summary>Members missing, of the wrong kind, dangling and doubled; the JSON stays JSON.</summary>
    private byte[] DamageValues(byte[] source)
    {
        var root = JsonNode.Parse(source)!;
        for (var count = _random.Next(1, 6); count > 0; count--)
        {
            var at = root;
            while (at is not null)
            {
                at = at is JsonObject { Count: > 0 } members ? Damage(members)
                    : at is JsonArray { Count: > 0 } items ? Damage(items)
                    : null;
            }
        }

        return Encoding.UTF8.GetBytes(root.ToJsonString());
    }

    /// <summary>Damages a member, or chooses one whose content is damaged.</summary>
    private JsonNode? Damage(JsonObject members)
    {
        var (name, value) = members.ElementAt(_random.Next(members.Count));
        if (value is JsonObject { Count: > 0 } or JsonArray { Count: > 0 } && _random.Next(12) > 0)
        {
            return value;
        }

        if (_random.Next(3) == 0)
        {
            members.Remove(name);
        }
        else
        {
            members[name] = Wrong();
        }

        return null;
    }

    private JsonNode? Damage(JsonArray items)
    {
        var place = _random.Next(items.Count);
        if (items[place] is JsonObject { Count: > 0 } or JsonArray { Count: > 0 } && _random.Next(8) > 0)
        {
            return items[place];
        }

        items[place] = Wrong();
        return null;
    }

    private JsonNode? Wrong() => _random.Next(9) switch
    {
        0 => null,
        1 => JsonValue.Create(_random.Next(-5, 90)),
        2 => JsonValue.Create("x"),
        3 => new JsonArray(),
        4 => new JsonObject(),
        5 => JsonValue.Create(true),
        6 => JsonValue.Create(1e300),
        7 => new JsonArray(JsonValue.Create(1), new JsonObject()),
        _ => JsonValue.Create("{a.b(}"),
    };
}
