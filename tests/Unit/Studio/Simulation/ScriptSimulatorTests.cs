using System.Globalization;
using CxOne.Studio.Calls;
using CxOne.Studio.Graph;
using CxOne.Studio.Model;
using CxOne.Studio.Simulation;
using CxOne.Tests.Studio.Support;

namespace CxOne.Tests.Studio.Simulation;

public sealed class ScriptSimulatorTests
{
    private static ScriptBuilder Menu(params (string Name, object Value)[] properties) => new ScriptBuilder()
        .Add(1, "BEGIN").Add(2, "MENU", "Main menu", [("Sequence", "\"Prompts\\Main.wav\" \"%Press one\""), .. properties])
        .Add(3, "REQAGENT", "Sales queue", ("Skill", "Sales")).Add(4, "REQAGENT", "Support queue", ("Skill", "Support"))
        .Add(5, "LOOP", "Three tries", ("Repeat", "3"), ("CounterName", "tries")).Add(6, "HANGUP", "Bye")
        .Add(7, "MUSIC", "Hold", ("SecondstoPlay", "30"))
        .Wire(1, "", 2).Wire(2, "", 5).Wire(2, "1", 3).Wire(2, "2", 4).Wire(5, "Repeat", 2).Wire(5, "Finished", 6)
        .Wire(3, "", 7).Wire(4, "", 7).Wire(7, "", 7);

    private static ScriptSimulationResult Run(ScriptBuilder script, string input = "", ScriptCall? call = null,
        params ScriptBuilder[] others)
        => ScriptSimulator.Run(
            new ScriptGraph(script.Build()),
            (call ?? new ScriptCall()) with { When = [.. input.Split(' ',
                StringSplitOptions.RemoveEmptyEntries).Select(CallerInput.Parse)] },
            new ScriptLibrary(others.Select(other => new ScriptGraph(other.Build()))));

    [Fact]
    public void A_key_leads_to_its_queue_and_the_path_has_captions_exits_and_prompts()
    {
        var call = Run(Menu(), "timeout 2");

        Assert.Equal((ScriptEndings.Queued, "Support"), (call.Ending, call.Skill));
        Assert.Equal(["Begin", "Main menu", "Three tries", "Main menu", "Support queue", "Hold"], call.Path.Take(6).Select(
                step => step.Caption));
        Assert.Equal(["Default", "Default", "Repeat", "2"], call.Path.Take(4).Select(step => step.Exit));
        Assert.Equal([@"Prompts\Main.wav", "Press one"], call.Prompts.Take(2));
        Assert.Equal("2", call.Variables["MRES"]);
        Assert.False(call.RanOutOfInput);
    }

    [Fact]
    public void Silence_uses_up_the_loop_and_says_that_the_input_ran_out()
    {
        var call = Run(Menu());

        Assert.Equal(ScriptEndings.Hangup, call.Ending);
        Assert.True(call.RanOutOfInput);
        Assert.Equal(4, call.Path.Count(step => step.Caption == "Main menu"));
    }

    [Theory]
    [InlineData("True", "12", "Sales")]
    [InlineData("False", "12", "Sales")]
    public void Keys_pressed_ahead_stay_in_the_buffer(string clears, string input, string skill)
    {
        var script = new ScriptBuilder().Add(1, "BEGIN").Add(2, "MENU", "First").Add(3, "MENU", "Second", ("ClearDigits", clears))
            .Add(4, "REQAGENT", ("Skill", "Sales")).Add(5, "HANGUP")
            .Wire(1, "", 2).Wire(2, "1", 3).Wire(2, "", 5).Wire(3, "2", 4).Wire(3, "", 5);

        var call = Run(script, input);

        Assert.Equal(clears == "True" ? string.Empty : skill, call.Skill);
        Assert.Equal(clears == "True", call.RanOutOfInput);
    }

