using CxOne.Ivr;

namespace CxOne.Reports;

/// <summary>The content of a report on deployments and simulated calls.</summary>
public sealed record CxReport
{
    /// <summary>Gets the heading; <see langword="null"/> to derive it from the content.</summary>
    public string? Title { get; init; }

    /// <summary>Gets the results of deployments.</summary>
    public IReadOnlyList<IvrDeploymentResult> Deployments { get; init; } = [];

    /// <summary>Gets the simulated calls that do not belong to a deployment.</summary>
    public IReadOnlyList<IvrSimulationResult> Simulations { get; init; } = [];

    /// <summary>Gets the definitions to draw. A call whose definition is missing has no diagram.</summary>
    public IReadOnlyList<IvrDefinition> Definitions { get; init; } = [];

    /// <summary>Gets the remarks on the report, one sentence each.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];

    /// <summary>Returns the ids of all definitions that deployments and calls refer to, without duplicates.</summary>
    /// <returns>The ids.</returns>
    public IReadOnlyList<string> DefinitionIds()
        => Deployments
            .SelectMany(
                deployment => deployment.IvrDefinitionId.Concat(deployment.Simulations.Select(simulation => simulation.IvrDefinitionId)))
            .Concat(Simulations.Select(simulation => simulation.IvrDefinitionId)).Distinct(StringComparer.Ordinal).ToArray();

    /// <summary>Writes the report as a self-contained HTML page.</summary>
    /// <param name="writtenAt">The time of writing that the page shows.</param>
    /// <returns>The HTML.</returns>
    public string ToHtml(DateTimeOffset writtenAt)
    {
        var definitions = Definitions
            .GroupBy(definition => definition.Id, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);
        var page = new HtmlPage { Title = Title ?? DefaultTitle(), Subtitle = Subtitle(), WrittenAt = writtenAt };
        if (Remarks.Count > 0)
        {
            var remarks = new HtmlContent();
            Remarks.ToList().ForEach(remark => remarks.Remark(HtmlCellStyle.Note, remark));
            page.AddSection("Remarks", remarks);
        }

        foreach (var deployment in Deployments)
        {
            var about = Deployments.Count == 1
                ? null
                : $": {string.Join(", ", deployment.IvrDefinitionId)} to {deployment.TargetEnvironment}";
            var content = new HtmlContent();
            DeploymentSection.Write(content, deployment);
            page.AddSection($"Deployment{about}", content);
            if (deployment.Simulations.Count > 0)
            {
                AddSimulations(page, $"Simulated calls{about}", deployment.Simulations, definitions);
            }
            else
            {
                page.AddSection($"Simulated calls{about}", new HtmlContent().Paragraph(ReportsMessages.SimulationSkipped));
            }
        }

        if (Simulations.Count > 0)
        {
            AddSimulations(page, Deployments.Count == 0 ? "Simulated calls" : "Further simulated calls", Simulations, definitions);
        }

        if (definitions.Count > 0)
        {
            AddDefinitions(page, definitions.Values);
            DiagramSection.Prepare(page);
        }

        return page.ToString();
    }

    private static void AddSimulations(
        HtmlPage page, string title, IReadOnlyList<IvrSimulationResult> simulations, Dictionary<string, IvrDefinition> definitions)
    {
        var content = new HtmlContent();
        SimulationSection.Write(content, simulations, definitions);
        page.AddSection(title, content);
    }

    private static void AddDefinitions(HtmlPage page, IEnumerable<IvrDefinition> definitions)
    {
        var content = new HtmlContent().Paragraph(ReportsMessages.DefinitionsAsRead);
        foreach (var definition in definitions)
        {
            content.Heading(3, string.IsNullOrWhiteSpace(definition.Name) ? definition.Id : $"{definition.Id}, {definition.Name}");
            if (!string.IsNullOrWhiteSpace(definition.Description))
            {
                content.Paragraph(definition.Description);
            }

            content.Facts(
                ("Version", definition.Version),
                ("Entry", new HtmlCell(definition.EntryNodeId, HtmlCellStyle.Code)),
                ("Nodes", ReportText.Number(definition.Nodes?.Count ?? 0, 0)));
            DiagramSection.Write(content, definition, null);
            DiagramSection.WriteNodes(content, definition);
        }

        page.AddSection("Definitions", content);
    }

    private string DefaultTitle() => (Deployments.Count, Simulations.Count) switch
    {
        (0, 0) => "IVR definitions",
        (0, _) => "IVR simulation",
        (1, _) => $"Deployment to {Deployments[0].TargetEnvironment}: {Deployments[0].Status}",
        _ => "Deployments",
    };

    private string? Subtitle() => DefinitionIds() is { Count: > 0 } ids ? string.Join(", ", ids) : null;
}
