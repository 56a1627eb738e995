using CxOne.Studio.Calls;
using CxOne.Studio.Catalogue;
using CxOne.Studio.Graph;
using CxOne.Studio.Linting;
using CxOne.Studio.Model;
using CxOne.Studio.Reading;
using CxOne.Tests.Studio.Support;

namespace CxOne.Tests.Studio.Linting;

/// <summary>For each rule a script that breaks it, and one that nearly does.</summary>
internal static class LintCases
{
    private const string Prompt = "\"Prompts\\Hello.wav\"";

    public static IReadOnlyDictionary<string, LintCase> ByRule { get; } = All().ToDictionary(item => item.Rule);

    /// <summary>BEGIN 1 leads to 2; 90 plays a prompt and 91 hangs up.</summary>
    private static ScriptBuilder Script(string name = "Test")
        => new ScriptBuilder(name).Add(1, "BEGIN").Add(90, "PLAY", "Bye", ("Sequence", Prompt)).Add(91, "HANGUP", "End").Chain(1, 2)
            .Chain(90, 91);

    private static ScriptBuilder Menu(params (string, object)[] properties)
        => Script().Add(2, "MENU", "Main menu", [("Sequence", Prompt), .. properties])
            .Add(3, "LOOP", "Three tries", ("Repeat", "3"), ("CounterName", "tries"))
            .Wire(2, "1", 90).Wire(2, "2", 90).Wire(2, "", 3).Wire(3, "Repeat", 2).Wire(3, "Finished", 90);

    private static ScriptBuilder Snippet(string data, params (string, object)[] properties)
        => Script().Add(2, "SNIPPET", "Values", [("Data", data), .. properties]).Wire(2, "", 90);

    private static ScriptBuilder Queue(string skill = "Service")
        => Script().Add(2, "HOURS", "Opening hours", ("Profile", "7")).Add(3, "REQAGENT", "Queue", ("Skill", skill))
            .Add(4, "MUSIC", "Hold").Add(5, "HOURS", "Still open?", ("Profile", "7"))
            .Wire(2, "Open", 3).Wire(2, "Closed", 90).Wire(2, "", 90).Wire(3, "", 4).Wire(4, "", 5)
            .Wire(5, "Open", 4).Wire(5, "Closed", 90).Wire(5, "", 90);

    private static ScriptBuilder Place(params (string, object)[] properties)
        => Script().Add(2, "PLACECALL", "Call back", [("PhoneNumber", "{ANI}"), .. properties]).Add(3, "END", "No call")
            .Wire(2, "", 90).Wire(2, "NoAnswer", 91).Wire(2, "Busy", 91).Wire(2, "Error", 3);

    private static ScriptBuilder Sub(string name, bool returns = true)
        => returns
            ? new ScriptBuilder(name).Add(1, "BEGIN").Add(2, "RETURN", "Back", ("ReturnValue", "1")).Chain(1, 2)
            : new ScriptBuilder(name).Add(1, "BEGIN").Add(2, "PLAY", "Wait", ("Sequence", Prompt)).Chain(1, 2, 2);

    private static ScriptBuilder Call(params string[] parameters)
        => Script().Add(2, "RUNSUB", "Blocked?", ("ScriptName", "Check"), ("ReturnVariable", "blocked"), ("Parameters", parameters))
            .Add(3, "IF", "Is blocked", ("Expression", "blocked = 1")).Wire(2, "", 3).Wire(3, "True", 90).Wire(3, "False", 91);

    private static LintCase Of(string rule, ScriptBuilder broken, ScriptBuilder near, ScriptLintOptions? options = null,
        string? severity = null)
        => new(rule, broken.Build(), near.Build(), options ?? new ScriptLintOptions(), options ?? new ScriptLintOptions(), severity);

    private static LintCase With(string rule, ScriptBuilder script, ScriptLintOptions broken, ScriptLintOptions near)
        => new(rule, script.Build(), script.Build(), broken, near, null);

    private static ScriptLintOptions Library(params ScriptBuilder[] scripts)
        => new() { Library = new ScriptLibrary(scripts.Select(script => new ScriptGraph(script.Build()))) };

