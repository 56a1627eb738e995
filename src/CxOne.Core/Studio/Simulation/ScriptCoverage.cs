using CxOne.Studio.Simulation.Engine;

namespace CxOne.Studio.Simulation;

/// <summary>Which wired exits calls took, in the scripts that they ran.</summary>
public sealed class ScriptCoverage
{
    private readonly Dictionary<(string Script, int Id, string Exit), ExitCoverage> _exits = [];

    internal ScriptCoverage(CallEngine engine, IEnumerable<ScriptProgram> programs)
    {
        foreach (var program in programs)
        {
            foreach (var node in program.Graph.Nodes.Where(node => !node.IsNote))
            {
                foreach (var exit in node.Exits.Where(exit => exit.IsWired))
                {
                    var isTaken = engine.Coverage.Contains((program, node.Id, exit.DisplayLabel));
                    Add(new ExitCoverage(program.Name, node.Id, node.Action.Caption, exit.DisplayLabel, isTaken));
                }
            }
        }
    }

    private ScriptCoverage()
    {
    }

    /// <summary>Gets the exits, in order of script and action.</summary>
    public IReadOnlyList<ExitCoverage> Exits => [.. _exits.Values
        .OrderBy(exit => exit.Script, StringComparer.OrdinalIgnoreCase).ThenBy(exit => exit.ActionId)];

    /// <summary>Gets how many exits were taken.</summary>
    public int Taken => _exits.Values.Count(exit => exit.IsTaken);

    /// <summary>Gets how many exits are wired.</summary>
    public int Total => _exits.Count;

    /// <summary>Gets the share of exits that were taken, from 0 to 1.</summary>
    public double Ratio => Total == 0 ? 1 : (double)Taken / Total;

    /// <summary>Adds several coverages up: an exit is taken if it is taken in one of them.</summary>
    /// <param name="coverages">The coverages.</param>
    public static ScriptCoverage Merge(IEnumerable<ScriptCoverage> coverages)
    {
        ArgumentNullException.ThrowIfNull(coverages);
        var sum = new ScriptCoverage();
        foreach (var exit in coverages.SelectMany(coverage => coverage._exits.Values))
        {
            sum.Add(exit);
        }

        return sum;
    }

    /// <summary>Returns whether an exit was taken.</summary>
    /// <param name="script">The script.</param>
    /// <param name="actionId">The id of the action.</param>
    /// <param name="exit">The label; <c>Default</c> for Default.</param>
    public bool IsTaken(string script, int actionId, string exit) => _exits.GetValueOrDefault((script, actionId, exit))?.IsTaken ?? false;

    /// <inheritdoc/>
    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Taken} of {Total} exits");

    private void Add(ExitCoverage exit)
    {
        var key = (exit.Script, exit.ActionId, exit.Exit);
        _exits[key] = _exits.TryGetValue(key, out var known) && known.IsTaken ? known : exit;
    }
}
