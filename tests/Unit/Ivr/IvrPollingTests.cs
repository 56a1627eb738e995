using CxOne.Ivr;

namespace CxOne.Tests.Ivr;

public sealed class IvrPollingTests
{
    [Fact]
    public void The_polling_interval_grows_by_half_from_a_tenth_of_a_second_to_five_seconds()
    {
        var delays = Enumerable.Range(0, 30).Select(new IvrPolling(TimeSpan.FromMinutes(1)).Delay).ToList();

        Assert.Equal([100, 150, 225, 337.5], delays.Take(4).Select(delay => delay.TotalMilliseconds));
        Assert.Equal(delays.Order(), delays);
        Assert.Equal(TimeSpan.FromSeconds(5), delays[^1]);
    }

    [Fact]
    public void A_given_polling_interval_is_used()
        => Assert.All(
            Enumerable.Range(0, 5).Select(new IvrPolling(TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(3)).Delay),
            delay => Assert.Equal(TimeSpan.FromSeconds(3), delay));
}