    [Fact]
    public void Entries_of_several_keys_end_by_length_terminator_or_pause()
    {
        var script = new ScriptBuilder().Add(1, "BEGIN").Add(2, "MENU", "Account", ("MaxDigits", "4"), ("Variable", "account"))
            .Add(3, "END", "Label").Add(4, "HANGUP", "Other").Add(5, "END", "Terminated").Add(6, "END", "Paused").Add(7, "END", "Silent")
            .Wire(1, "", 2).Wire(2, "12", 3).Wire(2, "", 4).Wire(2, "Terminator", 5).Wire(2, "InterDigitTimeout", 6).Wire(2, "Timeout", 7);

        Assert.Equal("Other", Run(script, "1234").Last!.Caption);
        Assert.Equal("1234", Run(script, "1234").Variables["account"]);
        Assert.Equal("Label", Run(script, "12#").Last!.Caption);
        Assert.Equal("Terminated", Run(script, "13#").Last!.Caption);
        Assert.Equal("Label", Run(script, "partial:12").Last!.Caption);
        Assert.Equal("Paused", Run(script, "partial:13").Last!.Caption);
        Assert.Equal("Silent", Run(script, "timeout").Last!.Caption);
        Assert.Equal(
            "Paused",
            Run(script, "12", new ScriptCall { Assumptions = new ScriptAssumptions { PartialEntryMatchesLabel = false } }).Last!.Caption);
        Assert.Contains(nameof(ScriptAssumptions.PartialEntryMatchesLabel), Run(script, "12").Assumptions);
        Assert.DoesNotContain(nameof(ScriptAssumptions.PartialEntryMatchesLabel), Run(script, "1234").Assumptions);
    }

    [Fact]
    public void An_exit_that_is_not_wired_holds_the_caller_for_ever()
    {
        var script = new ScriptBuilder().Add(1, "BEGIN").Add(2, "MENU").Add(3, "HANGUP").Wire(1, "", 2).Wire(2, "1", 3);

        var call = Run(script, "7");

        Assert.Equal((ScriptEndings.Stuck, 2), (call.Ending, call.Last!.ActionId));
        Assert.NotEmpty(call.Reason);
        Assert.Equal(ScriptEndings.Stuck, Run(new ScriptBuilder().Add(1, "BEGIN").Add(2, "PLAY").Wire(1, "", 2).Wire(2, "", 99)).Ending);
        Assert.Equal(ScriptEndings.Stuck, Run(new ScriptBuilder().Add(2, "PLAY")).Ending);
    }

    [Fact]
    public void The_caller_who_hangs_up_is_released_and_the_event_runs()
    {
        var script = Menu().Add(20, "ONRELEASE").Add(21, "ASSIGN", ("Variable", "done"), ("Value", "yes")).Wire(20, "", 21);

        var call = Run(script, "hangup");

        Assert.Equal((ScriptEndings.Hangup, "yes"), (call.Ending, call.Variables["done"]));
        Assert.Equal("yes", Run(script, "9 9 9 9").Variables["done"]);
    }

    [Fact]
    public void An_agent_who_answers_ends_the_hold_loop_at_that_second()
    {
        var script = Menu().Add(20, "ONANSWER").Add(21, "WHISPER").Wire(20, "", 21);

        var call = Run(script, "1", new ScriptCall { Queue = new QueueStub { AnswerAfter = 45 } });

        Assert.Equal(ScriptEndings.Answered, call.Ending);
        Assert.Equal("Sales", call.Variables["SKLNAME"]);
        Assert.Equal(45, call.Seconds - call.Path.First(step => step.Caption == "Sales queue").Seconds);
        Assert.Equal(ScriptEndings.Answered, Run(Menu(), "1", new ScriptCall { Queue = new QueueStub { AnswerAfter = 4_000 } }).Ending);
        Assert.Equal(ScriptEndings.Queued, Run(Menu(), "1", new ScriptCall { Queue = new QueueStub { AnswerAfter = 45,
            IsRefused = true } }).Ending);
    }

    [Fact]
    public void A_circle_without_the_caller_is_a_loop()
    {
        var script = new ScriptBuilder().Add(1, "BEGIN").Add(2, "ASSIGN", ("Variable", "n"), ("Value", "1")).Chain(1, 2, 2);
        var counting = new ScriptBuilder().Add(1, "BEGIN").Add(2, "SNIPPET", ("Data", "n = n + 1")).Add(3, "IF", ("Expression", "n = 0"))
            .Chain(1, 2, 3).Wire(3, "True", 3).Wire(3, "False", 2);

        Assert.Equal(ScriptEndings.Loop, Run(script).Ending);
        Assert.True(Run(script).Path.Count < 10);
        Assert.Equal(ScriptEndings.Loop, Run(counting).Ending);
        Assert.Equal(ScriptEndings.Loop, Run(new ScriptBuilder().Add(1, "BEGIN").Add(2, "MENU").Chain(1, 2, 2)).Ending);
    }

