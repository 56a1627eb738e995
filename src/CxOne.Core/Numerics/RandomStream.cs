using System.Runtime.Intrinsics;

namespace CxOne.Numerics;

/// <summary>
/// xoshiro256++ (D. Blackman and S. Vigna 2019) in eight parallel lanes, seeded by SplitMix64. Each day and purpose has its own stream.
/// </summary>
/// <remarks>The lanes are integers, so the numbers do not depend on the vector width of the processor.</remarks>
internal sealed class RandomStream
{
    private Vector512<ulong> _s0;
    private Vector512<ulong> _s1;
    private Vector512<ulong> _s2;
    private Vector512<ulong> _s3;

    /// <summary>Starts the stream of a day and a purpose.</summary>
    public void Start(long seed, int day, int purpose)
    {
        var state = SplitMix64.Mix((ulong)seed + SplitMix64.GoldenGamma);
        state = SplitMix64.Mix(state ^ (SplitMix64.GoldenGamma * ((ulong)day + 1)));
        state = SplitMix64.Mix(state + (0xD1B5_4A32_D192_ED03 * (ulong)(purpose + 1)));
        Span<ulong> words = stackalloc ulong[32];
        for (var word = 0; word < words.Length; word++)
        {
            state += SplitMix64.GoldenGamma;
            words[word] = SplitMix64.Mix(state);
        }

        _s0 = Vector512.Create<ulong>(words);
        _s1 = Vector512.Create<ulong>(words[8..]);
        _s2 = Vector512.Create<ulong>(words[16..]);
        _s3 = Vector512.Create<ulong>(words[24..]);
    }

    /// <summary>Fills a block with random bits. Its length must be a multiple of eight.</summary>
    public void Fill(Span<ulong> block)
    {
        var s0 = _s0;
        var s1 = _s1;
        var s2 = _s2;
        var s3 = _s3;
        for (var start = 0; start <= block.Length - 8; start += 8)
        {
            var sum = s0 + s3;
            var result = (Vector512.ShiftLeft(sum, 23) | Vector512.ShiftRightLogical(sum, 41)) + s0;
            var shifted = Vector512.ShiftLeft(s1, 17);
            s2 ^= s0;
            s3 ^= s1;
            s1 ^= s2;
            s0 ^= s3;
            s2 ^= shifted;
            s3 = Vector512.ShiftLeft(s3, 45) | Vector512.ShiftRightLogical(s3, 19);
            result.CopyTo(block[start..]);
        }

        _s0 = s0;
        _s1 = s1;
        _s2 = s2;
        _s3 = s3;
    }
}
