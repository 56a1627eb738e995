namespace CxOne.Studio.Simulation;

/// <summary>What a caller can key, and how the call ends then.</summary>
public sealed class ExploredPath
{
    private readonly ExploredInput? _last;

    internal ExploredPath(ExploredInput? last) => _last = last;

    /// <summary>Gets the inputs, in order.</summary>
    public IReadOnlyList<string> Input => ExploredInput.List(_last, isChoice: false);

    /// <summary>Gets the exits that were taken at actions whose outcome is not known, in order.</summary>
    public IReadOnlyList<string> Choices => ExploredInput.List(_last, isChoice: true);

    /// <summary>Gets how the call ends.</summary>
    public required string Ending { get; init; }

    /// <summary>Gets the skill of the queue; empty without one.</summary>
    public required string Skill { get; init; }

    /// <summary>Gets the script or the number that the call is handed to; empty without one.</summary>
    public required string Target { get; init; }

    /// <summary>Gets why the call ends here.</summary>
    public required string Reason { get; init; }

    /// <summary>Gets the action at which the call ends.</summary>
    public required ScriptStep? Last { get; init; }

    /// <inheritdoc/>
    public override string ToString()
    {
        var steps = Choices.Select(exit => exit.Length == 0 ? "(Default)" : $"({exit})").Concat(Input).DefaultIfEmpty("every call");
        string[] reached = [Ending, Skill, Target];
        return $"{string.Join(' ', steps)} → {string.Join(' ', reached.Where(part => part.Length > 0))}";
    }
}
