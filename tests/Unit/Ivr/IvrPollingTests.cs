using CxOne.Ivr;

namespace CxOne.Tests.Ivr;

public sealed class IvrPollingTests
{
    [Fact]
    public void Looks_come_quickly_at_first_and_every_five_seconds_in_the_end()
    {
        var delays = Enumerable.Range(0, 30).Select(new IvrPolling(TimeSpan.FromMinutes(1)).Delay).ToList();

        Assert.Equal(TimeSpan.FromSeconds(0.1), delays[0]);
        Assert.Equal(delays.Order(), delays);
        Assert.Equal(TimeSpan.FromSeconds(5), delays[^1]);
    }

    [Fact]
    public void An_interval_that_was_asked_for_is_kept()
        => Assert.All(Enumerable.Range(0, 5).Select(new IvrPolling(TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(3)).Delay), delay => Assert.Equal(TimeSpan.FromSeconds(3), delay));
}
