using System.Globalization;
using System.Text;

namespace CxOne.Tests.Skills;

/// <summary>Draws a year of nights as SVG: rate of 30 days with its limit, ratio, and answer rate, one panel each.</summary>
internal static class NightsPicture
{
    private const int Width = 900;
    private const int Left = 60;
    private const int PanelHeight = 130;
    private const int Gap = 40;

    public static string Draw(IReadOnlyList<Night> nights, double limit)
    {
        var svg = new StringBuilder();
        var height = (3 * (PanelHeight + Gap)) + 20;
        Line(svg, $"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Width} {height}" font-family="sans-serif" font-size="12">""");
        Line(svg, $"""<rect width="{Width}" height="{height}" fill="#fff"/>""");
        Panel(svg, 0, "Abandonment rate of 30 days (dashed: limit)", [.. nights.Select(night => 100 * night.Rate)], 0, 4, "%", 100 * limit);
        Panel(svg, 1, "Maximum ratio after each night", [.. nights.Select(night => night.Ratio)], 1, 4, string.Empty, null);
        Panel(svg, 2, "Answer rate of 14 days", [.. nights.Select(night => 100 * night.AnswerRate)], 20, 50, "%", null);
        Line(svg, $"</svg>");
        return svg.ToString();
    }

    private static void Panel(
        StringBuilder svg, int index, string title, double[] values, double low, double high, string unit, double? mark)
    {
        var top = 30 + (index * (PanelHeight + Gap));
        double Y(double value) => top + (PanelHeight * (high - value) / (high - low));
        double X(int day) => Left + ((Width - Left - 20.0) * day / (values.Length - 1));
        Line(svg, $"""<text x="{Left}" y="{top - 8}" fill="#222">{title}</text>""");
        foreach (var tick in (double[])[low, (low + high) / 2, high])
        {
            Line(svg, $"""<line x1="{Left}" x2="{Width - 20}" y1="{Y(tick):0.0}" y2="{Y(tick):0.0}" stroke="#ddd"/>""");
            Line(svg, $"""<text x="{Left - 6}" y="{Y(tick) + 4:0.0}" text-anchor="end" fill="#555">{tick:0.##}{unit}</text>""");
        }

        if (mark is { } value)
        {
            Line(
                svg,
                $"""<line x1="{Left}" x2="{Width - 20}" y1="{Y(value):0.0}" y2="{Y(value):0.0}" stroke="#b00" stroke-dasharray="5 4"/>""");
        }

        var points = string.Join(' ', values.Select((entry, day) => Invariant($"{X(day):0.0},{Y(entry):0.0}")));
        Line(svg, $"""<polyline points="{points}" fill="none" stroke="#06c" stroke-width="1.5"/>""");
    }

    private static void Line(StringBuilder svg, FormattableString text) => svg.Append(Invariant(text)).Append('\n');

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
