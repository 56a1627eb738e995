using CxOne.Ivr;
using CxOne.Studio.Graph;
using CxOne.Studio.Simulation;

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
        => ToHtml(diagrams, [], writtenAt);

    /// <summary>Writes the page.</summary>
    /// <param name="diagrams">The definitions, each with a simulated call of it or <see langword="null"/>.</param>
    /// <param name="scripts">The Studio scripts, each with the exits that calls took or <see langword="null"/>.</param>
    /// <param name="writtenAt">The time of writing that the page shows.</param>
    /// <returns>The HTML.</returns>
    public static string ToHtml(
        IReadOnlyList<(IvrDefinition Definition, IvrSimulationResult? Simulation)> diagrams,
        IReadOnlyList<(ScriptGraph Script, ScriptCoverage? Coverage)> scripts,
        DateTimeOffset writtenAt)
    {
        ArgumentNullException.ThrowIfNull(diagrams);
        ArgumentNullException.ThrowIfNull(scripts);
        var page = new HtmlPage { Title = Title(diagrams, scripts), WrittenAt = writtenAt };
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

        foreach (var (script, coverage) in scripts)
        {
            var content = new HtmlContent();
            DiagramSection.Write(content, script, coverage);
            page.AddSection(script.Script.Name, content);
        }

        DiagramSection.Prepare(page);
        return page.ToString();
    }

    private static string Title(
        IReadOnlyList<(IvrDefinition Definition, IvrSimulationResult? Simulation)> diagrams,
        IReadOnlyList<(ScriptGraph Script, ScriptCoverage? Coverage)> scripts)
        => (diagrams.Count, scripts.Count) switch
        {
            (1, 0) => Name(diagrams[0].Definition),
            (0, 1) => scripts[0].Script.Script.Name,
            (0, > 1) => "Studio scripts",
            _ => "IVR definitions",
        };

    private static string Name(IvrDefinition definition)
        => string.IsNullOrWhiteSpace(definition.Name) ? definition.Id : $"{definition.Name} ({definition.Id})";
}