    private static IEnumerable<LintCase> All() =>
    [
        Of("CXS000", Menu().Add(50, "NOTE", ("Comments", "cxone-lint-disable CXS999")),
            Menu().Add(50, "NOTE", ("Comments", "cxone-lint-disable CXS065 91"))),
        Of("CXS001",
            Script().Add(2, "MENU", "Main menu", ("Sequence", Prompt)).Wire(2, "1", 90).Wire(2, "Timeout", 90),
            Script().Add(2, "MENU", "Main menu", ("Sequence", Prompt)).Wire(2, "1", 90).Wire(2, "", 90),
            severity: "Error"),
        Of("CXS002",
            Script().Add(2, "MENU", "Main menu", ("Sequence", Prompt)).Add(3, "PLAY", "Wrong key", ("Sequence", Prompt))
                .Wire(2, "1", 90).Wire(2, "", 3).Wire(3, "", 2),
            Menu().Add(4, "PLAY", "Wrong key", ("Sequence", Prompt)),
            severity: "Error"),
        Of("CXS003",
            Script().Add(2, "PLAY", "Hello", ("Sequence", Prompt)),
            Script().Add(2, "PLAY", "Hello", ("Sequence", Prompt)).Wire(2, "", 91),
            severity: "Error"),
        Of("CXS004",
            Script().Add(2, "IF", "New?", ("Expression", "ANI = 1")).Wire(2, "True", 90),
            Script().Add(2, "IF", "New?", ("Expression", "ANI = 1")).Wire(2, "True", 90).Wire(2, "False", 91),
            severity: "Error"),
        Of("CXS005",
            Script().Add(2, "LOOP", "Twice", ("Repeat", "2")).Wire(2, "Repeat", 2),
            Script().Add(2, "LOOP", "Twice", ("Repeat", "2")).Wire(2, "Repeat", 2).Wire(2, "Finished", 90),
            severity: "Error"),
        Of("CXS006",
            Script().Add(2, "CASE", "Which?", ("Variable", "DNIS")).Wire(2, "100", 90),
            Script().Add(2, "CASE", "Which?", ("Variable", "DNIS")).Wire(2, "100", 90).Wire(2, "", 91),
            severity: "Error"),
        Of("CXS007",
            Script().Add(2, "HOURS", "Opening hours").Wire(2, "Open", 90).Wire(2, "Closed", 91),
            Script().Add(2, "HOURS", "Opening hours").Wire(2, "Open", 90).Wire(2, "", 91),
            severity: "Error"),
        With("CXS008", Queue(), new ScriptLintOptions { Profiles = Profiles(true) }, new ScriptLintOptions { Profiles = Profiles(false) }),
        Of("CXS009",
            Queue().Add(6, "IF", "VIP?", ("Expression", "ANI = 1")).Wire(6, "True", 3).Wire(6, "False", 91).Wire(2, "Holiday", 6)
                .Add(7, "IF", "First?", ("Expression", "DNIS = 1")).Wire(1, "x", 7, BranchKind.Named).Wire(7, "True", 3)
                .Wire(7, "False", 2),
            Queue(),
            severity: "Warning"),
        Of("CXS010",
            Script().Add(2, "REQAGENT", "Queue", ("Skill", "Service")),
            Queue(),
            severity: "Warning"),
        Of("CXS011", Queue(string.Empty), Queue("Default"), severity: "Error"),
        Of("CXS012",
            Queue("{dest}").Add(6, "ASSIGN", "Sales", ("Variable", "dest"), ("Value", "Sales")).Wire(6, "", 3).Wire(2, "Holiday", 6),
            Script().Add(2, "MENU", "Main menu", ("Sequence", Prompt)).Wire(2, "1", 3).Wire(2, "2", 4).Wire(2, "", 90)
                .Add(3, "ASSIGN", "Sales", ("Variable", "dest"), ("Value", "Sales"))
                .Add(4, "SNIPPET", "By language", ("Data", "IF ANI = 1\r\n{\r\nASSIGN Dest = 1\r\n}\r\nELSE\r\n{\r\nASSIGN dest = 2\r\n}"))
                .Add(5, "REQAGENT", "Queue", ("Skill", "{DEST}")).Wire(3, "", 5).Wire(4, "", 5),
            severity: "Error"),
        Of("CXS013", Queue().Wire(4, "Complete", 4), Queue(), severity: "Warning"),
        Of("CXS014",
            Script().Add(2, "IF", "Ready?", ("Expression", "global:ready = 1"))
                .Add(3, "ASSIGN", "Note", ("Variable", "note"), ("Value", "x"), ("Publish", "1"))
                .Wire(2, "True", 90).Wire(2, "False", 3).Wire(3, "", 2),
            Script().Add(2, "IF", "Ready?", ("Expression", "global:ready = 1")).Add(3, "WAIT", ("Seconds", ".5"))
                .Wire(2, "True", 90).Wire(2, "False", 3).Wire(3, "", 2),
            severity: "Error"),
        Of("CXS015",
            Script().Add(2, "HOURS", "Opening hours").Add(3, "REQAGENT", "Queue", ("Skill", "Service")).Add(4, "MUSIC", "Hold")
                .Add(5, "WAIT", ("Seconds", ".5"))
                .Wire(2, "Open", 3).Wire(2, "", 90).Wire(3, "", 4).Chain(4, 5, 4),
            Queue(),
            severity: "Warning"),
        Of("CXS016", Script().Add(2, "BEGIN").Wire(2, "", 90), Script().Add(2, "PLAY", ("Sequence", Prompt)).Wire(2, "", 91),
            severity: "Error"),
        Of("CXS017", Menu().Wire(2, "3", 77), Menu().Wire(2, "3", 91), severity: "Error"),
        Of("CXS018",
            Menu().Add(20, "MENU", "Old menu", ("Sequence", Prompt)).Wire(20, "", 90).Wire(20, "1", 90),
            Menu().Add(20, "SNIPPET", "Functions", ("Data", "FUNCTION f(a)\n{\nRETURN a\n}")).Add(21, "STOP").Wire(20, "", 21)
                .Add(22, "ANNOTATION", ("Comments", "note")).Add(23, "ONANSWER").Wire(23, "", 24).Add(24, "STOP"),
            severity: "Warning"),
        Of("CXS019",
            Script().Add(2, "FILEEXIST", "Recorded?", ("FileName", "x.wav")).Wire(2, "True", 90),
            Script().Add(2, "FILEEXIST", "Recorded?", ("FileName", "x.wav")).Wire(2, "True", 90).Wire(2, "False", 91),
            severity: "Error"),
        Of("CXS020",
            Script().Add(2, "STOP"),
            Script().Add(2, "PLAY", ("Sequence", Prompt)).Wire(2, "", 91).Add(3, "ONRELEASE").Add(4, "STOP").Wire(3, "", 4),
            severity: "Error"),
        Of("CXS021", Script().Add(2, "END"), Place(), severity: "Warning"),
        Of("CXS022", Place().Add(4, "WAIT").Wire(4, "", 4).Wire(2, "InvalidNumber", 4), Place().Wire(2, "InvalidNumber", 91),
            severity: "Error"),
        Of("CXS023",
            Menu().Add(20, "ONRELEASE").Add(21, "ONRELEASE"),
            Menu().Add(20, "ONRELEASE").Add(21, "ONTRANSFER").Add(22, "ONSIGNAL"),
            severity: "Warning"),
        Of("CXS024",
            Menu().Add(20, "ONRELEASE").Add(21, "PLAY", "Sorry", ("Sequence", Prompt)).Wire(20, "", 21),
            Menu().Add(20, "ONRELEASE").Add(21, "RUNSUB", "Log", ("ScriptName", "Log")).Add(22, "QUEUEVM").Chain(20, 21, 22),
            severity: "Error"),
        Of("CXS025",
            Menu().Add(20, "ONRELEASE").Add(21, "TRANSFER", "Survey").Wire(20, "", 21),
            Menu().Add(20, "ONRELEASE").Add(21, "IF", "Once", ("Expression", "global:done = 1")).Add(22, "TRANSFER", "Survey")
                .Wire(20, "", 21).Wire(21, "True", 23).Wire(21, "False", 22).Add(23, "STOP"),
            severity: "Warning"),
        Of("CXS026",
            Queue().Add(6, "CALLBACK", "Call me", ("PhoneNumber", "{ANI}"), ("CallDelaySec", "0")).Wire(4, "Digit", 6).Wire(6, "", 7)
                .Add(7, "PLAY", "Thanks", ("Sequence", Prompt)).Wire(7, "", 91),
            Queue().Add(6, "CALLBACK", "Call me", ("PhoneNumber", "{ANI}"), ("CallDelaySec", "59")).Wire(4, "Digit", 6).Wire(6, "", 7)
                .Add(7, "STOP"),
            severity: "Error"),
        Of("CXS027",
            Queue().Add(6, "PLAY", "Offer", ("Sequence", "\"%" + new string('a', 200) + "\"")).Add(7, "CALLBACK").Add(8, "STOP")
                .Wire(4, "Digit", 6).Chain(6, 7, 8),
            Queue().Add(6, "PLAY", "Offer", ("Sequence", "\"%We call you back.\"")).Add(7, "CALLBACK").Add(8, "STOP").Wire(4, "Digit", 6)
                .Chain(6, 7, 8)),
        Of("CXS028",
            Snippet("ASSIGN p = GetRESTProxy()\r\nASSIGN r = p.MakeRestRequest(\"https://api.example.org\",\"\",0,\"GET\")\r\n"
                + "ASSIGN name = r.name\r\nTRACE \"{name}\"", ("MaxStringSize", "Limit32K")),
            Snippet("ASSIGN p = GetRESTProxy()\r\nASSIGN r = p.MakeRestRequest(\"https://api.example.org\",\"\",0,\"GET\")\r\n"
                + "IF p.StatusCode = 200\r\n{\r\nASSIGN name = r.name\r\n}\r\nTRACE \"{name}\"", ("MaxStringSize", "Limit32K")),
            severity: "Warning"),
        Of("CXS029",
            Script().Add(2, "REST_API", "Look up", ("TimeOutInMilliSeconds", "95000")).Wire(2, "", 90),
            Script().Add(2, "PLAY", "One moment", ("Sequence", Prompt)).Add(3, "REST_API", "Look up", ("TimeOutInMilliSeconds", "90000"))
                .Chain(2, 3, 90),
            severity: "Warning"),
        With("CXS030", Call(), Library(Sub("Check", returns: false)), Library(Sub("Check"))),
        Of("CXS031",
            Script().Add(2, "RUNSUB", "Open?", ("ScriptName", "Hours"), ("ReturnVariable", "isOpen")).Wire(2, "", 90),
            Call()),
        With("CXS032", Call("{ANI}"), Library(Begin("a", "b")), Library(Begin("a"))),
        With("CXS033",
            Script().Add(2, "RUNSCRIPT", "Next", ("ScriptName", "Other")),
            Library(new ScriptBuilder("Other").Add(1, "BEGIN").Add(2, "RUNSCRIPT", ("ScriptName", "Test")).Chain(1, 2)),
            Library(new ScriptBuilder("Other").Add(1, "BEGIN").Add(2, "MENU").Add(3, "RUNSCRIPT", ("ScriptName", "Test")).Chain(1, 2)
                .Wire(2, "9", 3))),
        With("CXS034",
            Script().Add(2, "RUNSUB", "Look up", ("ScriptName", "Check"), ("ReturnVariable", ""))
                .Add(3, "PLAY", "Hello", ("Sequence", "\"%Hello {customer}\"")).Chain(2, 3, 91),
            Library(Sets("customer")), Library(Sets("global:customer"))),
        Of("CXS035",
            Menu().Add(4, "ASSIGN", "Spanish", ("Variable", "lang"), ("Value", "ES")).Wire(2, "3", 4).Chain(4, 5)
                .Add(5, "PLAY", "Welcome", ("Sequence", "\"Prompts\\Hi_{lang}.wav\"")).Wire(5, "", 91).Wire(2, "4", 5),
            Menu().Add(4, "ASSIGN", "Spanish", ("Variable", "lang"), ("Value", "ES")).Wire(2, "3", 4).Chain(4, 5)
                .Add(5, "PLAY", "Welcome", ("Sequence", "\"Prompts\\Hi_{LANG}.wav\" \"%{ANI} {global:name} {SP2} {p1}\"")).Wire(5, "", 91),
            severity: "Warning"),
        Of("CXS036",
            Snippet("ASSIGN leftover = 1"),
            Snippet("ASSIGN used = 1\r\nASSIGN global:kept = 1").Add(3, "PLAY", "Say", ("Sequence", "\"%{used}\""))
                .Wire(1, "z", 3, BranchKind.Named).Wire(3, "", 91)
                .Add(4, "ASSIGN", "Shown", ("Variable", "shown"), ("Value", "1"), ("ScreenPop", "True")).Wire(4, "", 91)
                .Wire(1, "y", 4, BranchKind.Named)),
        Of("CXS037",
            Snippet("ASSIGN custId = 7\r\nASSIGN note = \"{cutsId}\"\r\nTRACE note"),
            Snippet("ASSIGN cust1 = 7\r\nASSIGN cust2 = cust1\r\nTRACE \"{cust2}{SP2}{SP3}{CUST1}\""),
            severity: "Warning"),
        Of("CXS038", Test("SWITCH MRES\r\n{\r\nCASE 1\r\n{\r\nASSIGN dest = 1\r\n}\r\n}"),
            Test("SWITCH MRES\r\n{\r\nCASE 1 //sales\r\n{\r\nASSIGN dest = 1\r\n}\r\nCASE 2\r\n{\r\nASSIGN dest = 2\r\n}\r\n}"),
            severity: "Warning"),
        Of("CXS039", Twice("SWITCH MRES\r\n{\r\nCASE 1\r\n{\r\nASSIGN dest = 1\r\n}\r\nCASE 5\r\n{\r\nASSIGN dest = 5\r\n}\r\n}"),
            Twice("SWITCH MRES\r\n{\r\nCASE 1\r\n{\r\nASSIGN dest = 1\r\n}\r\n}"), severity: "Warning"),
        Of("CXS040", Menu(("MaxDigits", "1")).Wire(2, "12", 90), Menu(("MaxDigits", "2")).Wire(2, "12", 90).Wire(2, "*", 90),
            severity: "Error"),
        Of("CXS041", Menu(("MaxDigits", "4"), ("Terminator", "")),
            Menu(("MaxDigits", "4"), ("Terminator", "#-"), ("InterDigitTimeout", "5")), severity: "Warning"),
        Of("CXS042",
            Menu().Add(10, "PLAY", "News", ("Sequence", Prompt), ("ClearDigits", "False")).Wire(10, "", 2)
                .Wire(3, "x", 10, BranchKind.Named),
            Menu().Add(10, "PLAY", "News", ("Sequence", Prompt), ("ClearDigits", "True")).Wire(10, "", 2)
                .Wire(3, "x", 10, BranchKind.Named), severity: "Warning"),
        Of("CXS043",
            Script().Add(2, "PLAY", "News", ("Sequence", Prompt), ("DetectDTMF", "False")).Wire(2, "", 91).Wire(2, "Digit", 90),
            Script().Add(2, "PLAY", "News", ("Sequence", Prompt), ("DetectDTMF", "True")).Wire(2, "", 91)),
        Of("CXS044",
            Script().Add(2, "PLAY", "News", ("Sequence", "\"Prompts\\News.wav")).Wire(2, "", 91),
            Script().Add(2, "PLAY", "News", ("Sequence", "\"Prompts\\News_{DNIS}.wav\" \"%Hello / bye\" \"$12\" \"{global:file}\""))
                .Wire(2, "", 3)
                .Add(3, "PLAY", "List", ("Sequence", "{global:list}")).Wire(3, "", 91),
            severity: "Error"),
        With("CXS045",
            Script().Add(2, "PLAY", "News", ("Sequence", "\"Prompts\\News.wav\"")).Wire(2, "", 90),
            new ScriptLintOptions { Prompts = ["Prompts/Hello.wav"] },
            new ScriptLintOptions { Prompts = ["prompts/hello.wav", "prompts/news.wav"] }),
        Of("CXS046",
            Script().Add(2, "PLAY", "News", ("Sequence", "\"%" + new string('a', 301) + "\"")).Wire(2, "", 91),
            Script().Add(2, "PLAY", "News", ("Sequence", "\"%" + new string('a', 300) + "{ANI}\" \"%" + new string('b', 200) + "\""))
                .Wire(2, "", 91), severity: "Warning"),
        Of("CXS047", Menu(("Phrase", "For sales press 1, for service press 2, for billing press four.")),
            Menu(("Phrase", "For sales press 1. For service, press two.")), severity: "Warning"),
        Of("CXS048",
            Script().Add(2, "IF", "New?", ("Expression", "ANI == 1")).Wire(2, "True", 90).Wire(2, "False", 91),
            Script().Add(2, "IF", "New?", ("Expression", "ANI = \"1\" ")).Wire(2, "True", 90).Wire(2, "False", 91), severity: "Warning"),
        Of("CXS049",
            Snippet("IF ANI = 1\r\n{\r\nASSIGN a = 1\r\n}\r\nELSE IF ANI = 2\r\n{\r\nASSIGN a = 2\r\n}\r\nTRACE \"{a}\""),
            Snippet("SWITCH ANI\r\n{\r\nCASE 1\r\n{\r\nASSIGN a = 1\r\n}\r\n}\r\n"
                + "IF ANI = 1 { TRACE \"x\" } ELSE { IF DNIS = 2 { TRACE \"{a}\" } }"), severity: "Warning"),
        Of("CXS050", Snippet("note = \"hello\"\r\nTRACE note"),
            Snippet("ASSIGN note = \"hello\"\r\nDYNAMIC o\r\no.m = note\r\nproxy = GetRESTProxy()\r\nproxy.ContentType = \"{o.m}\"")),
        Of("CXS051",
            Snippet("IF test = 1\r\n{\r\nASSIGN lang = \"es\"\r\n}\r\nTRACE \"{lang}\""),
            Snippet("IF global:test = 1\r\n{\r\nASSIGN lang = \"es\"\r\n}\r\nASSIGN head = \"Bearer {global:tok}\"\r\n"
                + "TRACE \"{lang}{head}\""), severity: "Warning"),
        Of("CXS052",
            Snippet("p = GetRESTProxy()\r\nr = p.MakeRestRequest(\"https://api.example.org\",\"\",0,\"GET\")\r\n"
                + "IF p.StatusCode = 200 { TRACE \"{r}\" }", ("MaxStringSize", "Limit2K")),
            Snippet("p = GetRESTProxy()\r\nr = p.MakeRestRequest(\"https://api.example.org\",\"\",0,\"GET\")\r\n"
                + "IF p.StatusCode = 200 { TRACE \"{r}\" }", ("MaxStringSize", "Limit32K")),
            severity: "Warning"),
        Of("CXS053",
            Script().Add(2, "IF", ("Expression", "ANI = 1")).Wire(2, "True", 90).Wire(2, "False", 91),
            Script().Add(2, "IF", "Is it \"new\"?", ("Expression", "ANI = 1")).Wire(2, "True", 90).Wire(2, "False", 91)),
        Of("CXS054", Fault(isWired: false), Fault(isWired: true), new ScriptLintOptions
        {
            Catalogue = ActionCatalogue.Read(WithErrorExits(), "actions.json"),
            Settings = new ScriptLintSettings
            {
                Rules = new Dictionary<string, string> { ["CXS054"] = ScriptLintSeverities.Warning },
            },
        }, "Warning"),
        Of("CXS055",
            Script().Add(2, "SIPXFERPUTHD", ("headerName", "X"), ("headerValue", "{ANI}")).Wire(2, "", 90),
            Script().Add(2, "SIPXFERPUTHD", ("headerName", "X"), ("headerValue", "{ANI}")).Add(3, "BLINDXFER", ("Destination", "100"))
                .Chain(2, 3), severity: "Warning"),
        With("CXS056",
            Call().Add(20, "ONRESKILL").Add(21, "RUNSCRIPT", ("ScriptName", "Queue")).Wire(20, "", 21),
            Library(Sub("Check").Add(5, "REQAGENT", ("Skill", "1"))), Library(Sub("Check"))),
        Of("CXS057",
            Suppression().Wire(2, "Error", 3), Suppression().Wire(2, "Error", 4), severity: "Error"),
        Of("CXS058",
            Script().Add(2, "REQAGENT_DIGITAL", ("Skill", "1")).Wire(2, "", 90),
            Script().Add(2, "Ours_LIBID_58437195da97436e8c3d7ff126b719d7").Wire(2, "", 90), severity: "Error"),
        Of("CXS059", Language("EN", "fr"), Language("EN", "es"), severity: "Warning"),
        Of("CXS060",
            Test("SWITCH MRES\r\n{\r\nCASE 1\r\n{\r\nASSIGN dest = 1\r\nASSIGN whisper = \"a\"\r\n}\r\nCASE 2\r\n{\r\n"
                + "ASSIGN dest = 2\r\n}\r\n}", "RUNSCRIPT"),
            Test("SWITCH MRES\r\n{\r\nCASE 1\r\n{\r\nASSIGN dest = 1\r\n}\r\nCASE 2\r\n{\r\nASSIGN dest = 2\r\n}\r\n}", "RUNSCRIPT"),
            severity: "Warning"),
        Of("CXS061",
            Script().Add(2, "ASSIGN", "Text", ("Variable", "a"), ("Value", "\"text\""), ("ScreenPop", "True")).Wire(2, "", 90),
            Script().Add(2, "ASSIGN", "List", ("Variable", "a"), ("Value", "\"a.wav\" \"b.wav\""), ("ScreenPop", "True")).Wire(2, "", 90)),
        Of("CXS062",
            Snippet("IF ANI = 1\r\n{\r\nASSIGN d = 7001\r\n}\r\nELSE\r\n{\r\nASSIGN d = \"7001\"\r\n}\r\nTRACE \"{d}\""),
            Snippet("IF ANI = 1\r\n{\r\nASSIGN d = 7001\r\n}\r\nELSE\r\n{\r\nASSIGN d = 7002\r\n}\r\nTRACE \"{d}\""), severity: "Warning"),
        Of("CXS063", Test("SWITCH MRES\r\n{\r\nCASE 1\r\n{\r\nASSIGN dest = 1\r\n}\r\nCASE 2\r\n{\r\nASSIGN dest = 2\r\n}\r\nCASE 3\r\n"
            + "{\r\nASSIGN dest = 3\r\n}\r\n}"),
            Test("SWITCH MRES\r\n{\r\nCASE 1\r\n{\r\nASSIGN dest = 1\r\n}\r\nCASE 2\r\n{\r\nASSIGN dest = 2\r\n}\r\n}")),
        Of("CXS064", Menu(("Phrase", "Press 1 or press 2.")).Wire(2, "5", 90), Menu(("Phrase", "Press 1 or press 2.")).Wire(2, "0", 90)),
        Of("CXS065",
            Script().Add(2, "HOURS", "Opening hours").Wire(2, "Open", 90).Wire(2, "", 91),
            Script().Add(2, "HOURS", "Opening hours").Wire(2, "Open", 90).Wire(2, "", 3).Add(3, "PLAY", "Closed", ("Sequence", Prompt))
                .Wire(3, "", 91)),
        Of("CXS066",
            Script().Add(2, "HOURS", "Opening hours").Wire(2, "Open", 90).Wire(2, "", 90).Wire(2, "Closed", 91),
            Script().Add(2, "HOURS", "Opening hours").Wire(2, "Open", 90).Wire(2, "", 91).Wire(2, "Closed", 91)),
        Of("CXS067", Fixed(behindTest: false), Fixed(behindTest: true), severity: "Warning"),
        new("CXS068", Export(unsaved: true), Export(unsaved: false), new ScriptLintOptions(), new ScriptLintOptions(), null),
        Of("CXS069", Place(("Timeout", "60")), Place(("Timeout", "55"), ("DetectionType", "NOTIFYOFMACHINEASAP"), ("MaxMachine", "0")),
            severity: "Warning"),
        Of("CXS070", Menu().Add(20, "ONPAGEOPEN").Add(21, "PAGE", "Form").Chain(20, 21),
            Menu().Add(20, "ONPAGEOPEN").Add(21, "PAGE", "Form").Add(22, "PAGECLOSE").Chain(20, 21, 22)),
    ];