    [Fact]
    public void Loops_count_reset_and_say_what_they_assume()
    {
        var script = new ScriptBuilder().Add(1, "BEGIN").Add(2, "LOOP", ("Repeat", "2"), ("CounterName", "c"))
            .Add(3, "SNIPPET", ("Data", "seen = \"{seen}{c}\""))
            .Add(4, "IF", ("Expression", "again = 1")).Add(5, "ASSIGN", ("Variable", "again"), ("Value", "1")).Add(6, "END")
            .Wire(1, "", 2).Wire(2, "Repeat", 3).Wire(3, "", 2).Wire(2, "Finished", 4).Wire(4, "False", 5).Wire(5, "", 2)
                .Wire(4, "True", 6);

        Assert.Equal("1212", Run(script).Variables["seen"]);
        Assert.Equal(
            "01", Run(script, "", new ScriptCall { Assumptions = new ScriptAssumptions { LoopCounterStart = 0,
                LoopResetsAfterFinished = false } }).Variables["seen"]);
        Assert.Contains(nameof(ScriptAssumptions.LoopResetsAfterFinished), Run(script).Assumptions);
        Assert.Contains(nameof(ScriptAssumptions.LoopCounterStart), Run(script).Assumptions);
        Assert.DoesNotContain(nameof(ScriptAssumptions.LoopCounterStart), Run(Menu()).Assumptions);
    }

    [Fact]
    public void For_case_locate_and_assign_steer_by_their_values()
    {
        var script = new ScriptBuilder().Add(1, "BEGIN")
            .Add(2, "FOR", ("FromValue", "1"), ("ToValue", "names.count()"), ("CounterName", "i"))
            .Add(3, "SNIPPET", ("Data", "all = \"{all}{names[i]}\"")).Add(4, "CASE", ("Variable", "all.upper()"))
                .Add(5, "LOCATE", ("String", "10-{all}"), ("StringToFind", "1"), ("Variable", "at"))
            .Add(6, "END", "Found").Add(7, "END", "Not found")
            .Wire(1, "", 2).Wire(2, "Repeat", 3).Wire(3, "", 2).Wire(2, "Finished", 4).Wire(4, "ANNBOB", 5).Wire(4, "", 7)
            .Wire(5, "Found", 6).Wire(5, "", 7);

        var call = Run(script, "", new ScriptCall { Variables = new Dictionary<string, string> { ["names"] = "ann|bob" } });

        Assert.Equal(("Found", "1"), (call.Last!.Caption, call.Variables["at"]));
    }

    [Fact]
    public void A_subscript_has_variables_of_its_own_and_returns_one_value()
    {
        var main = new ScriptBuilder(@"P\Main").Add(1, "BEGIN").Add(2, "ASSIGN", ("Variable", "x"), ("Value", "1"))
            .Add(3, "RUNSUB", ("ScriptName", "Check"), ("ReturnVariable", "r"), ("Parameters", new[] { "{ANI}", "two" })).Add(4, "HANGUP")
                .Chain(1, 2, 3, 4);
        var sub = new ScriptBuilder(@"P\Check").Add(1, "BEGIN", ("Parameters", new[] { "number" }))
            .Add(2, "SNIPPET", ("Data", "x = 2\nglobal:g = 3"))
            .Add(3, "RETURN", ("ReturnValue", "{number}/{p2}/{x}")).Chain(1, 2, 3);

        var call = Run(main, "", null, sub);

        Assert.Equal(("+15550100/two/2", "1", "3"), (call.Variables["r"], call.Variables["x"], call.Variables["global:g"]));
        Assert.Equal(ScriptEndings.NeedsStub, Run(main).Ending);
        var stub = new ScriptCall { Subscripts = new Dictionary<string, SubscriptStub> { ["check"] = new() { Return = "9" } } };
        Assert.Equal("9", Run(main, "", stub, sub).Variables["r"]);
        Assert.Equal(ScriptEndings.Loop, Run(new ScriptBuilder("A").Add(1, "BEGIN").Add(2, "RUNSUB", ("ScriptName", "A"))
            .Chain(1, 2), "", null,
            new ScriptBuilder("A").Add(1, "BEGIN").Add(2, "RUNSUB", ("ScriptName", "A")).Chain(1, 2)).Ending);
    }

