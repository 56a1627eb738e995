using CxOne.Ivr;

namespace CxOne.Reports;

/// <summary>
/// The nodes and transitions of a definition, marked with the path of a simulated call. Invalid definitions (duplicate ids, transitions
/// without a target, no entry) are drawn as they are.
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

    /// <summary>The node at which a call enters.</summary>
    public DiagramNode? Entry { get; }

    /// <summary>All nodes, those of the definition first.</summary>
    public List<DiagramNode> Nodes { get; } = [];

    /// <summary>All transitions, those of the definition first.</summary>
    public List<DiagramEdge> Edges { get; } = [];

    /// <summary>The node of the call at the end of its input.</summary>
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
                Remark(node, ReportsMessages.NotRendered);
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
            Remark(node, ReportsMessages.TimedOutAt(ReportText.Number(timeout.TriggeredAtSec)));
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
            Remark(
                node,
                mark == DiagramMark.Timeout
                    ? ReportsMessages.TimeoutStays(number)
                    : ReportsMessages.NoTransition(number, step.Input ?? string.Empty));
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

    /// <summary>Finds the transition of a step: the one for its input that leads to the next node of the call.</summary>
    private DiagramEdge? Find(DiagramNode from, DiagramNode to, IvrPathStep step, DiagramMark mark)
    {
        var edges = Edges.Where(edge => edge.From == from).ToList();
        return edges.FirstOrDefault(edge => IsTakenBy(edge, step, mark) && NextEdges(edge.To, to) is not null)
            ?? edges.FirstOrDefault(edge => edge.To == to && edge.IsTimeout == (mark == DiagramMark.Timeout));
    }

    private static bool IsTakenBy(DiagramEdge edge, IvrPathStep step, DiagramMark mark) => mark == DiagramMark.Timeout
        ? edge.IsTimeout
        : edge.InputType is "DTMF" or "VOICE" && string.Equals(edge.Input, step.Input, StringComparison.OrdinalIgnoreCase);

    private void Follow(DiagramNode? from, DiagramNode to)
    {
        if (from is null || NextEdges(from, to) is not { } edges)
        {
            return;
        }

        from.Add(DiagramMark.Path);
        foreach (var edge in edges)
        {
            edge.Add(DiagramMark.Path, null);
            edge.To.Add(DiagramMark.Path);
        }
    }

    /// <summary>
    /// Finds the shortest chain of transitions without input: empty if both nodes are the same, <see langword="null"/> if there is no
    /// chain.
    /// </summary>
    private List<DiagramEdge>? NextEdges(DiagramNode from, DiagramNode to)
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
