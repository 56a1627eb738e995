using System.Text.RegularExpressions;
using CxOne.Errors;
using CxOne.Pacing;
using CxOne.Reports;
using CxOne.Tests.Support;

namespace CxOne.Tests.Reports;

public sealed partial class PacingCurveTests
{
    private static readonly DialerSimulationRequest Small = new() { Agents = 20, AnswerRate = 0.38, Days = 20, LimitSource = "UsTsr" };
    private static readonly IReadOnlyList<DialerSimulationResult> Results = DialerSimulation.Sweep(Small, [1.0, 1.1, 1.2, 1.3, 2.0]);

    [Theory]
    [InlineData(50, 6)]
    [InlineData(80, 16)]
    [InlineData(200, 40)]
    public void The_picture_has_the_requested_width_and_height(int width, int height)
    {
        var lines = PacingCurveText.Draw(PacingCurve.From(Results), width, height, isColored: false, isAscii: false);

        Assert.Equal(height, lines.Count(line => line.Contains('│', StringComparison.Ordinal)));
        Assert.All(lines, line => Assert.True(line.Length <= Math.Max(width, 88), line));
        Assert.All(lines.Where(line => line.Contains('│', StringComparison.Ordinal)), line => Assert.True(line.Length <= width, line));
    }

    [Fact]
    public void Every_point_is_drawn_at_its_coordinates()
    {
        const int Width = 97;
        const int Height = 41;
        var curve = PacingCurve.From(Results);
        var lines = PacingCurveText.Draw(curve, Width, Height, isColored: false, isAscii: false)
            .Where(line => line.Contains('│', StringComparison.Ordinal))
            .ToList();
        var top = double.Parse(lines[0].Split('%')[0], System.Globalization.CultureInfo.InvariantCulture) / 100;
        var floor = double.Parse(
            lines[^1].Split('│')[2].Replace("%", string.Empty, StringComparison.Ordinal),
            System.Globalization.CultureInfo.InvariantCulture) / 100;
        var plot = lines.ConvertAll(line => line.Split('│')[1]);

        foreach (var result in Results)
        {
            var column = (int)Math.Round((result.Ratio - 1.0) / 1.0 * (plot[0].Length - 1));
            var row = (int)Math.Round((Height - 1) * (1 - ((result.Utilization - floor) / (1 - floor))));
            Assert.True(plot[row][column] is '○' or '●' or '▲', $"ratio {result.Ratio}: '{plot[row][column]}'");
            if (result.AbandonmentRate <= top)
            {
                Assert.Equal('●', plot[(int)Math.Round((Height - 1) * (1 - (result.AbandonmentRate / top)))][column]);
            }
            else
            {
                Assert.Equal('▲', plot[0][column]);
            }
        }

        Assert.Contains('┄', plot[(int)Math.Round((Height - 1) * (1 - (0.03 / top)))]);
    }

    [Fact]
    public void Plain_text_has_no_escape_sequences_and_colours_add_only_those()
    {
        var curve = PacingCurve.From(Results);
        var plain = PacingCurveText.Draw(curve, 80, 16, isColored: false, isAscii: false);
        var colored = PacingCurveText.Draw(curve, 80, 16, isColored: true, isAscii: false);

        Assert.DoesNotContain(plain, line => line.Contains('\e', StringComparison.Ordinal));
        Assert.Contains(colored, line => line.Contains("\e[31m", StringComparison.Ordinal));
        Assert.Equal(plain, colored.Select(line => Escapes().Replace(line, string.Empty)));
        Assert.All(
            PacingCurveText.Draw(curve, 80, 16, isColored: false, isAscii: true),
            line => Assert.DoesNotContain(line, character => character > 126));
    }

