using System.Globalization;
using CxOne.Studio.Calls;
using CxOne.Studio.Graph;
using CxOne.Studio.Simulation;
using CxOne.Studio.Testing;
using CxOne.Tests.Studio.Support;

namespace CxOne.Tests.Studio.Simulation;

/// <summary>Each assumption about the platform: a call that depends on it says so, and ends otherwise when it is changed.</summary>
public sealed class ScriptAssumptionsTests
{
    private static readonly HoursProfile Holiday = HoursProfile.Read(
        """{"hoursOfOperationProfileId":10,"days":[],"holidays":[{"date":"2026-03-02","isClosedAllDay":true}]}"""u8.ToArray(), "h")[0];

    public static TheoryData<string> Names => [.. ScriptAssumptionReader.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_call_that_depends_on_an_assumption_says_so_and_changes_with_it(string name)
    {
        var (script, call, others) = Case(name);
        var library = new ScriptLibrary(others.Select(other => new ScriptGraph(other.Build())));
        var graph = new ScriptGraph(script.Build());
        var usual = ScriptSimulator.Run(graph, call, library);
        var value = name switch { "LoopCounterStart" => "0", "MaxSubscriptDepth" => "1", "StuckReleaseSeconds" => "30",
                _ => Flipped(name) };
        var changed = ScriptSimulator.Run(graph, call with { Assumptions = ScriptAssumptionReader.With(new ScriptAssumptions(), name,
            value)! }, library);

        Assert.True(usual.Assumptions.Contains(name), $"{usual.Ending}; {string.Join(", ", usual.Assumptions)}");
        Assert.True(Outcome(usual) != Outcome(changed), $"{Outcome(usual)}");
    }

    private static string Flipped(string name)
        => (!(bool)typeof(ScriptAssumptions).GetProperty(name)!.GetValue(new ScriptAssumptions())!).ToString();

    private static string Outcome(ScriptSimulationResult result)
        => $"{result.Ending} {result.Skill} {result.Target} {result.Last?.Caption} "
            + $"{string.Join(",", result.Variables.Select(variable => $"{variable.Key}={variable.Value}"))}";

    private static ScriptCall Keys(params string[] keys) => new() { When = [.. keys.Select(CallerInput.Parse)] };

    private static (ScriptBuilder Script, ScriptCall Call, ScriptBuilder[] Others) Case(string name) => name switch
    {
        "MenuKeepsUnmatchedEntry" => (Start().Add(2, "MENU").Add(3, "SNIPPET", ("Data", "x = MRES")).Add(4, "END")
            .Chain(1, 2, 3, 4), Keys("7"), []),
        "DigitLabelGoesFirst" => (Start().Add(2, "MENU").Add(3, "END", "Label").Add(4, "END", "Max").Chain(1, 2).Wire(2, "1", 3)
            .Wire(2, "MaxDigits", 4), Keys("1"), []),
        "PartialEntryMatchesLabel" => (Start().Add(2, "MENU", ("MaxDigits", "3")).Add(3, "END", "Label").Add(4, "END", "Rest").Chain(1, 2)
            .Wire(2, "1", 3).Wire(2, "", 4), Keys("1"), []),
        "TerminatorIsKeptWithoutDash" => (Start().Add(2, "CAPTURE", ("Variable", "x"), ("MaxDigits", "4"), ("Terminator", "#"))
            .Add(3, "END").Chain(1, 2, 3), Keys("12#"), []),
        "LoopCounterStart" => (Start().Add(2, "LOOP", ("Repeat", "1"), ("CounterName", "c")).Add(3, "SNIPPET", ("Data", "x = c"))
            .Add(4, "END").Chain(1, 2).Wire(2, "Repeat", 3).Chain(3, 2).Wire(2, "Finished", 4), Keys(), []),
        "LoopResetsAfterFinished" => (Start().Add(2, "LOOP", ("Repeat", "1")).Add(3, "SNIPPET", ("Data", "n = n + 1"))
            .Add(4, "IF", ("Expression", "n > 1")).Add(5, "END", "Often").Add(6, "SNIPPET", ("Data", "m = m + 1"))
            .Add(7, "IF", ("Expression", "m > 3")).Add(8, "END", "Seldom")
            .Chain(1, 2).Wire(2, "Repeat", 3).Chain(3, 2).Wire(2, "Finished", 6).Chain(6, 7).Wire(7, "True", 8).Wire(7, "False", 4)
                .Wire(4, "True", 5).Wire(4, "False", 2), Keys(), []),
        "LoopsShareCounter" => (Start().Add(2, "LOOP", ("Repeat", "2"), ("CounterName", "c"))
            .Add(3, "LOOP", ("Repeat", "2"), ("CounterName", "c")).Add(4, "SNIPPET", ("Data", "n = n + 1")).Add(5, "END")
            .Chain(1, 2).Wire(2, "Repeat", 3).Wire(2, "Finished", 5).Wire(3, "Repeat", 4).Wire(3, "Finished", 2).Chain(4, 3), Keys(), []),
        "QueueWaitsWithoutDefault" => (Start().Add(2, "REQAGENT").Chain(1, 2), Keys(), []),
        "SecondQueueReplacesFirst" => (Start().Add(2, "REQAGENT", ("Skill", "A")).Add(3, "REQAGENT", ("Skill", "B"))
            .Chain(1, 2, 3), Keys(), []),
        "VariablesSurviveRunScript" => (Start().Add(2, "ASSIGN", ("Variable", "x"), ("Value", "1"))
            .Add(3, "RUNSCRIPT", ("ScriptName", "Other")).Chain(1, 2, 3), Keys(), [Other("Other").Add(2, "END").Chain(1, 2)]),
        "EventsSurviveRunScript" => (Start().Add(2, "RUNSCRIPT", ("ScriptName", "Other")).Add(9, "ONRELEASE")
            .Add(10, "ASSIGN", ("Variable", "x"), ("Value", "1")).Chain(1, 2).Chain(9, 10), Keys(), [Other("Other").Add(2, "HANGUP")
            .Chain(1, 2)]),
        "GlobalNamesArePlainNames" => (Start().Add(2, "SNIPPET", ("Data", "global:x = 1\ny = x")).Add(3, "END").Chain(1, 2, 3), Keys(), []),
        "CaseSensitiveText" => (Start().Add(2, "IF", ("Expression", "x = \"es\"")).Add(3, "END", "Yes").Add(4, "END", "No").Chain(1, 2)
            .Wire(2, "True", 3).Wire(2, "False", 4), Keys() with { Variables = new Dictionary<string, string> { ["x"] = "ES" } }, []),
        "EmptyEqualsZero" => (Start().Add(2, "IF", ("Expression", "x = 0")).Add(3, "END", "Yes").Add(4, "END", "No").Chain(1, 2)
            .Wire(2, "True", 3).Wire(2, "False", 4), Keys(), []),
        "TextIsCutAtMaxStringSize" => (Start().Add(2, "ASSIGN", ("Variable", "x"), ("Value", new string('a', 3000))).Add(3, "END")
            .Chain(1, 2, 3), Keys(), []),
        "PromptPlaysOnWithoutDigitExit" => (Start().Add(2, "MENU", "First")
            .Add(3, "PLAY", ("Sequence", "\"a.wav\" \"b.wav\""), ("ClearDigits", "False")).Add(4, "HOURS", ("Profile", "10"))
            .Add(5, "END", "Early").Add(6, "END", "Late")
            .Chain(1, 2, 3, 4).Wire(4, "Open", 5)
                .Wire(4, "Closed", 6), Keys("12") with { Now = DateTimeOffset.Parse("2026-03-02T17:59:54-05:00",
                    CultureInfo.InvariantCulture), Profiles = Until18() },
                []),
        "ClearDigitsBeforePrompt" => (Start().Add(2, "MENU", "First").Add(3, "MENU", "Second").Add(4, "END", "Two").Add(5, "END", "Rest")
            .Chain(1, 2, 3).Wire(3, "2", 4).Wire(3, "", 5), Keys("12"), []),
        "MaxSubscriptDepth" => (Start().Add(2, "RUNSUB", ("ScriptName", "A")).Add(3, "END").Chain(1, 2, 3), Keys(),
            [Other("A").Add(2, "IF", ("Expression", "global:n > 25")).Add(3, "SNIPPET", ("Data", "global:n = global:n + 1"))
                .Add(4, "RUNSUB", ("ScriptName", "A")).Add(5, "RETURN").Chain(1, 2).Wire(2, "True", 5).Wire(2, "False", 3).Chain(3, 4, 5)]),
        "ReturnEndsMainScript" => (Start().Add(2, "RETURN").Chain(1, 2), Keys(), []),
        "LastBeginStarts" => (Start().Add(2, "END", "First").Add(3, "BEGIN").Add(4, "END", "Last").Chain(1, 2).Chain(3, 4), Keys(), []),
        "StuckReleaseSeconds" => (Start().Add(2, "PLAY").Chain(1, 2), Keys(), []),
        "FaultTakesErrorExit" => (Start().Add(2, "SNIPPET", ("Data", "x = 1 / 0")).Add(3, "END", "Usual").Add(4, "END", "Error")
            .Chain(1, 2, 3).Wire(2, "Error", 4, CxOne.Studio.Model.BranchKind.Named), Keys(), []),
        "ElseIfIsAccepted" => (Start().Add(2, "SNIPPET", ("Data", "IF a = 1 { x = 1 } ELSE IF a = 2 { x = 2 } ELSE { x = 3 }"))
            .Add(3, "END").Chain(1, 2, 3), Keys(), []),
        "SeveralCaseValuesAreAccepted" => (Start().Add(2, "SNIPPET", ("Data", "SWITCH a { CASE 1, 2 { x = 1 } DEFAULT { x = 2 } }"))
            .Add(3, "END").Chain(1, 2, 3), Keys(), []),
        "UnknownFunctionIsFault" => (Start().Add(2, "SNIPPET", ("Data", "x = frobnicate(1)")).Add(3, "END").Chain(1, 2, 3), Keys(), []),
        "ScriptNamesAreRelative" => (new ScriptBuilder(@"P\Main").Add(1, "BEGIN").Add(2, "RUNSCRIPT", ("ScriptName", "Other"))
            .Chain(1, 2), Keys(),
            [Other(@"P\Other").Add(2, "END", "Relative").Chain(1, 2), Other("Other").Add(2, "END", "Root").Chain(1, 2)]),
        "WholeMusicTakesComplete" => (Start().Add(2, "MUSIC", ("SecondstoPlay", "0")).Add(3, "END", "Complete").Add(4, "END", "Default")
            .Chain(1, 2, 4).Wire(2, "Complete", 3), Keys(), []),
        "AnswerWithoutEventEndsHold" => (Start().Add(2, "REQAGENT").Add(3, "WAIT", ("Seconds", "20")).Add(4, "HANGUP")
            .Chain(1, 2, 3, 4), Keys() with { Queue = new QueueStub { AnswerAfter = 10 } }, []),
        "ReleaseEventAfterBlindTransfer" => (Start().Add(2, "BLINDXFER").Add(3, "ONRELEASE")
            .Add(4, "ASSIGN", ("Variable", "x"), ("Value", "1")).Chain(1, 2).Chain(3, 4), Keys(), []),
        "HolidayTakesHolidayExit" => (Start().Add(2, "HOURS", ("Profile", "10")).Add(3, "END", "Holiday").Add(4, "END", "Closed")
            .Chain(1, 2).Wire(2, "Holiday", 3).Wire(2, "Closed", 4),
            Keys() with { Now = DateTimeOffset.Parse("2026-03-02T10:00:00-05:00", CultureInfo.InvariantCulture),
                Profiles = new Dictionary<string,
                HoursProfile> { ["10"] = Holiday } }, []),
        _ => throw new NotSupportedException($"{name} needs a case here."),
    };

    private static ScriptBuilder Start() => new ScriptBuilder().Add(1, "BEGIN");

    private static ScriptBuilder Other(string name) => new ScriptBuilder(name).Add(1, "BEGIN");

    private static Dictionary<string, HoursProfile> Until18() => HoursProfile.Read(
        """{"hoursOfOperationProfileId":10,"days":[{"day":"Monday","openTime":"08:00","closeTime":"18:00"}]}"""u8.ToArray(),
            "h").ToDictionary(profile => profile.Id);
}
