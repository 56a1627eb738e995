using CxOne.Studio.Linting;
using CxOne.Studio.Model;
using CxOne.Tests.Studio.Support;
using Xunit.Abstractions;

namespace CxOne.Tests.Studio.Linting;

/// <summary>Scripts built the way production scripts are: what is usual there is no error.</summary>
public sealed class RealPracticeTests(ITestOutputHelper output)
{
    private const string Switch = """
        // route by language and digit
        SWITCH Choice
        {
        	CASE 1	//sales
        	{
        		IF LANG = "ES"
        		{
        			ASSIGN dest = 7001
        		}
        		ELSE
        		{
        			ASSIGN dest = "7002" //other
        		}
        	}
        	CASE 2
        	{
        		ASSIGN dest = 7003
        	}
        }
        """;

    public static TheoryData<string, string> Expected => new()
    {
        { "front", "CXS065" },
        { "spawn", "CXS003 CXS010 CXS018 CXS018" },
        { "queue", "CXS013" },
        { "framework", "CXS023 CXS025" },
        { "subscript", "" },
        { "freeKeys", "" },
        { "digital", "" },
    };

    [Theory]
    [MemberData(nameof(Expected))]
    public void Usual_forms_are_reported_only_where_something_can_go_wrong(string name, string expected)
    {
        var script = name switch
        {
            "front" => Front(),
            "spawn" => Spawn(),
            "queue" => HoldLoop(),
            "framework" => Framework(),
            "subscript" => Subscript(),
            "freeKeys" => FreeKeys(),
            _ => Digital(),
        };
        var result = ScriptLinter.Lint(script);
        output.WriteLine(string.Join('\n', result.Findings));

        Assert.DoesNotContain(result.Findings, finding => finding.Severity == ScriptLintSeverities.Error);
        var warnings = result.Findings.Where(finding => finding.Severity == ScriptLintSeverities.Warning).Select(finding => finding.Rule);
        var allowed = expected.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToList();
        Assert.All(warnings, rule => Assert.True(allowed.Remove(rule), $"{name}: {rule} is a false alarm."));
    }

    /// <summary>Hours, block list, language menu whose Default takes the first language, menus with retries, a snippet that switches.</summary>
    private static StudioScript Front() => new ScriptBuilder("Front")
        .Add(1, "BEGIN").Add(2, "VOICEPARAMS", "Voiceparams").Add(3, "ASSIGN", "English", ("Variable", "lang"), ("Value", "EN"))
        .Add(4, "RUNSUB", "Block list", ("ScriptName", "BlockList"), ("ReturnVariable", "blocked"), ("Parameters", new[] { "{global:ANI}" }))
        .Add(5, "IF", "Blocked?", ("Expression", "blocked = 1 ")).Add(6, "HANGUP")
        .Add(7, "HOURS", "Hours", ("Profile", "12"))
        .Add(8, "MENU", "Language", ("Sequence", "\"Prompts\\Language_EN.wav\" \"Prompts\\Language_ES.wav\""), ("Phrase", "Press 1 for English, oprima 2 para español"), ("Variable", "LangMenu"))
        .Add(9, "ASSIGN", "Spanish", ("Variable", "lang"), ("Value", "ES"), ("ScreenPop", "True"))
        .Add(10, "MENU", "Main", ("Sequence", "\"Prompts\\Main_{LANG}.wav\""), ("Phrase", "Press 1 for sales, press 2 for service, 3 for the yard."), ("Variable", "Choice"), ("Timeout", "6"))
        .Add(11, "LOOP", "x3", ("Repeat", "3"), ("CounterName", "MainLoop"))
        .Add(12, "PLAY", "Invalid", ("Sequence", "\"Prompts\\Invalid_{lang}.wav\"")).Add(13, "PLAY", "Goodbye", ("Sequence", "\"%Good bye, {lang}.\""))
        .Add(14, "HANGUP", "Hangup 2")
        .Add(15, "SNIPPET", "By digit", ("Data", Switch.ReplaceLineEndings("\r\n")))
        .Add(16, "RUNSCRIPT", "To the queue", ("ScriptName", "Queue"))
        .Add(17, "RUNSUB", "Hours check", ("ScriptName", "HoursCheck"), ("ReturnVariable", "isOpen"), ("Parameters", new[] { "12" }))
        .Add(18, "PLAY", "Closed", ("Sequence", "\"Prompts\\Closed.wav\"")).Add(19, "ANNOTATION", ("Comments", "TODO"))
        .Add(20, "LOOP", "x1", ("Repeat", "1"), ("CounterName", "PlayLoop")).Add(21, "PLAY", "Yard", ("Sequence", "\"Prompts\\Yard.wav\""))
        .Chain(1, 2, 3, 4, 5).Wire(5, "True", 6).Wire(5, "False", 7).Wire(7, "", 17).Wire(7, "Open", 8).Wire(7, "Closed", 18).Chain(17, 18, 14)
        .Wire(8, "", 10).Wire(8, "2", 9).Wire(9, "", 10)
        .Wire(10, "", 11).Wire(10, "1", 15).Wire(10, "2", 15).Wire(10, "3", 21).Wire(10, "Timeout", 11)
        .Wire(11, "Finished", 13).Wire(11, "Repeat", 12).Wire(12, "", 10).Wire(13, "", 14).Wire(15, "", 16).Wire(19, "", 10)
        .Wire(21, "", 20).Wire(20, "Repeat", 21).Wire(20, "Finished", 14).Build();