    [Fact]
    public void The_curve_of_a_search_shows_its_candidates_and_its_result()
    {
        var found = DialerSimulation.FindRatio(Small);
        var text = string.Join('\n', PacingCurveText.Draw(PacingCurve.From([found]), 80, 16, isColored: false, isAscii: false));

        Assert.Contains(FormattableString.Invariant($"within the limit: {found.Ratio:0.###}."), text, StringComparison.Ordinal);
        Assert.Contains("limit 3 % (UsTsr)", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_ratio_within_the_limit_above_one_that_exceeds_it_is_ignored()
    {
        var odd = Results[0] with { Ratio = 3, AbandonmentRate = 0, AbandonmentUpperBound = 0.001 };

        Assert.DoesNotContain(
            "limit: 3.",
            PacingCurveText.Draw(PacingCurve.From([.. Results, odd]), 80, 16, isColored: false, isAscii: false)[^1],
            StringComparison.Ordinal);
    }

    [Fact]
    public void Results_without_two_ratios_or_with_different_limits_are_refused()
    {
        Assert.Equal([ReportsMessages.ResultsRequired()], Assert.Throws<CxValidationException>(() => PacingCurve.From([])).Violations);
        Assert.Equal(
            [ReportsMessages.TwoRatiosRequired()], Assert.Throws<CxValidationException>(() => PacingCurve.From([Results[0]])).Violations);
        var mixed = Assert.Throws<CxValidationException>(
            () => PacingCurve.From([Results[0], Results[1] with { Agents = 21, MaxAbandonmentRate = 0.01 }]));
        Assert.Equal(
            [ReportsMessages.DifferentInputs("number of agents", "20, 21"), ReportsMessages.DifferentInputs("limit", "0.03, 0.01")],
            mixed.Violations);
    }

    public static TheoryData<string, DialerSimulationRequest> OtherCampaigns => new()
    {
        { ReportsMessages.DifferentInputs("number of agents", "20, 21"), Small with { Agents = 21 } },
        { ReportsMessages.DifferentInputs("pacing rule", "Lines, IdleRatio"), Small with { Pacing = DialerPacing.IdleRatio } },
        { ReportsMessages.DifferentInputs("TickSec", "1, 2"), Small with { TickSec = 2 } },
        { ReportsMessages.DifferentInputs("answer rate", "0.38, 0.5"), Small with { AnswerRate = 0.5 } },
        { ReportsMessages.DifferentInputs("PatienceSec", "2, 3"), Small with { PatienceSec = 3 } },
        { ReportsMessages.DifferentInputs("MeanTalkSec", "145, 90"), Small with { Talk = DurationDistribution.LogNormal(90, 1) } },
        { ReportsMessages.DifferentInputs("MeanWrapSec", "20, 5"), Small with { Wrap = DurationDistribution.LogNormal(5, 1) } },
        { ReportsMessages.DifferentInputs("counted hours per day", "7.5, 1.5"), Small with { Hours = 2 } },
        { ReportsMessages.OtherInputs, Small with { RingUnanswered = DurationDistribution.Constant(15) } },
        { ReportsMessages.OtherInputs, Small with { Talk = DurationDistribution.Exponential(145) } },
        { ReportsMessages.OtherInputs, Small with { AnswerRate = null, AnswerRateBuckets = [new(0, 0.3), new(15_300, 0.46)] } },
        { ReportsMessages.OtherInputs, Small with { Hours = 7.5, WarmupHours = 0 } },
    };

    [Theory]
    [MemberData(nameof(OtherCampaigns))]
    public void Results_of_another_campaign_are_refused_from_runs_and_from_searches_without_a_result(
        string violation, DialerSimulationRequest other)
    {
        var run = DialerSimulation.Run(other with { Ratio = 1.15, Days = 2 });
        // The limit is so low that the search has no result and therefore no simulation to compare.
        var search = DialerSimulation.FindRatio(other with { Days = 2, MaxAbandonmentRate = 1e-9 }) with
        {
            MaxAbandonmentRate = Small.MaxAbandonmentRate
        };

        Assert.Null(search.Best);
        Assert.Equal([violation], Assert.Throws<CxValidationException>(() => PacingCurve.From([.. Results, run])).Violations);
        Assert.Equal([violation], Assert.Throws<CxValidationException>(() => PacingCurve.From([.. Results, search])).Violations);
    }

    [Fact]
    public void Results_of_one_campaign_with_other_days_seeds_and_threads_form_one_curve()
        => Assert.Equal(
            6,
            PacingCurve.From(
                [.. Results, DialerSimulation.Run(Small with { Ratio = 1.15, Days = 3, Seed = 9, Threads = 1 })]).Points.Count);

    [BrowserFact]
    public async Task The_page_draws_its_chart_without_a_network_and_without_console_errors()
    {
        var html = PacingCurvePage.ToHtml(PacingCurve.From(Results), new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));

        var (dom, console) = await Browser.OpenAsync(html);

        Assert.Contains("data-drawn=\"true\"", dom, StringComparison.Ordinal);
        Assert.Contains("<canvas", dom, StringComparison.Ordinal);
        Assert.Empty(console);
        Assert.DoesNotContain(
            "://",
            html.Replace(ReportAssets.Text("uPlot.iife.min.js.br"), string.Empty, StringComparison.Ordinal),
            StringComparison.Ordinal);

        // One colour per series, and no name without its value.
        var legend = Regex.Matches(
            dom, "u-marker\"[^>]*?border: [^\"]*?(rgb\\([^)]*\\)|#\\w+)[^>]*>.*?u-label\">(?<name>[^<]*)<.*?u-value\">(?<value>[^<]*)<",
            RegexOptions.Singleline);
        Assert.Equal(5, legend.Count);
        Assert.Equal(legend.Count, legend.Select(entry => entry.Groups[1].Value).Distinct().Count());
        Assert.All(legend, entry => Assert.Matches("[0-9]", entry.Groups["value"].Value));
    }

    [Fact]
    public void The_page_has_the_values_of_the_chart_in_a_table_and_encodes_names()
    {
        var html = PacingCurvePage.ToHtml(
            PacingCurve.From([.. Results.Select(result => result with { LimitSource = "<b>\"x\"&" })]), DateTimeOffset.UnixEpoch);

        Assert.All(
            Results,
            result => Assert.Contains(
                FormattableString.Invariant($"{100 * result.AbandonmentUpperBound:0.000} %"), html, StringComparison.Ordinal));
        Assert.DoesNotContain(
            "<b>",
            html.Replace(ReportAssets.Text("uPlot.iife.min.js.br"), string.Empty, StringComparison.Ordinal),
            StringComparison.Ordinal);
    }

    [GeneratedRegex(@"\e\[[0-9;]*m")]
    private static partial Regex Escapes();
}
