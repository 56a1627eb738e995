using System.Globalization;
using System.Text;
using CxOne.Ivr;

namespace CxOne.Reports;

/// <summary>Writes the outcome of a deployment into a page.</summary>
internal static class DeploymentSection
{
    /// <summary>Writes the outcome, the states over time and the metrics.</summary>
    public static void Write(HtmlContent content, IvrDeploymentResult result)
    {
        content.Remark(Style(result.Status), $"{result.Status}: {Meaning(result)}");
        if (!string.IsNullOrEmpty(result.FailureReason))
        {
            content.Paragraph(ReportsMessages.FailureReason(result.FailureReason));
        }

        foreach (var warning in result.Warnings)
        {
            content.Remark(HtmlCellStyle.Note, warning);
        }

        content.Facts(
            ("Definitions", new HtmlCell(string.Join(", ", result.IvrDefinitionId), HtmlCellStyle.Code)),
            ("Environment", result.TargetEnvironment),
            ("Job", new HtmlCell(result.JobId, HtmlCellStyle.Code)),
            ("Submissions", ReportText.Number(result.Attempts, 0)),
            ("Dry run", result.IsDryRun ? "yes, nothing was deployed" : "no"),
            ("Roll-back", result.RollbackTriggered ? "requested" : "no"),
            ("From submission to end", result.LatencyMs is { } latency ? ReportText.Duration(latency) : null),
            ("Local audit record", new HtmlCell(result.AuditId, HtmlCellStyle.Code)),
            ("Audit record at the tenant", new HtmlCell(result.AuditLogId, HtmlCellStyle.Code)));
        WriteStates(content, result.StateHistory);
        WriteMetrics(content, result.Metrics);
    }

    private static void WriteStates(HtmlContent content, IReadOnlyList<IvrStateChange> states)
    {
        content.Heading(3, "States over time");
        if (states.Count == 0)
        {
            content.Paragraph(ReportsMessages.NoStates);
            return;
        }

        var start = states[0].SeenAt;
        if (states[^1].SeenAt > start)
        {
            content.Picture(
                Bar(states),
                ReportsMessages.StateBar(
                    ReportText.Duration((states[^1].SeenAt - start).TotalMilliseconds),
                    string.Join(", ", states.Select((state, index) => index == states.Count - 1
                        ? state.Status
                        : ReportsMessages.StateFor(state.Status, Duration(states, index))))),
                ReportsMessages.StateBarCaption);
        }

        content.Table(
            "States of the job",
            ["State", "First seen (UTC)", "After start", "Duration", "Job"],
            states.Select((state, index) => (IReadOnlyList<HtmlCell>)
            [
                new HtmlCell(state.Status, Style(state.Status)),
                new HtmlCell(ReportText.Time(state.SeenAt), HtmlCellStyle.Code),
                new HtmlCell(ReportText.Duration((state.SeenAt - start).TotalMilliseconds), HtmlCellStyle.Number),
                new HtmlCell(Duration(states, index), HtmlCellStyle.Number),
                new HtmlCell(state.JobId, HtmlCellStyle.Code),
            ]));
    }

    private static void WriteMetrics(HtmlContent content, IvrDeploymentMetric? metrics)
    {
        content.Heading(3, "Metrics of the tenant");
        if (metrics is null)
        {
            content.Paragraph(ReportsMessages.NoMetrics);
            return;
        }

        content.Facts(
            ("From submission to end", metrics.DeploymentLatencyMs is { } latency ? ReportText.Duration(latency) : null),
            ("Validations that passed", metrics.ValidationSuccessRate is { } rate ? ReportText.Share(rate) : null),
            ("Voice units used of the quota", metrics.TtsResourceUtilization is { } used ? ReportText.Share(used) : null),
            ("Roll-backs", metrics.RollbackCount is { } count ? ReportText.Number(count, 0) : null),
            ("Export job", new HtmlCell(metrics.ExportJobId, HtmlCellStyle.Code)));
    }

    private static string Bar(IReadOnlyList<IvrStateChange> states)
    {
        // The rest of the width marks the last state, which has no end.
        const double Width = 980;
        var start = states[0].SeenAt;
        var all = (states[^1].SeenAt - start).TotalMilliseconds;
        var bar = new StringBuilder("<svg class=\"bar\" viewBox=\"0 0 1000 20\" preserveAspectRatio=\"none\" aria-hidden=\"true\">");
        for (var index = 0; index < states.Count; index++)
        {
            var from = (states[index].SeenAt - start).TotalMilliseconds / all * Width;
            var to = index == states.Count - 1 ? 1000 : (states[index + 1].SeenAt - start).TotalMilliseconds / all * Width;
            var css = states[index].Status is IvrDeploymentStatus.Queued or IvrDeploymentStatus.Validating or IvrDeploymentStatus.Deploying
                ? "plain"
                : Style(states[index].Status) switch { HtmlCellStyle.Good => "good", HtmlCellStyle.Bad => "bad", _ => "note" };
            bar.Append(
                CultureInfo.InvariantCulture,
                $"<rect class=\"{css}\" x=\"{ReportText.Number(from, 2)}\" y=\"0\" "
                    + $"width=\"{ReportText.Number(Math.Max(0, to - from), 2)}\" "
                    + $"height=\"20\"><title>{ReportText.Html(states[index].Status)}</title></rect>");
        }

        return bar.Append("</svg>").ToString();
    }

    private static string Duration(IReadOnlyList<IvrStateChange> states, int index)
        => index == states.Count - 1 ? "–" : ReportText.Duration((states[index + 1].SeenAt - states[index].SeenAt).TotalMilliseconds);

    private static HtmlCellStyle Style(string status) => status switch
    {
        IvrDeploymentStatus.Completed => HtmlCellStyle.Good,
        IvrDeploymentStatus.Failed or IvrDeploymentStatus.RolledBack or IvrDeploymentStatus.Rejected or IvrDeploymentStatus.NotSubmitted =>
            HtmlCellStyle.Bad,
        _ => HtmlCellStyle.Note,
    };

    private static string Meaning(IvrDeploymentResult result) => result.Status switch
    {
        IvrDeploymentStatus.Completed => result.IsDryRun ? ReportsMessages.DryRunPassed : ReportsMessages.DefinitionsLive,
        IvrDeploymentStatus.Failed => ReportsMessages.DeploymentFailed,
        IvrDeploymentStatus.RolledBack => ReportsMessages.PreviousVersionLive,
        IvrDeploymentStatus.NotSubmitted => ReportsMessages.NothingSubmitted,
        IvrDeploymentStatus.Rejected => ReportsMessages.DeploymentRefused,
        _ => ReportsMessages.NotAwaited,
    };
}
