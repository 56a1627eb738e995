using CxOne.Ivr;

namespace CxOne.Reports;

/// <summary>
/// The nodes and ways of a definition, and what a simulated call did to them. Definitions with flaws (ids that occur twice, ways that
/// lead nowhere, no entry) are drawn with them.
/// </summary>
internal sealed class DiagramGraph
{
    private readonly Dictionary<string, DiagramNode> _byId = new(StringComparer.Ordinal);
    private readonly HashSet<string> _mermaidIds = new(StringComparer.Ordinal);

    public DiagramGraph(IvrDefinition definition, IvrSimulationResult? simulation)
    {
        var sources = (definition.Nodes ?? [])
            .Where(node => node is not null)
            .DistinctBy(node => node.NodeId, StringComparer.Ordinal)
            .ToList();
        sources.ForEach(source => AddNode(source.NodeId, source));
        Entry = string.IsNullOrEmpty(definition.EntryNodeId) ? null : Node(definition.EntryNodeId);
        foreach (var source in sources)
        {
            foreach (var edge in (source.Edges ?? []).Where(edge => edge is not null))
            {
                var label = edge switch
                {
                    { InputType: "TIMEOUT" } => source.TimeoutSeconds is { } wait ? $"time-out {ReportText.Number(wait)} s" : "time-out",
                    { InputType: "VOICE", Input.Length: > 0 } => $"“{edge.Input}”",
                    { InputType: "NEXT" } => null,
                    _ => string.IsNullOrEmpty(edge.Input) ? edge.InputType : edge.Input,
                };
                Edges.Add(new DiagramEdge(
                    Node(source.NodeId),
                    string.IsNullOrEmpty(edge.NextNodeId) ? Nowhere : Node(edge.NextNodeId),
                    label,
                    edge.InputType,
                    edge.Input));
            }
        }

        if (simulation is not null)
        {
            Walk(simulation);
        }
    }

    /// <summary>Where a call enters.</summary>
    public DiagramNode? Entry { get; }

    /// <summary>All nodes, those of the definition first.</summary>
    public List<DiagramNode> Nodes { get; } = [];

    /// <summary>All ways, those of the definition first.</summary>
    public List<DiagramEdge> Edges { get; } = [];

    /// <summary>Where the call was when the input ended.</summary>
    public DiagramNode? Last { get; private set; }

    private DiagramNode Nowhere => Node(string.Empty);

    private DiagramNode Node(string id) => _byId.TryGetValue(id, out var known) ? known : AddNode(id, null);

    private DiagramNode AddNode(string id, IvrNode? source)
    {
        var mermaidId = MermaidText.Id(id);
        for (var number = 2; !_mermaidIds.Add(mermaidId); number++)
        {
            mermaidId = FormattableString.Invariant($"{MermaidText.Id(id)}_{number}");
        }

        var node = new DiagramNode(id, mermaidId, source);
        _byId.Add(id, node);
        Nodes.Add(node);
        return node;
    }

    private void Walk(IvrSimulationResult simulation)
    {
        var at = Entry;
        var steps = simulation.PathTraversal;
        for (var index = 0; index < steps.Count; index++)
        {
            var step = steps[index];
            var node = Node(step.NodeId);
            Follow(at, node);
            node.Add(DiagramMark.Path);
            if (step.TtsRenderError)
            {
                node.Add(DiagramMark.Fault);
                Remark(node, "prompt cannot be rendered");
            }

            at = Take(node, step, index + 1);
        }

        if (steps.Count == 0)
        {
            at?.Add(DiagramMark.Path);
        }

        foreach (var timeout in simulation.TimeoutEvents)
        {
            var node = Node(timeout.NodeId);
            node.Add(DiagramMark.Timeout);
            Remark(node, $"timed out at {ReportText.Number(timeout.TriggeredAtSec)} s");
        }

        Last = at;
    }

    private DiagramNode Take(DiagramNode node, IvrPathStep step, int number)
    {
        var mark = step.Status switch
        {
            IvrPathStep.Match => DiagramMark.Path,
            "TIMEOUT" => DiagramMark.Timeout,
            _ => DiagramMark.Fault,
        };
        node.Add(mark);
        if (step.NextNodeId is null)
        {
            var what = mark == DiagramMark.Timeout ? "time-out" : $"no way for {step.Input}";
            Remark(node, FormattableString.Invariant($"step {number}: {what}, stays"));
            return node;
        }

        var next = Node(step.NextNodeId);
        var edge = Find(node, next, step, mark);
        if (edge is null)
        {
            edge = new DiagramEdge(node, next, step.Input, null, step.Input);
            Edges.Add(edge);
        }

        edge.Add(mark, number);
        Follow(edge.To, next);
        next.Add(DiagramMark.Path);
        return next;
    }

    /// <summary>The way that a step took: the one for its input that leads where the call came out.</summary>
    private DiagramEdge? Find(DiagramNode from, DiagramNode to, IvrPathStep step, DiagramMark mark)
    {
        var ways = Edges.Where(edge => edge.From == from).ToList();
        return ways.FirstOrDefault(edge => IsTakenBy(edge, step, mark) && NextWays(edge.To, to) is not null)
            ?? ways.FirstOrDefault(edge => edge.To == to && edge.IsTimeout == (mark == DiagramMark.Timeout));
    }

    private static bool IsTakenBy(DiagramEdge edge, IvrPathStep step, DiagramMark mark) => mark == DiagramMark.Timeout
        ? edge.IsTimeout
        : edge.InputType is "DTMF" or "VOICE" && string.Equals(edge.Input, step.Input, StringComparison.OrdinalIgnoreCase);

    private void Follow(DiagramNode? from, DiagramNode to)
    {
        if (from is null || NextWays(from, to) is not { } ways)
        {
            return;
        }

        from.Add(DiagramMark.Path);
        foreach (var way in ways)
        {
            way.Add(DiagramMark.Path, null);
            way.To.Add(DiagramMark.Path);
        }
    }

    /// <summary>The shortest chain of ways without input; empty where there is nothing to go, nothing where there is none.</summary>
    private List<DiagramEdge>? NextWays(DiagramNode from, DiagramNode to)
    {
        Dictionary<DiagramNode, List<DiagramEdge>> found = new(ReferenceEqualityComparer.Instance) { [from] = [] };
        Queue<DiagramNode> open = new([from]);
        while (open.TryDequeue(out var node))
        {
            if (ReferenceEquals(node, to))
            {
                return found[node];
            }

            foreach (var edge in Edges.Where(edge => ReferenceEquals(edge.From, node) && edge.IsNext))
            {
                if (found.TryAdd(edge.To, [.. found[node], edge]))
                {
                    open.Enqueue(edge.To);
                }
            }
        }

        return null;
    }

    private static void Remark(DiagramNode node, string remark)
    {
        if (!node.Remarks.Contains(remark))
        {
            node.Remarks.Add(remark);
        }
    }
}
