using CxOne.DataActions;

namespace CxOne.Tests.DataActions;

public sealed class PeriodTests
{
    public static TheoryData<string, string> Refused => new()
    {
        { "P", DataActionsMessages.PeriodEmpty("P") },
        { "-P", DataActionsMessages.PeriodEmpty("-P") },
        { " ", DataActionsMessages.PeriodMalformed(" ") },
        { "1M", DataActionsMessages.PeriodMalformed("1M") },
        { "--P1M", DataActionsMessages.PeriodMalformed("--P1M") },
        { "02:00:00", DataActionsMessages.PeriodMalformed("02:00:00") },
        { "p1m", DataActionsMessages.PeriodMalformed("p1m") },
        { "PT", DataActionsMessages.PeriodTimeEmpty("PT") },
        { "P1DT", DataActionsMessages.PeriodTimeEmpty("P1DT") },
        { "P1M1Y", DataActionsMessages.PeriodUnitOrder("P1M1Y", 'Y') },
        { "P1D1D", DataActionsMessages.PeriodUnitOrder("P1D1D", 'D') },
        { "PT1M1H", DataActionsMessages.PeriodUnitOrder("PT1M1H", 'H') },
        { "PM", DataActionsMessages.PeriodNumberMissing("PM", 2) },
        { "P--1M", DataActionsMessages.PeriodNumberMissing("P--1M", 3) },
        { "P1YT1HT1M", DataActionsMessages.PeriodNumberMissing("P1YT1HT1M", 7) },
        { "P1M ", DataActionsMessages.PeriodNumberMissing("P1M ", 4) },
        { "P1", DataActionsMessages.PeriodUnitMissing("P1") },
        { "P1m", DataActionsMessages.PeriodUnitUnknown("P1m", isTime: false, 3) },
        { "P1H", DataActionsMessages.PeriodUnitUnknown("P1H", isTime: false, 3) },
        { "PT1D", DataActionsMessages.PeriodUnitUnknown("PT1D", isTime: true, 4) },
        { "P0001-02-03T04:05:06", DataActionsMessages.PeriodUnitUnknown("P0001-02-03T04:05:06", isTime: false, 6) },
        { "P1.5D", DataActionsMessages.PeriodFractionUnit("P1.5D", 'D') },
        { "PT1.5H", DataActionsMessages.PeriodFractionUnit("PT1.5H", 'H') },
        { "PT1,5S", DataActionsMessages.PeriodFractionComma("PT1,5S") },
        { "PT1.S", DataActionsMessages.PeriodFractionEmpty("PT1.S") },
        { "PT0.0001S", DataActionsMessages.PeriodFractionTooFine("PT0.0001S") },
        { "PT1.000000001S", DataActionsMessages.PeriodFractionTooFine("PT1.000000001S") },
        { "P2147483648D", DataActionsMessages.PeriodNumberTooLarge("P2147483648D") },
        { "PT99999999999999999999999S", DataActionsMessages.PeriodNumberTooLarge("PT99999999999999999999999S") },
    };

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
    public void Period_is_added_with_its_months_first(string period, string value)
        => Assert.Equal(value, Dates.Value(Dates.Request("2024-01-31T12:00:00Z") with { Period = period }));

    [Theory]
    [MemberData(nameof(Refused))]
    public void Any_other_form_is_refused_with_the_rule_that_it_breaks(string period, string message)
    {
        var error = Dates.Error(Dates.Request("2024-01-31T12:00:00Z") with { Period = period });

        Assert.Equal("PeriodInvalid", error.ErrorId);
        Assert.Equal(message, error.Message);
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
    public void Amount_that_leads_outside_the_years_1_to_9999_is_refused_without_overflow(string period)
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
    public void Largest_amount_within_the_years_1_to_9999_is_accepted(string period, string value)
        => Assert.Equal(value, Dates.Value(Dates.Request("2024-01-31T12:00:00Z") with { Period = period }));

    [Fact]
    public void Empty_text_is_not_a_period()
    {
        Assert.False(PeriodReader.TryRead(string.Empty, out _, out var problem));
        Assert.Equal(DataActionsMessages.PeriodMalformed(string.Empty), problem);
    }
}