    [Fact]
    public void A_jump_keeps_the_variables_or_not_and_ends_where_the_script_is_not_at_hand()
    {
        var main = new ScriptBuilder("Main").Add(1, "BEGIN").Add(2, "ASSIGN", ("Variable", "skill"), ("Value", "Sales"))
            .Add(3, "RUNSCRIPT", ("ScriptName", "Queue")).Chain(1, 2, 3);
        var queue = new ScriptBuilder("Queue").Add(1, "BEGIN").Add(2, "REQAGENT", ("Skill", "{SKILL}")).Chain(1, 2);

        Assert.Equal((ScriptEndings.Script, "Queue"), (Run(main).Ending, Run(main).Target));
        Assert.Equal((ScriptEndings.Queued, "Sales"), (Run(main, "", null, queue).Ending, Run(main, "", null, queue).Skill));
        Assert.Contains(nameof(ScriptAssumptions.VariablesSurviveRunScript), Run(main, "", null, queue).Assumptions);
        Assert.Equal("", Run(main, "", new ScriptCall { Assumptions = new ScriptAssumptions { VariablesSurviveRunScript = false } },
            queue).Skill);
    }

    [Fact]
    public void Hours_come_from_a_stub_or_from_a_profile_at_the_time_of_the_call()
    {
        var script = new ScriptBuilder().Add(1, "BEGIN").Add(2, "HOURS", "Opening hours", ("Profile", "10")).Add(3, "END", "Open")
            .Add(4, "END", "Closed")
            .Add(5, "END", "Holiday").Add(6, "END", "Other").Wire(1, "", 2).Wire(2, "Open", 3).Wire(2, "Closed", 4).Wire(2, "Holiday", 5)
                .Wire(2, "", 6);
        var profile = HoursProfile.Read("""
            {"hoursOfOperationProfileId":10,"hoursOfOperationProfileName":"Main",
              "days":[{"day":"Monday","openTime":"8:00 AM","closeTime":"17:00","isClosedAllDay":"False"},
             {"day":"Tuesday","isClosedAllDay":true}],"holidays":[{"name":"New year","date":"2027-01-01","isClosedAllDay":true}]}
            """u8.ToArray(), "hours.json").ToDictionary(found => found.Id);

        Assert.Equal(ScriptEndings.NeedsStub, Run(script).Ending);
        Assert.Equal("Closed", Hours("closed"));
        Assert.Equal("Other", Hours("Weather"));
        Assert.Equal("Open", At("2026-03-02T10:15:00-05:00"));
        Assert.Equal("Closed", At("2026-03-02T17:00:00-05:00"));
        Assert.Equal("Closed", At("2026-03-03T10:15:00-05:00"));
        Assert.Equal("Holiday", At("2027-01-01T10:15:00-05:00"));

        string Hours(string exit)
            => Run(script, "", new ScriptCall { Hours = new Dictionary<string, string> { ["10"] = exit } }).Last!.Caption;
        string At(string time) => Run(script, "", new ScriptCall { Now = DateTimeOffset.Parse(time, CultureInfo.InvariantCulture),
            Profiles = profile }).Last!.Caption;
    }

    [Fact]
    public void What_cannot_run_offline_needs_a_stub_and_names_its_exits()
    {
        var script = new ScriptBuilder().Add(1, "BEGIN").Add(2, "GETVALUE", "Read flag", ("Variable", "flag")).Add(3, "END", "Has")
            .Add(4, "END", "Has none")
            .Wire(1, "", 2).Wire(2, "", 3).Wire(2, "NoData", 4);

        var call = Run(script);
        Assert.Equal(ScriptEndings.NeedsStub, call.Ending);
        Assert.Contains("NoData", call.Reason, StringComparison.Ordinal);
        var stub = new ActionStub { Action = "read FLAG", Branch = "nodata", Set = new Dictionary<string, string> { ["flag"] = "x" } };
        var stubbed = Run(script, "", new ScriptCall { At = [stub] });
        var misspelt = Run(script, "", new ScriptCall { At = [stub with { Branch = "nodta" }] });
        Assert.Equal(ScriptEndings.NeedsStub, misspelt.Ending);
        Assert.Contains("'nodta'", misspelt.Reason, StringComparison.Ordinal);
        Assert.Equal(("Has none", "x"), (stubbed.Last!.Caption, stubbed.Variables["flag"]));
    }

