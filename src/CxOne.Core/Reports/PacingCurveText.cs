using System.Globalization;
using System.Text;

namespace CxOne.Reports;

/// <summary>Draws a curve with characters, for a terminal or a text file.</summary>
public static class PacingCurveText
{
    /// <summary>The lowest width in characters.</summary>
    public const int MinimumWidth = 50;

    private const string Reset = "\e[0m";
    private const int Left = 9;
    private const int Right = 8;

    /// <summary>Draws the curve.</summary>
    /// <param name="curve">The curve.</param>
    /// <param name="width">Characters per line, at least <see cref="MinimumWidth"/>.</param>
    /// <param name="height">Lines of the plot area, at least 6.</param>
    /// <param name="isColored">Whether to use ANSI colours.</param>
    /// <param name="isAscii">Whether to use ASCII characters only.</param>
    /// <returns>The lines of the picture.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The width or the height is too low.</exception>
    public static IReadOnlyList<string> Draw(PacingCurve curve, int width, int height, bool isColored, bool isAscii)
    {
        ArgumentNullException.ThrowIfNull(curve);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, MinimumWidth);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 6);
        var ink = isAscii ? new Ink('*', '.', 'o', '-', '-', '|', '^') : new Ink('●', '•', '○', '∘', '┄', '│', '▲');
        var columns = width - Left - Right;
        var low = curve.Points[0].Ratio;
        var high = curve.Points[^1].Ratio;
        // A ratio far above the limit drops half of the calls. Drawn to scale it would flatten the relevant part.
        var top = Nice(Math.Min(curve.Points.Max(point => point.AbandonmentRate), 3 * curve.Limit), curve.Limit);
        var floor = Math.Floor(curve.Points.Min(point => point.Utilization) * 20) / 20;
        var marks = new (char Sign, int Color)[height, columns];

        Paint(Row(curve.Limit, 0, top), 0, columns, ink.Limit, 33);
        for (var column = 0; column < columns; column++)
        {
            var ratio = low + ((high - low) * column / (columns - 1));
            Dot(Row(Between(curve, ratio, point => point.Utilization), floor, 1), column, ink.UtilizationLine, 36);
            var abandonment = Between(curve, ratio, point => point.AbandonmentRate);
            if (abandonment <= top)
            {
                Dot(Row(abandonment, 0, top), column, ink.AbandonmentLine, abandonment <= curve.Limit ? 32 : 31);
            }
        }

        foreach (var point in curve.Points)
        {
            var column = (int)Math.Round((point.Ratio - low) / (high - low) * (columns - 1));
            Dot(Row(point.Utilization, floor, 1), column, ink.Utilization, 36);
            Dot(
                Row(Math.Min(point.AbandonmentRate, top), 0, top),
                column,
                point.AbandonmentRate > top ? ink.Beyond : ink.Abandonment,
                point.IsWithinLimit ? 32 : 31);
        }

        // Enough decimals to make all labels different, even for a low limit.
        var leftFormat = top >= 0.02 ? "0.0" : top >= 0.002 ? "0.00" : "0.000";
        List<string> lines = [ReportsMessages.CurveTitle, curve.Subtitle, string.Empty];
        for (var row = 0; row < height; row++)
        {
            var share = 1 - (row / (double)(height - 1));
            var isLabelled = row % 3 == 0 || row == height - 1;
            var left = isLabelled ? (100 * top * share).ToString(leftFormat, CultureInfo.InvariantCulture) + " %" : string.Empty;
            var right = isLabelled ? FormattableString.Invariant($"{100 * (floor + ((1 - floor) * share)):0.0} %") : string.Empty;
            lines.Add($"{left,Left - 2} {ink.Axis}{Line(row)}{ink.Axis}{right,Right - 1}".TrimEnd());
        }

        lines.Add(Ticks(low, high, columns));
        lines.Add(string.Empty);
        lines.Add(
            $"  {Colored($"{ink.Abandonment}", 32)} abandonment (left)   {Colored($"{ink.Utilization}", 36)} utilization "
                + $"(right)   {Colored(new string(ink.Limit, 3), 33)} {curve.LimitText}");
        if (curve.Points.Any(point => point.AbandonmentRate > top))
        {
            lines.Add(
                $"  {Colored($"{ink.Beyond}", 31)} "
                    + ReportsMessages.AbovePicture(curve.Points.Max(point => point.AbandonmentRate)));
        }

        lines.Add($"  {curve.Finding}");
        return lines.ToArray();

        int Row(double value, double from, double to)
            => (int)Math.Round((height - 1) * (1 - Math.Clamp((value - from) / (to - from), 0, 1)));

        void Dot(int row, int column, char sign, int color) => marks[row, column] = (sign, color);

        void Paint(int row, int from, int to, char sign, int color)
        {
            for (var column = from; column < to; column++)
            {
                Dot(row, column, sign, color);
            }
        }

        string Line(int row)
        {
            var text = new StringBuilder();
            var color = 0;
            for (var column = 0; column < columns; column++)
            {
                var mark = marks[row, column];
                if (isColored && mark.Color != color)
                {
                    text.Append(mark.Color == 0 ? Reset : $"\e[{mark.Color}m");
                    color = mark.Color;
                }

                text.Append(mark.Sign == default ? ' ' : mark.Sign);
            }

            return text.Append(color == 0 ? null : Reset).ToString();
        }

        string Colored(string text, int color) => isColored ? $"\e[{color}m{text}{Reset}" : text;
    }

    private static double Between(PacingCurve curve, double ratio, Func<PacingCurvePoint, double> value)
    {
        var next = curve.Points.TakeWhile(point => point.Ratio < ratio).Count();
        if (next == 0 || next == curve.Points.Count)
        {
            return value(curve.Points[next == 0 ? 0 : ^1]);
        }

        var (before, after) = (curve.Points[next - 1], curve.Points[next]);
        return value(before) + ((value(after) - value(before)) * (ratio - before.Ratio) / (after.Ratio - before.Ratio));
    }

    /// <summary>Returns a round number at or above both values.</summary>
    private static double Nice(double most, double limit)
    {
        var wanted = Math.Max(most, limit * 1.25);
        var scale = Math.Pow(10, Math.Floor(Math.Log10(wanted)));
        double[] steps = [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10];
        return Math.Min(1, scale * steps.First(step => step * scale >= wanted * (1 - 1e-9)));
    }

    private static string Ticks(double low, double high, int columns)
    {
        var count = Math.Clamp(columns / 14, 2, 8);
        var line = new StringBuilder(new string(' ', Left + columns + Right));
        for (var tick = 0; tick <= count; tick++)
        {
            var label = FormattableString.Invariant($"{low + ((high - low) * tick / count):0.00}");
            var place = Left - 1 + (int)Math.Round((columns - 1) * tick / (double)count) + 1 - (label.Length / 2);
            for (var index = 0; index < label.Length && place + index < line.Length; index++)
            {
                line[place + index] = label[index];
            }
        }

        return $"{line.ToString().TrimEnd()}  ratio";
    }

    private sealed record Ink(
        char Abandonment, char AbandonmentLine, char Utilization, char UtilizationLine, char Limit, char Axis, char Beyond);
}
