using CxOne.Ivr;

namespace CxOne.Reports;

/// <summary>Writes a diagram into a page: the picture, what it shows in words, and its text.</summary>
internal static class DiagramSection
{
    /// <summary>Gives the page what draws its diagrams.</summary>
    public static void Prepare(HtmlPage page)
    {
        page.AllowsInlineStyles = true;
        page.AddScript(ReportAssets.Text("mermaid.tiny.js.br"));
        page.AddScript(ReportAssets.Text("diagrams.js"));
    }

    /// <summary>Writes the diagram of a definition, with a simulated call where one is given.</summary>
    public static void Write(HtmlContent content, IvrDefinition definition, IvrSimulationResult? simulation)
    {
        var text = IvrDiagram.ToMermaid(definition, simulation);
        content.Markup(
            $"<figure>\n<div class=\"wide diagram\" tabindex=\"0\" role=\"img\" "
                + $"aria-label=\"{ReportText.Html(Describe(definition, simulation))}\">\n"
                + $"<pre class=\"mermaid\">{ReportText.Html(text)}</pre>\n</div>\n");
        content.Element("figcaption", simulation is null
            ? $"IVR definition {definition.Id}{Named(definition)}"
            : $"IVR definition {definition.Id}{Named(definition)} with the call {string.Join(" ", simulation.Input)}");
        if (simulation is not null)
        {
            content.Markup("<ul class=\"legend\">\n").Element("li", "path of the call, with the number of each step");
            if (simulation.TimeoutEvents.Count > 0)
            {
                content.Element("li", "time-out", "timeout");
            }

            if (simulation.PathTraversal.Any(step => step.TtsRenderError || step.Status is not (IvrPathStep.Match or "TIMEOUT")))
            {
                content.Element("li", "input without a way, or a prompt that cannot be rendered", "fault");
            }

            content.Markup("</ul>\n");
        }

        content.Markup("</figure>\n");
        content.Markup("<div class=\"screen\">\n")
            .Fold("The text of this diagram (Mermaid)", new HtmlContent().Element("pre", text))
            .Markup("</div>\n");
    }

    /// <summary>Writes every node and every way of a definition as a table.</summary>
    public static void WriteNodes(HtmlContent content, IvrDefinition definition)
    {
        var rows = (definition.Nodes ?? []).Where(node => node is not null).Select(node => (IReadOnlyList<HtmlCell>)
        [
            new HtmlCell(node.NodeId, HtmlCellStyle.Code),
            node.Type,
            node.Prompt?.Text,
            string.Join(
                "; ",
                (node.Edges ?? [])
                    .Where(edge => edge is not null)
                    .Select(edge => $"{edge.Input ?? edge.InputType} → {edge.NextNodeId ?? "nowhere"}")),
        ]);
        content.Fold(
            "Its nodes and ways as a table",
            new HtmlContent().Table($"Nodes of {definition.Id}", ["Node", "Type", "Prompt", "Ways"], rows));
    }

    private static string Named(IvrDefinition definition)
        => string.IsNullOrWhiteSpace(definition.Name) ? string.Empty : $", {definition.Name}";

    private static string Describe(IvrDefinition definition, IvrSimulationResult? simulation)
    {
        var nodes =
            $"Flowchart of the IVR definition {definition.Id}{Named(definition)}: "
                + $"{ReportText.Number(definition.Nodes?.Count ?? 0, 0)} nodes, entered at {definition.EntryNodeId ?? "no node"}.";
        return simulation is null
            ? nodes
            : $"{nodes} The call passed "
                + $"{string.Join(
                    ", ",
                    simulation.Expectation.ActualPath)}.{(simulation.TimeoutEvents.Count == 0
                        ? null
                        : $" It timed out at {string.Join(", ", simulation.TimeoutEvents.Select(timeout => timeout.NodeId))}.")}";
    }
}