    /// <summary>SPAWN parks the contact, ONSIGNAL goes on, REQAGENT has no Default; the transfer that it replaced is still there.</summary>
    private static StudioScript Spawn() => new ScriptBuilder("Spawn")
        .Add(1, "BEGIN").Add(2, "IF", "Overflow?", ("Expression", "global:over = \"7001\" "))
        .Add(3, "SPAWN", ("ScriptName", "Bridge"), ("Parameters", new[] { "{DNIS}", "{ANI}", "{global:x}" }))
        .Add(4, "RUNSCRIPT", "To the queue", ("ScriptName", "Queue"))
        .Add(5, "ONSIGNAL", ("SrcContactIDVar", "S1")).Add(6, "PLAY", "Connecting", ("Sequence", "\"%Please hold.\""))
        .Add(7, "ASSIGN", "Order", ("Variable", "order"), ("Value", "{SP2}"), ("ScreenPop", "True"))
        .Add(8, "ASSIGN", "Name", ("Variable", "name"), ("Value", "{SP3}"), ("ScreenPop", "True"))
        .Add(9, "REQAGENT", ("Skill", "7001"))
        .Add(10, "SIPXFERPUTHD", ("headerName", "X-Order"), ("headerValue", "{global:x}")).Add(11, "BLINDXFER", ("Destination", "100"))
        .Wire(1, "", 2).Wire(2, "True", 3).Wire(2, "False", 4).Chain(5, 6, 7, 8, 9).Chain(10, 11).Build();

    /// <summary>A queue that the front script starts: the skill and the language come from there.</summary>
    private static StudioScript HoldLoop() => new ScriptBuilder("Queue")
        .Add(1, "BEGIN").Add(2, "PLAY", "Queued", ("Sequence", "{QueuePrompt}")).Add(3, "REQAGENT", "Queue for {dest}", ("Skill", "{dest}"))
        .Add(4, "MUSIC", "Hold", ("MusicFile", "Hold.wav"), ("SecondstoPlay", "30")).Add(5, "HOURS", "Still open?", ("Profile", "{hoursProfile}"))
        .Add(6, "MENU", "Callback?", ("Sequence", "\"Prompts\\Callback_{lang}.wav\""), ("Phrase", "Press 1 to be called back.")).Add(7, "CALLBACK", "Call back", ("PhoneNumber", "{ANI}"))
        .Add(8, "PLAY", "Closed now", ("Sequence", "\"Prompts\\Closed.wav\"")).Add(9, "HANGUP").Add(10, "STOP")
        .Add(11, "ONANSWER").Add(12, "WHISPER", ("Sequence", "{WhisperText}")).Add(13, "ONHOLD").Add(14, "MUSIC", "On hold", ("MusicFile", "Hold.wav"))
        .Chain(1, 2, 3, 4, 5).Wire(5, "Open", 6).Wire(5, "", 6).Wire(5, "Closed", 8).Wire(6, "1", 7).Wire(6, "", 4).Wire(7, "", 10).Chain(8, 9)
        .Chain(11, 12).Chain(13, 14).Wire(14, "", 14).Build();

