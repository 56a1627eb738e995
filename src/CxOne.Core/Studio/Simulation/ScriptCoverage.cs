using CxOne.Studio.Simulation.Engine;

namespace CxOne.Studio.Simulation;

/// <summary>Which wired exits calls took, in the scripts that they ran.</summary>
public sealed class ScriptCoverage
{
    // Most calls run for their ending; what they covered is put together where it is asked for.
    private readonly Lazy<Dictionary<(string Script, int Id, string Exit), ExitCoverage>> _exits;

    internal ScriptCoverage(CallEngine engine, IReadOnlyCollection<ScriptProgram> programs)
        : this(() => Wired(programs, engine.Coverage))
    {
    }

    private ScriptCoverage(Func<IEnumerable<ExitCoverage>> exits)
        => _exits = new Lazy<Dictionary<(string Script, int Id, string Exit), ExitCoverage>>(() => Sum(exits()));

    /// <summary>Gets the exits, in order of script and action.</summary>
    public IReadOnlyList<ExitCoverage> Exits => [.. _exits.Value.Values
        .OrderBy(exit => exit.Script, StringComparer.OrdinalIgnoreCase).ThenBy(exit => exit.ActionId)];

    /// <summary>Gets how many exits were taken.</summary>
    public int Taken => _exits.Value.Values.Count(exit => exit.IsTaken);

    /// <summary>Gets how many exits are wired.</summary>
    public int Total => _exits.Value.Count;

    /// <summary>Gets the share of exits that were taken, from 0 to 1.</summary>
    public double Ratio => Total == 0 ? 1 : (double)Taken / Total;

    /// <summary>Adds several coverages up: an exit is taken if it is taken in one of them.</summary>
    /// <param name="coverages">The coverages.</param>
    public static ScriptCoverage Merge(IEnumerable<ScriptCoverage> coverages)
    {
        ArgumentNullException.ThrowIfNull(coverages);
        ScriptCoverage[] parts = [.. coverages];
        return new ScriptCoverage(() => parts.SelectMany(coverage => coverage._exits.Value.Values));
    }

    /// <summary>Returns whether an exit was taken.</summary>
    /// <param name="script">The script.</param>
    /// <param name="actionId">The id of the action.</param>
    /// <param name="exit">The label; <c>Default</c> for Default.</param>
    public bool IsTaken(string script, int actionId, string exit)
        => _exits.Value.GetValueOrDefault((script, actionId, exit))?.IsTaken ?? false;

    /// <inheritdoc/>
    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Taken} of {Total} exits");

    private static IEnumerable<ExitCoverage> Wired(
        IEnumerable<ScriptProgram> programs, HashSet<(ScriptProgram Program, int Id, string Exit)> taken)
        => programs.SelectMany(program => program.Graph.Nodes.Where(node => !node.IsNote).SelectMany(
            node => node.Exits.Where(exit => exit.IsWired),
            (node, exit) => new ExitCoverage(
                program.Name, node.Id, node.Action.Caption, exit.DisplayLabel, taken.Contains((program, node.Id, exit.DisplayLabel)))));

    private static Dictionary<(string Script, int Id, string Exit), ExitCoverage> Sum(IEnumerable<ExitCoverage> exits)
    {
        Dictionary<(string Script, int Id, string Exit), ExitCoverage> sum = [];
        foreach (var exit in exits)
        {
            var key = (exit.Script, exit.ActionId, exit.Exit);
            sum[key] = sum.TryGetValue(key, out var known) && known.IsTaken ? known : exit;
        }

        return sum;
    }
}
