using CxOne.DataActions;

namespace CxOne.Tests.DataActions;

public sealed class PeriodTests
{
    [Theory]
    [InlineData("P0D", "2024-01-31T12:00:00.000Z")]
    [InlineData("P1Y", "2025-01-31T12:00:00.000Z")]
    [InlineData("P1M", "2024-02-29T12:00:00.000Z")]
    [InlineData("P13M", "2025-02-28T12:00:00.000Z")]
    [InlineData("P1Y1M", "2025-02-28T12:00:00.000Z")]
    [InlineData("P1W", "2024-02-07T12:00:00.000Z")]
    [InlineData("P1D", "2024-02-01T12:00:00.000Z")]
    [InlineData("PT1M", "2024-01-31T12:01:00.000Z")]
    [InlineData("PT36H", "2024-02-02T00:00:00.000Z")]
    [InlineData("PT7.5S", "2024-01-31T12:00:07.500Z")]
    [InlineData("PT0.001S", "2024-01-31T12:00:00.001Z")]
    [InlineData("PT0.120000000S", "2024-01-31T12:00:00.120Z")]
    [InlineData("P1Y2M3W4DT5H6M7.5S", "2025-04-25T17:06:07.500Z")]
    [InlineData("-P1M", "2023-12-31T12:00:00.000Z")]
    [InlineData("P-1M", "2023-12-31T12:00:00.000Z")]
    [InlineData("-P-1M", "2024-02-29T12:00:00.000Z")]
    [InlineData("+P+1M", "2024-02-29T12:00:00.000Z")]
    [InlineData("P1M-1D", "2024-02-28T12:00:00.000Z")]
    [InlineData("PT-0.5S", "2024-01-31T11:59:59.500Z")]
    [InlineData("-PT0.5S", "2024-01-31T11:59:59.500Z")]
    [InlineData("P0Y0M0W0DT0H0M0S", "2024-01-31T12:00:00.000Z")]
    public void A_period_is_added_months_first(string period, string value)
        => Assert.Equal(value, Dates.Value(Dates.Request("2024-01-31T12:00:00Z") with { Period = period }));

    [Theory]
    [InlineData("P", "holds no part")]
    [InlineData("-P", "holds no part")]
    [InlineData(" ", "no ISO 8601 period")]
    [InlineData("1M", "no ISO 8601 period")]
    [InlineData("--P1M", "no ISO 8601 period")]
    [InlineData("02:00:00", "no ISO 8601 period")]
    [InlineData("p1m", "no ISO 8601 period")]
    [InlineData("PT", "ends after its T")]
    [InlineData("P1DT", "ends after its T")]
    [InlineData("P1M1Y", "the order is")]
    [InlineData("P1D1D", "the order is")]
    [InlineData("PT1M1H", "the order is")]
    [InlineData("PM", "no number at position 2")]
    [InlineData("P--1M", "no number")]
    [InlineData("P1YT1HT1M", "no number")]
    [InlineData("P1M ", "no number at position 4")]
    [InlineData("P1", "no unit behind its last number")]
    [InlineData("P1m", "no unit Y to D at position 3")]
    [InlineData("P1H", "no unit Y to D")]
    [InlineData("PT1D", "no unit H to S")]
    [InlineData("P0001-02-03T04:05:06", "no unit")]
    [InlineData("P1.5D", "only the seconds")]
    [InlineData("PT1.5H", "only the seconds")]
    [InlineData("PT1,5S", "comma")]
    [InlineData("PT1.S", "no digit")]
    [InlineData("PT0.0001S", "finer than a millisecond")]
    [InlineData("PT1.000000001S", "finer than a millisecond")]
    [InlineData("P2147483648D", "above 2147483647")]
    [InlineData("PT99999999999999999999999S", "above 2147483647")]
    public void Anything_else_is_refused_and_the_message_says_why(string period, string why)
    {
        var error = Dates.Error(Dates.Request("2024-01-31T12:00:00Z") with { Period = period });

        Assert.Equal("PeriodInvalid", error.ErrorId);
        Assert.Contains(why.Replace("no ISO", "not an ISO", StringComparison.Ordinal), error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("P2147483647Y2147483647M2147483647W2147483647DT2147483647H2147483647M2147483647.999S")]
    [InlineData("-P2147483647Y")]
    [InlineData("P8000Y")]
    [InlineData("-P2024Y")]
    [InlineData("P2147483647W")]
    [InlineData("-P2147483647W2147483647D")]
    [InlineData("P2913300D")]
    [InlineData("P7976Y")]
    [InlineData("P95712M")]
    [InlineData("P95713M")]
    [InlineData("-P24277M")]
    public void An_amount_that_leads_out_of_the_years_that_can_be_written_is_refused_and_nothing_overflows(string period)
        => Assert.All(
            Enum.GetValues<DataActionArithmetic>(),
            arithmetic => Assert.Equal(
                "DateOutOfRange",
                Dates.Error(
                    Dates.Request("2024-01-31T12:00:00Z", Dates.NewYork) with { Period = period, Arithmetic = arithmetic }).ErrorId));

    [Theory]
    [InlineData("P7975Y11M", "9999-12-31T12:00:00.000Z")]
    [InlineData("-P2023Y", "0001-01-31T12:00:00.000Z")]
    [InlineData("P95711M", "9999-12-31T12:00:00.000Z")]
    [InlineData("-P24276M", "0001-01-31T12:00:00.000Z")]
    public void An_amount_that_just_stays_in_them_is_taken(string period, string value)
        => Assert.Equal(value, Dates.Value(Dates.Request("2024-01-31T12:00:00Z") with { Period = period }));

    [Fact]
    public void A_text_that_ends_before_anything_is_no_period()
    {
        Assert.False(PeriodReader.TryRead(string.Empty, out _, out var problem));
        Assert.StartsWith("is not an ISO 8601 period", problem, StringComparison.Ordinal);
    }
}
