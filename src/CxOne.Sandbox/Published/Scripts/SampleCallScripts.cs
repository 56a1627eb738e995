using System.Globalization;
using CxOne.Sandbox.Http;
using CxOne.Sandbox.Published.Hours;
using CxOne.Sandbox.Published.Skills;

namespace CxOne.Sandbox.Published.Scripts;

/// <summary>The larger scripts of the sample. Older versions differ from the current one in what a caller hears or may choose.</summary>
internal static class SampleCallScripts
{
    /// <summary>Greets, checks the hours, offers a menu, and queues; three wrong keys end the call.</summary>
    public static JsonText Main(int age)
    {
        var script = new ScriptBodyBuilder(MediaTypes.Phone);
        var begin = script.Add("BEGIN", "Begin");
        // Until the recording was made, the text was spoken.
        var welcome = script.Then(begin, "PLAY", "Welcome", age == 0
            ? ("Sequence", Prompt("Welcome"))
            : ("Sequence", Number($"\"%Welcome to the contact centre, recording {age}.\"")));
        var hours = script.Then(welcome, "HOURS", "Opening hours", ("Profile", Number($"{SampleHours.FirstId}")));
        var menu = script.Add("MENU", "Main menu", ("Sequence", Prompt("MainMenu")), ("Phrase", Offer(age)), ("Variable", "choice"));
        var closed = script.Then(hours, "PLAY", "Closed", ("Sequence", Prompt("Closed")));
        var bye = script.Then(closed, "HANGUP", "Bye closed");
        script.Wire(hours, menu, "Open");
        script.Wire(hours, closed, "Closed");
        var holiday = script.Add("PLAY", "Holiday", ("Sequence", Prompt("Holiday")));
        script.Wire(hours, holiday, "Holiday");
        script.Wire(holiday, bye);
        Retry(script, menu);
        (string Caption, int Department)[] queues = [("Sales", 0), ("Technical support", 2), ("Billing", 4), ("General enquiries", 11)];
        var music = script.Add("MUSIC", "Hold music", ("MusicFile", "\"Music\\Hold.wav\""), ("DetectDTMF", "False"));
        var wait = script.Then(music, "WAIT", "Pause", ("Seconds", ".5"));
        script.Wire(wait, music);
        // Older versions offer fewer queues.
        foreach (var (place, queue) in queues.Take(Math.Max(1, queues.Length - age)).Index())
        {
            var agent = script.Add("REQAGENT", $"Queue {queue.Caption}", ("Skill", SkillOf(queue.Department)));
            script.Wire(menu, agent, Number($"{place + 1}"));
            script.Wire(agent, music);
        }

        return script.Build();
    }

    /// <summary>Greets, checks the hours and queues.</summary>
    public static JsonText Inbound(string name, int department, int age)
    {
        var script = new ScriptBodyBuilder(MediaTypes.Phone);
        var begin = script.Add("BEGIN", "Begin");
        var text = age == 0 ? $"Thank you for calling {name}." : Number($"{name}, greeting {age}.");
        // The recording about the storm was never uploaded.
        var storm = name == "Claims" && age == 0 ? @" ""Prompts\Claims_Storm.wav""" : string.Empty;
        var welcome = script.Then(begin, "PLAY", "Greeting", ("Sequence", $"\"%{text}\"{storm}"));
        var hours = script.Then(welcome, "HOURS", "Opening hours", ("Profile", Number($"{SampleHours.FirstId}")));
        var closed = script.Then(hours, "PLAY", "Closed", ("Sequence", Prompt("Closed")));
        script.Then(closed, "HANGUP", "Bye closed");
        script.Wire(hours, closed, "Closed");
        var agent = script.Add("REQAGENT", "Queue", ("Skill", SkillOf(department)));
        script.Wire(hours, agent, "Open");
        var music = script.Then(agent, "MUSIC", "Hold music", ("MusicFile", "\"Music\\Hold.wav\""), ("DetectDTMF", "False"));
        var wait = script.Then(music, "WAIT", "Pause", ("Seconds", ".5"));
        script.Wire(wait, music);
        return script.Build();
    }

