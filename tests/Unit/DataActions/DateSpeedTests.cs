using CxOne.DataActions;

namespace CxOne.Tests.DataActions;

[Collection(TimedAlone.Name)]
public sealed class DateSpeedTests
{
    private const int Rows = 10_000;
    private const int Runs = 10;
    private static readonly TimeSpan Limit = TimeSpan.FromMilliseconds(100);

    [Fact]
    public void Ten_thousand_rows_take_less_than_a_tenth_of_a_second()
    {
        var valid = ReferenceCase.All.Where(reference => reference.Utc[0] != '!').Select(reference => reference.Request).ToArray();
        var requests = Enumerable.Range(0, Rows).Select(row => valid[row % valid.Length]).ToArray();

        // Processor time and the best of several runs, so that other work of the computer does not affect the result.
        var best = Enumerable.Range(0, Runs).Min(_ => Measure(requests));

        Assert.True(best < Limit, $"{Rows} rows took {best.TotalMilliseconds:0.0} ms.");
    }

    private static TimeSpan Measure(DataActionDateRequest[] requests)
    {
        var before = Environment.CpuUsage.TotalTime;
        foreach (var request in requests)
        {
            _ = DataActionDateCalculator.Calculate(request);
        }

        return Environment.CpuUsage.TotalTime - before;
    }
}