    private static ScriptBuilder Fault(bool isWired)
    {
        var script = Snippet("ASSIGN note = \"hello\"\r\nTRACE note");
        return isWired ? script.Wire(2, "Error", 91, BranchKind.Named) : script;
    }

    /// <summary>A tenant's catalogue: there SNIPPET has the exit Error, which the built-in one does not name.</summary>
    private static byte[] WithErrorExits()
        => """
        [
          { "name": "BEGIN", "branches": { "default": true } }, { "name": "PLAY", "branches": { "default": true } },
          { "name": "HANGUP", "branches": { "default": false } },
          { "name": "SNIPPET", "branches": { "default": true, "branch": [{ "index": 0, "name": "Error" }] } }
        ]
        """u8.ToArray();

    private static ScriptBuilder Begin(params string[] names)
        => new ScriptBuilder("Check").Add(1, "BEGIN", ("Parameters", names)).Add(2, "RETURN", ("ReturnValue", "1")).Chain(1, 2);

    private static ScriptBuilder Sets(string variable)
        => new ScriptBuilder("Check").Add(1, "BEGIN").Add(2, "ASSIGN", ("Variable", variable), ("Value", "Ann")).Add(3, "RETURN")
            .Chain(1, 2, 3);

    /// <summary>A menu with the digits 1 and 2, a snippet that tests them, and a queue.</summary>
    private static ScriptBuilder Test(string data, string next = "PLAY")
    {
        return Script().Add(2, "MENU", "Main menu", ("Sequence", Prompt))
            .Add(3, "LOOP", "Three tries", ("Repeat", "3"), ("CounterName", "tries"))
            .Add(10, "SNIPPET", "By digit", ("Data", data)).Wire(2, "1", 10).Wire(2, "2", 10).Wire(2, "", 3).Wire(3, "Repeat", 2)
            .Wire(3, "Finished", 90)
            .Add(11, next, "Next", next == "PLAY" ? ("Sequence", "\"%{dest}\"") : ("ScriptName", "Queue")).Wire(10, "", 11)
            .Wire(11, "", 91, next == "PLAY" ? null : BranchKind.Named);
    }

