using CxOne.Numerics;
using CxOne.Pacing;

namespace CxOne.Tests.Pacing;

public sealed class PortableMathTests
{
    [Fact]
    public void Logarithm_and_exponential_agree_with_the_runtime()
    {
        for (var step = -4000; step <= 4000; step++)
        {
            var x = step * 0.0171;
            Near.Equal(Math.Exp(x), PortableMath.Exp(x), 4e-15);
            var y = Math.Exp(x);
            Assert.InRange(PortableMath.Log(y) - Math.Log(y), -4e-16 * Math.Max(1, Math.Abs(x)), 4e-16 * Math.Max(1, Math.Abs(x)));
        }
    }

    [Theory]
    [InlineData(0.5, 0)]
    [InlineData(0.6, 0.2533471031357997)]
    [InlineData(0.975, 1.959963984540054)]
    [InlineData(0.999, 3.090232306167813)]
    [InlineData(1e-6, -4.753424308822899)]
    [InlineData(1e-20, -9.262340089798408)]
    public void Normal_quantiles_agree_with_published_values(double below, double expected)
    {
        Assert.Equal(expected, PortableMath.NormalQuantile(below, 1 - below), 1e-13 + (1e-15 * Math.Abs(expected)));
        Assert.Equal(-expected, PortableMath.NormalQuantile(1 - below, below), 1e-13 + (1e-15 * Math.Abs(expected)));
    }

    [Theory]
    // Half the quantiles of χ², computed from the incomplete gamma function with thirty digits.
    [InlineData(0, 0, 2.995732273553991)]
    [InlineData(1, 0.051293294387550533, 4.7438645183905784)]
    [InlineData(2, 0.35536151069866205, 6.2957936218719897)]
    [InlineData(3, 0.81769144716395333, 7.7536565279327269)]
    [InlineData(7, 3.2853156918946718, 13.14811380243212)]
    [InlineData(10, 5.4254056970912926, 16.962219235721901)]
    [InlineData(50, 38.96473258250863, 63.287074095747167)]
    [InlineData(1000, 948.55984938365113, 1053.6031221333008)]
    [InlineData(100000, 99480.420746788715, 100521.71888230444)]
    public void Bounds_of_a_Poisson_count_agree_with_the_exact_ones(long count, double lower, double upper)
    {
        Near.Equal(upper, PoissonBound.Upper(count), 1e-12);
        Near.Equal(lower, PoissonBound.Lower(count), 1e-12);
    }

    [Fact]
    public void Bounds_of_a_huge_Poisson_count_agree_with_the_normal_distribution()
    {
        const long Count = 4_000_000_000;

        Near.Equal(Count + (1.6448536 * 63_245.553) + 1.9, PoissonBound.Upper(Count), 1e-9);
        Near.Equal(Count - (1.6448536 * 63_245.553) + 0.9, PoissonBound.Lower(Count), 1e-9);
    }

    [Theory]
    [InlineData(1, 6.313751514675, 12.706204736175)]
    [InlineData(10, 1.812461122812, 2.228138851986)]
    [InlineData(30, 1.697260886594, 2.042272456301)]
    [InlineData(31, 1.695518782546, 2.039513446396)]
    [InlineData(100, 1.660234326085, 1.983971518524)]
    [InlineData(1_000_000, 1.644855, 1.959966)]
    public void Quantiles_of_t_agree_with_published_tables(int degrees, double oneSided, double twoSided)
    {
        Assert.Equal(oneSided, StudentT.OneSided(degrees), 2e-6);
        Assert.Equal(twoSided, StudentT.TwoSided(degrees), 2e-6);
    }

    [Fact]
    public void Streams_differ_and_each_of_their_bits_is_fair()
    {
        HashSet<ulong> first = [];
        foreach (var seed in new long[] { 0, 1, -1, long.MaxValue })
        {
            for (var day = 0; day < 100; day++)
            {
                for (var purpose = 0; purpose < 2; purpose++)
                {
                    var stream = new RandomStream();
                    stream.Start(seed, day, purpose);
                    var block = new ulong[64];
                    stream.Fill(block);
                    Assert.All(block, value => Assert.True(first.Add(value)));
                }
            }
        }

        for (var bit = 0; bit < 64; bit++)
        {
            var ones = first.Count(value => (value >> bit & 1) == 1);
            // 51,200 numbers: four standard deviations are 452.
            Assert.InRange(ones, (first.Count / 2) - 452, (first.Count / 2) + 452);
        }
    }

    [Fact]
    public void The_stream_agrees_with_xoshiro256_plus_plus()
    {
        // The definition of the generator, one lane at a time, compared with the eight lanes of the product.
        var stream = new RandomStream();
        stream.Start(42, 5, 1);
        var block = new ulong[80];
        stream.Fill(block);

        var state = SplitMix64.Mix(42UL + SplitMix64.GoldenGamma);
        state = SplitMix64.Mix(state ^ unchecked(SplitMix64.GoldenGamma * 6));
        state = SplitMix64.Mix(state + unchecked(0xD1B5_4A32_D192_ED03 * 2));
        var words = new ulong[32];
        for (var word = 0; word < 32; word++)
        {
            state += SplitMix64.GoldenGamma;
            words[word] = SplitMix64.Mix(state);
        }

        for (var lane = 0; lane < 8; lane++)
        {
            ulong[] s = [words[lane], words[8 + lane], words[16 + lane], words[24 + lane]];
            for (var number = 0; number < 10; number++)
            {
                Assert.Equal(ulong.RotateLeft(s[0] + s[3], 23) + s[0], block[(8 * number) + lane]);
                var t = s[1] << 17;
                s[2] ^= s[0];
                s[3] ^= s[1];
                s[1] ^= s[2];
                s[0] ^= s[3];
                s[2] ^= t;
                s[3] = ulong.RotateLeft(s[3], 45);
            }
        }
    }
}
