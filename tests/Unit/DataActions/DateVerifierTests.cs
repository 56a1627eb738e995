using CxOne.DataActions;

namespace CxOne.Tests.DataActions;

public sealed class DateVerifierTests
{
    private static readonly long Expected = new DateTimeOffset(2024, 2, 29, 17, 30, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();

    [Theory]
    [InlineData("2024-02-29T17:30:00.000Z", 0L)]
    [InlineData("2024-02-29T12:30:00.000-05:00", 0L)]
    [InlineData("2024-02-29T12:30:00.000Z", -18_000_000L)]
    [InlineData("2024-02-29T13:30:00.000Z", -14_400_000L)]
    [InlineData("2024-02-29T17:30:00.001Z", 1L)]
    [InlineData("2024-02-29T17:29:59.999Z", -1L)]
    public void Difference_of_a_value_is_signed(string value, long error)
        => Assert.Equal(error, DateVerifier.ErrorMs(value, Expected));

    [Theory]
    [InlineData("2024-02-29T17:30:00Z")]
    [InlineData("2024-02-29T17:30:00.0000Z")]
    [InlineData("2024-02-29T17:30:00.000")]
    [InlineData("2024-02-29T17:30:00.000+15:00")]
    public void Value_in_another_form_cannot_be_verified(string value)
        => Assert.Null(DateVerifier.ErrorMs(value, Expected));
}