    /// <summary>Two menus that write the same variable: the first offers 5, the second 1.</summary>
    private static ScriptBuilder Twice(string data)
        => Script().Add(2, "MENU", "Department", ("Sequence", Prompt)).Add(3, "MENU", "Language", ("Sequence", Prompt))
            .Add(10, "SNIPPET", "By digit", ("Data", data))
            .Wire(2, "5", 3).Wire(2, "", 90).Wire(3, "1", 10).Wire(3, "", 90).Wire(10, "", 11)
            .Add(11, "PLAY", "Say", ("Sequence", "\"%{dest}\"")).Wire(11, "", 91);

    private static ScriptBuilder Suppression()
        => new ScriptBuilder().Header("purposeType", "Suppression").Add(1, "BEGIN").Add(2, "CHECKCALLSUP", "On the list?")
            .Add(3, "PERMITCALL").Add(4, "SUPPRESSCALL")
            .Wire(1, "", 2).Wire(2, "Found", 4).Wire(2, "NotFound", 3);

    private static ScriptBuilder Language(string first, string tested)
        => Script().Add(2, "ASSIGN", "First", ("Variable", "lang"), ("Value", first)).Add(3, "MENU", "Language", ("Sequence", Prompt))
            .Add(4, "ASSIGN", "Second", ("Variable", "lang"), ("Value", "ES"))
            .Add(5, "IF", "Spanish?", ("Expression", $"lang = \"{tested}\" "))
            .Chain(2, 3, 5).Wire(3, "2", 4).Chain(4, 5).Wire(5, "True", 90).Wire(5, "False", 91);

