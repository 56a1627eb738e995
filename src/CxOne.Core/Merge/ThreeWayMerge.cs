using System.Text.Json.Nodes;

namespace CxOne.Merge;

/// <summary>
/// Applies a caller's changes, made against a base, to the tenant's current resource. Members that only the other side changed keep the
/// other side's value, members that only the caller changed get the caller's; a member that both changed differently is a conflict.
/// </summary>
internal static class ThreeWayMerge
{
    /// <returns>The resource with all changes applied, also those in conflict, and the conflicts.</returns>
    public static (JsonObject Merged, IReadOnlyList<CxFieldConflict> Conflicts) Merge(
        JsonObject baseline, JsonObject theirs, IReadOnlyList<FieldChange> changes)
    {
        var merged = (JsonObject)theirs.DeepClone();
        List<CxFieldConflict> conflicts = [];
        foreach (var change in changes)
        {
            var inBase = JsonFields.Get(baseline, change.Path);
            var inTheirs = JsonFields.Get(theirs, change.Path);
            if (inTheirs.HasSameValue(change.Value))
            {
                // Keep the tenant's spelling of the same value, e.g. 2.50 for 2.5.
                continue;
            }

            if (!inBase.HasSameValue(inTheirs) || HasLostItsParent(baseline, theirs, change.Path))
            {
                conflicts.Add(new CxFieldConflict(change.Path.ToString(), inBase.Json, inTheirs.Json, change.Value.Json));
            }

            JsonFields.Apply(merged, change);
        }

        return (merged, conflicts);
    }

    /// <summary>The other side replaced the parent object by a value without members: to set a member would undo that.</summary>
    private static bool HasLostItsParent(JsonObject baseline, JsonObject theirs, FieldPath path)
    {
        if (path.Parents.IsEmpty)
        {
            return false;
        }

        var parent = new FieldPath(path.Parents.ToArray());
        return JsonFields.Get(baseline, parent).Node is JsonObject
            && JsonFields.Get(theirs, parent) is { IsPresent: true, Node: not JsonObject };
    }
}