    [Fact]
    public void Web_requests_are_answered_by_stubs_only()
    {
        var script = new ScriptBuilder().Add(1, "BEGIN")
            .Add(2, "SNIPPET", ("Data",
                "p = GetRESTProxy()\np.AddHeader(\"A\", \"b\")\nr = p.MakeRestRequest(\"https://x/orders/{ANI}\", \"\", 0, \"POST\")\n"
                    + "code = p.StatusCode\nDYNAMIC o FROM r\nstate = o.state"))
            .Add(3, "REST_API", ("ServiceAddress", "https://x/v2"), ("resultSet", "rs"), ("errorArgList", "e"))
                .Add(4, "SNIPPET", ("Data", "total = rs.total + 1")).Add(5, "END")
            .Chain(1, 2, 3, 4, 5);

        Assert.Equal(ScriptEndings.NeedsStub, Run(script).Ending);
        var call = Run(script, "", new ScriptCall
        {
            Rest = [new RestStub { Url = "*/orders/*", Verb = "post", Body = "{\"state\":\"sent\"}" }, new RestStub { Action = "3",
                Body = "{\"total\":41}" }],
        });
        Assert.Equal(("sent", "200", "42"), (call.Variables["state"], call.Variables["code"], call.Variables["total"]));
    }

    [Fact]
    public void Events_fire_after_an_action_or_at_a_time()
    {
        var script = new ScriptBuilder().Add(1, "BEGIN")
            .Add(2, "SPAWN", "Find agent", ("ScriptName", "Other"), ("Parameters", new[] { "{DNIS}" })).Add(10, "ONSIGNAL")
            .Add(11, "ASSIGN", ("Variable", "got"), ("Value", "{SP2}")).Add(12, "REQAGENT", ("Skill", "77")).Chain(1, 2).Chain(10, 11, 12);

        Assert.Equal(ScriptEndings.Waiting, Run(script).Ending);
        foreach (var stub in new[] { new EventStub { Fire = "ONSIGNAL", AfterAction = "find agent", Parameters = ["a", "b"] },
            new EventStub { Fire = "onsignal", AfterSeconds = 20, Parameters = ["a", "b"] } })
        {
            var call = Run(script, "", new ScriptCall { Events = [stub] });
            Assert.Equal((ScriptEndings.Queued, "77", "b"), (call.Ending, call.Skill, call.Variables["got"]));
        }

        Assert.Equal(ScriptEndings.Stuck, Run(new ScriptBuilder().Add(1, "BEGIN").Add(2, "SPAWN", ("ScriptName", "x")).Chain(1, 2)).Ending);
    }

    [Theory]
    [InlineData("BLINDXFER", ScriptEndings.Transferred)]
    [InlineData("PERMITCALL", ScriptEndings.Permit)]
    [InlineData("SUPPRESSCALL", ScriptEndings.Suppress)]
    [InlineData("END", ScriptEndings.End)]
    [InlineData("RETURN", ScriptEndings.Return)]
    [InlineData("STOP", ScriptEndings.Waiting)]
    [InlineData("HANGUP", ScriptEndings.Hangup)]
    public void Each_ending_has_its_name(string type, string ending)
        => Assert.Equal(ending, Run(new ScriptBuilder().Add(1, "BEGIN").Add(2, type, ("Destination", "+1555")).Chain(1, 2)).Ending);

    [Fact]
    public void A_callback_keeps_the_place_and_ends_the_call()
    {
        var script = new ScriptBuilder().Add(1, "BEGIN").Add(2, "REQAGENT", ("Skill", "5")).Add(3, "CALLBACK", ("PhoneNumber", "{ANI}"))
            .Chain(1, 2, 3);

        var call = Run(script);

        Assert.Equal((ScriptEndings.Callback, "5", "+15550100"), (call.Ending, call.Skill, call.Target));
    }

