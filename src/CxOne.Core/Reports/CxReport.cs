using CxOne.Ivr;

namespace CxOne.Reports;

/// <summary>A report on deployments and simulated calls.</summary>
public sealed record CxReport
{
    /// <summary>The heading; made of the content where it is absent.</summary>
    public string? Title { get; init; }

    /// <summary>What became of deployments.</summary>
    public IReadOnlyList<IvrDeploymentResult> Deployments { get; init; } = [];

    /// <summary>Simulated calls that belong to none of the deployments.</summary>
    public IReadOnlyList<IvrSimulationResult> Simulations { get; init; } = [];

    /// <summary>The definitions to draw. A call whose definition is not among them has no diagram.</summary>
    public IReadOnlyList<IvrDefinition> Definitions { get; init; } = [];

    /// <summary>What the reader must know, each a sentence.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];

    /// <summary>The definitions that the content names, each once.</summary>
    public IReadOnlyList<string> DefinitionIds()
        => Deployments
            .SelectMany(
                deployment => deployment.IvrDefinitionId.Concat(deployment.Simulations.Select(simulation => simulation.IvrDefinitionId)))
            .Concat(Simulations.Select(simulation => simulation.IvrDefinitionId)).Distinct(StringComparer.Ordinal).ToArray();

    /// <summary>The report as a page in one file, which loads nothing.</summary>
    /// <param name="writtenAt">The time that the page names as its own.</param>
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
            page.AddSection("To be noted", remarks);
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
                AddSimulations(page, $"What was simulated{about}", deployment.Simulations, definitions);
            }
            else
            {
                page.AddSection(
                    $"What was simulated{about}", new HtmlContent().Paragraph("Nothing: the deployment skipped its simulation."));
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
        var content = new HtmlContent().Paragraph("As they stood at the tenant when this page was written.");
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
