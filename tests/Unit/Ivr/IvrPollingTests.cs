using CxOne.Ivr;

namespace CxOne.Tests.Ivr;

public sealed class IvrPollingTests
{
    [Fact]
    public void Looks_come_quickly_at_first_half_as_long_again_each_time_and_every_five_seconds_in_the_end()
    {
        var delays = Enumerable.Range(0, 30).Select(new IvrPolling(TimeSpan.FromMinutes(1)).Delay).ToList();

        Assert.Equal([100, 150, 225, 337.5], delays.Take(4).Select(delay => delay.TotalMilliseconds));
        Assert.Equal(delays.Order(), delays);
        Assert.Equal(TimeSpan.FromSeconds(5), delays[^1]);
    }

    [Fact]
    public void An_interval_that_was_asked_for_is_kept()
        => Assert.All(
            Enumerable.Range(0, 5).Select(new IvrPolling(TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(3)).Delay),
            delay => Assert.Equal(TimeSpan.FromSeconds(3), delay));
}
