using CxOne.Studio.Graph;

namespace CxOne.Studio.Comparison;

/// <summary>
/// Finds the actions of one version in the other: by id, because Studio never uses an id again; then by caption and type, for an action
/// that was deleted and drawn again. Where most ids disagree about the captions, the script was drawn anew, and captions go first.
/// </summary>
internal sealed class ActionMatching
{
    private readonly Dictionary<ScriptNode, ScriptNode> _afterOf = [];
    private readonly Dictionary<ScriptNode, ScriptNode> _beforeOf = [];

    public ActionMatching(ScriptGraph before, ScriptGraph after)
    {
        var same = before.Nodes.Select(node => (node, Other: SameId(node, after))).Where(pair => pair.Other is not null).ToArray();
        var agreeing = same.Count(pair => AreAlike(pair.node.Action.Caption, pair.Other!.Action.Caption));
        if (agreeing * 2 >= same.Length)
        {
            MatchIds(before, after);
            MatchCaptions(before, after);
        }
        else
        {
            MatchCaptions(before, after);
            MatchIds(before, after);
        }
    }

    public ScriptNode? After(ScriptNode before) => _afterOf.GetValueOrDefault(before);

    public ScriptNode? Before(ScriptNode after) => _beforeOf.GetValueOrDefault(after);

    private static ScriptNode? SameId(ScriptNode node, ScriptGraph other)
        => other.Find(node.Id) is { } same && same.Type == node.Type ? same : null;

    private static bool AreAlike(string one, string other) => one.Trim().Equals(other.Trim(), StringComparison.OrdinalIgnoreCase);

    private void MatchIds(ScriptGraph before, ScriptGraph after)
    {
        foreach (var node in before.Nodes.Where(node => !_afterOf.ContainsKey(node)))
        {
            if (SameId(node, after) is { } same && !_beforeOf.ContainsKey(same))
            {
                Match(node, same);
            }
        }
    }

    private void MatchCaptions(ScriptGraph before, ScriptGraph after)
    {
        var left = before.Nodes.Where(node => !_afterOf.ContainsKey(node)).ToLookup(Key);
        var right = after.Nodes.Where(node => !_beforeOf.ContainsKey(node)).ToLookup(Key);
        foreach (var group in left)
        {
            // Several with one caption are paired in order of their ids.
            foreach (var (one, other) in group.Zip(right[group.Key]))
            {
                Match(one, other);
            }
        }
    }

    private static (string Type, string Caption) Key(ScriptNode node) => (node.Type, node.Action.Caption.Trim().ToUpperInvariant());

    private void Match(ScriptNode before, ScriptNode after)
    {
        _afterOf[before] = after;
        _beforeOf[after] = before;
    }
}