    /// <summary>Asks another script in the same folder and decides by what it returns.</summary>
    public static JsonText Asking(string subscript, int age)
    {
        var script = new ScriptBodyBuilder(MediaTypes.Phone);
        var begin = script.Add("BEGIN", "Begin");
        var ask = script.Then(
            begin, "RUNSUB", "Ask", ("ScriptName", subscript), ("ReturnVariable", "owes"), ("Parameters", "{ANI}"));
        var decide = script.Then(ask, "IF", "Owes money?", ("Expression", "owes = 1"));
        var yes = script.Add("PLAY", "Open bill", ("Sequence", Number($"\"%You have an open bill, text {age + 1}.\"")));
        var no = script.Add("PLAY", "No bill", ("Sequence", "\"%You have no open bill.\""));
        script.Wire(decide, yes, "True");
        script.Wire(decide, no, "False");
        var bye = script.Then(yes, "HANGUP", "Bye");
        script.Wire(no, bye);
        return script.Build();
    }

    /// <summary>Looks at the number of the caller and returns 0 or 1.</summary>
    public static JsonText Returning(int age)
    {
        var script = new ScriptBodyBuilder(MediaTypes.Phone);
        var begin = script.Add("BEGIN", "Begin", ("Parameters", "number"));
        var code = Number($"ASSIGN owes = 0\r\nIF number = \"+1555010{age}\"\r\n{{\r\n\tASSIGN owes = 1\r\n}}");
        var check = script.Then(begin, "SNIPPET", "Look up", ("Data", code));
        script.Then(check, "RETURN", "Return", ("ReturnValue", "{owes}"));
        return script.Build();
    }

    /// <summary>Decides whether a number may be dialed.</summary>
    public static JsonText Suppression(int age)
    {
        var script = new ScriptBodyBuilder(MediaTypes.Phone, "Suppression");
        var begin = script.Add("BEGIN", "Begin");
        // The check compiles only with this variable.
        var contact = script.Then(begin, "SNIPPET", "Contact", ("Data", "DYNAMIC _prospectiveContact"));
        var check = script.Then(contact, "CHECKCALLSUP", "On a list?", ("DataValue", age == 0 ? "{DNIS}" : Number($"{{DNIS}}{age}")));
        var suppress = script.Add("SUPPRESSCALL", "Do not dial");
        script.Wire(check, suppress, "Found");
        script.Wire(check, script.Add("PERMITCALL", "Dial"), "NotFound");
        script.Wire(check, suppress, "Error");
        return script.Build();
    }

    public static string SkillOf(int department) => Number($"{SampleSkills.FirstSkillId + SampleSkills.DialerCount + department}");

    private static void Retry(ScriptBodyBuilder script, int menu)
    {
        var loop = script.Then(menu, "LOOP", "Three attempts", ("Repeat", "3"), ("CounterName", "attempts"));
        script.Wire(menu, loop, "Timeout");
        var invalid = script.Add("PLAY", "Not understood", ("Sequence", Prompt("Invalid")));
        script.Wire(loop, invalid, "Repeat");
        script.Wire(invalid, menu);
        var goodbye = script.Add("PLAY", "Goodbye", ("Sequence", Prompt("Goodbye")));
        script.Wire(loop, goodbye, "Finished");
        script.Then(goodbye, "HANGUP", "Bye");
    }

    private static string Offer(int age) => string.Join(' ', ((string[])
    [
        "For sales press 1.", "For technical support press 2.", "For billing press 3.", "For everything else press 4.",
    ]).Take(Math.Max(1, 4 - age)));

    private static string Prompt(string name) => $"\"Prompts\\{name}.wav\"";

    private static string Number(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
