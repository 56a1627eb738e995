using CxOne.DataActions;
using CxOne.Errors;

namespace CxOne.Tests.DataActions;

public sealed class ReferenceTests
{
    private const int FewestCases = 2500;

    [Theory]
    [InlineData(DataActionDateFormat.Utc)]
    [InlineData(DataActionDateFormat.Offset)]
    public void All_reference_cases_give_the_same_value(DataActionDateFormat format)
    {
        var differences = ReferenceCase.All.Select(reference => Difference(reference, format)).OfType<string>().ToList();

        Assert.True(
            differences.Count == 0,
            $"{differences.Count} of {ReferenceCase.All.Count} cases differ. {ReferenceCase.Header}; "
                + $"here tzdb {DataActionDateCalculator.TimeZoneDataVersion}.\n{string.Join('\n', differences.Take(20))}");
    }

    [Fact]
    public void Reference_covers_every_rule_and_arithmetic()
    {
        var cases = ReferenceCase.All;
        var years = cases
            .Where(reference => reference.Utc[0] != '!')
            .Select(reference => int.Parse(reference.Utc[..4], System.Globalization.CultureInfo.InvariantCulture))
            .ToList();

        Assert.True(cases.Count >= FewestCases);
        Assert.Equal((1970, 2037), (years.Min(), years.Max()));
        Assert.All(
            ["Africa", "America", "Antarctica", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific"],
            continent =>
                Assert.True(Count(reference => reference.Request.TimeZone.StartsWith(continent + "/", StringComparison.Ordinal)) >= 50));
        Assert.All(
            Enum.GetValues<DataActionArithmetic>(),
            arithmetic => Assert.True(Count(reference => reference.Request.Arithmetic == arithmetic) >= 1000));
        Assert.All(
            ["SkippedTime Forward", "SkippedTime Backward", "AmbiguousTime Earlier", "AmbiguousTime Later"],
            rule => Assert.True(Count(reference => reference.Rule == rule) >= 200));
        Assert.All(["!LocalTimeSkipped", "!LocalTimeAmbiguous"], error => Assert.True(Count(reference => reference.Utc == error) >= 100));
        Assert.All(
            [":30", ":45"],
            minutes => Assert.True(Count(reference => reference.ZoneOffset.EndsWith(minutes, StringComparison.Ordinal)) >= 100));
        Assert.All(
            ["W", "D", "M", "Y", "T"],
            unit => Assert.True(Count(reference => reference.Request.Period!.Contains(unit, StringComparison.Ordinal)) >= 100));
        Assert.True(Count(reference => reference.Request.Timestamp.Text.Contains("-02-29T", StringComparison.Ordinal)) >= 300);
        Assert.True(Count(reference => reference.Request.SourceTimeZone!.Length > 0) >= 300);
        Assert.True(Count(reference => reference.Request.Operation == DataActionOperation.Subtract) >= 500);
        Assert.True(Count(reference => reference.Request.OffsetMinutes < 0) >= 100);

        int Count(Func<ReferenceCase, bool> predicate) => cases.Count(predicate);
    }

    private static string? Difference(ReferenceCase reference, DataActionDateFormat format)
    {
        var wanted = format == DataActionDateFormat.Utc ? reference.Utc : reference.Offset;
        string had;
        try
        {
            var result = DataActionDateCalculator.Calculate(reference.Request with { OutputFormat = format });
            had = string.Join(
                ' ', result.Value, result.LocalTime, result.Offset, result.Rule, result.AccuracyValid, result.AccuracyErrorMs,
                result.IsSkipped, result.IsAmbiguous);
            wanted = string.Join(
                ' ', wanted, reference.LocalTime, reference.ZoneOffset, reference.Rule, true, 0,
                reference.Rule.Contains("SkippedTime", StringComparison.Ordinal),
                reference.Rule.Contains("AmbiguousTime", StringComparison.Ordinal));
        }
        catch (CxException exception)
        {
            had = "!" + exception.ErrorId;
        }

        return had == wanted ? null : $"line {reference.Line}: {had} and not {wanted}; {reference.Request}";
    }
}
