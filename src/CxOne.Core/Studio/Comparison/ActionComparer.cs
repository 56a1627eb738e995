using CxOne.Studio.Graph;
using CxOne.Studio.Model;

namespace CxOne.Studio.Comparison;

/// <summary>Compares headers, properties and wires of two versions.</summary>
internal sealed class ActionComparer(ScriptGraph before, ScriptGraph after)
{
    private static readonly string[] HeaderMembers = ["mediaType", "purposeType", "status", "variableRedaction"];
    private readonly ActionMatching _matching = new(before, after);
    private readonly List<ScriptChange> _changes = [];

    public ActionMatching Matching => _matching;

    public IReadOnlyList<ScriptChange> Compare()
    {
        foreach (var member in HeaderMembers)
        {
            var (old, now) = (before.Script.Header.Text(member), after.Script.Header.Text(member));
            if (old.Length > 0 && now.Length > 0 && !old.Equals(now, StringComparison.OrdinalIgnoreCase))
            {
                _changes.Add(new ScriptChange
                {
                    Kind = ScriptChangeKinds.HeaderChanged, Name = member, Before = old, After = now,
                    Text = ComparisonMessages.HeaderChanged(member, old, now),
                });
            }
        }

        foreach (var node in before.Nodes.Where(node => !node.IsNote && _matching.After(node) is null))
        {
            Add(ScriptChangeKinds.ActionRemoved, node, string.Empty, string.Empty, string.Empty,
                ComparisonMessages.ActionRemoved(Name(node)));
        }

        foreach (var node in after.Nodes.Where(node => !node.IsNote))
        {
            if (_matching.Before(node) is { } old)
            {
                CompareActions(old, node);
            }
            else
            {
                Add(ScriptChangeKinds.ActionAdded, node, string.Empty, string.Empty, string.Empty,
                    ComparisonMessages.ActionAdded(Name(node)));
            }
        }

        return [.. _changes.OrderBy(change => change.ActionId ?? 0)];
    }

    private void CompareActions(ScriptNode old, ScriptNode now)
    {
        if (old.Action.Caption.Trim() != now.Action.Caption.Trim())
        {
            Add(
                ScriptChangeKinds.CaptionChanged, now, string.Empty, old.Action.Caption, now.Action.Caption,
                ComparisonMessages.CaptionChanged(Name(now), old.Action.Caption));
        }

        var names = now.Action.Properties.Concat(old.Action.Properties).Select(property => property.Name)
            .Distinct(StringComparer.OrdinalIgnoreCase);
        foreach (var name in names.Where(name => now.Definition?.Property(name) is not { IsDocumentation: true }))
        {
            var (first, second) = (Value(old, name), Value(now, name));
            if (first != second)
            {
                Add(ScriptChangeKinds.PropertyChanged, now, name, first, second,
                    ComparisonMessages.PropertyChanged(Name(now), name, first, second));
            }
        }

        CompareExits(old, now);
    }

    /// <summary>A property that is missing has the default of its type: older files store fewer of them.</summary>
    private static string Value(ScriptNode node, string name)
        => node.Action.Property(name) is { } property
            ? string.Join('\n', property.Items ?? [property.Value]).ReplaceLineEndings("\n").TrimEnd()
            : node.Definition?.Property(name)?.DefaultValue ?? string.Empty;

    private void CompareExits(ScriptNode old, ScriptNode now)
    {
        var (before, after) = (Wired(old), Wired(now));
        foreach (var (key, exit) in after)
        {
            if (!before.TryGetValue(key, out var same))
            {
                Add(
                    ScriptChangeKinds.BranchAdded, now, exit.DisplayLabel, string.Empty, Target(exit),
                    ComparisonMessages.BranchAdded(Name(now), exit.DisplayLabel, Target(exit)));
            }
            else if (!LeadsAlike(same, exit))
            {
                Add(
                    ScriptChangeKinds.BranchMoved, now, exit.DisplayLabel, Target(same), Target(exit),
                    ComparisonMessages.BranchMoved(Name(now), exit.DisplayLabel, Target(same), Target(exit)));
            }
        }

        foreach (var (_, exit) in before.Where(entry => !after.ContainsKey(entry.Key)))
        {
            Add(
                ScriptChangeKinds.BranchRemoved, now, exit.DisplayLabel, Target(exit), string.Empty,
                ComparisonMessages.BranchRemoved(Name(now), exit.DisplayLabel, Target(exit)));
        }
    }

    /// <summary>The exits with a wire, by what tells them apart: the label, and among exits with one label the order.</summary>
    private static Dictionary<(bool IsDefault, string Label, int Place), ScriptExit> Wired(ScriptNode node)
    {
        Dictionary<(bool IsDefault, string Label, int Place), ScriptExit> wired = [];
        Dictionary<string, int> places = new(StringComparer.Ordinal);
        foreach (var exit in node.Exits.Where(exit => exit.Branch is not null))
        {
            var isDefault = exit.Kind == BranchKind.Default;
            var label = isDefault ? string.Empty : ScriptBranch.Normalize(exit.Label).ToUpperInvariant();
            var key = isDefault ? "*" : label + "\u0001";
            var place = places[key] = places.GetValueOrDefault(key) + 1;
            wired[(isDefault, label, place)] = exit;
        }

        return wired;
    }

    private bool LeadsAlike(ScriptExit old, ScriptExit now)
        => old.Target is { } target
            ? now.Target is not null && _matching.After(target) == now.Target : now.Target is null && old.Branch!.To == now.Branch!.To;

    private static string Target(ScriptExit exit) => exit.Target is { } target ? Name(target) : ComparisonMessages.Nowhere(exit.Branch!.To);

    private static string Name(ScriptNode node) => ComparisonMessages.Action(node.Type, node.Id, node.Action.Caption);

    private void Add(string kind, ScriptNode node, string name, string old, string now, string text)
        => _changes.Add(new ScriptChange
        {
            Kind = kind, ActionId = node.Id, ActionType = node.Type, Caption = node.Action.Caption, Name = name, Before = old, After = now,
                Text = text,
        });
}
