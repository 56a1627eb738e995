using CxOne.Studio.Calls;

namespace CxOne.Studio.Simulation;

/// <summary>A simulated call.</summary>
public sealed record ScriptSimulationResult
{
    /// <summary>Gets the script.</summary>
    public required string Script { get; init; }

    /// <summary>Gets how the call ends: one of the names in <c>ScriptEndings</c>.</summary>
    public required string Ending { get; init; }

    /// <summary>Gets the skill of the last queue, as the script names it: a name or an id; empty if there was none.</summary>
    public string Skill { get; init; } = string.Empty;

    /// <summary>Gets the name of the skill, where the script stores it beside the id.</summary>
    public string SkillName { get; init; } = string.Empty;

    /// <summary>Gets the script that the call was handed to, or the number that it was transferred to; empty without one.</summary>
    public string Target { get; init; } = string.Empty;

    /// <summary>Gets what the caller reached: the skill by its name or id, the script or the number; empty without one.</summary>
    public string Reached => Ending is ScriptEndings.Script or ScriptEndings.Transferred || Skill.Length == 0 ? Target
        : SkillName.Length > 0 ? SkillName
        : Skill;

    /// <summary>Gets the simulated seconds.</summary>
    public decimal Seconds { get; init; }

    /// <summary>Gets what the caller did.</summary>
    public IReadOnlyList<string> Input { get; init; } = [];

    /// <summary>Gets the actions that ran, in order.</summary>
    public IReadOnlyList<ScriptStep> Path { get; init; } = [];

    /// <summary>Gets the prompts that the caller heard, in order.</summary>
    public IReadOnlyList<string> Prompts { get; init; } = [];

    /// <summary>Gets the variables at the end; <see langword="null"/> for a value that is not known.</summary>
    public IReadOnlyDictionary<string, string?> Variables { get; init; } = new Dictionary<string, string?>();

    /// <summary>Gets a sentence that says why the call ends here; empty where the ending says it.</summary>
    public string Reason { get; init; } = string.Empty;

    /// <summary>Gets whether the script asked for more input than was given, so that silence was used.</summary>
    public bool RanOutOfInput { get; init; }

    /// <summary>Gets the assumptions about the platform that the result depends on: names of options of <c>ScriptAssumptions</c>.</summary>
    public IReadOnlyList<string> Assumptions { get; init; } = [];

    /// <summary>Gets what the script would do outside: messages, spawned scripts, values that it stores.</summary>
    public IReadOnlyList<string> SideEffects { get; init; } = [];

    /// <summary>Gets which exits the call took.</summary>
    public required ScriptCoverage Coverage { get; init; }

    /// <summary>Gets the action at which the call ends.</summary>
    public ScriptStep? Last => Path.Count > 0 ? Path[^1] : null;

    /// <inheritdoc/>
    public override string ToString()
    {
        var skill = SkillName.Length > 0 ? SkillName : Skill;
        return FormattableString.Invariant($"{Script}: {Ending}{(skill.Length > 0 ? $" ({skill})" : null)} after {Seconds} s");
    }
}
