using CxOne.Studio.Graph;

namespace CxOne.Studio.Simulation.Engine;

/// <summary>A script that runs, with its variables. A subscript has a frame of its own above that of its caller.</summary>
internal sealed class CallFrame
{
    public required ScriptProgram Program { get; set; }

    /// <summary>The action that runs next, or that waits.</summary>
    public ScriptNode? Node { get; set; }

    public required Variables Variables { get; set; }

    /// <summary>How often each LOOP and FOR has repeated, by action id.</summary>
    public CounterMap<int> Counters { get; init; } = new();

    /// <summary>The variable of the caller that takes the returned value.</summary>
    public string ReturnVariable { get; init; } = string.Empty;

    /// <summary>The event whose path runs; empty on the path of BEGIN.</summary>
    public string Event { get; set; } = string.Empty;

    public CallFrame Clone() => new()
    {
        Program = Program,
        Node = Node,
        Variables = Variables.Clone(),
        Counters = Counters.Clone(),
        ReturnVariable = ReturnVariable,
        Event = Event,
    };
}
