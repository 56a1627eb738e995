using CxOne.Studio.Model;
using CxOne.Tests.Studio.Support;

namespace CxOne.Tests.Studio.Linting;

/// <summary>
/// Scripts built the way production scripts are, as far as their forms were counted: what is usual there must not be reported as an error.
/// One class, so that the forms can be read side by side.
/// </summary>
internal static class RealPracticeScripts
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

    /// <summary>
    /// Hours, block list, language menu whose Default takes the first language, menus with retries, a snippet that switches.
    /// </summary>
    public static StudioScript Front() => new ScriptBuilder("Front")
        .Add(1, "BEGIN").Add(2, "VOICEPARAMS", "Voiceparams").Add(3, "ASSIGN", "English", ("Variable", "lang"), ("Value", "EN"))
        .Add(4, "RUNSUB", "Block list", ("ScriptName", "BlockList"), ("ReturnVariable", "blocked"),
            ("Parameters", new[] { "{global:ANI}" }))
        .Add(5, "IF", "Blocked?", ("Expression", "blocked = 1 ")).Add(6, "HANGUP")
        .Add(7, "HOURS", "Hours", ("Profile", "12"))
        .Add(8, "MENU", "Language", ("Sequence", "\"Prompts\\Language_EN.wav\" \"Prompts\\Language_ES.wav\""),
            ("Phrase", "Press 1 for English, oprima 2 para español"), ("Variable", "LangMenu"))
        .Add(9, "ASSIGN", "Spanish", ("Variable", "lang"), ("Value", "ES"), ("ScreenPop", "True"))
        .Add(10, "MENU", "Main", ("Sequence", "\"Prompts\\Main_{LANG}.wav\""),
            ("Phrase", "Press 1 for sales, press 2 for service, 3 for the yard."), ("Variable", "Choice"), ("Timeout", "6"))
        .Add(11, "LOOP", "x3", ("Repeat", "3"), ("CounterName", "MainLoop"))
        .Add(12, "PLAY", "Invalid", ("Sequence", "\"Prompts\\Invalid_{lang}.wav\""))
        .Add(13, "PLAY", "Goodbye", ("Sequence", "\"%Good bye, {lang}.\""))
        .Add(14, "HANGUP", "Hangup 2")
        .Add(15, "SNIPPET", "By digit", ("Data", Switch.ReplaceLineEndings("\r\n")))
        .Add(16, "RUNSCRIPT", "To the queue", ("ScriptName", "Queue"))
        .Add(17, "RUNSUB", "Hours check", ("ScriptName", "HoursCheck"), ("ReturnVariable", "isOpen"), ("Parameters", new[] { "12" }))
        .Add(18, "PLAY", "Closed", ("Sequence", "\"Prompts\\Closed.wav\"")).Add(19, "ANNOTATION", ("Comments", "TODO"))
        .Add(20, "LOOP", "x1", ("Repeat", "1"), ("CounterName", "PlayLoop")).Add(21, "PLAY", "Yard", ("Sequence", "\"Prompts\\Yard.wav\""))
        .Chain(1, 2, 3, 4, 5).Wire(5, "True", 6).Wire(5, "False", 7).Wire(7, "", 17).Wire(7, "Open", 8).Wire(7, "Closed", 18)
        .Chain(17, 18, 14)
        .Wire(8, "", 10).Wire(8, "2", 9).Wire(9, "", 10)
        .Wire(10, "", 11).Wire(10, "1", 15).Wire(10, "2", 15).Wire(10, "3", 21).Wire(10, "Timeout", 11)
        .Wire(11, "Finished", 13).Wire(11, "Repeat", 12).Wire(12, "", 10).Wire(13, "", 14).Wire(15, "", 16).Wire(19, "", 10)
        .Wire(21, "", 20).Wire(20, "Repeat", 21).Wire(20, "Finished", 14).Build();

    /// <summary>SPAWN parks the contact, ONSIGNAL goes on, REQAGENT has no Default; the transfer that it replaced is still there.</summary>
    public static StudioScript Spawn() => new ScriptBuilder("Spawn")
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
    public static StudioScript HoldLoop() => new ScriptBuilder("Queue")
        .Add(1, "BEGIN").Add(2, "PLAY", "Queued", ("Sequence", "{QueuePrompt}")).Add(3, "REQAGENT", "Queue for {dest}", ("Skill", "{dest}"))
        .Add(4, "MUSIC", "Hold", ("MusicFile", "Hold.wav"), ("SecondstoPlay", "30"))
        .Add(5, "HOURS", "Still open?", ("Profile", "{hoursProfile}"))
        .Add(6, "MENU", "Callback?", ("Sequence", "\"Prompts\\Callback_{lang}.wav\""), ("Phrase", "Press 1 to be called back."))
        .Add(7, "CALLBACK", "Call back", ("PhoneNumber", "{ANI}"))
        .Add(8, "PLAY", "Closed now", ("Sequence", "\"Prompts\\Closed.wav\"")).Add(9, "HANGUP").Add(10, "STOP")
        .Add(11, "ONANSWER").Add(12, "WHISPER", ("Sequence", "{WhisperText}")).Add(13, "ONHOLD")
        .Add(14, "MUSIC", "On hold", ("MusicFile", "Hold.wav"))
        .Chain(1, 2, 3, 4, 5).Wire(5, "Open", 6).Wire(5, "", 6).Wire(5, "Closed", 8).Wire(6, "1", 7).Wire(6, "", 4).Wire(7, "", 10)
        .Chain(8, 9)
        .Chain(11, 12).Chain(13, 14).Wire(14, "", 14).Build();

    /// <summary>An integrator's framework: function islands, events that run out, variables as script names, two ONRELEASE.</summary>
    public static StudioScript Framework() => new ScriptBuilder("Framework")
        .Add(1, "BEGIN", ("Parameters", new[] { "entry" }))
        .Add(2, "SNIPPET", "Set up",
            ("Data", "ASSIGN path = \"Common\\\"\r\nlist = \"a|b\"\r\nasked = first(list)\r\nASSIGN global:vip = vip.upper()"))
        .Add(3, "CASE", "Which entry?", ("Variable", "entry.upper()"))
        .Add(4, "RUNSUB", "Greeting", ("ScriptName", "{path}Greeting"), ("ReturnVariable", ""))
        .Add(5, "FOR", "Each item", ("FromValue", "1"), ("ToValue", "list.count()"), ("CounterName", "i"))
        .Add(6, "SNIPPET", "One item", ("Data", "ASSIGN global:item = list[i]"))
        .Add(7, "RUNSCRIPT", "Next", ("ScriptName", "{asked}")).Add(8, "ONRELEASE", ("CauseCode", "cause"))
        .Add(9, "IF", "Was it late?", ("Expression", "cause <> 5 && entry"))
        .Add(10, "RUNSUB", "Log", ("ScriptName", @"..\Log")).Add(11, "ONRELEASE")
        .Add(12, "SNIPPET", "Tidy", ("Data", "x = 1\r\nx.savetodb(1)"))
        .Add(13, "SNIPPET", "Functions", ("Data", "FUNCTION first(a)\r\n{\r\nRETURN a[1]\r\n}")).Add(14, "STOP")
        .Add(15, "NOTE", ("Comments", "how to"))
        .Add(16, "AB_GET_ENTRYV12").Add(17, "Tool_LIBID_0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f").Add(18, "ONRESKILL")
        .Add(19, "RUNSCRIPT", "Again", ("ScriptName", "{RUNSCRIPT}"))
        .Add(20, "ONTRANSFER").Add(21, "MESSAGES", ("MessageText", "{x}"))
        .Chain(1, 2, 3).Wire(3, "A", 4).Wire(3, "B", 5).Wire(3, "", 16).Wire(4, "", 7).Wire(5, "Repeat", 6).Wire(5, "Finished", 7)
        .Wire(6, "", 5)
        .Wire(8, "", 9).Wire(9, "True", 10).Wire(11, "", 12).Wire(13, "", 14).Chain(16, 17, 7).Chain(18, 19).Chain(20, 21).Build();

    /// <summary>A check of the hours that returns from each of its paths.</summary>
    public static StudioScript Subscript() => new ScriptBuilder("HoursCheck")
        .Add(1, "BEGIN").Add(2, "HOURS", "By parameter", ("Profile", "{p1}")).Add(3, "RETURN", "Open", ("ReturnValue", "1"))
        .Add(4, "RETURN", "Closed", ("ReturnValue", "0"))
        .Add(5, "SNIPPET", "Now", ("Data", "ASSIGN global:day = asdatedow(now())"))
        .Add(6, "RETURN", "Holiday", ("ReturnValue", "{global:day}"))
        .Wire(1, "", 2).Wire(2, "Open", 3).Wire(2, "", 5).Wire(2, "Closed", 4).Wire(5, "", 6).Build();

    /// <summary>A menu without labels: every entry takes Default and is tested afterwards.</summary>
    public static StudioScript FreeKeys() => new ScriptBuilder("Account")
        .Add(1, "BEGIN").Add(2, "MENU", "Account number", ("Sequence", "\"Prompts\\Account.wav\""),
            ("Phrase", "Please key your number, then press the pound key."), ("MaxDigits", "8"), ("Variable", "acct"))
        .Add(3, "SNIPPET", "Check", ("Data", "tries = tries + 1\r\nIF acct.length = 8 { ASSIGN ok = 1 } ELSE { ASSIGN ok = 0 }"))
        .Add(4, "IF", "Eight digits?", ("Expression", "ok = 1"))
        .Add(5, "IF", "Three tries?", ("Expression", "tries >= 3")).Add(6, "PLAY", "Bye", ("Sequence", "\"%Good bye.\"")).Add(7, "HANGUP")
        .Add(8, "RUNSCRIPT", "Go on", ("ScriptName", "Account2"))
        .Add(9, "IF", "Empty?", ("Expression", "acct = \"\""))
        .Wire(1, "", 2).Wire(2, "", 3).Wire(2, "Timeout", 9).Wire(9, "True", 3).Wire(9, "False", 3).Wire(3, "", 4).Wire(4, "True", 8)
        .Wire(4, "False", 5)
        .Wire(5, "True", 6).Wire(5, "False", 2).Wire(6, "", 7).Build();

    /// <summary>A digital contact: there is no caller on a line.</summary>
    public static StudioScript Digital() => new ScriptBuilder("Mail").Header("mediaType", 9).Header("mediaTypeName", "digital")
        .Add(1, "BEGIN").Add(2, "SNIPPET", "Set", ("Data", "ASSIGN skill = 5")).Add(3, "REQAGENT_DIGITAL", "Queue", ("Skill", "{skill}"))
        .Add(4, "ONASSIGNMENTCHANGED_DIGITAL")
        .Add(5, "SET_DIGI_CONTACT_STATUS", ("ContactId", "{contactId}")).Add(6, "END").Chain(1, 2, 3, 6).Chain(4, 5).Build();

    /// <summary>
    /// An agent's side: ten events with paths of their own that run out, tests with one exit, a page, and what happens after the caller
    /// left.
    /// </summary>
    public static StudioScript AgentEvents() => new ScriptBuilder("Agent events")
        .Add(1, "BEGIN").Add(2, "HOURS", "Hours", ("Profile", "12")).Add(3, "REQAGENT", "Service", ("Skill", "7001"))
        .Add(4, "MUSIC", "Hold", ("MusicFile", "Hold.wav")).Add(5, "WAIT", ("Seconds", ".5"))
        .Add(6, "PLAY", "Closed", ("Sequence", "{Closed}"))
        .Add(7, "HANGUP")
        .Add(10, "ONANSWER").Add(11, "WHISPER", ("Sequence", "{WhisperText}"))
        .Add(12, "INDICATE", ("ActionValue", "\"{contactId}\" \"pay\""))
        .Add(13, "LOGRECORDINGPRO", ("Record", "Start"))
        .Add(20, "ONSIGNAL").Add(21, "IF", "Payment?", ("Expression", "SP1 = \"pay\"")).Add(22, "LOGRECORDINGPRO", ("Record", "Stop"))
        .Add(23, "PLAY", "Enter card", ("Sequence", "\"%Please enter your number.\""), ("DetectDTMF", "True"))
        .Add(24, "CAPTURE", "Number", ("Variable", "entry"), ("MaxDigits", "16"))
        .Add(25, "RUNSUB", "Charge", ("ScriptName", @"Common\Charge"))
        .Add(30, "ONHOLD").Add(31, "MUSIC", "On hold", ("MusicFile", "Hold.wav"))
        .Add(40, "ONTRANSFER").Add(41, "MESSAGES", ("MessageText", "{SKLNAME}"))
        .Add(50, "ONPAGEOPEN").Add(51, "PAGE", "Form", ("RawXML", "<form />")).Add(52, "PAGECLOSE")
        .Add(60, "ONDATA").Add(61, "SNIPPET", "Keep", ("Data", "ASSIGN global:order = order\r\nglobal:order.savetodb(1)"))
        .Add(70, "ONDISPOSITION").Add(71, "PUTVALUE", ("Scope", "Skill"), ("Name", "last"), ("Value", "{ANI}"))
        .Add(80, "ONRESKILL").Add(81, "RUNSCRIPT", "Again", ("ScriptName", "{RUNSCRIPT}"))
        .Add(90, "ONRELEASE", ("CauseCode", "cause")).Add(91, "IF", "Recorded?", ("Expression", "global:file <> \"\""))
        .Add(92, "WAIT", ("Seconds", "2")).Add(93, "FILEEXIST", "Is it there?", ("FileName", "{global:file}"))
        .Add(94, "QUEUEVM", ("FileName", "{global:file}"), ("Skill", "7002"))
        .Add(95, "LOOP", "x3", ("Repeat", "3"), ("CounterName", "waits"))
        .Add(96, "EMAIL", ("Recipient", "{global:mailbox}")).Add(97, "STOP")
        .Add(98, "ONABANDON").Add(99, "IVRLOG", "Abandoned", ("Result", "abandoned"))
        .Chain(1, 2).Wire(2, "Open", 3).Wire(2, "", 3).Wire(2, "Closed", 6).Chain(6, 7).Chain(3, 4).Wire(4, "", 5).Wire(4, "Complete", 5)
        .Wire(5, "", 2)
        .Chain(10, 11, 12, 13).Chain(20, 21).Wire(21, "True", 22).Chain(22, 23, 24).Wire(24, "", 25).Wire(24, "MaxDigits", 25)
        .Chain(30, 31, 31)
        .Chain(40, 41).Chain(50, 51, 52).Chain(60, 61).Chain(70, 71).Chain(80, 81).Chain(90, 91).Wire(91, "True", 92).Chain(92, 93)
        .Wire(93, "True", 94).Wire(93, "False", 95).Wire(95, "Repeat", 92).Wire(95, "Finished", 96).Chain(96, 97).Chain(98, 99).Build();

    /// <summary>
    /// A main line after years: islands that were cut off and kept, comments that point into them, a block for tests at the head of a
    /// snippet, a message sent as a statement, a subscript whose result is not used, two checks of the hours in series.
    /// </summary>
    public static StudioScript Islands() => new ScriptBuilder("Islands")
        .Add(1, "BEGIN").Add(2, "VOICEPARAMS").Add(3, "HOURS", "Hours", ("Profile", "12")).Add(4, "HOURS", "Holidays", ("Profile", "13"))
        .Add(5, "MENU", "Main", ("Sequence", "\"Prompts\\Main.wav\""), ("Phrase", "Press 1 for sales, press 2 for service."),
            ("Timeout", "6"))
        .Add(6, "LOOP", "x3", ("Repeat", "3"), ("CounterName", "MainLoop"))
        .Add(7, "PLAY", "Invalid", ("Sequence", "\"Prompts\\Invalid.wav\""))
        .Add(8, "PLAY", "Goodbye", ("Sequence", "\"Prompts\\Bye.wav\"")).Add(9, "HANGUP")
        .Add(10, "SNIPPET", "By digit",
            ("Data", "IF test = 1\r\n{\r\n\tASSIGN lang = \"es\"\r\n}\r\nSWITCH MRES\r\n{\r\n\tCASE 1\t//sales\r\n"
            + "\t{\r\n\t\tASSIGN dest = 7001\r\n\t}\r\n\tCASE 2\r\n\t{\r\n\t\tASSIGN dest = \"7002\"\r\n\t}\r\n}"))
        .Add(11, "SNIPPET", "Tell the crew", ("Data", "DYNAMIC body\r\nbody.to=\"{ANI}\"\r\nASSIGN json = \"{body.asjson()}\"\r\n"
            + "p = GetRESTProxy()\r\np.AddHeader(\"Authorization\",\"Bearer {global:tok}\")\r\np.ProxyTimeoutSeconds = 60\r\n"
            + "p.MakeRestRequest(\"https://api.example.org/send\",json,0,\"POST\")"), ("MaxStringSize", "Limit32K"))
        .Add(12, "RUNSUB", "Hours check", ("ScriptName", "HoursCheck"), ("ReturnVariable", "isOpen"), ("Parameters", new[] { "12" }))
        .Add(13, "IF", "Is it sales?", ("Expression", "dest = \"7001\" ")).Add(14, "SPAWN", ("ScriptName", "Bridge"))
        .Add(15, "RUNSCRIPT", "To the queue", ("ScriptName", "Queue")).Add(16, "ONSIGNAL", ("SrcContactIDVar", "S1"))
        .Add(17, "ASSIGN", "Order", ("Variable", "order"), ("Value", "{SP2}"), ("ScreenPop", "True"))
        .Add(18, "REQAGENT", "Crew", ("Skill", "7003"))
        .Add(30, "MENU", "Old menu", ("Sequence", "\"Prompts\\Old.wav\""), ("Variable", "oldKey"))
        .Add(31, "SNIPPET", "Old digits", ("Data", "ASSIGN oldDest = 1"))
        .Add(32, "SIPXFERPUTHD", ("headerName", "X"), ("headerValue", "{ANI}"))
        .Add(33, "BLINDXFER", ("Destination", "100")).Add(34, "ANNOTATION", ("Comments", "replaced by SPAWN")).Add(35, "PLAY", "Old news")
        .Add(36, "LOOP", "Old loop", ("Repeat", "1")).Add(37, "SNIPPET", "Functions",
            ("Data", "FUNCTION half(a)\r\n{\r\nRETURN a / 2\r\n}"))
        .Add(38, "STOP").Add(39, "NOTE", ("Comments", "do not delete"))
        .Chain(1, 2, 3).Wire(3, "Open", 4).Wire(3, "", 12).Wire(3, "Closed", 12).Wire(4, "Open", 5).Wire(4, "", 5).Wire(4, "Closed", 12)
        .Chain(12, 9).Wire(5, "1", 10).Wire(5, "2", 10).Wire(5, "", 6).Wire(5, "Timeout", 6).Wire(6, "Repeat", 7).Wire(6, "Finished", 8)
        .Chain(7, 5).Chain(8, 9).Chain(10, 11, 13).Wire(13, "True", 14).Wire(13, "False", 15).Chain(16, 17, 18)
        .Wire(30, "1", 31).Wire(30, "", 36).Chain(32, 33).Chain(34, 32).Wire(35, "", 36).Wire(36, "Repeat", 35).Wire(36, "Finished", 9)
        .Chain(37, 38).Build();

    /// <summary>
    /// A subscript of a framework: parameters by name, lists, a menu without labels whose exits go apart, a circle that a variable ends,
    /// the
    /// hours with their overrides and without Open, other subscripts by a path, and a value for each way back.
    /// </summary>
    public static StudioScript Identify() => new ScriptBuilder(@"Common\Identify")
        .Add(1, "BEGIN", ("Parameters", new[] { "Brand", "Tries" })).Add(2, "GETVALUE", ("Name", "open"), ("Variable", "openLists"))
        .Add(3, "SNIPPET", "Lists", ("Data", "ASSIGN lists = openLists.split(\";\")\r\nASSIGN n = 0\r\nASSIGN found = \"\""))
        .Add(4, "FOR", "Each list", ("FromValue", "1"), ("ToValue", "lists.count()"), ("CounterName", "place"))
        .Add(5, "SNIPPET", "One list", ("Data", "IF lists[place].contains(ANI.right(4))\r\n{\r\nASSIGN found = lists[place].upper()\r\n}"))
        .Add(6, "CASE", "Which brand?", ("Variable", "Brand.upper()")).Add(7, "HOURS", "By brand", ("Profile", "{p2}"))
        .Add(8, "MENU", "Customer number", ("Sequence", "{Prompt}"), ("MaxDigits", "10"), ("Terminator", "#"), ("Variable", "number"))
        .Add(9, "SNIPPET", "Count", ("Data", "n = n + 1\r\nASSIGN number = number.replace(\"*\",\"\")"))
        .Add(10, "IF", "Again?", ("Expression", "n < Tries"))
        .Add(11, "RUNSUB", "Look up", ("ScriptName", @"..\Data\LookUp"), ("ReturnVariable", "state"), ("Parameters", new[] { "{number}" }))
        .Add(12, "IF", "Known?", ("Expression", "state.length > 0 & state != \"0\"")).Add(13, "RETURN", "Yes", ("ReturnValue", "{state}"))
        .Add(14, "RETURN", "No", ("ReturnValue", "")).Add(15, "ASSIGN", "For the caller", ("Variable", "global:customer"),
            ("Value", "{number}"))
        .Add(16, "PLAYLOG", "Terms", ("ContactIDorFile", "Terms.wav")).Add(17, "TIMEZONE", ("TimeZone", "Eastern Standard Time"))
        .Add(18, "SNIPPET", "Count silence", ("Data", "n = n + 1"))
        .Chain(1, 2).Wire(2, "", 3).Wire(2, "NoData", 6).Chain(3, 4).Wire(4, "Repeat", 5).Wire(4, "Finished", 6).Chain(5, 4)
        .Wire(6, "EAST", 17).Wire(6, "WEST", 16).Wire(6, "", 7).Chain(17, 7).Chain(16, 8)
        .Wire(7, "", 8).Wire(7, "Closed", 14).Wire(7, "Holiday", 14).Wire(7, "Weather", 14).Wire(7, "Meeting", 14).Wire(7, "Emergency", 14)
        .Wire(7, "Other", 8).Wire(8, "", 9).Wire(8, "Terminator", 11).Wire(8, "Timeout", 18).Wire(8, "InterDigitTimeout", 9).Chain(9, 11)
        .Wire(10, "True", 8).Wire(10, "False", 14).Chain(11, 12).Wire(12, "True", 15).Wire(12, "False", 10).Chain(15, 13).Chain(18, 10)
        .Build();
}
