using CxOne.Ivr;

namespace CxOne.Reports;

/// <summary>Diagrams as a page in one file, which loads nothing.</summary>
public static class IvrDiagramPage
{
    /// <summary>The page.</summary>
    /// <param name="diagrams">A definition each, with a simulated call of it where there is one.</param>
    /// <param name="writtenAt">The time that the page names as its own.</param>
    public static string ToHtml(
        IReadOnlyList<(IvrDefinition Definition, IvrSimulationResult? Simulation)> diagrams, DateTimeOffset writtenAt)
    {
        ArgumentNullException.ThrowIfNull(diagrams);
        var page = new HtmlPage { Title = diagrams.Count == 1 ? Name(diagrams[0].Definition) : "IVR definitions", WrittenAt = writtenAt };
        foreach (var (definition, simulation) in diagrams)
        {
            var content = new HtmlContent();
            if (!string.IsNullOrWhiteSpace(definition.Description))
            {
                content.Paragraph(definition.Description);
            }

            if (simulation is not null)
            {
                SimulationSection.WriteCall(content, simulation);
            }

            DiagramSection.Write(content, definition, simulation);
            DiagramSection.WriteNodes(content, definition);
            page.AddSection(
                simulation is null ? Name(definition) : $"{Name(definition)}: {simulation.Name ?? string.Join(" ", simulation.Input)}",
                content);
        }

        DiagramSection.Prepare(page);
        return page.ToString();
    }

    private static string Name(IvrDefinition definition)
        => string.IsNullOrWhiteSpace(definition.Name) ? definition.Id : $"{definition.Name} ({definition.Id})";
}