    private static ScriptBuilder Fixed(bool behindTest)
    {
        var script = Script().Add(2, "ASSIGN", "First", ("Variable", "lang"), ("Value", "EN"))
            .Add(3, "MENU", "Language", ("Sequence", "\"P\\Choose_EN.wav\" \"P\\Choose_ES.wav\""))
            .Add(4, "ASSIGN", "Second", ("Variable", "lang"), ("Value", "ES"))
            .Add(5, "PLAY", "Welcome", ("Sequence", "\"P\\Welcome_{lang}.wav\""))
            .Add(6, "PLAY", "News", ("Sequence", "\"P\\News_EN.wav\"")).Chain(2, 3, 5).Wire(3, "2", 4).Chain(4, 5).Chain(6, 91);
        return behindTest
            ? script.Add(7, "IF", "Which language?", ("Expression", "lang = \"EN\"")).Chain(5, 7).Wire(7, "True", 6).Wire(7, "False", 91)
            : script.Chain(5, 6);
    }

    private static StudioScript Export(bool unsaved)
    {
        const string Saved = ",\"labelDistance\":0.5,\"elbows\":[]";
        string Wire(int to, string more = Saved) => $$"""[{"to":{{to}},"label":"","type":"default","index":0,"ports":"r,l"{{more}}}]""";
        var wires = string.Join(',', Enumerable.Range(1, 4).Select(id => $"\"{id}\":{Wire(id + 1, unsaved && id == 4 ? "" : Saved)}"));
        return ScriptReader.Read(
            """
            {"scriptContent":{"header":{"scriptName":"Test","mediaType":4},
             "actions":{"1":{"actionId":1,"name":"BEGIN","label":"Begin"},"2":{"actionId":2,"name":"WAIT","label":"Wait"},
               "3":{"actionId":3,"name":"WAIT","label":"Wait"},
              "4":{"actionId":4,"name":"WAIT","label":"Wait"},"5":{"actionId":5,"name":"HANGUP","label":"Hangup"}},
             "properties":{},"branches":{WIRES}}}
            """.Replace("WIRES", wires, StringComparison.Ordinal),
            "Test.json");
    }

    private static Dictionary<string, HoursProfile> Profiles(bool hasHolidays)
    {
        var holidays = hasHolidays ? """[{"date":"2026-12-25","isClosedAllDay":true}]""" : "[]";
        var profile = HoursProfile.Read(
            System.Text.Encoding.UTF8.GetBytes($$"""{"hoursOfOperationProfileId":"7","days":[],"holidays":{{holidays}}}"""), "p.json")[0];
        return new Dictionary<string, HoursProfile> { ["7"] = profile };
    }
}

/// <summary>A script that breaks a rule, and one that nearly does.</summary>
internal sealed record LintCase(
    string Rule, StudioScript Broken, StudioScript Near, ScriptLintOptions BrokenOptions, ScriptLintOptions NearOptions, string? Severity);
