using System.Globalization;
using CxOne.Errors;

namespace CxOne.Tests.Errors;

public sealed class ViolationsTests
{
    [Theory]
    [InlineData(0.0, null)]
    [InlineData(1.0, null)]
    [InlineData(-0.1, "Share must be between 0 and 1 (was -0.1).")]
    [InlineData(double.NaN, "Share must be between 0 and 1 (was NaN).")]
    public void Range_includes_both_limits_and_refuses_what_is_not_a_number(double value, string? expected)
        => Assert.Equal(expected, Of(violations => violations.Range("Share", value, 0, 1)));

    [Theory]
    [InlineData(1.0, null)]
    [InlineData(0.0, "AnswerRate must be greater than 0 and at most 1 (was 0). For 35 % write 0.35.")]
    [InlineData(2.0, "AnswerRate must be greater than 0 and at most 1 (was 2). For 35 % write 0.35.")]
    public void RangeAbove_excludes_the_minimum_and_adds_the_hint(double value, string? expected)
        => Assert.Equal(expected, Of(violations => violations.RangeAbove("AnswerRate", value, 0, 1, "For 35 % write 0.35.")));

    [Theory]
    [InlineData(0.5, null)]
    [InlineData(1.0, "ServiceLevel must be greater than 0 and less than 1 (was 1).")]
    public void RangeBetween_excludes_both_limits(double value, string? expected)
        => Assert.Equal(expected, Of(violations => violations.RangeBetween("ServiceLevel", value, 0, 1)));

    [Fact]
    public void An_absent_value_is_in_every_range()
        => Assert.Null(Of(violations => violations.Range("Share", null, 0, 1)));

    [Fact]
    public void Numbers_are_written_the_same_in_every_culture()
    {
        var culture = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
            Assert.Equal("Share must be between 0.5 and 1 (was 1.5).", Of(violations => violations.Range("Share", 1.5, 0.5, 1)));
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    private static string? Of(Action<List<string>> check)
    {
        List<string> violations = [];
        check(violations);
        return violations.SingleOrDefault();
    }
}
