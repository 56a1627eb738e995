using CxOne.Ivr;

namespace CxOne.Reports;

/// <summary>Writes simulated calls into a page.</summary>
internal static class SimulationSection
{
    /// <summary>Writes a table of all calls, then each call with its steps and its diagram.</summary>
    public static void Write(
        HtmlContent content, IReadOnlyList<IvrSimulationResult> simulations, IReadOnlyDictionary<string, IvrDefinition> definitions)
    {
        content.Table(
            "Simulated calls",
            ["Call", "Definition", "Verdict", "Steps", "Time-outs", "Voice units"],
            simulations.Select((simulation, index) => (IReadOnlyList<HtmlCell>)
            [
                Title(simulation, index + 1),
                new HtmlCell(simulation.IvrDefinitionId, HtmlCellStyle.Code),
                Verdict(simulation),
                new HtmlCell(ReportText.Number(simulation.TotalSteps, 0), HtmlCellStyle.Number),
                new HtmlCell(ReportText.Number(simulation.TimeoutEvents.Count, 0), HtmlCellStyle.Number),
                new HtmlCell(ReportText.Number(simulation.VoiceUnits, 2), HtmlCellStyle.Number),
            ]));
        for (var index = 0; index < simulations.Count; index++)
        {
            var simulation = simulations[index];
            content.Heading(3, Title(simulation, index + 1));
            WriteCall(content, simulation);
            if (definitions.TryGetValue(simulation.IvrDefinitionId, out var definition))
            {
                DiagramSection.Write(content, definition, simulation);
            }
        }
    }

    /// <summary>Writes the expectations, the steps and the time-outs of one call.</summary>
    public static void WriteCall(HtmlContent content, IvrSimulationResult simulation)
    {
        content.Remark(Verdict(simulation).Style, simulation.IsValid ? ReportsMessages.CallValid : ReportsMessages.CallInvalid);
        content.List(simulation.Expectation.Failures);
        var expectation = simulation.Expectation;
        content.Facts(
            ("Input", new HtmlCell(string.Join(" ", simulation.Input), HtmlCellStyle.Code)),
            ("Path", new HtmlCell(string.Join(" > ", expectation.ActualPath), HtmlCellStyle.Code)),
            ("Expected path", new HtmlCell(expectation.ExpectPath is { } path ? string.Join(" > ", path) : null, HtmlCellStyle.Code)),
            ("Expected end", new HtmlCell(expectation.ExpectEnd, HtmlCellStyle.Code)),
            (
                "May time out",
                expectation.AllowTimeout is null
                    ? null
                    : expectation.AllowTimeout.Contains("*") ? "any node" : string.Join(", ", expectation.AllowTimeout)),
            ("Simulation id", new HtmlCell(simulation.SimulationId, HtmlCellStyle.Code)));
        content.Table(
            "Steps",
            ["Step", "Node", "Input", "Result", "Next node"],
            simulation.PathTraversal.Select((step, index) => (IReadOnlyList<HtmlCell>)
            [
                ReportText.Number(index + 1, 0),
                new HtmlCell(step.NodeId, HtmlCellStyle.Code),
                new HtmlCell(step.Input, HtmlCellStyle.Code),
                Result(step, expectation),
                new HtmlCell(step.NextNodeId ?? "(stays)", step.NextNodeId is null ? HtmlCellStyle.Text : HtmlCellStyle.Code),
            ]));
        if (simulation.TimeoutEvents.Count > 0)
        {
            content.Table(
                "Time-outs",
                ["Node", "Seconds into the call", "Waited (s)"],
                simulation.TimeoutEvents.Select(timeout => (IReadOnlyList<HtmlCell>)
                [
                    new HtmlCell(timeout.NodeId, HtmlCellStyle.Code),
                    new HtmlCell(ReportText.Number(timeout.TriggeredAtSec), HtmlCellStyle.Number),
                    new HtmlCell(ReportText.Number(timeout.ExpectedWaitSec), HtmlCellStyle.Number),
                ]));
        }
    }

    private static string Title(IvrSimulationResult simulation, int number)
        => $"Call {ReportText.Number(number, 0)}: {simulation.Name ?? string.Join(" ", simulation.Input)}";

    private static HtmlCell Verdict(IvrSimulationResult simulation)
        => simulation.IsValid ? new("valid", HtmlCellStyle.Good) : new("not valid", HtmlCellStyle.Bad);

    private static HtmlCell Result(IvrPathStep step, IvrExpectation expectation)
    {
        var text = step.TtsRenderError ? $"{step.Status}, {ReportsMessages.NotRendered}" : step.Status;
        return new HtmlCell(text, step.Status switch
        {
            IvrPathStep.Match => step.TtsRenderError ? HtmlCellStyle.Note : HtmlCellStyle.Good,
            "TIMEOUT" when expectation.AllowTimeout?.Any(node => node == "*" || node == step.NodeId) == true => HtmlCellStyle.Note,
            _ => HtmlCellStyle.Bad,
        });
    }
}
