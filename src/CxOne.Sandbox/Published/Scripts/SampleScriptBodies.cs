using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using CxOne.Sandbox.Http;
using CxOne.Sandbox.Published.Skills;
using CxOne.Studio.Reading;

namespace CxOne.Sandbox.Published.Scripts;

/// <summary>
/// The content of the versions of the sample, made when it is first read: a tenant starts without it, and a state file contains only what
/// was saved.
/// </summary>
internal static class SampleScriptBodies
{
    private const string Resource = "CxOne.Sandbox.Demo.";
    private static readonly ConcurrentDictionary<int, JsonText> Made = new();

    public static JsonText Of(int scriptId) =>
        Made.GetOrAdd(scriptId, static id => Make(SampleScripts.NameOf(id), SampleScripts.AgeOf(id)));

    private static JsonText Make(string name, int age)
    {
        var leaf = ScriptNames.Leaf(name);
        if (name.StartsWith(SampleScripts.DemoFolder, StringComparison.Ordinal))
        {
            return Embedded(leaf);
        }

        var place = SampleScripts.Inbound.ToList().IndexOf(name);
        return name switch
        {
            SampleScripts.Main => SampleCallScripts.Main(age),
            SampleScripts.Chat => Waiting(3, leaf, age),
            SampleScripts.Email => Waiting(1, leaf, age),
            @"PROD\Outbound\Suppression" => SampleCallScripts.Suppression(age),
            SampleScripts.Dialer or @"PROD\Outbound\Preview" => Answered(age),
            @"TEST\Main" => SampleCallScripts.Asking("Billing", age),
            @"TEST\Billing" => SampleCallScripts.Returning(age),
            _ when place >= 0 => SampleCallScripts.Inbound(leaf, place, age),
            _ => Spoken(leaf, age),
        };
    }

    /// <summary>Says a text and ends.</summary>
    private static JsonText Spoken(string name, int age)
    {
        var script = new ScriptBodyBuilder(MediaTypes.Phone);
        var begin = script.Add("BEGIN", "Begin");
        var text = string.Create(CultureInfo.InvariantCulture, $"\"%This is {name}, text {age + 1}.\"");
        var play = script.Then(begin, "PLAY", "Text", ("Sequence", text));
        script.Then(play, "HANGUP", "Bye");
        return script.Build();
    }

    /// <summary>Notes a value and waits; chats and emails are routed by their skill.</summary>
    private static JsonText Waiting(int mediaTypeId, string name, int age)
    {
        var script = new ScriptBodyBuilder(mediaTypeId);
        var begin = script.Add("BEGIN", "Begin");
        var value = string.Create(CultureInfo.InvariantCulture, $"{name} {age + 1}");
        var note = script.Then(begin, "ASSIGN", "Channel", ("Variable", "channel"), ("Value", value), ("ScreenPop", "True"));
        script.Then(note, "STOP", "Wait for an agent");
        return script.Build();
    }

    /// <summary>Runs when a person answers a call of the dialer.</summary>
    private static JsonText Answered(int age)
    {
        var script = new ScriptBodyBuilder(MediaTypes.Phone);
        var begin = script.Add("BEGIN", "Begin");
        script.Then(begin, "STOP", "Wait for the answer");
        var answer = script.Add("ONANSWER", "Answered");
        var value = string.Create(CultureInfo.InvariantCulture, $"opening {age + 1}");
        var note = script.Then(answer, "ASSIGN", "Opening", ("Variable", "opening"), ("Value", value), ("ScreenPop", "True"));
        script.Then(note, "STOP", "Agent talks");
        return script.Build();
    }

    /// <summary>Reads one of the repository's sample scripts, which are also the subject of its sample tests.</summary>
    private static JsonText Embedded(string leaf)
    {
        using var stream = typeof(SampleScriptBodies).Assembly.GetManifestResourceStream($"{Resource}{leaf}.json")!;
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        var body = ScriptWriter.WriteContent(ScriptReader.Read(copy.ToArray(), leaf));
        return ScriptContent.Store(JsonNode.Parse(body)!["scriptContent"]!.AsObject(), lastSavedIn: "cxs");
    }
}
