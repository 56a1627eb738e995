using System.Text.Json.Nodes;

namespace CxOne.Merge;

/// <summary>
/// Puts a caller's changes, made on a base, onto what the tenant holds now. Members that only the other side changed are theirs,
/// members that only the caller changed are the caller's; a member that both changed to different values is a conflict.
/// </summary>
internal static class ThreeWayMerge
{
    public static (JsonObject Merged, IReadOnlyList<CxFieldConflict> Conflicts) Merge(
        JsonObject baseline, JsonObject theirs, IReadOnlyList<FieldChange> changes)
    {
        var merged = (JsonObject)theirs.DeepClone();
        List<CxFieldConflict> conflicts = [];
        foreach (var change in changes)
        {
            var inBase = JsonFields.Get(baseline, change.Path);
            var inTheirs = JsonFields.Get(theirs, change.Path);
            if (JsonFields.AreEqual(inTheirs, change.Value))
            {
                // Already as wanted: left as it is written there.
                continue;
            }

            if (!JsonFields.AreEqual(inBase, inTheirs) || HasLostItsParent(baseline, theirs, change.Path))
            {
                conflicts.Add(
                    new CxFieldConflict(change.Path.ToString(), inBase?.GetRawText(), inTheirs?.GetRawText(), change.Value?.GetRawText()));
            }

            JsonFields.Apply(merged, change);
        }

        return (merged, conflicts);
    }

    /// <summary>The object that holds the member was replaced by something that holds no members: setting one would undo that.</summary>
    private static bool HasLostItsParent(JsonObject baseline, JsonObject theirs, FieldPath path)
    {
        if (path.Parents.IsEmpty)
        {
            return false;
        }

        var parent = new FieldPath(path.Parents.ToArray());
        return JsonFields.Find(baseline, parent, out _) is JsonObject
            && JsonFields.Find(theirs, parent, out var isThere) is not JsonObject
            && isThere;
    }
}
