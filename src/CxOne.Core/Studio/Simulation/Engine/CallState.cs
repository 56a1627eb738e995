using System.Text;
using CxOne.Studio.Calls;
using CxOne.Studio.Expressions;

namespace CxOne.Studio.Simulation.Engine;

/// <summary>Everything that decides how a call continues. A fork is a copy.</summary>
internal sealed class CallState
{
    public List<CallFrame> Frames { get; private init; } = [];

    public required Variables Globals { get; set; }

    /// <summary>Keys that the caller has pressed and the script has not taken.</summary>
    public string Buffer { get; set; } = string.Empty;

    /// <summary>What the caller does now; <see langword="null"/> if nothing is waiting to be taken.</summary>
    public CallerInput? Pending { get; set; }

    /// <summary>Whether the current action has played its prompt and waits for the caller.</summary>
    public bool IsCollecting { get; set; }

    public decimal Seconds { get; set; }

    public string Zone { get; set; } = string.Empty;

    public bool IsQueued { get; set; }

    public decimal QueuedAt { get; set; }

    public string Skill { get; set; } = string.Empty;

    public string SkillDescription { get; set; } = string.Empty;

    public bool IsAnswered { get; set; }

    public bool IsReleased { get; set; }

    public bool IsCallback { get; set; }

    /// <summary>The script that ran before RUNSCRIPT, where its events may still fire.</summary>
    public ScriptProgram? Former { get; set; }

    public string Destination { get; set; } = string.Empty;

    public string TargetScript { get; set; } = string.Empty;

    /// <summary>The ending that is certain while the path of ONRELEASE still runs.</summary>
    public string PendingEnding { get; set; } = string.Empty;

    public string PendingReason { get; set; } = string.Empty;

    /// <summary>Which events of the test have fired, as bits.</summary>
    public ulong Fired { get; set; }

    public int InputsUsed { get; set; }

    public int ChoicesUsed { get; set; }

    public int ReplayUsed { get; set; }

    public int Spawned { get; set; }

    /// <summary>How often each stub with several outcomes was used, by action.</summary>
    public CounterMap<string> StubVisits { get; private init; } = new();

    public int Steps { get; set; }

    public bool RanOutOfInput { get; set; }

    public TakenStep? Last { get; set; }

    public HeardPrompt? Heard { get; set; }

    public HashSet<string> Assumptions { get; private init; } = new(StringComparer.Ordinal);

    public List<string> SideEffects { get; private init; } = [];

    /// <summary>Visits and states since the caller last did something.</summary>
    public Dictionary<(ScriptProgram, int), int> Visits { get; } = [];

    public Dictionary<string, decimal> Seen { get; } = new(StringComparer.Ordinal);

    public CallFrame Top => Frames[^1];

    public CallState Clone() => new()
    {
        Frames = [.. Frames.Select(frame => frame.Clone())],
        Globals = Globals.Clone(),
        Buffer = Buffer,
        Pending = Pending,
        IsCollecting = IsCollecting,
        Seconds = Seconds,
        Zone = Zone,
        IsQueued = IsQueued,
        QueuedAt = QueuedAt,
        Skill = Skill,
        SkillDescription = SkillDescription,
        IsAnswered = IsAnswered,
        IsReleased = IsReleased,
        IsCallback = IsCallback,
        Former = Former,
        Destination = Destination,
        TargetScript = TargetScript,
        PendingEnding = PendingEnding,
        PendingReason = PendingReason,
        Fired = Fired,
        InputsUsed = InputsUsed,
        ChoicesUsed = ChoicesUsed,
        ReplayUsed = ReplayUsed,
        Spawned = Spawned,
        StubVisits = StubVisits.Clone(),
        Steps = Steps,
        RanOutOfInput = RanOutOfInput,
        Last = Last,
        Heard = Heard,
        Assumptions = new HashSet<string>(Assumptions, StringComparer.Ordinal),
        SideEffects = [.. SideEffects],
    };

    /// <summary>Releases what only a running call needs.</summary>
    public void Forget()
    {
        Frames.Clear();
        Seen.Clear();
        Visits.Clear();
    }

    /// <summary>The state as a key: two calls with the same key continue alike.</summary>
    /// <param name="symbols">The names of variables.</param>
    /// <param name="isRelevant">Which variables any script may read; the others decide nothing.</param>
    /// <param name="hasTime">Whether the time decides anything.</param>
    public string Key(SymbolTable symbols, Func<int, bool> isRelevant, bool hasTime)
    {
        var key = new StringBuilder(256);
        foreach (var frame in Frames)
        {
            key.Append(frame.Program.Name).Append('/').Append(frame.Node?.Id).Append('/').Append(frame.Event)
                .Append('/').Append(frame.ReturnVariable);
            frame.Counters.AppendTo(key);
            Append(key, frame.Variables, symbols, isRelevant);
        }

        Append(key, Globals, symbols, isRelevant);
        key.Append('|').Append(Buffer).Append('|').Append(Zone).Append('|').Append(Skill).Append('|').Append(PendingEnding)
            .Append('|').Append(Fired).Append('|').Append(ReplayUsed)
            .Append(IsCollecting ? 'c' : ' ').Append(IsQueued ? 'q' : ' ').Append(IsAnswered ? 'a' : ' ').Append(IsReleased ? 'r' : ' ')
            .Append(IsCallback ? 'b' : ' ').Append(Destination).Append('|').Append(Former?.Name);
        StubVisits.AppendTo(key);
        if (hasTime)
        {
            key.Append('@').Append(Seconds);
        }

        return key.ToString();
    }

    private static void Append(StringBuilder key, Variables variables, SymbolTable symbols, Func<int, bool> isRelevant)
    {
        key.Append('{');
        for (var slot = 0; slot < symbols.Count; slot++)
        {
            if (variables.At(slot) is { } value and not UnsetValue && isRelevant(slot))
            {
                key.Append(slot).Append('=');
                StudioValueKey.Append(key, value);
            }
        }

        key.Append('}');
    }
}
