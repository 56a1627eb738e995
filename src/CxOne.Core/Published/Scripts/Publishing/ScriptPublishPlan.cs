using CxOne.Errors;
using CxOne.Studio.Comparison;
using CxOne.Studio.Graph;

namespace CxOne.Published;

/// <summary>What publishing or restoring a script would do. Everything that needs no write has been checked.</summary>
public sealed record ScriptPublishPlan
{
    internal ScriptPublishPlan(ScriptGraph graph, ScriptBody? current, ScriptPublishResult draft, ScriptWrite write)
    {
        Graph = graph;
        Current = current;
        Draft = draft;
        Write = write;
    }

    /// <summary>Gets the name of the script, with its folder, as the tenant spells it.</summary>
    public required string Name { get; init; }

    /// <summary>Gets whether the tenant has no script of this name.</summary>
    public bool IsNew => Current is null;

    /// <summary>Gets whether the tenant already has this script, so that nothing is saved.</summary>
    public required bool IsUnchanged { get; init; }

    /// <summary>Gets the active points of contact that lead to the script. Their contacts run the new version at once.</summary>
    public required IReadOnlyList<PointOfContact> ActivePoints { get; init; }

    /// <summary>Gets the active outbound skills that run the script. Their contacts run the new version at once.</summary>
    public IReadOnlyList<Skill> ActiveSkills { get; init; } = [];

    /// <summary>Gets the points of contact that are connected to the script after the save, as they are now.</summary>
    public IReadOnlyList<PointOfContact> CutOver { get; init; } = [];

    /// <summary>Gets the reason why nothing is sent, with the result so far; <see langword="null"/> if the plan can be carried out.
    /// </summary>
    public CxOutcome<ScriptPublishResult>? Refusal { get; init; }

    /// <summary>Gets the version that is saved again, if this is a restore; otherwise 0.</summary>
    public int RestoredVersion => Write.RestoredVersion ?? 0;

    /// <summary>Compares what the script does now with what it would do.</summary>
    /// <param name="options">The bounds, and the scripts that both may reach; the default bounds if it is <see langword="null"/>.</param>
    /// <param name="cancellationToken">Ends the comparison.</param>
    public ScriptComparison Compare(ScriptCompareOptions? options, CancellationToken cancellationToken)
        => ScriptComparer.Compare(
            Current is null ? null : new ScriptGraph(Current.Script, Graph.Catalogue), Graph, options, cancellationToken);

    internal ScriptGraph Graph { get; }

    internal ScriptBody? Current { get; }

    internal ScriptPublishResult Draft { get; }

    internal ScriptWrite Write { get; }
}
