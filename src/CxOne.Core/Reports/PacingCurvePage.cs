using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CxOne.Reports;

/// <summary>Writes a curve as a self-contained HTML page.</summary>
public static class PacingCurvePage
{
    /// <summary>Writes the page.</summary>
    /// <param name="curve">The curve.</param>
    /// <param name="writtenAt">The time of writing that the page shows.</param>
    /// <returns>The HTML.</returns>
    public static string ToHtml(PacingCurve curve, DateTimeOffset writtenAt)
    {
        ArgumentNullException.ThrowIfNull(curve);
        var page = new HtmlPage
        {
            Title = ReportsMessages.CurveTitle,
            Subtitle = curve.Subtitle.Length == 0 ? null : curve.Subtitle,
            WrittenAt = writtenAt,
            AllowsInlineStyles = true
        };
        var content = new HtmlContent()
            .Remark(curve.Best is null ? HtmlCellStyle.Bad : HtmlCellStyle.Good, curve.Finding)
            .Facts(Facts(curve));

        // The chart library sets sizes by inline styles. The table below the chart contains the same values.
        content.Markup(
            $"<style>{ReportAssets.Text("uPlot.min.css.br")}.u-title,.u-label,.u-legend{{color:var(--ink)}}"
                + ".u-legend{min-width:0}.u-legend.u-inline .u-series{white-space:nowrap}"
                + ".u-legend td,.u-legend th{border:0;padding:2px 6px}</style>\n")
            .Markup(
                $"<figure><div id=\"curve\" role=\"img\" aria-label=\"{ReportText.Html(Description(curve))}\" "
                    + $"data-curve=\"{ReportText.Html(Data(curve))}\"></div>\n")
            .Element(
                "figcaption", ReportsMessages.CurveCaption(curve.LimitText))
            .Markup("</figure>\n");
        page.AddSection("Curve", content);
        page.AddSection("Figures", new HtmlContent().Table(
            "Results by ratio",
            ["Ratio", "Abandonment", "Upper bound (95 %)", "Utilization", "Days", "Within the limit"],
            curve.Points.Select(point => (IReadOnlyList<HtmlCell>)
            [
                Number($"{point.Ratio:0.###}"),
                Number($"{100 * point.AbandonmentRate:0.000} %"),
                Number($"{100 * point.AbandonmentUpperBound:0.000} %"),
                Number($"{100 * point.Utilization:0.00} %"),
                Number($"{point.Days}"),
                point.IsWithinLimit ? new HtmlCell("yes", HtmlCellStyle.Good) : new HtmlCell("no", HtmlCellStyle.Bad),
            ])));
        page.AddScript(ReportAssets.Text("uPlot.iife.min.js.br"));
        page.AddScript(ReportAssets.Text("pacing-curve.js"));
        return page.ToString();
    }

    private static IEnumerable<(string Name, HtmlCell Value)> Facts(PacingCurve curve)
    {
        yield return ("Highest ratio within the limit", Invariant($"{curve.Best:0.###}"));
        yield return ("Limit of the abandonment rate", curve.LimitText["limit ".Length..]);
        if (curve.Sample is not { } sample)
        {
            yield break;
        }

        yield return ("Agents", Invariant($"{sample.Agents}"));
        yield return ("Pacing", sample.Pacing.ToString());
        yield return ("Tick", Invariant($"{sample.TickSec:0.###} s"));
        yield return ("Counted hours per day", Invariant($"{sample.CountedHours:0.##}"));
        yield return ("Seed", Invariant($"{sample.Seed}"));
    }

    private static string Description(PacingCurve curve)
    {
        var (first, last) = (curve.Points[0], curve.Points[^1]);
        return ReportsMessages.CurveDescription(
            first.Ratio, first.AbandonmentRate, first.Utilization, last.Ratio, last.AbandonmentRate, last.Utilization, curve.Finding);
    }

    private static string Data(PacingCurve curve)
    {
        var top = Math.Min(curve.Points.Max(point => point.AbandonmentUpperBound), 3 * curve.Limit);
        return new JsonObject
        {
            ["ratioName"] = curve.RatioName,
            ["ratio"] = Values(point => point.Ratio),
            ["abandonment"] = Values(point => 100 * point.AbandonmentRate),
            ["upperBound"] = Values(point => 100 * point.AbandonmentUpperBound),
            ["utilization"] = Values(point => 100 * point.Utilization),
            ["limit"] = 100 * curve.Limit,
            ["best"] = curve.Best,
            // A ratio far above the limit drops half of the calls. Drawn to scale it would flatten the relevant part.
            ["top"] = 105 * Math.Max(top, 1.2 * curve.Limit),
            ["floor"] = Math.Floor(curve.Points.Min(point => point.Utilization) * 20) * 5,
        }.ToJsonString(JsonSerializerOptions.Default);

        JsonArray Values(Func<PacingCurvePoint, double> value) => [.. curve.Points.Select(point => (JsonNode)value(point))];
    }

    private static HtmlCell Number(FormattableString text) => new(Invariant(text), HtmlCellStyle.Number);

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
