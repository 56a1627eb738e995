using CxOne.Ivr;
using CxOne.Studio.Graph;
using CxOne.Studio.Simulation;

namespace CxOne.Reports;

/// <summary>Writes a diagram into a page: the picture, its description and its Mermaid text.</summary>
internal static class DiagramSection
{
    /// <summary>Adds the scripts that draw diagrams to a page.</summary>
    public static void Prepare(HtmlPage page)
    {
        page.AllowsInlineStyles = true;
        page.AddScript(ReportAssets.Text("mermaid.tiny.js.br"));
        page.AddScript(ReportAssets.Text("diagrams.js"));
    }

    /// <summary>Writes the diagram of a definition, optionally with a simulated call.</summary>
    public static void Write(HtmlContent content, IvrDefinition definition, IvrSimulationResult? simulation)
    {
        var text = IvrDiagram.ToMermaid(definition, simulation);
        content.Markup(
            $"<figure>\n<div class=\"wide diagram\" tabindex=\"0\" role=\"img\" "
                + $"aria-label=\"{ReportText.Html(Describe(definition, simulation))}\">\n"
                + $"<pre class=\"mermaid\">{ReportText.Html(text)}</pre>\n</div>\n");
        content.Element(
            "figcaption",
            ReportsMessages.DiagramCaption(Title(definition), simulation is null ? null : string.Join(" ", simulation.Input)));
        if (simulation is not null)
        {
            content.Markup("<ul class=\"legend\">\n").Element("li", ReportsMessages.LegendPath);
            if (simulation.TimeoutEvents.Count > 0)
            {
                content.Element("li", ReportsMessages.LegendTimeout, "timeout");
            }

            if (simulation.PathTraversal.Any(step => step.TtsRenderError || step.Status is not (IvrPathStep.Match or "TIMEOUT")))
            {
                content.Element("li", ReportsMessages.LegendFault, "fault");
            }

            content.Markup("</ul>\n");
        }

        content.Markup("</figure>\n");
        content.Markup("<div class=\"screen\">\n")
            .Fold("The text of this diagram (Mermaid)", new HtmlContent().Element("pre", text))
            .Markup("</div>\n");
    }

    /// <summary>Writes the diagram of a Studio script, optionally with the exits that calls took.</summary>
    public static void Write(HtmlContent content, ScriptGraph script, ScriptCoverage? coverage)
    {
        var text = ScriptDiagram.ToMermaid(script, coverage);
        var description = ReportsMessages.ScriptDescription(script.Script.Name, script.Nodes.Count);
        content.Markup(
            $"<figure>\n<div class=\"wide diagram\" tabindex=\"0\" role=\"img\" aria-label=\"{ReportText.Html(description)}\">\n"
                + $"<pre class=\"mermaid\">{ReportText.Html(text)}</pre>\n</div>\n");
        content.Element("figcaption", coverage is null ? description : ReportsMessages.CoverageCaption(coverage.ToString()));
        content.Markup("</figure>\n<div class=\"screen\">\n")
            .Fold("The text of this diagram (Mermaid)", new HtmlContent().Element("pre", text))
            .Markup("</div>\n");
    }

    /// <summary>Writes all nodes and transitions of a definition as a table.</summary>
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
            "Nodes and transitions as a table",
            new HtmlContent().Table($"Nodes of {definition.Id}", ["Node", "Type", "Prompt", "Transitions"], rows));
    }

    private static string Title(IvrDefinition definition)
        => string.IsNullOrWhiteSpace(definition.Name) ? definition.Id : $"{definition.Id}, {definition.Name}";

    private static string Describe(IvrDefinition definition, IvrSimulationResult? simulation)
    {
        var flowchart = ReportsMessages.DiagramDescription(Title(definition), definition.Nodes?.Count ?? 0, definition.EntryNodeId);
        if (simulation is null)
        {
            return flowchart;
        }

        var timeouts = simulation.TimeoutEvents.Count == 0
            ? null
            : string.Join(", ", simulation.TimeoutEvents.Select(timeout => timeout.NodeId));
        return $"{flowchart} {ReportsMessages.PathDescription(string.Join(", ", simulation.Expectation.ActualPath), timeouts)}";
    }
}
