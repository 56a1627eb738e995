using CxOne.Numerics;
using CxOne.Pacing;

namespace CxOne.Tests.Pacing;

public sealed class DurationTableTests
{
    private const double Unit = 1d / (1 << 20);

    public static TheoryData<string> Names => [.. Distributions.Keys];

    private static Dictionary<string, DurationDistribution> Distributions { get; } = new()
    {
        ["ring"] = DurationDistribution.LogNormal(8, 0.5),
        ["talk"] = DurationDistribution.LogNormal(145, 1),
        ["long and wild"] = DurationDistribution.LogNormal(40_000, 1.5),
        ["exponential"] = DurationDistribution.Exponential(12.34),
        ["short"] = DurationDistribution.Exponential(0.05),
        ["nearly constant"] = DurationDistribution.LogNormal(300, 0.001),
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void Draws_have_the_mean_and_the_spread_of_their_distribution(string name)
    {
        var distribution = Distributions[name];
        var table = new DurationTable(distribution);
        var stream = new RandomStream();
        stream.Start(1, 0, 0);
        var block = new ulong[1 << 21];
        stream.Fill(block);

        var sum = 0d;
        var squares = 0d;
        foreach (var random in block)
        {
            var value = (table.Draw((uint)random, random) * Unit) - distribution.MeanSec;
            sum += value;
            squares += value * value;
        }

        var deviation = distribution.MeanSec * distribution.Cv;
        Assert.InRange(sum / block.Length, -4 * deviation / Math.Sqrt(block.Length), 4 * deviation / Math.Sqrt(block.Length));
        Assert.InRange(Math.Sqrt(squares / block.Length) / deviation, 0.97, 1.03);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Quantiles_of_the_table_are_close_to_the_exact_ones_and_the_mean_is_exact(string name)
    {
        var distribution = Distributions[name];
        var table = new DurationTable(distribution);
        const int Points = 1 << 15;
        var sum = 0d;
        var furthest = 0d;
        var former = 0L;
        for (var point = 0; point < Points; point++)
        {
            var uniform = (uint)(((ulong)point << 17) + (1 << 16));
            var draw = table.Draw(uniform, 1);
            var exact = Quantile(distribution, (point + 0.5) / Points);
            sum += draw * Unit;
            furthest = Math.Max(furthest, Math.Abs((draw * Unit) - exact) / Math.Max(exact, 0.02 * distribution.MeanSec));
            Assert.True(draw >= former - (0.025 * former) - 2, $"at {point}");
            former = draw;
        }

        Assert.InRange(furthest, 0, 0.025);
        var exactSum = Enumerable.Range(0, Points).Sum(point => Quantile(distribution, (point + 0.5) / Points));
        Assert.Equal(1, sum / exactSum, 4e-5);
    }

    [Fact]
    public void The_tails_extend_beyond_the_resolution_of_32_bits()
    {
        var table = new DurationTable(DurationDistribution.Exponential(100));

        // The highest 32 bits select the last of 2³² parts of the distribution, which the other bits of the source divide further.
        var draws = Enumerable.Range(1, 1000)
            .Select(source => table.Draw(uint.MaxValue, (ulong)source * 0x9E37_79B9_7F4A_7C15) * Unit)
            .ToList();

        Assert.True(draws.Min() >= 100 * 32 * Math.Log(2) - 0.001);
        Assert.InRange(draws.Average(), 100 * ((32 * Math.Log(2)) + 0.85), 100 * ((32 * Math.Log(2)) + 1.15));
        Assert.True(table.Draw(0, 5) <= 1);
    }

    [Fact]
    public void A_sample_gives_each_of_its_values_and_a_constant_only_one()
    {
        var table = new DurationTable(DurationDistribution.Empirical([5, 1, 3, 3]));
        Assert.Equal(
            [1, 3, 3, 5], new uint[] { 0, 0x4000_0000, 0x8000_0000, 0xC000_0000 }.Select(uniform => table.Draw(uniform, 9) * Unit));
        Assert.Equal(5, table.Draw(uint.MaxValue, 9) * Unit);

        var constant = new DurationTable(DurationDistribution.Constant(86_400));
        Assert.Equal(86_400, constant.Draw(0, 1) * Unit);
        Assert.Equal(86_400, constant.Draw(uint.MaxValue, 1) * Unit);
        Assert.Equal(1, new DurationTable(DurationDistribution.Constant(0)).Draw(77, 1));
    }

    private static double Quantile(DurationDistribution distribution, double probability)
    {
        if (distribution.Kind == DurationKind.Exponential)
        {
            return -distribution.MeanSec * Math.Log(1 - probability);
        }

        var variance = Math.Log(1 + (distribution.Cv * distribution.Cv));
        return distribution.MeanSec * Math.Exp((Math.Sqrt(variance) * NormalQuantile(probability)) - (variance / 2));
    }

    /// <summary>
    /// Computes the quantile by bisection of the distribution function, which is summed as a series; slow and independent.
    /// </summary>
    private static double NormalQuantile(double probability)
    {
        var low = -6d;
        var high = 6d;
        while (high - low > 1e-9)
        {
            var middle = (low + high) / 2;
            var term = middle;
            var sum = middle;
            for (var n = 1; Math.Abs(term) > 1e-17; n++)
            {
                term *= middle * middle / ((2 * n) + 1);
                sum += term;
            }

            if (0.5 + (sum * Math.Exp(-middle * middle / 2) / Math.Sqrt(2 * Math.PI)) < probability)
            {
                low = middle;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
