using CxOne.Ivr;

namespace CxOne.Reports;

/// <summary>Writes diagrams of IVR definitions as a self-contained HTML page.</summary>
public static class IvrDiagramPage
{
    /// <summary>Writes the page.</summary>
    /// <param name="diagrams">The definitions, each with a simulated call of it or <see langword="null"/>.</param>
    /// <param name="writtenAt">The time of writing that the page shows.</param>
    /// <returns>The HTML.</returns>
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