    /// <summary>An integrator's framework: function islands, events that run out, variables as script names, two ONRELEASE.</summary>
    private static StudioScript Framework() => new ScriptBuilder("Framework")
        .Add(1, "BEGIN", ("Parameters", new[] { "entry" })).Add(2, "SNIPPET", "Set up", ("Data", "ASSIGN path = \"Common\\\"\r\nlist = \"a|b\"\r\nasked = first(list)\r\nASSIGN global:vip = vip.upper()"))
        .Add(3, "CASE", "Which entry?", ("Variable", "entry.upper()")).Add(4, "RUNSUB", "Greeting", ("ScriptName", "{path}Greeting"), ("ReturnVariable", ""))
        .Add(5, "FOR", "Each item", ("FromValue", "1"), ("ToValue", "list.count()"), ("CounterName", "i")).Add(6, "SNIPPET", "One item", ("Data", "ASSIGN global:item = list[i]"))
        .Add(7, "RUNSCRIPT", "Next", ("ScriptName", "{asked}")).Add(8, "ONRELEASE", ("CauseCode", "cause")).Add(9, "IF", "Was it late?", ("Expression", "cause <> 5 && entry"))
        .Add(10, "RUNSUB", "Log", ("ScriptName", @"..\Log")).Add(11, "ONRELEASE").Add(12, "SNIPPET", "Tidy", ("Data", "x = 1\r\nx.savetodb(1)"))
        .Add(13, "SNIPPET", "Functions", ("Data", "FUNCTION first(a)\r\n{\r\nRETURN a[1]\r\n}")).Add(14, "STOP").Add(15, "NOTE", ("Comments", "how to"))
        .Add(16, "AB_GET_ENTRYV12").Add(17, "Tool_LIBID_0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f").Add(18, "ONRESKILL").Add(19, "RUNSCRIPT", "Again", ("ScriptName", "{RUNSCRIPT}"))
        .Add(20, "ONTRANSFER").Add(21, "MESSAGES", ("MessageText", "{x}"))
        .Chain(1, 2, 3).Wire(3, "A", 4).Wire(3, "B", 5).Wire(3, "", 16).Wire(4, "", 7).Wire(5, "Repeat", 6).Wire(5, "Finished", 7).Wire(6, "", 5)
        .Wire(8, "", 9).Wire(9, "True", 10).Wire(11, "", 12).Wire(13, "", 14).Chain(16, 17, 7).Chain(18, 19).Chain(20, 21).Build();

    private static StudioScript Subscript() => new ScriptBuilder("HoursCheck")
        .Add(1, "BEGIN").Add(2, "HOURS", "By parameter", ("Profile", "{p1}")).Add(3, "RETURN", "Open", ("ReturnValue", "1")).Add(4, "RETURN", "Closed", ("ReturnValue", "0"))
        .Add(5, "SNIPPET", "Now", ("Data", "ASSIGN global:day = asdatedow(now())")).Add(6, "RETURN", "Holiday", ("ReturnValue", "{global:day}"))
        .Wire(1, "", 2).Wire(2, "Open", 3).Wire(2, "", 5).Wire(2, "Closed", 4).Wire(5, "", 6).Build();

    /// <summary>A menu without labels: every entry takes Default and is tested afterwards.</summary>
    private static StudioScript FreeKeys() => new ScriptBuilder("Account")
        .Add(1, "BEGIN").Add(2, "MENU", "Account number", ("Sequence", "\"Prompts\\Account.wav\""), ("Phrase", "Please key your number, then press the pound key."), ("MaxDigits", "8"), ("Variable", "acct"))
        .Add(3, "SNIPPET", "Check", ("Data", "tries = tries + 1\r\nIF acct.length = 8 { ASSIGN ok = 1 } ELSE { ASSIGN ok = 0 }")).Add(4, "IF", "Eight digits?", ("Expression", "ok = 1"))
        .Add(5, "IF", "Three tries?", ("Expression", "tries >= 3")).Add(6, "PLAY", "Bye", ("Sequence", "\"%Good bye.\"")).Add(7, "HANGUP").Add(8, "RUNSCRIPT", "Go on", ("ScriptName", "Account2"))
        .Add(9, "IF", "Empty?", ("Expression", "acct = \"\""))
        .Wire(1, "", 2).Wire(2, "", 3).Wire(2, "Timeout", 9).Wire(9, "True", 3).Wire(9, "False", 3).Wire(3, "", 4).Wire(4, "True", 8).Wire(4, "False", 5)
        .Wire(5, "True", 6).Wire(5, "False", 2).Wire(6, "", 7).Build();

    private static StudioScript Digital() => new ScriptBuilder("Mail").Header("mediaType", 9).Header("mediaTypeName", "digital")
        .Add(1, "BEGIN").Add(2, "SNIPPET", "Set", ("Data", "ASSIGN skill = 5")).Add(3, "REQAGENT_DIGITAL", "Queue", ("Skill", "{skill}")).Add(4, "ONASSIGNMENTCHANGED_DIGITAL")
        .Add(5, "SET_DIGI_CONTACT_STATUS", ("ContactId", "{contactId}")).Add(6, "END").Chain(1, 2, 3, 6).Chain(4, 5).Build();
}