    [Fact]
    public void A_path_can_be_replayed_by_the_names_of_its_exits()
    {
        var call = ScriptSimulator.Run(new ScriptGraph(Menu().Build()), new ScriptCall { Replay = ["Default", "Repeat", "1"] });

        Assert.Equal((ScriptEndings.Queued, "Sales", "1"), (call.Ending, call.Skill, call.Variables["MRES"]));
        Assert.Equal(ScriptEndings.NeedsStub, ScriptSimulator.Run(new ScriptGraph(Menu().Build()),
            new ScriptCall { Replay = ["8"] }).Ending);
    }

    [Fact]
    public void A_condition_on_an_unknown_value_stops_a_run_and_forks_an_exploration()
    {
        var script = new ScriptBuilder().Add(1, "BEGIN").Add(2, "SNIPPET", ("Data", "a = b.frobnicate()"))
            .Add(3, "IF", ("Expression", "a = 1"))
            .Add(4, "END", "Yes").Add(5, "HANGUP", "No").Chain(1, 2, 3).Wire(3, "True", 4).Wire(3, "False", 5);

        Assert.Equal((ScriptEndings.NeedsStub, 3), (Run(script).Ending, Run(script).Last!.ActionId));
        var exploration = ScriptExplorer.Explore(new ScriptGraph(script.Build()), new ScriptCall());
        Assert.Equal([ScriptEndings.End, ScriptEndings.Hangup], exploration.Paths.Select(path => path.Ending));
        Assert.Equal(["True"], exploration.Paths[0].Choices);
        Assert.Equal(ScriptEndings.Hangup, ScriptSimulator.Run(new ScriptGraph(script.Build()),
            new ScriptCall { Choices = ["False"] }).Ending);
    }

    [Fact]
    public void Exploration_finds_every_queue_by_its_shortest_path_and_the_circle_of_silence()
    {
        var exploration = ScriptExplorer.Explore(new ScriptGraph(Menu().Build()), new ScriptCall());

        Assert.Equal(["1"], exploration.Paths.First(path => path.Skill == "Sales").Input);
        Assert.Contains(exploration.Paths, path => path.Ending == ScriptEndings.Hangup && path.Input.Count == 4);
        Assert.DoesNotContain(exploration.Paths, path => path.Ending is ScriptEndings.Loop or ScriptEndings.Stuck);
        Assert.Equal(exploration.Coverage.Total, exploration.Coverage.Taken);
        var silent = new ScriptBuilder().Add(1, "BEGIN").Add(2, "MENU").Add(3, "PLAY", ("Sequence", "\"%wrong\"")).Add(4, "HANGUP")
            .Wire(1, "", 2).Wire(2, "1", 4).Wire(2, "", 3).Wire(3, "", 2);
        Assert.Contains(ScriptExplorer.Explore(new ScriptGraph(silent.Build()), new ScriptCall()).Paths,
                path => path.Ending == ScriptEndings.Loop);
    }

    [Fact]
    public void An_action_that_is_unknown_is_kept_and_forked_over()
    {
        var script = new ScriptBuilder().Add(1, "BEGIN").Add(2, "FROBNICATE").Add(3, "END").Add(4, "HANGUP").Chain(1, 2)
            .Wire(2, "Good", 3, BranchKind.Named).Wire(2, "", 4);

        Assert.Equal(ScriptEndings.NeedsStub, Run(script).Ending);
        Assert.Equal(2, ScriptExplorer.Explore(new ScriptGraph(script.Build()), new ScriptCall()).Paths.Count);
    }

    [Fact]
    public void Texts_are_cut_at_the_size_that_the_action_names()
    {
        var script = new ScriptBuilder().Add(1, "BEGIN").Add(2, "ASSIGN", ("Variable", "x"), ("Value", new string('a', 3000)))
            .Add(3, "END").Chain(1, 2, 3);

        Assert.Equal(2048, Run(script).Variables["x"]!.Length);
        Assert.Contains(nameof(ScriptAssumptions.TextIsCutAtMaxStringSize), Run(script).Assumptions);
    }
}
