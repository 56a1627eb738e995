using CxOne.Studio.Graph;

namespace CxOne.PowerShell.Studio;

/// <summary>A script that was read, with its path below the folder that was given.</summary>
internal sealed record ScriptFile(string RelativePath, ScriptGraph Graph);

/// <summary>Which script of one folder is which of another: by path, then by name. Two single files are always a pair.</summary>
internal static class ScriptPairs
{
    public static IReadOnlyList<(ScriptGraph? Before, ScriptGraph? After)> Of(IReadOnlyList<ScriptFile> before,
        IReadOnlyList<ScriptFile> after)
    {
        if (before is [{ RelativePath: "" } only] && after is [{ RelativePath: "" } other])
        {
            return [(only.Graph, other.Graph)];
        }

        var left = after.ToList();
        List<(ScriptGraph? Before, ScriptGraph? After)> pairs = [];
        List<ScriptFile> alone = [];
        foreach (var script in before)
        {
            Pair(script, left.Find(file => file.RelativePath.Length > 0
                && file.RelativePath.Equals(script.RelativePath, StringComparison.OrdinalIgnoreCase)), alone);
        }

        foreach (var script in alone)
        {
            Pair(script, left.Find(file => file.Graph.Script.Name.Equals(script.Graph.Script.Name, StringComparison.OrdinalIgnoreCase)),
                null);
        }

        return [.. pairs.Concat(left.Select(file => ((ScriptGraph?)null, (ScriptGraph?)file.Graph)))
            .OrderBy(pair => (pair.Item2 ?? pair.Item1)!.Script.Name, StringComparer.OrdinalIgnoreCase)];

        void Pair(ScriptFile script, ScriptFile? found, List<ScriptFile>? otherwise)
        {
            if (found is not null)
            {
                left.Remove(found);
                pairs.Add((script.Graph, found.Graph));
            }
            else if (otherwise is not null)
            {
                otherwise.Add(script);
            }
            else
            {
                pairs.Add((script.Graph, null));
            }
        }
    }
}
