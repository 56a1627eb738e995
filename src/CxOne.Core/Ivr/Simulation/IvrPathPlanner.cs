namespace CxOne.Ivr;

/// <summary>
/// Derives test cases from a definition: each choice that a caller can make is taken at least once, by the shortest path to it.
/// </summary>
internal static class IvrPathPlanner
{
    private const int MostCases = 100;

    public static IReadOnlyList<IvrTestCase> Plan(IvrDefinition definition)
    {
        var nodes = (definition.Nodes ?? [])
            .GroupBy(node => node.NodeId, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);
        if (definition.EntryNodeId is null || !nodes.ContainsKey(definition.EntryNodeId))
        {
            return [];
        }

        Dictionary<string, string[]> shortest = new(StringComparer.Ordinal) { [definition.EntryNodeId] = [] };
        Queue<string> open = new([definition.EntryNodeId]);
        List<string[]> paths = [];
        while (open.TryDequeue(out var id))
        {
            foreach (var edge in nodes[id].Edges ?? [])
            {
                var path = edge.IsChoice ? [.. shortest[id], edge.Input!] : edge.InputType == "NEXT" ? shortest[id] : null;
                if (path is null)
                {
                    continue;
                }

                if (edge.IsChoice)
                {
                    paths.Add(path);
                }

                if (edge.NextNodeId is { } next && nodes.ContainsKey(next) && shortest.TryAdd(next, path))
                {
                    open.Enqueue(next);
                }
            }
        }

        // A path that is the beginning of another one needs no test case of its own.
        var distinct = paths.DistinctBy(path => string.Join('\n', path)).ToList();
        return [.. distinct
            .Where(path => !distinct.Any(other => other.Length > path.Length && other.AsSpan(0, path.Length).SequenceEqual(path)))
            .Take(MostCases)
            .Select(path =>
                new IvrTestCase { Name = IvrMessages.PlannedCaseName(path), IvrDefinitionId = definition.Id, Input = path })];
    }
}
