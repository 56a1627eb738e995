using System.Globalization;
using System.Text;
using CxOne.Ivr;

namespace CxOne.Reports;

/// <summary>Draws IVR definitions as Mermaid flowcharts.</summary>
public static class IvrDiagram
{
    /// <summary>Writes the Mermaid text of a definition.</summary>
    /// <param name="definition">The definition.</param>
    /// <param name="simulation">A simulated call of this definition, or <see langword="null"/>. Its path is highlighted and numbered, its
    /// time-outs are red.</param>
    /// <returns>The Mermaid text.</returns>
    /// <exception cref="ArgumentException">The simulation belongs to another definition.</exception>
    public static string ToMermaid(IvrDefinition definition, IvrSimulationResult? simulation = null)
    {
        ArgumentNullException.ThrowIfNull(definition);
        if (simulation is not null && simulation.IvrDefinitionId != definition.Id)
        {
            throw new ArgumentException(
                ReportsMessages.OtherDefinition(simulation.IvrDefinitionId, definition.Id), nameof(simulation));
        }

        return Write(new DiagramGraph(definition, simulation));
    }

    private static string Write(DiagramGraph graph)
    {
        var text = new StringBuilder("flowchart TD\n");
        if (graph.Entry is not null || graph.Nodes.Count == 0)
        {
            text.Append("    entry((\"call\"))\n");
        }

        foreach (var node in graph.Nodes)
        {
            var (open, close) = Shape(node.Source?.Type);
            text.Append(
                CultureInfo.InvariantCulture,
                $"    {node.MermaidId}{open}\"{string.Join("<br/>", Lines(node).Select(line => MermaidText.Label(line)))}\"{close}\n");
        }

        // The first transition is that of the call itself. Styles refer to transitions by number.
        Dictionary<DiagramMark, List<int>> transitions = [];
        var number = 0;
        if (graph.Entry is not null)
        {
            text.Append(CultureInfo.InvariantCulture, $"    entry --> {graph.Entry.MermaidId}\n");
            Note(graph.Entry.Mark == DiagramMark.None ? DiagramMark.None : DiagramMark.Path);
        }

        foreach (var edge in graph.Edges)
        {
            var arrow = edge.InputType is null or "TIMEOUT" ? "-.->" : "-->";
            var label = EdgeLabel(edge);
            text.Append(
                CultureInfo.InvariantCulture,
                $"    {edge.From.MermaidId} {arrow}{(label is null ? null : $"|\"{label}\"|")} {edge.To.MermaidId}\n");
            Note(edge.Mark);
        }

        WriteStyles(text, graph, transitions);
        return text.ToString().TrimEnd('\n');

        void Note(DiagramMark mark)
        {
            if (!transitions.TryGetValue(mark, out var numbers))
            {
                transitions[mark] = numbers = [];
            }

            numbers.Add(number++);
        }
    }

    /// <summary>Sets each colour together with its background, so that marked nodes are readable on any page.</summary>
    private static void WriteStyles(StringBuilder text, DiagramGraph graph, Dictionary<DiagramMark, List<int>> transitions)
    {
        (DiagramMark Mark, string Name, string Node, string Transition)[] styles =
        [
            (DiagramMark.Path, "path", "fill:#dbeafe,stroke:#1d4ed8,stroke-width:3px,color:#0b1b3a", "stroke:#3b74e8,stroke-width:4px"),
            (DiagramMark.Fault, "fault", "fill:#fff1c9,stroke:#9a6700,stroke-width:3px,color:#3a2700", "stroke:#b88100,stroke-width:4px"),
            (
                DiagramMark.Timeout,
                "timeout",
                "fill:#fee2e2,stroke:#c81e1e,stroke-width:3px,color:#450a0a",
                "stroke:#e02424,stroke-width:4px"),
        ];
        foreach (var (mark, name, node, transition) in styles)
        {
            var marked = graph.Nodes.Where(candidate => candidate.Mark == mark).Select(candidate => candidate.MermaidId).ToList();
            if (marked.Count > 0)
            {
                text.Append(CultureInfo.InvariantCulture, $"    classDef {name} {node}\n    class {string.Join(',', marked)} {name}\n");
            }

            if (transitions.TryGetValue(mark, out var numbers))
            {
                text.Append(CultureInfo.InvariantCulture, $"    linkStyle {string.Join(',', numbers)} {transition}\n");
            }
        }

        var missing = graph.Nodes
            .Where(node => node.Source is null && node.Mark == DiagramMark.None)
            .Select(node => node.MermaidId)
            .ToList();
        if (missing.Count > 0)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"    classDef missing stroke-dasharray:4 4\n    class {string.Join(',', missing)} missing\n");
        }
    }

    private static IEnumerable<string> Lines(DiagramNode node)
    {
        if (node.Source is not { } source)
        {
            yield return node.NodeId.Length == 0 ? ReportsMessages.NoTarget : node.NodeId;
            if (node.NodeId.Length > 0)
            {
                yield return ReportsMessages.NotInDefinition;
            }
        }
        else
        {
            yield return source.NodeId;
            if (!string.IsNullOrWhiteSpace(source.Name) && source.Name != source.NodeId)
            {
                yield return source.Name;
            }

            var target = string.Join(
                " ", new[] { source.Type, source.QueueId, source.TransferTarget }.Where(fact => !string.IsNullOrWhiteSpace(fact)));
            var wait = source.TimeoutSeconds is { } seconds ? ReportsMessages.Waits(ReportText.Number(seconds)) : string.Empty;
            if (target.Length + wait.Length > 0)
            {
                yield return target.Length * wait.Length > 0 ? $"{target}, {wait}" : target + wait;
            }

            if (!string.IsNullOrWhiteSpace(source.Prompt?.Text))
            {
                yield return $"“{source.Prompt.Text}”";
            }
        }

        foreach (var remark in node.Remarks)
        {
            yield return remark;
        }
    }

    private static string? EdgeLabel(DiagramEdge edge)
    {
        var steps = edge.Steps.Count switch
        {
            0 => null,
            1 => $"step {edge.Steps[0].ToString(CultureInfo.InvariantCulture)}",
            _ => $"steps {string.Join(", ", edge.Steps.Select(step => step.ToString(CultureInfo.InvariantCulture)))}",
        };
        var parts = new[] { edge.Label, steps }
            .Where(part => !string.IsNullOrWhiteSpace(part))
            .Select(part => MermaidText.Label(part, 40))
            .ToList();
        return parts.Count == 0 ? null : string.Join("<br/>", parts);
    }

    private static (string Open, string Close) Shape(string? type) => type?.ToUpperInvariant() switch
    {
        "MENU" => ("{{", "}}"),
        "QUEUE" => ("[(", ")]"),
        "TRANSFER" => ("[[", "]]"),
        "HANGUP" => ("([", "])"),
        "PROMPT" => ("(", ")"),
        _ => ("[", "]"),
    };
}
