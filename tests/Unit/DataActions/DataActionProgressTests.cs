using CxOne.DataActions;
using CxOne.Tests.Support;

namespace CxOne.Tests.DataActions;

public sealed class DataActionProgressTests
{
    private readonly ManualTimeProvider _clock = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly RecordingLog _log = new();

    [Fact]
    public void Remaining_time_is_estimated_from_the_average_so_far()
    {
        var progress = new DataActionProgress(8, _clock, _log);

        _clock.Advance(TimeSpan.FromSeconds(3));
        progress.Count();
        _clock.Advance(TimeSpan.FromSeconds(3));
        progress.Count();
        _clock.Advance(TimeSpan.FromSeconds(1));
        progress.Count();
        progress.Complete();

        Assert.Equal(
            [
                Of(1) with { PercentComplete = 12, SecondsRemaining = 21 },
                Of(2) with { PercentComplete = 25, SecondsRemaining = 18 },
                Of(3) with { PercentComplete = 37, SecondsRemaining = 12 },
                Of(3) with { IsCompleted = true },
            ],
            _log.Progresses);
    }

    private static CxProgress Of(int done) => new("Updating data actions", $"{done} of 8") { ItemsCompleted = done, ItemsTotal = 8 };
}
